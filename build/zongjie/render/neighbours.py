"""What the same region reported in the nearest years before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from zongjie.models import Summary

Pair = tuple[Summary | None, Summary | None]


def by_year(summaries: Sequence[Summary]) -> dict[str, Pair]:
    """Give for the id of each summary of a known region and year the one before and after it.

    A region is the same where all its names are, the town's included. Of several summaries of a
    year the one of the same period is taken, else the first.
    """
    regions: dict[tuple[str, ...], dict[int, list[Summary]]] = defaultdict(dict)
    for item in sorted(summaries, key=lambda s: (s.origin.file, s.origin.item, s.id)):
        if item.region.path and item.year.value is not None:
            regions[item.region.path].setdefault(item.year.value, []).append(item)
    found = {}
    for years in regions.values():
        row = [[], *(years[year] for year in sorted(years)), []]
        for (before, items), (_, after) in pairwise(pairwise(row)):
            for item in items:
                found[item.id] = _nearest(item, before), _nearest(item, after)
    return found


def _nearest(item: Summary, others: Sequence[Summary]) -> Summary | None:
    return min(others, key=lambda other: other.period.value != item.period.value, default=None)
