"""Tell the headings that no label numbers, by their form and by their likes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zongjie.shapes import (
    FORMAL,
    HAN,
    Line,
    finished,
    han_count,
    is_signature,
    is_title,
    item_mark,
    label_at,
    number,
)
from zongjie.split.labels import Mark

_NO_HEADING = re.compile(
    "如下|以下|现将|汇报|主要(?:有|是|做|抓)|同志们|各位|有关情况|分别(?:是|为)|包括|附[：:件]|单位|领导同志|谢谢|[!！]"
)
_BRACKETED = re.compile(r"【[^】\n]{2,20}】")
_BELOW_LABEL = ("part", "han", "paren")
_LISTED = re.compile(r"[^\w\s“‘《〈（(【「『]\s?\w")
"""The sign of a list's item: ▶, ●."""
_STARRED = re.compile(rf"([★☆◆◇■□●○▲△▶►※◎✦✧])[ \u3000]?[{HAN}“‘《\d]")
_LONE_NUMERAL = re.compile(f"{FORMAL}|[一二三四五六七八九十]")
_COUNTED = 40
"""Characters of the longest heading that a mark or number sets off."""
_LONGEST = 30
_UNLIKE = 3
"""Characters by which headings of one kind differ in length."""


def may_head(whole: str) -> bool:
    """Tell whether a line has the form of a heading.

    >>> may_head("工作打算："), may_head("现将情况汇报如下："), may_head("提高质量，促进公平")
    (True, False, False)
    """
    text = whole.rstrip("：:")
    size = han_count(text) + text.count("×")
    if size < 2 or len(text) > _LONGEST or re.search("[。；！？，,;]", whole):
        return False
    return not (_NO_HEADING.search(text) or is_signature(text) or finished(text))


def may_part(text: str) -> bool:
    """Tell whether the only heading of a text may hold all of it: it speaks of the work or the year."""
    return bool(re.search(r"工作|情况|回顾|总结|计划|概况|成效|[\d×]{4}年", text))


def joined(found: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, a label that stands alone joined to the heading below it: PART.01, 第一部分.

    What may be no heading is left where it stands.
    """
    counted = _lone_numerals(found)
    rest = iter([*found, None])
    line = next(rest)
    while line:
        below = next(rest)
        lone = below and _lone(line.text) and may_head(below.text) and not label_at(below.text, 0)
        if below and (lone or line in counted):
            line, below = Line(line.start, below.end, f"{line.text} {below.text}"), next(rest)
        yield line
        line = below


def _lone_numerals(found: Sequence[Line]) -> frozenset[Line]:
    """Give the lines of nothing but 壹, PART 01 and the like that count from 1 above headings."""
    groups: dict[str, list[tuple[Line, int]]] = {}
    heads = True
    for line, below in pairwise(found):
        label = label_at(line.text, 0) if _lone(line.text) else None
        if label or _LONE_NUMERAL.fullmatch(line.text):
            value = (label.number if label else number(line.text)) or 0
            groups.setdefault(label.style if label else "", []).append((line, value))
            heads = heads and len(below.text) <= _COUNTED and not finished(below.text)
    counted = [g for g in groups.values() if [n for _, n in g] == list(range(1, len(g) + 1))]
    return frozenset(line for g in counted if heads and len(g) > 1 for line, _ in g)


def _lone(text: str) -> bool:
    label = label_at(text, 0) if len(text) < 12 else None
    return bool(label and label.style in _BELOW_LABEL and label.end == len(text))


def plain_heads(found: Sequence[Line], marks: Sequence[Sequence[Mark]]) -> frozenset[int]:
    """Give the lines that are headings by what stands below: a paragraph of some length.

    Where one is, its likes are too, however short their paragraphs: siblings are headings all or
    none. Likes are of about the same length and stand below a line that has come to its end; what
    stands below them may be a list as well. The
    last line of a list without signs, which a paragraph follows, is no heading.
    """
    able = {
        index
        for index, line in enumerate(found[:-1])
        if not marks[index]
        and not marks[index + 1][:1]
        and _is_plain(line.text)
        and not _LISTED.match(line.text)
        if finished(found[index + 1].text) or _LISTED.match(found[index + 1].text)
    }
    ended = [
        bool(marks[i]) or i in able or finished(line.text) or len(line.text) > _LONGEST
        for i, line in enumerate(found)
    ]
    sure = {
        index
        for index in able
        if han_count(found[index + 1].text) >= 15
        and finished(found[index + 1].text)
        and any(ended[max(0, index - 2) : index] or [True])
    }
    sizes = {len(found[index].text) for index in sure}
    return _starred(found, marks) | frozenset(
        index
        for index in able
        if index in sure
        or (
            any(abs(len(found[index].text) - size) <= _UNLIKE for size in sizes)
            and han_count(found[index + 1].text) >= 5
            and (index == 0 or ended[index - 1])
        )
    )


def _starred(found: Sequence[Line], marks: Sequence[Sequence[Mark]]) -> frozenset[int]:
    """Give the lines that the same star or square sets off, each above a paragraph of its own."""
    groups: dict[str, list[int]] = {}
    for index, line in enumerate(found):
        if mark := _STARRED.match(line.text):
            groups.setdefault(mark[1], []).append(index)
    return frozenset(
        index
        for group in groups.values()
        if len(group) > 1 and all(_heads_text(found, marks, index) for index in group)
        for index in group
    )


def _heads_text(found: Sequence[Line], marks: Sequence[Sequence[Mark]], index: int) -> bool:
    text = found[index].text
    below = found[index + 1].text if index + 1 < len(found) else ""
    short = len(text) <= _COUNTED and not re.search("[。；：]", text) and not marks[index]
    return short and not _LISTED.match(below) and finished(below)


def _is_plain(text: str) -> bool:
    form = len(text) <= 20 and re.search(f"[{HAN}]$", text) and not re.search("[：:、]", text)
    return bool(form) and may_head(text) and not is_title(text)


def bracketed(found: Sequence[Line]) -> frozenset[int]:
    """Give the lines that begin with a heading in brackets, as in a year-book: 【学前教育】全县….

    One alone is no heading but a note of the site's or the writer's.
    """
    heads = [
        index
        for index, line in enumerate(found)
        if _BRACKETED.match(line.text) and not item_mark(line.text)
    ]
    return frozenset(heads if len(heads) > 1 else ())


def bracket_of(text: str) -> tuple[str, str]:
    """Part a heading in brackets from the text that follows it.

    >>> bracket_of("【学前教育】全县有幼儿园79所。")
    ('【学前教育】', '全县有幼儿园79所。')
    """
    end = text.index("】") + 1
    return text[:end], text[end:].strip()
