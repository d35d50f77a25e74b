"""Labels at the start of lines that character recognition misread: mended where the count demands it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, Style, lines, number, remembered

_HAN_READ = str.maketrans("—－―ーニ=＝三人入+＋", "一一一一二二二三八八十十")
_DIGIT_READ = str.maketrans("lIi|丨OoＯZSBb", "11111000" + "2586")
_N = "[一二三四五六七八九十—－―ー\\-ニ=＝人入+＋]{1,3}"
_TOP = re.compile(rf"({_N}) ?([、，,.．､])[ \u3000]*(?=[{HAN}“《×])")
_ROUND = re.compile(rf"[（(〔\[【][ \u3000]*({_N})[ \u3000]*[）)〕\]】]")
_DIGITS = re.compile(rf"([\dlIi|丨OoＯZSBb]{{1,2}}) ?([.．、])[ \u3000]*(?=[{HAN}“《×])")
_SPOKEN = re.compile("[—－―](?<=[。；：].)(?=是)")
_NUMERAL = re.compile(r"[1-9]\d?|[一二三四五六七八九]?十?[一二三四五六七八九]?")
_RANK: dict[Style, int] = {"han": 0, "paren": 1, "num": 2}


class _Read(NamedTuple):
    """A label as it may be read at the start of a line."""

    style: Style
    value: int
    size: int
    """Characters of the line that it takes."""
    text: str
    """As it should be written."""
    exact: bool
    """Whether it is written so."""


def label_slips(text: str) -> Iterator[Edit]:
    r"""Mend misread labels, where the labels before or behind count on to the number so read.

    Harm: a line that begins with a dash or a lone letter; it must continue a count to be changed.

    >>> fix(label_slips, "—、党建\n（－）学习\n(ニ) 宣传\n二、安全\nl.食堂\n2.校车\n=、督导")
    '一、党建\n（一）学习\n（二） 宣传\n二、安全\n1.食堂\n2.校车\n=、督导'
    >>> fix(label_slips, "－ 党建\n人，要有志气。\nI、他")
    '－ 党建\n人，要有志气。\nI、他'
    """
    found = [(line.start, read) for line in lines(text) if (read := _read(line.text))]
    above: dict[Style, int] = {}  # the number of the last label of each style that is still open
    for (start, read), behind in zip(found, _behind([read for _, read in found]), strict=True):
        mended = not read.exact and _counts(read, above.get(read.style), behind)
        if mended:
            yield Edit(start, start + read.size, read.text)
        if mended or read.exact:
            _pass(above, read)
    for match in _SPOKEN.finditer(text):
        if "二是" in text[match.end() : text.find("\n", match.end()) % (len(text) + 1)]:
            yield Edit(match.start(), match.end(), "一")


@remembered
def _read(line: str) -> _Read | None:
    """Read what stands at the start of a line as a label."""
    if found := _ROUND.match(line):
        plain = found[1].replace("-", "—").translate(_HAN_READ)
        return _made("paren", plain, found, f"（{plain}）")
    if found := _DIGITS.match(line):
        plain = found[1].translate(_DIGIT_READ)
        return _made("num", plain, found, plain + found[2])
    if found := _TOP.match(line):
        plain = found[1].replace("-", "—").translate(_HAN_READ)
        return _made("han", plain, found, f"{plain}、")
    return None


def _made(style: Style, plain: str, found: re.Match[str], text: str) -> _Read | None:
    if not _NUMERAL.fullmatch(plain):
        return None
    bare = found[0].replace(" ", "").replace("\u3000", "")
    kept = bare in (text, text.replace("（", "(").replace("）", ")"))
    kept = kept or (style == "han" and found[2] in ".．" and plain == found[1])
    return _Read(style, number(plain), found.end(), text, kept)


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
