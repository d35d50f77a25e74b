"""Filters over the facts of pages, and how many pages each further choice would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from zongjie.index.store import Store
from zongjie.index.stream import Numbers

FIELDS = ("year", "region", "level", "period", "topic")
Field = Literal["year", "region", "level", "period", "topic"]
Filters = Mapping[str, Sequence[Any]]
Flags = npt.NDArray[np.bool_]


def passing(store: Store, parts: Numbers, filters: Filters) -> dict[str, Flags]:
    """Say for each field that is filtered which of the parts pass."""
    return {
        field: _passes(store, parts, field, chosen)
        for field in FIELDS
        if (chosen := filters.get(field))
    }


def facets(store: Store, parts: Numbers, passed: Mapping[str, Flags]) -> dict[str, list[tuple[Any, int]]]:  # fmt: skip
    """Count pages per value, for each field over the parts that pass the filters of all others."""
    found = {}
    for field in FIELDS:
        flags = np.ones(len(parts), np.bool_)
        for other, those in passed.items():
            if other != field:
                flags &= those
        found[field] = _counted(store, parts[flags], field)
    return found


def _passes(store: Store, parts: Numbers, field: str, chosen: Sequence[Any]) -> Flags:
    pages = store.page_of[parts]
    names = _values(store, field)
    if field == "topic":
        wanted = {names.index(value) for value in chosen if value in names}
        sets = [bool(wanted.intersection(kinds)) for kinds in store.head.sets]
        sets[0] = None in chosen
        of_topic: Flags = np.array(sets)[store.sets[parts]]
        return of_topic
    allowed = np.array([None in chosen, *(_chosen(name, field, chosen) for name in names)])
    flags: Flags = allowed[_places(store, field)[pages]]
    return flags


def _chosen(name: Any, field: str, chosen: Sequence[Any]) -> bool:
    if field != "region":
        return name in chosen
    return any(path in chosen for path in _paths(name))


def _counted(store: Store, parts: Numbers, field: str) -> list[tuple[Any, int]]:
    pages = store.page_of[parts]
    names = _values(store, field)
    counts: dict[Any, int] = {}
    if field == "topic":
        sets = np.unique(np.stack([pages, store.sets[parts]], 1), axis=0).tolist()
        pairs = {(page, topic) for page, kinds in sets for topic in store.head.sets[kinds] or [-1]}
        for _, topic in pairs:
            counts[topic] = counts.get(topic, 0) + 1
        return _ordered({names[n] if n >= 0 else None: count for n, count in counts.items()})
    for place in _places(store, field)[np.unique(pages)].tolist():
        name = names[place - 1] if place else None
        for value in _paths(name or ()) if field == "region" and place else [name]:
            counts[value] = counts.get(value, 0) + 1
    if field == "year":
        return sorted(counts.items(), key=lambda item: -(item[0] or 0))
    return _ordered(counts)


def _ordered(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    """Put the largest first; equals by their code points, part by part of a path, None last."""
    return sorted(
        counts.items(),
        key=lambda item: (-item[1], item[0] is None, (item[0] or "").split("/")),
    )


def _paths(names: Sequence[str]) -> list[str]:
    return ["/".join(names[:end]) for end in range(1, len(names) + 1)]


def _values(store: Store, field: str) -> list[Any]:
    head = store.head
    found: dict[str, list[Any]] = {
        "year": head.years, "region": head.regions, "level": head.levels,
        "period": head.periods, "topic": head.topics,
    }  # fmt: skip
    return found[field]


def _places(store: Store, field: str) -> Numbers:
    found = {"year": store.year, "region": store.region, "level": store.level, "period": store.period}  # fmt: skip
    return found[field]
