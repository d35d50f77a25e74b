"""Summaries that are near to one another by where they come from: division, city, compilation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice

from zongjie.link.mentions import by_year
from zongjie.link.nouns import Kin
from zongjie.models import Summary

_MOST = 12
"""Summaries that are listed in each group: the nearest by year, or by their number."""
_Years = defaultdict[int, list[Summary]]
"""Summaries by the years by which they are sorted."""
_CITY, _PROVINCE = ("市",), ("省",)


def kin(summaries: Sequence[Summary]) -> dict[str, Kin]:
    """Find the kin of each summary; one that has none has no entry."""
    own = {id(item): division(item) for item in summaries}
    divisions = defaultdict[object, _Years](lambda: defaultdict(list))
    cities = defaultdict[object, _Years](lambda: defaultdict(list))
    for item in sorted(summaries, key=by_year):
        year, *_ = by_year(item)
        if key := own[id(item)]:
            divisions[key][year].append(item)
            if item.region.city and item.region.county:
                cities[item.region.province, item.region.city][year].append(item)
    sources, together = defaultdict[str, list[Summary]](list), defaultdict[object, set[int]](set)
    for item in summaries:
        sources[item.origin.file].append(item)
        together[own[id(item)]].add(id(item))
    found = {}
    for item in summaries:
        key, city = own[id(item)], (item.region.province, item.region.city)
        same = _nearest(item, divisions[key], {id(item)})
        near = _nearest(item, cities[city], together[key])
        beside = [other for other in sources[item.origin.file] if other is not item]
        kin = Kin(same if key else (), near if key else (), _closest(item, beside))
        if kin.region or kin.city or kin.compilation:
            found[item.id] = kin
    return found


def _nearest(item: Summary, years: _Years, but: Collection[int]) -> tuple[Summary, ...]:
    """Choose the nearest by year but for some, then put them in the order of their years."""
    own, *_ = by_year(item)
    nearest = sorted(years, key=lambda year: (abs(year - own), year))
    others = (other for year in nearest for other in years[year] if id(other) not in but)
    return tuple(sorted(islice(others, _MOST), key=by_year))


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
