"""What reading by machine, typing and blanking out do to single signs."""

from __future__ import annotations

import re
from random import Random

from damage.cells import Cell, Edit, Page, undamaged
from damage.kit import HAN, Kit
from zongjie.models import MASK

_LABEL = re.compile(
    rf"^(?P<top>[{HAN}]{{1,3}})、|^（(?P<round>[{HAN}]{{1,3}})）|^(?P<digit>\d{{1,2}})(?P<stop>[.、])(?!\d)"
    rf"|(?P<spoken>(?<=[。；：])一(?=是))",
    re.MULTILINE,
)
_YEAR = re.compile(r"20\d\d(?=年)")
_HAN_SLIPS = {"一": "—－-", "二": "ニ=", "三": "三", "八": "人入", "十": "+", "四": "四"}
_DIGIT_SLIPS = {"1": "lI", "0": "OＯo", "2": "Z", "5": "S", "8": "B"}
_WIDTHS = {
    "，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "？": "?", "！": "!", "“": '"', "”": '"',
    "‘": "'", "’": "'", "。": ".", "%": "％", **{str(d): chr(0xFF10 + d) for d in range(10)},
    **{chr(c): chr(c + 0xFEE0) for c in (*range(65, 91), *range(97, 123))},
}  # fmt: skip
_BETWEEN_SCRIPTS = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
_MASKS = ("X", "x", "*", "×", "＊", "#", "_", "○", "□", "△", "※", "☆", "╳", "✕")


def labels(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Misread labels and the figures of years as optical recognition does."""
    share = (0.1, 0.3, 0.7)[strength]
    found = (match for match in _LABEL.finditer(page.shown) if chance.random() < share)
    edits = [Edit(*match.span(), _misread(match, chance)) for match in found]
    for match in _YEAR.finditer(page.shown):
        if chance.random() < share / 3:
            place = chance.choice([i for i, c in enumerate(match.group()) if c in "01"])
            at = match.start() + place
            edits.append(Edit(at, at + 1, {"0": "O", "1": "l"}[match.group()[place]]))
    return page.edited(edits)


def _misread(match: re.Match[str], chance: Random) -> str:
    if number := match["top"]:
        if number in HAN and chance.random() < 0.05:
            return f"{HAN.index(number)}、"
        return _slipped(number, _HAN_SLIPS, chance) + chance.choice(
            ("、", "、", ".", "，", " 、", "､")
        )
    if number := match["round"]:
        left, right = chance.choice(("（）", "（）", "()", "（)", "(）", "〔〕"))
        space = chance.choice(("", "", " "))
        return left + space + _slipped(number, _HAN_SLIPS, chance) + space + right
    if number := match["digit"]:
        stop = match["stop"]
        return _slipped(number, _DIGIT_SLIPS, chance) + chance.choice(
            (stop, stop, f" {stop}", stop + " ")
        )
    return chance.choice("—－")


def _slipped(number: str, slips: dict[str, str], chance: Random) -> str:
    place = chance.randrange(len(number))
    wrong = chance.choice(slips.get(number[place], number[place]))
    return number[:place] + wrong + number[place + 1 :]


def widths(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Type signs, figures and letters in the other width; put blanks between scripts."""
    share = (0.15, 0.4, 0.9)[strength]
    edits = [
        Edit(place, place + 1, _WIDTHS[char])
        for place, char in enumerate(page.shown)
        if char in _WIDTHS and chance.random() < share
    ]
    gaps = (match.start() for match in _BETWEEN_SCRIPTS.finditer(page.shown))
    edits += [Edit(gap, gap, " ") for gap in gaps if chance.random() < share / 3]
    return page.edited(edits)


def masks(page: Page, strength: int, chance: Random, _kit: Kit) -> Page:
    """Blank out years and figures, and write all masks in a copyist's signs.

    The truth is the masked text: what was there before is not asked for.
    """
    share = (0.1, 0.3, 0.6)[strength]
    signs = [chance.choice(_MASKS)] if strength < 2 else chance.sample(_MASKS, 3)
    cells = list(page.cells)
    for match in re.finditer(
        r"(?<!\d)20\d\d(?=年)|(?<![\d.])\d{2,}(?=[人个所名万元项])|×+", page.truth
    ):
        masked = MASK in match.group()
        if not masked and chance.random() >= share:
            continue
        kept = 0 if masked or len(match.group()) != 4 else chance.choice((0, 2, 3))
        sign = chance.choice(signs)
        for place in range(match.start() + kept, match.end()):
            cells[place] = Cell(MASK, sign)
    shape = undamaged("".join(cell.truth for cell in cells)).shape
    return Page(tuple(cells), shape)
