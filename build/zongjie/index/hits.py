"""Where a term stands: its positions by way of bigrams of letters, and what each part has of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zongjie.index.letters import Gram
from zongjie.index.store import Store
from zongjie.index.stream import Numbers

PATIENCE = 8
"""Lists after which the texts of what is left are looked at instead, if that is less to load."""
TEXT_COST = 24
"""Size of a text, about, in the directory's units."""
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True)
class Hits:
    """The parts that a term stands in."""

    parts: Numbers
    """Ascending."""
    counts: Numbers
    """Occurrences in each part; those that overlap one before are not counted, as in a browser."""
    in_heading: Numbers
    """How many of them begin in the heading."""


def hits(store: Store, term: str) -> Hits:
    """Find a folded term of at least one character."""
    if term in store.head.frequent:
        return _frequent(store, term)
    found = _apart(_positions(store, term), term)
    parts, counts, of = _group(store, found)
    headed = found - store.starts[of] < store.headings[of]
    in_heading = np.add.reduceat(headed.astype(np.int64), _firsts(of)) if len(of) else _NONE
    return Hits(parts, counts, in_heading)


def cover(grams: Sequence[Gram], costs: Sequence[int]) -> list[int]:
    """Choose the grams, by their numbers, that together hold each character at the least cost.

    >>> grams = [Gram(at, at + 2, ()) for at in range(5)]
    >>> cover(grams, [5, 1, 9, 1, 5])
    [0, 1, 3, 4]
    """
    best, last = [0], list[int]()
    for end in range(1, len(grams) + 2):
        those = [n for n in range(max(0, end - 3), min(end, len(grams))) if grams[n].stop >= end]
        last.append(min(those, key=lambda n: best[n] + costs[n]))
        best.append(best[last[-1]] + costs[last[-1]])
    chosen, end = list[int](), len(grams) + 1
    while end:
        chosen.append(last[end - 1])
        end = chosen[-1]
    return chosen[::-1]


def _frequent(store: Store, term: str) -> Hits:
    headed, rest = store.counts(store.head.frequent.index(term))
    counts = headed + rest
    parts = np.flatnonzero(counts)
    return Hits(parts, counts[parts], headed[parts])


def _positions(store: Store, term: str) -> Numbers:
    """Intersect the lists of the grams that cover the term, the smallest first."""
    codes = [ord(char) for char in term]
    if len(codes) == 1:
        return store.bigrams.get(store.letters.spans(codes))
    grams = store.letters.grams(codes)
    costs = [store.bigrams.cost(gram.spans) for gram in grams]
    plan = sorted(cover(grams, costs), key=lambda offset: costs[offset])
    left = sum(costs[offset] for offset in plan)
    found: Numbers | None = None
    for turn, offset in enumerate(plan):
        near = None if found is None else found + offset
        values = store.bigrams.get(grams[offset].spans, near) - offset
        found = values if found is None else np.intersect1d(found, values, assume_unique=True)
        left -= costs[offset]
        if not len(found):
            break
        if turn + 1 >= PATIENCE and len(np.unique(_pages(store, found))) * TEXT_COST < left:
            return _verified(store, found, term)
    assert found is not None
    return found


def _pages(store: Store, positions: Numbers) -> Numbers:
    return store.page_of[np.searchsorted(store.starts, positions, "right") - 1]


def _verified(store: Store, positions: Numbers, term: str) -> Numbers:
    """Keep the positions at which the texts have the term."""
    kept = [at for at in positions.tolist() if folded_part(store, at, len(term)) == term]
    return np.array(kept, np.int64)


def folded_part(store: Store, position: int, length: int) -> str:
    """Give some folded characters of the stream, none of them beyond its part."""
    part = int(np.searchsorted(store.starts, position, "right")) - 1
    _, _, _, parts = store.text(int(store.page_of[part]))
    of_page = part - int(store.page_starts[store.page_of[part]])
    text = "".join(store.folder.fold(unit) + "\0" for unit in units(parts[of_page]))  # type: ignore[index]
    start = position - int(store.starts[part])
    return text[start : start + length]


def units(part: Sequence[object]) -> list[str]:
    """Give the units of a part as `texts` writes it."""
    _, _, heading, run_in, paragraphs = part
    assert isinstance(heading, str)
    assert isinstance(paragraphs, list)
    if run_in:
        return ["".join((heading, *paragraphs[:1])), *paragraphs[1:]]
    return [heading, *paragraphs]


def _apart(positions: Numbers, term: str) -> Numbers:
    """Leave out, from the left, occurrences that overlap the one before."""
    if not any(term.startswith(term[shift:]) for shift in range(1, len(term))):
        return positions
    kept, free = list[int](), 0
    for position in positions.tolist():
        if position >= free:
            kept.append(position)
            free = position + len(term)
    return np.array(kept, np.int64)


def _group(store: Store, positions: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    of = np.searchsorted(store.starts, positions, "right") - 1
    parts, counts = np.unique(of, return_counts=True)
    return parts, counts, of


def _firsts(values: Numbers) -> Numbers:
    return np.flatnonzero(np.diff(values, prepend=-1))
