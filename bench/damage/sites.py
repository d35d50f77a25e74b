"""What sites put around texts, and how compilations string texts together."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from damage.cells import Cell, Edit, Page, Shape
from damage.kit import HAN, Kit, Site


def chrome(page: Page, strength: int, chance: Random, kit: Kit) -> Page:
    """Put a site's lines above, under the title, between paragraphs and below."""
    site = chance.choice(kit.sites)
    page = dressed(page, site, strength, chance, kit)
    if strength == 2:  # a copy of a copy
        page = dressed(page, chance.choice(kit.sites), 1, chance, kit)
    return page


def dressed(page: Page, site: Site, strength: int, chance: Random, kit: Kit) -> Page:
    """Dress a page in one site's chrome; a light dress leaves lines out."""

    def lines(part: tuple[str, ...]) -> list[str]:
        chosen = [line for line in part if strength or chance.random() < 0.6]
        return [kit.filled(line, page.title, chance) for line in chosen]

    shown = page.shown
    title_end = shown.find("\n") + 1
    edits = [Edit(0, 0, "".join(f"{line}\n" for line in lines(site.head)))]
    edits.append(Edit(title_end, title_end, "".join(f"{line}\n" for line in lines(site.under))))
    ends = [place for place, char in enumerate(shown) if char == "\n" and place >= title_end]
    for line in lines(site.inside) * strength:
        if ends:
            place = chance.choice(ends)
            edits.append(Edit(place, place, f"\n{line}"))
    edits.append(Edit(len(shown), len(shown), "".join(f"\n{line}" for line in lines(site.foot))))
    return page.edited(edit for edit in edits if edit.new)


def glued(pages: Sequence[Page], chance: Random, kit: Kit) -> Page:
    """String texts together, each title marked in the same manner."""
    marker = chance.choice(kit.markers)
    gap = chance.choice(("\n", "\n\n", "\n\n\n"))
    title = f"{pages[0].title}{chance.choice(('（合集', '（精选', '('))}{len(pages)}篇）"
    cells = [Cell("", f"{title}\n\n", "free")] if chance.random() < 0.7 else []
    shape, length = Shape((), (), ()), 0
    for number, page in enumerate(pages, 1):
        before, after = marker.format(k=number, han=HAN[number], title="\0").split("\0")
        end = len(page.title)
        cells += [Cell("", before, "free"), *page.cells[:end], Cell("", after, "free")]
        cells += [*page.cells[end:], Cell("\n", gap)]
        moved = page.shape.moved(length)
        shape = Shape(
            shape.titles + moved.titles, shape.starts + moved.starts, shape.nodes + moved.nodes
        )
        length += len(page.truth) + 1
    return Page(tuple(cell for cell in cells[:-1] if cell.shown), shape)
