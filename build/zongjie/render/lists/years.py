"""The years: one page each, one for years known as a range, one for unknown years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zongjie.models import Summary
from zongjie.render import address, words
from zongjie.render.lists import entries
from zongjie.render.lists.entries import Bar
from zongjie.render.markdown import escape

_HOME = ("首页", address.HOME)
_UP = ("年份", address.YEARS)


def group(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Group summaries by the page of their year, newest year first, the unknown ones last."""
    groups: dict[str, list[Summary]] = defaultdict(list)
    for item in summaries:
        groups[address.year(item.year)].append(item)
    return dict(sorted(groups.items(), key=lambda pair: _position(pair[0])))


def bars(summaries: Sequence[Summary]) -> list[Bar]:
    """Give the count of each year, newest first."""
    return [
        Bar(words.year_page(path), path, len(items)) for path, items in group(summaries).items()
    ]


def pages(summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the index of years and the page of each."""
    groups = group(summaries)
    stated = sum(item.year.basis == "stated" for item in summaries)
    inferred = sum(item.year.basis == "inferred" for item in summaries)
    lede = (
        f"年份指总结所报告的年度。{len(summaries)} 篇之中，{stated} 篇原文写明，"
        f"{inferred} 篇由文中线索推断（页内列出依据）；推断不出的不填。"
    )
    blocks = [entries.lede(lede), entries.bars(bars(summaries), address.YEARS)]
    result = {address.YEARS: entries.page("年份", [_HOME], address.YEARS, blocks)}
    for path, items in groups.items():
        result[path] = _page(path, items)
    return result


def _page(path: str, items: list[Summary]) -> str:
    name = words.year_page(path)
    known = path not in words.YEAR_PAGES
    lede = f"{len(items)} 篇总结" + (f"，报告的是 {name}的工作。" if known else "。")
    blocks = [entries.lede(lede)]
    provinces: dict[str, list[Summary]] = defaultdict(list)
    for item in items:
        provinces[item.region.province or ""].append(item)
    for province in sorted(provinces, key=lambda p: (not p, p)):
        if len(provinces) > 1:
            blocks.append(f"## {escape(province or f'地区{words.UNKNOWN}')}")
        blocks.append(entries.listing(provinces[province], path, year=not known))
    return entries.page(name, [_HOME, _UP], path, blocks)


def _position(path: str) -> tuple[int, int]:
    if path in words.YEAR_PAGES:
        return 1 + list(words.YEAR_PAGES).index(path), 0
    return 0, -int(path.removeprefix("years/").removesuffix(".md"))
