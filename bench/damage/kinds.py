"""The kinds of damage in the order in which copies suffer them, and all of them mixed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from damage import layout, script, signs, sites
from damage.cells import Page
from damage.kit import Kit

Damage = Callable[[Page, int, Random, Kit], Page]

STRENGTHS = ("light", "middle", "strong")
SINGLE: dict[str, Damage] = {
    "masks": signs.masks,
    "contents": layout.contents,
    "labels": signs.labels,
    "widths": signs.widths,
    "previews": layout.previews,
    "pages": layout.pages,
    "chrome": sites.chrome,
    "markdown": layout.markdown,
    "traditional": script.traditional,
    "shifted": script.shifted,
}
"""Each damages one page; applied in this order where several meet."""
KINDS = (*SINGLE, "glued", "mixed")


def damaged(kind: str, pages: Sequence[Page], strength: int, chance: Random, kit: Kit) -> Page:
    """Damage the first of `pages`; the others are what it may be glued to."""
    if kind == "glued":
        return _glued(pages, strength, chance, kit)
    if kind == "mixed":
        return _mixed(pages, strength, chance, kit)
    return SINGLE[kind](pages[0], strength, chance, kit)


def _glued(pages: Sequence[Page], strength: int, chance: Random, kit: Kit) -> Page:
    others = chance.sample(pages[1:], min(len(pages) - 1, (1, 2, 4)[strength]))
    return sites.glued([pages[0], *others], chance, kit)


def _mixed(pages: Sequence[Page], strength: int, chance: Random, kit: Kit) -> Page:
    """Apply several kinds at once, two, three or five of the eleven."""
    chosen = set(chance.sample([*SINGLE, "glued"], (2, 3, 5)[strength]))
    if "masks" in chosen:
        pages = [signs.masks(page, strength, chance, kit) for page in pages]
    page = _glued(pages, strength, chance, kit) if "glued" in chosen else pages[0]
    for kind, damage in SINGLE.items():
        if kind in chosen - {"masks"}:
            page = damage(page, strength, chance, kit)
    return page
