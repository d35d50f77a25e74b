"""Sections of other summaries that say the same, and those that are about the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from zongjie.cache import Cache, stamp
from zongjie.link.features import Ints
from zongjie.link.nearest import nearest, threads
from zongjie.link.nouns import Alike, Place
from zongjie.link.weigh import Floats, Pair, Weighed

_WITH_TOPIC, _WITHOUT_TOPIC = 0.18, 0.28
"""Least cosine of two sections that share a topic, and of two that do not."""
_BEST = 3
_WORDS = 3
_NEAR = 0.25
"""Cosine from which on two sections are laid side by side."""
_SAME = 0.6
"""Share of letters in the same order; sections on one topic that are no copies stay below 0.3."""


_LIKENESS = "likeness"
"""Name of what is kept of one run for the next."""


class Copied(NamedTuple):
    """Pairs of places that are copies of each other, each pair both ways round."""

    here: Ints
    there: Ints
    likeness: Floats
    """Share of their letters that stand in the same order."""


def compare(weighed: Weighed, kept: Cache | None = None) -> tuple[Copied, list[Pair]]:
    """Part the nearest sections into copies, spun ones included, and the best few of the others."""
    near = nearest(weighed, kept)
    close = np.flatnonzero(near.scores >= _NEAR)
    low, high = np.sort([near.here[close], near.there[close]], axis=0)
    pairs, which = np.unique(low * len(weighed.units) + high, return_inverse=True)
    rows = np.stack(np.divmod(pairs, len(weighed.units) or 1))
    likeness = _remembered(weighed, rows, kept) if kept else _likeness(weighed, rows)
    alike = np.flatnonzero(likeness)
    here, there = weighed.units[rows[:, alike]]
    shares = np.tile(likeness[alike], 2)
    copied = Copied(np.concatenate([here, there]), np.concatenate([there, here]), shares)
    others = np.delete(np.arange(len(near.scores)), close[likeness[which] > 0])
    rest = map(
        Pair,
        weighed.units[near.here[others]].tolist(),
        weighed.units[near.there[others]].tolist(),
        near.scores[others].tolist(),
    )
    ranked = groupby(rest, key=lambda pair: pair.here)
    return copied, [best for _, listed in ranked for best in _best(weighed.texts.places, listed)]


def _remembered(weighed: Weighed, pairs: Ints, kept: Cache) -> Floats:
    """Give the likeness of texts, anew only of those that were not laid side by side the last time."""
    names = np.bitwise_xor(*weighed.keys[pairs])
    name, known, shares = kept.get(_LIKENESS) or (b"", b"", b"")
    former = np.frombuffer(known if name == stamp() else b"", np.uint64)
    at = np.searchsorted(former, names)
    there = np.append(former, 0)[at] == names
    there[at == len(former)] = False
    likeness: Floats = np.append(np.frombuffer(shares, np.float64), 0)[at * there]
    likeness[~there] = _likeness(weighed, pairs[:, ~there])
    once, first = np.unique(names, return_index=True)
    kept.put(_LIKENESS, (stamp(), once.tobytes(), likeness[first].tobytes()))
    return likeness


def _likeness(weighed: Weighed, pairs: Ints) -> Floats:
    """Give the share of letters that stand in the same order; 0 where it is no good share.

    A spun text keeps the order of what it was made from.

    Args:
        weighed: The texts.
        pairs: Two rows of numbers of texts.
    """
    texts = {row: weighed.texts.plain(int(weighed.units[row])) for row in set(pairs.flat)}
    ours, theirs = ([texts[row] for row in side] for side in pairs.tolist())
    alike = cpdist(
        ours,
        theirs,
        scorer=fuzz.ratio,
        score_cutoff=100 * _SAME,
        dtype=np.float64,
        workers=threads(),
    )
    return alike / 100


def _best(places: Sequence[Place], ranked: Iterable[Pair]) -> Iterator[Pair]:
    """Choose the best, one of each other summary."""
    seen = set[str]()
    for pair in ranked:
        here, there = places[pair.here], places[pair.there]
        if there.summary.id not in seen and pair.score >= _floor(here, there):
            seen.add(there.summary.id)
            yield pair
        if len(seen) == _BEST:
            return


def _floor(here: Place, there: Place) -> float:
    """Give the least cosine that these two need; text outside of sections is never linked."""
    if not here.section or not there.section:
        return 2.0
    common = set(here.section.topics) & set(there.section.topics)
    return _WITH_TOPIC if common else _WITHOUT_TOPIC


def similar(
    weighed: Weighed, chosen: Sequence[Pair]
) -> Mapping[str, Mapping[str, tuple[Alike, ...]]]:
    """Give the best few for each section: summary's id → section's number → sections elsewhere."""
    found = defaultdict[str, defaultdict[str, tuple[Alike, ...]]](lambda: defaultdict(tuple))
    for pair, words in zip(chosen, weighed.reasons(chosen, _WORDS), strict=True):
        here, there = weighed.texts.places[pair.here], weighed.texts.places[pair.there]
        if here.section and len(words) >= _WORDS:
            found[here.summary.id][here.section.number] += (Alike(there, pair.score, words),)
    return {summary: dict(sections) for summary, sections in found.items()}
