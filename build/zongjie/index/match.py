"""A query → the parts that match it, with their occurrences and scores."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from zongjie.index.hits import Hits, hits
from zongjie.index.query import Query, Restriction, years
from zongjie.index.store import Store
from zongjie.index.stream import Numbers

Flags = npt.NDArray[np.bool_]

K1, B = 1.2, 0.75
"""The usual parameters of BM25."""
IN_HEADING, IN_TITLE = K1 + 1, 2 * (K1 + 1)
"""Added for a term in the heading or the title: more than any number of occurrences can bring, so
that for a single term a title stands above a heading and a heading above the text."""
IN_CONTEXT = 0.5
"""What a term counts for that stands only above the section."""


@dataclass(frozen=True)
class Matches:
    """The parts that match, ascending."""

    parts: Numbers
    occurrences: Numbers
    scores: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Wanted:
    """A query, folded."""

    terms: tuple[str, ...]
    excluded: tuple[str, ...]
    restrictions: tuple[Restriction, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.terms or self.excluded or self.restrictions)


def fold_query(store: Store, query: Query) -> Wanted:
    """Fold what is asked for; what folds to nothing is left out, and repetitions."""
    fold = store.folder.fold
    restrictions = (
        r if r.field == "year" else replace(r, value=fold(r.value)) for r in query.restrictions
    )
    return Wanted(
        _distinct(map(fold, query.terms)),
        _distinct(map(fold, query.excluded)),
        tuple(restriction for restriction in restrictions if restriction.value),
    )


def match(store: Store, wanted: Wanted) -> Matches:
    """Find the parts that match.

    Each term must stand in the part, or above it: in a heading above, the title, the region's
    names or as the year; at least one must stand in the part itself.
    """
    size = store.head.parts
    scores, occurrences = np.zeros(size), np.zeros(size, np.int64)
    own, alive = np.zeros(size, np.bool_), np.ones(size, np.bool_)
    found = list[tuple[Hits, Flags]]()
    for term in wanted.terms:
        of_term = hits(store, term)
        above = context(store, term, of_term)
        found.append((of_term, above))
        own[of_term.parts] = True
        above = above.copy()
        above[of_term.parts] = True
        alive &= above
        if not alive.any():
            return matches(alive, occurrences, scores)
    if wanted.terms:
        alive &= own
    alive &= allowed(store, wanted)
    for term, (of_term, above) in zip(wanted.terms, found, strict=True):
        if counts(term, wanted.terms):
            occurrences[of_term.parts] += of_term.counts
        scores += score(store, of_term, above)
    return matches(alive, occurrences, scores)


def counts(term: str, terms: Iterable[str]) -> bool:
    """Say whether the occurrences of a term count: where it holds another term, that one's do.

    >>> [counts(term, ("教育局", "教育")) for term in ("教育局", "教育")]
    [False, True]
    """
    return not any(other in term for other in terms if other != term)


def context(store: Store, term: str, found: Hits) -> Flags:
    """Say which parts have a term above them."""
    change = np.zeros(store.head.parts + 1, np.int64)
    headed = found.parts[found.in_heading > 0]
    np.add.at(change, headed + 1, 1)
    np.add.at(change, store.subtree_ends[headed], -1)
    above: Flags = np.cumsum(change[:-1]) > 0
    return above | _of_pages(store, _named(store, term))


def score(store: Store, found: Hits, above: Flags) -> npt.NDArray[np.float64]:
    """Score all parts for one term."""
    size = store.head.parts
    rarity = math.log(1 + (size - len(found.parts) + 0.5) / (len(found.parts) + 0.5))
    scores = np.where(above, IN_CONTEXT * rarity, 0.0)
    length = store.lengths[found.parts] / (store.head.length / size)
    saturated = found.counts * (K1 + 1) / (found.counts + K1 * (1 - B + B * length))
    bonus = np.where(store.depths[found.parts] == 0, IN_TITLE, IN_HEADING)
    saturated += np.where(found.in_heading > 0, bonus, 0.0)
    scores[found.parts] = saturated * rarity
    return scores


def allowed(store: Store, wanted: Wanted) -> Flags:
    """Say which parts agree with the restrictions and have nothing that is excluded."""
    alive = _restricted(store, wanted.restrictions)
    for term in wanted.excluded:
        alive[hits(store, term).parts] = False
    return alive


def _restricted(store: Store, restrictions: Sequence[Restriction]) -> Flags:
    """Say which parts agree with the restrictions.

    Of several years, regions or topics any will do, of several titles all are needed; no excluded
    one may hold.
    """
    alive = np.ones(store.head.parts, np.bool_)
    any_of: dict[str, Flags] = {}
    for restriction in restrictions:
        holds = _holds(store, restriction)
        if restriction.exclude:
            alive &= ~holds
        elif restriction.field == "title":
            alive &= holds
        else:
            any_of[restriction.field] = any_of.get(restriction.field, False) | holds
    for holds in any_of.values():
        alive &= holds
    return alive


def _holds(store: Store, restriction: Restriction) -> Flags:
    head, value = store.head, restriction.value
    if restriction.field == "title":
        found = hits(store, value)
        titled = found.parts[(found.in_heading > 0) & (store.depths[found.parts] == 0)]
        flags = np.zeros(head.pages, np.bool_)
        flags[store.page_of[titled]] = True
        return _of_pages(store, flags)
    if restriction.field == "year":
        span = years(value)
        assert span
        low, high = span
        return _of_pages(store, _one_of(store.year, (low <= year <= high for year in head.years)))
    if restriction.field == "region":
        names = (value in store.folder.fold("".join(path)) for path in head.regions)
        return _of_pages(store, _one_of(store.region, names))
    topics = {n for n, name in enumerate(head.topics) if value in store.folder.fold(name)}
    sets: Flags = np.array([bool(topics.intersection(kinds)) for kinds in head.sets])
    return sets[store.sets]


def _named(store: Store, term: str) -> Flags:
    """Say which pages have a term as their year or in their region's names."""
    year = (term in (str(year), f"{year}年") for year in store.head.years)
    flags = _one_of(store.year, year)
    if len(term) > 1:
        names = (term in store.folder.fold("".join(path)) for path in store.head.regions)
        flags |= _one_of(store.region, names)
    return flags


def _one_of(places: Numbers, chosen: Iterable[bool]) -> Flags:
    """Say which pages have one of the chosen values; `places` counts them from 1."""
    return np.array([False, *chosen])[places]


def _of_pages(store: Store, pages: Flags) -> Flags:
    return pages[store.page_of]


def matches(alive: Flags, occurrences: Numbers, scores: npt.NDArray[np.float64]) -> Matches:
    """Give the parts that are alive."""
    parts = np.flatnonzero(alive)
    return Matches(parts, occurrences[parts], np.floor(scores[parts] * 1e6 + 0.5) / 1e6)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
