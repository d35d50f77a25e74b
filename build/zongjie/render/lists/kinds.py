"""The levels and the periods: an index of each, and a page for each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zongjie.models import Summary, Value
from zongjie.render import address, words
from zongjie.render.lists import entries, paging, years
from zongjie.render.lists.entries import Bar
from zongjie.render.lists.paging import Roll

_HOME = ("首页", address.HOME)
_REST = "上面的各个年份可搜索到那一年的全部"


@dataclass(frozen=True, slots=True)
class Kind:
    """A field of metadata that is one word."""

    name: str
    facet: str
    """Its name in the address of a search."""
    folder: str
    lede: str
    of: Callable[[Summary], Value]
    shown: Callable[[str | None], str]

    @property
    def index(self) -> str:
        """Path of the page of all values."""
        return f"{self.folder}/index.md"


LEVEL = Kind(
    "层级",
    "level",
    address.LEVELS,
    "层级指写总结的是哪一级的部门或学校。",
    lambda s: s.level,
    words.level,
)
PERIOD = Kind(
    "时段",
    "period",
    address.PERIODS,
    "时段指总结所报告的那段时间。",
    lambda s: s.period,
    lambda v: v or "",
)
KINDS = (LEVEL, PERIOD)


def group(summaries: Sequence[Summary], kind: Kind) -> dict[str | None, list[Summary]]:
    """Group summaries by their value, the most frequent first, the unknown last."""
    groups: dict[str | None, list[Summary]] = defaultdict(list)
    for item in sorted(summaries, key=entries.order):
        groups[kind.of(item).value].append(item)
    order = sorted(groups.items(), key=lambda p: (p[0] is None, -len(p[1]), p[0] or ""))
    return dict(order)


def bars(summaries: Sequence[Summary], kind: Kind) -> list[Bar]:
    """Give the count of each value."""
    return [
        Bar(_name(value, kind), address.kind(kind.folder, value), len(items))
        for value, items in group(summaries, kind).items()
    ]


def pages(summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the indexes and the pages of all values."""
    result = {}
    for kind in KINDS:
        blocks = [entries.lede(kind.lede), entries.bars(bars(summaries, kind), kind.index)]
        result[kind.index] = entries.page(kind.name, [_HOME], kind.index, blocks, contents=False)
        trail = [_HOME, (kind.name, kind.index)]
        for value, items in group(summaries, kind).items():
            path = address.kind(kind.folder, value)
            before = [entries.lede(f"{len(items)} 篇总结，从新到旧。")]
            if len(items) > paging.PER_PAGE:
                before.append(entries.bars(_years(items, value, kind), path))
            roll = Roll(_name(value, kind), trail, path, before, rest=_REST)
            listing = lambda rows, here: [entries.listing(rows, here)]  # noqa: E731
            result |= paging.pages(roll, items, listing, paging.PER_PAGE)
    return result


def _years(items: Sequence[Summary], value: str | None, kind: Kind) -> list[Bar]:
    """Give the count of each year, with the search for those of the value in it."""
    found = []
    for bar in years.bars(items):
        query = f"年份:{words.year_number(bar.target)}"
        facet = {kind.facet: value or words.UNKNOWN}
        known = bar.target not in words.YEAR_PAGES
        found.append(bar._replace(target=paging.search(query, **facet)) if known else bar)
    return found


def _name(value: str | None, kind: Kind) -> str:
    return kind.shown(value) or f"{kind.name}{words.UNKNOWN}"
