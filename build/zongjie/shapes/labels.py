"""The labels that number the parts of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Literal, NamedTuple

from zongjie.shapes.lines import HAN, remembered

Style = Literal[
    "part", "han", "paren", "num", "num2", "num3", "numparen", "circled", "ordinal", "shi",
    "roman", "letter", "named",
]  # fmt: skip
"""Of the less plain ones, `num2` and `num3` are 1.1 and 1.1.1, and `named` is 亮点一：."""

RANK: dict[Style, int] = {
    "part": 0, "han": 1, "paren": 2, "num": 3, "num2": 4, "num3": 5, "numparen": 6, "circled": 7,
}  # fmt: skip
"""The customary order of label styles from outside to inside; the other styles stand anywhere."""

_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0, "两": 2}
_VALUES |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖拾", 1)}


class Label(NamedTuple):
    """A numbering label found in a text."""

    style: Style
    number: int | None
    """None where the number is masked, as in `（×）`."""
    text: str
    """In compact full-width form."""
    start: int
    end: int
    """Where it stands, white space behind it included."""


@lru_cache(maxsize=1 << 10)
def number(numeral: str) -> int:
    """Give the value of a Chinese or Arabic numeral below one thousand.

    >>> [number(n) for n in ("二", "十", "十二", "二十", "二十三", "一百零二", "7")]
    [2, 10, 12, 20, 23, 102, 7]
    """
    if numeral.isdecimal():
        return int(numeral)
    total = unit = 0
    for char in numeral:
        if char == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif char == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = _VALUES[char]
    return total + unit


NUMERAL = "[一二三四五六七八九十]{1,3}"
FORMAL = "[壹贰叁肆伍陆柒捌玖拾]"
GAP = "[ \u3000]*"
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({NUMERAL}){GAP}(部分|章|节)[、：:，,]?{GAP}")),
    # 「一、二批次」 and 「一、二年级」 enumerate; they do not number
    ("han", re.compile(rf"({NUMERAL}|{FORMAL}){GAP}[、．.]{GAP}(?![、，])"
                       rf"(?!{NUMERAL}(?:是|[、，批期届等线次年至和到个](?!来)))")),
    ("paren", re.compile(rf"[（(]{GAP}({NUMERAL}|{FORMAL}){GAP}[）)]{GAP}[、.．]?{GAP}")),
    ("numparen", re.compile(rf"[（(]{GAP}(\d{{1,2}}|×+){GAP}[）)]{GAP}[、.．]?{GAP}")),
    ("numparen", re.compile(rf"(\d{{1,2}}){GAP}[）)]{GAP}[、.．]?{GAP}")),
    ("num", re.compile(rf"(\d{{1,2}}){GAP}(、){GAP}(?![\d、，]*\d[、，和至])(?![、，])")),
    # 「1.8月」 is item 1 about August, 「1.8%」 and 「1.8万」 are figures
    ("num", re.compile(rf"(\d{{1,2}}){GAP}([.．]){GAP}"
                       rf"(?=[{HAN}“‘《〈「（(×A-Za-z]|\d{{1,2}}{GAP}月|[12]\d{{3}}{GAP}(?:年|—|-)|20×)"
                       rf"(?!×+[%％.])(?!(?:万|亿|倍|个|元|米|吨|公里|平方)(?![{HAN}]{{0,3}}(?:工程|计划)))")),
    ("part", re.compile(rf"(?i:part)[ \u3000.．]*0?(\d{{1,2}})(?![\d.．])[、：:，,]?{GAP}")),
    ("ordinal", re.compile(rf"[第其]({NUMERAL})[，,、：:](?!第?{NUMERAL}[{HAN}]?(?:批|期|届|次|年|季))")),
    ("shi", re.compile(rf"({NUMERAL})(是(?!否)|要(?!素|点|害|领(?!导)))")),
)  # fmt: skip
_CIRCLED = re.compile(f"[\u2460-\u249b\u2776-\u277f\u3220-\u3229]{GAP}[、.．]?{GAP}")
_STARTS: dict[Style, str] = {
    "part": "第Pp", "ordinal": "第其", "han": "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾", "shi": "一二三四五六七八九十",
    "paren": "（(", "numparen": "（(0123456789", "num": "0123456789",
}  # fmt: skip
_BY_START: dict[str, list[tuple[Style, re.Pattern[str]]]] = defaultdict(list)
for _style, _pattern in _LABELS:
    for _char in _STARTS[_style]:
        _BY_START[_char].append((_style, _pattern))


def label_at(text: str, position: int) -> Label | None:
    """Read the label that stands at a position, judged by its own form alone.

    >>> label_at("1.8月19日，举办培训", 0).text, label_at("1.1%的学生", 0)
    ('1.', None)
    >>> label_at("(四) 着眼优质", 0).text, label_at("（2020年）", 0)
    ('（四）', None)
    >>> label_at("一是领导重视", 0).text, label_at("一要领", 0)
    ('一是', None)
    >>> label_at("㈠党建", 0).text, label_at("Part 1：党建", 0).number, label_at("party", 0)
    ('（一）', 1, None)
    """
    return _at(text, position) if position else _leading(text)


@remembered
def _leading(text: str) -> Label | None:
    """Read the label that a text begins with."""
    return _at(text, 0)


def _at(text: str, position: int) -> Label | None:
    char = text[position : position + 1]
    if char not in _BY_START:
        if not "\u2460" <= char <= "\u3229":
            return None
        circled = _CIRCLED.match(text, position)
        return _circled(char, position, circled.end()) if circled else None
    if char.isdecimal() and position and text[position - 1].isdecimal():
        return None
    for style, pattern in _BY_START[char]:
        if found := pattern.match(text, position):
            numeral = found.group(1)
            value = None if numeral[0] == "×" else number(numeral)
            if value == 0:
                return None
            return Label(style, value, _compact(style, found), position, found.end())
    return None


def _circled(char: str, start: int, end: int) -> Label:
    code = ord(char)
    if code >= 0x3220:
        numeral = "一二三四五六七八九十"[code - 0x3220]
        return Label("paren", code - 0x321F, f"（{numeral}）", start, end)
    if code <= 0x2473:
        return Label("circled", code - 0x245F, char, start, end)
    if code <= 0x2487:
        return Label("numparen", code - 0x2473, f"（{code - 0x2473}）", start, end)
    if code <= 0x249B:
        return Label("num", code - 0x2487, f"{code - 0x2487}.", start, end)
    return Label("circled", code - 0x2775, char, start, end)


def _compact(style: Style, found: re.Match[str]) -> str:
    """Write a label in its compact full-width form."""
    numeral = found.group(1)
    if style in ("paren", "numparen"):
        opened = found.group(0).lstrip()[0] in "（("
        return f"（{numeral}）" if opened else f"{numeral}）"
    if style == "num":
        return numeral + ("." if found.group(2) == "．" else found.group(2))
    if style == "shi":
        return numeral + found.group(2)
    if style == "part":
        text = found.group(0).rstrip()
        latin = text + " " * text[-1].isdecimal()
        return f"第{numeral}{found.group(2)} " if text[0] == "第" else latin
    if style == "ordinal":
        mark = found.group(0).rstrip()[-1]
        return f"{found.group(0)[0]}{numeral}" + {",": "，", ":": "："}.get(mark, mark)
    return f"{numeral}、"
