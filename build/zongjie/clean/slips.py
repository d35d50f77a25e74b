"""Labels at the start of lines that character recognition misread: mended where the count demands it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, Style, finished, lines, number

_HAN_READ = str.maketrans("—－―ーニ=＝三人入+＋", "一一一一二二二三八八十十")
_NARROW = str.maketrans("（）", "()")
_DIGIT_READ = str.maketrans("lIi|丨OoＯZSBb", "11111000" + "2586")
_N = "[一二三四五六七八九十—－―ー\\-ニ=＝人入+＋]{1,3}"
_TOP = rf"(?P<han>{_N}) ?[、，,.．､][ \u3000]*(?=[{HAN}“《×])"
_ROUND = rf"[（(〔\[【][ \u3000]*(?P<paren>{_N})[ \u3000]*[）)〕\]】]"
_NUMERALS = "一二三四五六七八九十"
_HALVES = "".join(bytes((b, 0xA3)).decode("gbk", "ignore") for b in _NUMERALS.encode("gbk"))
"""What a numeral of which a byte is lost makes with the first byte of ） in GBK."""
_LOST = rf"[（(](?:[{_NUMERALS}{_HALVES}]|[^\w（()）\n]){{0,2}}\ufffd[）)]?(?=[{HAN}“《×])"
"""A label in brackets of which a lost byte left nothing else."""
_DIGITS = rf"(?P<num>[\dlIi|丨OoＯZSBb]{{1,2}}) ?[.．、][ \u3000]*(?=[{HAN}“《×])"
_LABEL = re.compile(f"{_ROUND}|{_LOST}|{_DIGITS}|{_TOP}")
"""What may be read as a label; its numeral is the group named by its style."""
_SPOKEN = re.compile("[—－―](?<=[。；：].)(?=是)")
_IN_DIGITS = re.compile(rf"(?<![\d.])(\d{{1,2}}) ?[、.．](?=[{HAN}“《×])")
_FAR = 100
"""Labels from which another is too far to be of the same count."""
_NUMERAL = re.compile(r"[1-9]\d?|[一二三四五六七八九]?十?[一二三四五六七八九]?")
_RANK: dict[Style, int] = {"han": 0, "paren": 1, "num": 2}


@dataclass(slots=True)
class _Read:
    """A label as it may be read."""

    style: Style
    value: int
    start: int
    end: int
    text: str
    """As it should be written."""
    exact: bool
    """Whether it is written so."""


def label_slips(text: str) -> Iterator[Edit]:
    r"""Mend misread labels, where the labels before or behind count on to the number so read.

    So is a label that a lost byte destroyed, and 2、 that stands for 二、: between 一、 and 三、, and in no count of its own.

    Harm: a line that begins with a dash or a lone letter; it must continue a count to be changed.

    >>> fix(label_slips, "—、党建\n（－）学习\n(ニ) 宣传\n二、安全\nl.食堂\n2.校车\n=、督导")
    '一、党建\n（一）学习\n（二） 宣传\n二、安全\n1.食堂\n2.校车\n=、督导'
    >>> fix(label_slips, "一、党建\n2、安全\n1、食堂\n2、校车\n三、督导")
    '一、党建\n二、安全\n1、食堂\n2、校车\n三、督导'
    >>> fix(label_slips, "（二）党建\n（龋\ufffd利用\n（四）安全")
    '（二）党建\n（三）利用\n（四）安全'
    >>> fix(label_slips, "－ 党建\n人，要有志气。\nI、他")
    '－ 党建\n人，要有志气。\nI、他'
    """
    found = [read for line in lines(text) if (read := _read(text, line.start)) is not None]
    for index, read in enumerate(found):
        if not read.value:
            found[index] = _filled(found, index)
        elif read.style == "num":
            found[index] = _as_han(text, found, index)
    if all(read.exact for read in found):
        found = []  # as nearly always
    above: dict[Style, int] = {}  # the number of the last label of each style that is still open
    for read, behind in zip(found, _behind(found), strict=True):
        if not read.exact and _counts(read, above.get(read.style), behind):
            read.exact = True
            yield Edit(read.start, read.end, read.text)
        if read.exact:
            _pass(above, read)
    spoken = any(f"{dash}是" in text for dash in "—－―")
    for match in _SPOKEN.finditer(text) if spoken else ():
        if "二是" in text[match.end() : text.find("\n", match.end()) % (len(text) + 1)]:
            yield Edit(match.start(), match.end(), "一")


def _read(text: str, start: int) -> _Read | None:
    """Read what stands at the start of a line as a label."""
    if not (found := _LABEL.match(text, start)):
        return None
    if not found.lastgroup:
        return _Read("paren", 0, start, found.end(), "", exact=False)
    style = cast(Style, found.lastgroup)
    value, label, exact = _told(style, found[style], found[0])
    return _Read(style, value, start, found.end(), label, exact) if value else None


@lru_cache(maxsize=1 << 10)
def _told(style: Style, numeral: str, label: str) -> tuple[int, str, bool]:
    """Give the number of a label, 0 if it is none, its right form, and whether it is written so.

    It is so with spaces or narrow brackets, too.
    """
    bare = label.replace(" ", "").replace("\u3000", "")
    if style == "num":
        plain = numeral.translate(_DIGIT_READ)
        text = plain + bare[-1]
    else:
        plain = numeral.replace("-", "—").translate(_HAN_READ)
        text = f"（{plain}）" if style == "paren" else f"{plain}、"
    if not _NUMERAL.fullmatch(plain):
        return 0, "", False
    pointed = style == "han" and bare[-1] in ".．" and plain == numeral
    return number(plain), text, pointed or bare in (text, text.translate(_NARROW))


def _counts(read: _Read, before: int | None, behind: int | None) -> bool:
    """Tell whether the label before of the same style, or the one behind, counts on to this one."""
    if read.value == 1:
        return behind == 2 and before != 1
    return before == read.value - 1 or (before is None and behind == read.value + 1)


def _behind(labels: Sequence[_Read]) -> list[int | None]:
    """Give for each label the number of the next of its style, up to one that stands above it."""
    below: dict[Style, int] = {}
    found = []
    for read in reversed(labels):
        found.append(below.get(read.style))
        _pass(below, read)
    return found[::-1]


def _pass(numbers: dict[Style, int], read: _Read) -> None:
    """Note a label's number; it ends the counts of the styles that stand below its own."""
    for style in [style for style in numbers if _RANK[style] > _RANK[read.style]]:
        del numbers[style]
    numbers[read.style] = read.value


def _filled(found: Sequence[_Read], index: int) -> _Read:
    """Give a lost label the number between its neighbours, if just one is missing there."""
    read = found[index]
    before = _neighbour(found[max(0, index - _FAR) : index][::-1], read)
    behind = _neighbour(found[index + 1 : index + 1 + _FAR], read)
    if not before or behind != before + 2 or behind > len(_NUMERALS):
        return read
    numeral = f"（{_NUMERALS[before]}）"
    return _Read("paren", before + 1, read.start, read.end, numeral, exact=False)


def _as_han(text: str, found: Sequence[_Read], index: int) -> _Read:
    """Read digits as the number that is missing in the count of 一、二、三、, if they are it."""
    read = found[index]
    if read.text != f"{read.value}、" or read.value > len(_NUMERALS):
        return read
    before = _next_han(found[max(0, index - _FAR) : index][::-1], read.value - 1)
    behind = _next_han(found[index + 1 : index + 1 + _FAR], read.value + 1)
    last = before.value if before else 0
    missing = last == read.value - 1 or (read.value == 1 and last > 1)
    goes_on = behind.value == read.value + 1 if behind else read.value > 1
    if not missing or not goes_on or _breaks_off(text, read.start):
        return read
    own = _IN_DIGITS.findall(text, before.end, read.start) if before else []
    following = _neighbour(found[index + 1 : index + 1 + _FAR], read)
    if own[-1:] == [str(read.value - 1)] or following == read.value + 1:
        return read
    numeral = f"{_NUMERALS[read.value - 1]}、"
    return _Read("han", read.value, read.start, read.end, numeral, exact=False)


def _breaks_off(text: str, start: int) -> bool:
    """Tell whether the line above a place ends in mid-sentence, as above the number of a page."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    above = text[text.rfind("\n", 0, end) + 1 : end]
    return bool(re.search("[，。；]", above)) and not finished(above)


def _next_han(labels: Iterable[_Read], wanted: int) -> _Read | None:
    """Give the next label like 一、, a misread one only where it has the wanted number."""
    return next((x for x in labels if x.style == "han" and (x.exact or x.value == wanted)), None)


def _neighbour(labels: Iterable[_Read], read: _Read) -> int | None:
    """Give the number of the next label of the same style, up to one that stands above it."""
    for other in labels:
        if other.style == read.style:
            return other.value
        if _RANK[other.style] < _RANK[read.style]:
            return None
    return None
