"""Lines that are titles: of the summary, or repeated at the head of its text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from zongjie.metadata.fold import Folded
from zongjie.models import Passage
from zongjie.shapes import HAN, is_title, lines

_TITLE = re.compile(
    r"[^。；，]{0,40}(?:总结|汇报|报告|小结|思路|计划|打算|要点|范文)(?:范文|[(（]?[0-9一二三四五六七八九十]{0,3}[)）篇]?){0,2}$"
)
_WORD = re.compile("总结|小结|汇报|报告|述职")
_LABEL = re.compile(
    r"第?[一二三四五六七八九十]{1,3}[、．.部]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.]"
)
_NUMBERED = re.compile(
    r"^[（(【]?篇[0-9一二三四五六七八九十]{1,3}|篇[0-9一二三四五六七八九十]{1,3}[）)】]?$"
)
_NOISE = re.compile(
    rf"[^0-9×{HAN}]|篇[0-9一二三四五六七八九十]{{1,3}}|[0-9一二三四五六七八九十]{{1,3}}篇|合集|精选|最新|关于|范文|大全"
)


_YEARS = re.compile(
    r"(?<![0-9×])(20[0-9]{2})年?(?:[0-9]{1,2}月)?[—至到](20[0-9]{2})(?![0-9]|学年|年?度?(?:第[一二]|[上下])学期)年?度?(?:[0-9]{1,2}月)?"
)
_SCHEME = re.compile(
    r"(?:(?!总结|小结|汇报|报告|回顾|情况)[^，。]){0,10}(?:计划|规划|纲要|方案|思路|要点)"
)
_SCHEMED = re.compile(r"(?:计划|规划|纲要|方案)[(（]?$")
_FIVE_YEARS = re.compile(
    r"十(?P<plan>[一二三四])五(?:期间|时期)?"
    r"(?:(?!以来|开局|收官|首年|中期|规划|计划|年度|[0-9])[^，。]){0,14}(?:总结|回顾)"
)
_LONGEST = 10
"""Years that a report of several years covers at most."""


def headline_within(passage: Passage) -> tuple[int, int] | None:
    """Give the cleaned offsets of the title that stands below other lines, such as a covering letter.

    It is the only line of the text that is a title, and more of the text stands below it than above:
    further down such a line names another document.
    """
    found = [line for line in lines(passage.text) if is_title(line.text)]
    if len(found) != 1 or 2 * found[0].start > len(passage.text):
        return None
    return passage.start + found[0].start, passage.start + found[0].end


class Years(NamedTuple):
    """The first and the last of several calendar years, and where a title names them."""

    first: int
    last: int
    found: re.Match[str]


def several_years(title: str) -> Years | None:
    """Find the several calendar years that a title says it reports on.

    Those in the name of a plan say nothing of the report: 行动计划（2017—2020年）, 2021—2035年规划. A
    five-year plan's own years do, unless the title names another: “十三五”工作总结.

    >>> several_years("甲县2019—2021年教育工作总结")[:2], several_years("甲县十三五教育工作总结")[:2]
    ((2019, 2021), (2016, 2020))
    >>> several_years("甲县学前教育行动计划(2017—2020年)实施情况报告"), several_years("甲县十四五开局之年工作总结")
    (None, None)
    """
    for found in _YEARS.finditer(title):
        first, last = int(found[1]), int(found[2])
        plan = _SCHEMED.search(title, 0, found.start()) or _SCHEME.match(title, found.end())
        if not plan and first < last <= first + _LONGEST:
            return Years(first, last, found)
    five = _FIVE_YEARS.search(title)
    if five is None or re.search("20[0-9]{2}年", title[: five.end()]):
        return None
    first = 2006 + 5 * "一二三四".index(five["plan"])
    return Years(first, first + 4, five)


def repeated_titles(folded: Folded) -> list[tuple[int, int]]:
    """Give the spans of the lines at the head of a text that are titles rather than text.

    Only the first lines count; the first one that is neither a title nor nearly empty ends them.
    """
    spans, position = [], 0
    for line in folded.text.split("\n"):
        bare = line.strip("#*")
        if _is_title(bare):
            spans.append((position, position + len(line)))
        elif len(bare) > 8:
            break
        position += len(line) + 1
    return spans


def _is_title(line: str) -> bool:
    return (
        4 <= len(line) <= 45
        and not _LABEL.match(line)
        and bool(_WORD.search(line) and _TITLE.match(line))
    )


def core(title: str) -> str:
    """Reduce a title to what it says, without numbers of items and words of praise.

    >>> core("篇2：教育局2021年上半年工作总结（精选）"), core("最新教育局2021年上半年工作总结4篇")
    ('教育局2021年上半年工作总结', '教育局2021年上半年工作总结')
    """
    return _NOISE.sub("", title)


@lru_cache(maxsize=16)
def copied(own: str, collection: str | None) -> bool:
    """Tell whether an item's title is the site's: numbered by it, or the compilation's repeated.

    >>> copied("教育局工作总结 篇2", None), copied("2016年甲县教育局工作总结", "教育局工作总结三篇")
    (True, False)
    """
    return bool(_NUMBERED.search(own)) or (collection is not None and core(own) in core(collection))
