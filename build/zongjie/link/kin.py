"""Summaries that are near to one another by where they come from: division, city, compilation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from zongjie.link.mentions import by_year
from zongjie.link.nouns import Kin
from zongjie.models import Summary

_MOST = 12
"""Summaries that are listed in each group: the nearest by year, or by their number."""
_COUNTY, _CITY, _PROVINCE = ("区", "县"), ("市",), ("省",)


def kin(summaries: Sequence[Summary]) -> dict[str, Kin]:
    """Find the kin of each summary; one that has none has no entry."""
    divisions, cities = defaultdict[object, list[Summary]](list), defaultdict[object, list[Summary]](list)  # fmt: skip
    sources = defaultdict[str, list[Summary]](list)
    for item in summaries:
        sources[item.origin.file].append(item)
        if key := division(item):
            divisions[key].append(item)
            if item.region.city and item.region.county:
                cities[item.region.province, item.region.city].append(item)
    found, order = {}, {id(item): by_year(item) for item in summaries}

    def nearest(item: Summary, others: Sequence[Summary]) -> tuple[Summary, ...]:
        """Choose the nearest by year, then put them in the order of their years."""
        year, *_ = order[id(item)]
        rows = sorted(
            (abs(order[id(o)][0] - year), order[id(o)], at) for at, o in enumerate(others)
        )
        return tuple(others[at] for _, _, at in sorted(rows[:_MOST], key=lambda row: row[1:]))

    for item in summaries:
        own = division(item)
        same = [other for other in divisions[own] if other is not item] if own else []
        near = cities[item.region.province, item.region.city] if own else []
        near = [other for other in near if division(other) != own]
        beside = [other for other in sources[item.origin.file] if other is not item]
        if same or near or beside:
            found[item.id] = Kin(nearest(item, same), nearest(item, near), _closest(item, beside))
    return found


def division(item: Summary) -> tuple[str, ...]:
    """Give the division whose work a summary reports on; empty where its name is not wholly known.

    A county's summary of which only the city is known may be any county's, so it has no division.
    """
    region, level = item.region, item.level.value
    if level in ("乡", "镇", "学校"):
        return (*region.path, level) if region.town else ()
    if region.county:
        return tuple(filter(None, (region.province, region.city, region.county)))
    if level in _CITY and region.city:
        return tuple(filter(None, (region.province, region.city)))
    if level in _PROVINCE and region.province and not region.city:
        return (region.province,)
    return ()


def _closest(item: Summary, others: Sequence[Summary]) -> tuple[Summary, ...]:
    """Choose the closest in the source, then put them in its order."""
    at = item.origin.item
    near = sorted(others, key=lambda other: (abs(other.origin.item - at), other.origin.item))
    return tuple(sorted(near[:_MOST], key=lambda other: other.origin.item))
