"""What cutting into pages, previews and converters do: breaks, chunks, contents, Markdown signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import codepoint2name
from random import Random

from damage.cells import Edit, Page
from damage.kit import Kit

_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_LINE_END = re.compile(r"\n")


def _cuts(page: Page, every: int, chance: Random) -> Iterator[tuple[int, bool]]:
    """Yield where pages end: offsets of `shown`, and whether inside a line.

    Most fall inside a word or between two, some between paragraphs.
    """
    inside = [match.start() for match in _INSIDE.finditer(page.shown)]
    ends = [match.start() for match in _LINE_END.finditer(page.shown)][1:]
    position = 0
    while (position := position + round(every * chance.uniform(0.7, 1.3))) < len(page.shown):
        within = chance.random() < 0.75 or not ends
        places = inside if within else ends
        nearest = min(places, key=lambda place: abs(place - position), default=None)
        if nearest is not None:
            yield nearest, within
            position = max(position, nearest)


def pages(page: Page, strength: int, chance: Random, kit: Kit) -> Page:
    """Break the text into pages, with the same kind of mark at each break."""
    style = chance.choice(kit.pages)
    cuts = dict(_cuts(page, (1200, 600, 250)[strength], chance))
    edits = []
    for number, cut in enumerate(sorted(cuts), 1):
        mark = style.format(i=number, next=number + 1, all=len(cuts) + 1, title=page.title)
        edits.append(Edit(cut, cut, f"\n{mark}\n" if cuts[cut] else f"\n{mark}"))
    return page.edited(edits)


def previews(page: Page, strength: int, chance: Random, kit: Kit) -> Page:
    """Cut the text into preview chunks, numbered by the site or parted by its prompts."""
    numbered = chance.random() < 0.5
    cuts = dict(_cuts(page, (1500, 700, 300)[strength], chance))
    edits = [Edit(0, 0, "1、")] if numbered else []
    for number, cut in enumerate(sorted(cuts), 2):
        said = kit.filled(chance.choice(kit.previews), page.title, chance)
        mark = f"\n\n{number}、" if numbered else f"\n{said}\n" if cuts[cut] else f"\n{said}"
        if not numbered or cuts[cut]:
            edits.append(Edit(cut, cut, mark))
    if numbered:
        edits = [
            Edit(e.start, e.end, e.new if n == 1 else f"\n\n{n}、") for n, e in enumerate(edits, 1)
        ]
        edits.append(
            Edit(
                len(page.shown),
                len(page.shown),
                f"\n\n{chance.choice(kit.previews).format(page=5, n=900)}",
            )
        )
    return page.edited(edits)


def contents(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Put a table of contents before the text: lines, or all of it glued together."""
    depth = chance.choice((1, 2))
    entries = [
        node.label + node.heading
        for node in page.shape.nodes
        if node.heading and node.number.count(".") < depth and node.label and "p" not in node.number
    ]
    if len(entries) < 3:
        return page
    number, listed = 1, []
    leader = (
        chance.choice(("................", "…………", "\t", " ", "-------", "· · · · · · "))
        if strength < 2
        else ""
    )
    for entry in entries:
        listed.append(f"{entry}{leader}{number}")
        number += chance.choice((0, 1, 1, 2))
    head = chance.choice(("目录", "目 录", "目　录", "目　　录"))
    between = "\n" if strength == 0 else ""
    after = "" if strength == 2 else "\n"
    body = page.places()[page.shape.starts[0]]
    return page.edited([Edit(body, body, between.join([head, *listed]) + after)])


def markdown(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Let converters leave their signs: escapes, headings, bold, quotes, entities, tags."""
    share = (0.1, 0.3, 0.7)[strength]
    places = page.places()
    heads = {places[node.start]: node.number.count(".") for node in page.shape.nodes}
    manner = chance.choice(("markdown", "html", "escaped"))
    edits: list[Edit] = []
    for match in re.finditer(r"[^\n]+", page.shown):
        if chance.random() < share:
            line = match.group()
            edits += _signs(match.start(), line, heads.get(match.start()), manner, chance)
    if manner == "escaped":
        edits += [
            Edit(m.start(), m.start(), "\\")
            for m in re.finditer(r"[*_#\[\]]|(?<=^\d)\.", page.shown, re.M)
        ]
    return page.edited(edits)


def _signs(at: int, line: str, level: int | None, manner: str, chance: Random) -> Iterator[Edit]:
    end = at + len(line)
    if manner == "html":
        tag = "p" if level is None else f"h{level + 2}"
        opened, closed = chance.choice(
            (
                (f"<{tag}>", f"</{tag}>"),
                ("", "<br>"),
                ("&nbsp;&nbsp;&nbsp;&nbsp;", ""),
                ("&emsp;&emsp;", "<br/>"),
            )
        )
        for match in re.finditer("[“”—…]", line):
            place = at + match.start()
            yield Edit(place, place + 1, f"&{codepoint2name[ord(match.group())]};")
    elif level is not None and len(line) < 40:
        opened, closed = chance.choice((("#" * (level + 2) + " ", ""), ("**", "**"), ("__", "__")))
    else:
        opened, closed = chance.choice((("> ", ""), ("", "  "), ("", "\\"), ("&nbsp;", "")))
    if opened:
        yield Edit(at, at, opened)
    if closed:
        yield Edit(end, end, closed)
