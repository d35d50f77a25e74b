"""What converters of script and encoding do."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import opencc
from pypinyin import Style, pinyin

from damage.cells import Cell, Edit, Page
from damage.kit import Kit

_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Convert to traditional script and note readings behind some of the changed characters."""
    shown = page.shown
    turned = _converter().convert(shown)
    if len(turned) != len(shown):
        turned = "".join(map(_converter().convert, shown))
    edits = []
    for place, (old, new) in enumerate(zip(shown, turned, strict=True)):
        if old == new:
            continue
        edits.append(Edit(place, place + 1, new))
        if chance.random() < (0.03, 0.1, 0.25)[strength]:
            reading = pinyin(old, style=Style.TONE)[0][0]
            edits.append(Edit(place + 1, place + 1, f"({reading})"))
    return page.edited(edits)


def shifted(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Lose single bytes of GBK: what follows is paired wrongly up to the next ASCII character."""
    every = (3000, 1500, 500)[strength]
    codec, at_end = chance.choice(("gbk", "gb18030")), chance.choice(("ignore", "replace"))
    cells = list(page.cells)
    position = round(every * chance.uniform(0.2, 0.8))
    while position < len(cells):
        first = position
        while first < len(cells) and not _whole(cells[first]):
            first += 1
        last = first
        while last < len(cells) and _whole(cells[last]):
            last += 1
        if last - first > 1:
            truth = "".join(cell.truth for cell in cells[first:last])
            run = "".join(cell.shown for cell in cells[first:last]).encode("gbk")
            lost = chance.randrange(2)
            shown = (run[:lost] + run[lost + 1 :]).decode(codec, errors=at_end)
            cells[first:last] = [Cell(truth, shown)]
        position = first + round(every * chance.uniform(0.7, 1.3))
    return Page(tuple(cells), page.shape)


def _whole(cell: Cell) -> bool:
    """Tell a cell of double-byte characters, which a shift runs through."""
    if cell.kind != "text" or not cell.shown or not cell.truth:
        return False
    try:
        return len(cell.shown.encode("gbk")) == 2 * len(cell.shown)
    except UnicodeEncodeError:
        return False
