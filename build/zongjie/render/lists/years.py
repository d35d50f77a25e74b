"""The years: one page each, one for years known as a range, one for unknown years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from zongjie.models import Summary
from zongjie.render import address, words
from zongjie.render.lists import entries, paging
from zongjie.render.lists.entries import Bar
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape

_HOME = ("首页", address.HOME)
_UP = ("年份", address.YEARS)


def group(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Group summaries by the page of their year, newest year first, the unknown ones last."""
    groups: dict[str, list[Summary]] = defaultdict(list)
    for item in summaries:
        groups[address.year(item.year)].append(item)
    return dict(sorted(groups.items(), key=lambda pair: position(pair[0])))


def bars(summaries: Sequence[Summary]) -> list[Bar]:
    """Give the count of each year, newest first."""
    return [
        Bar(words.year_page(path), path, len(items)) for path, items in group(summaries).items()
    ]


def pages(summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the index of years and the pages of each."""
    stated = sum(item.year.basis == "stated" for item in summaries)
    inferred = sum(item.year.basis == "inferred" for item in summaries)
    lede = (
        f"年份指总结所报告的年度。{len(summaries)} 篇之中，{stated} 篇原文写明，"
        f"{inferred} 篇由文中线索推断（页内列出依据）；推断不出的不填。"
    )
    blocks = [entries.lede(lede), entries.bars(bars(summaries), address.YEARS)]
    index = entries.page("年份", [_HOME], address.YEARS, blocks, contents=False)
    result = {address.YEARS: index}
    for path, items in group(summaries).items():
        result |= _pages(path, items)
    return result


def _pages(path: str, items: list[Summary]) -> dict[str, str]:
    name = words.year_page(path)
    known = path not in words.YEAR_PAGES
    lede = f"{len(items)} 篇总结" + (f"，报告的是 {name}的工作。" if known else "。")

    def draw(rows: Sequence[Summary], here: str) -> list[str]:
        blocks = []
        for province, members in groupby(rows, key=_province):
            blocks.append(f"## {escape(province or f'地区{words.UNKNOWN}')}")
            own = (province,) if province else None
            blocks.append(entries.listing(list(members), here, year=not known, beside=own))
        return blocks

    ordered = sorted(items, key=lambda item: (not _province(item), _province(item), _place(item)))
    return paging.pages(Roll(name, [_HOME, _UP], path, [entries.lede(lede)]), ordered, draw)


def _province(item: Summary) -> str:
    return item.region.province or ""


def _place(item: Summary) -> tuple[tuple[str, ...], tuple[int, str, int, str]]:
    return item.region.path, entries.order(item)


def position(path: str) -> tuple[int, int]:
    """Key to sort the pages of years: newest first, then the range, then the unknown."""
    if path in words.YEAR_PAGES:
        return 1 + list(words.YEAR_PAGES).index(path), 0
    return 0, -int(words.year_number(path))
