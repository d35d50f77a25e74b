"""Sections of other summaries that say the same, and those that are about the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from zongjie.link.nouns import Alike, Place
from zongjie.link.weigh import Nearest, Pair, Weighed, threads

_WITH_TOPIC, _WITHOUT_TOPIC = 0.18, 0.28
"""Least cosine of two sections that share a topic, and of two that do not."""
_BEST = 3
_WORDS = 3
_NEAR = 0.25
"""Cosine from which on two sections are laid side by side."""
_SAME = 0.6
"""Share of letters in the same order; sections on one topic that are no copies stay below 0.3."""

Copied = dict[tuple[int, int], float]
"""Numbers of two places → share of their letters that stand in the same order, both ways round."""


def compare(weighed: Weighed) -> tuple[Copied, list[Pair]]:
    """Part the nearest sections into copies, spun ones included, and the best few of the others."""
    near = weighed.nearest()
    copied = _copied(weighed, near)
    here, there = weighed.units[near.here].tolist(), weighed.units[near.there].tolist()
    pairs = map(Pair, here, there, near.scores.tolist())
    others = (pair for pair in pairs if (pair.here, pair.there) not in copied)
    ranked = groupby(others, key=lambda pair: pair.here)
    return copied, [best for _, listed in ranked for best in _best(weighed.places, listed)]


def _copied(weighed: Weighed, near: Nearest) -> Copied:
    """Find those pairs of which a good share of the letters stands in the same order.

    A spun text keeps the order of what it was made from.
    """
    close = near.scores >= _NEAR
    both = np.sort(np.stack([near.here[close], near.there[close]], 1), axis=1)
    pairs = np.unique(both, axis=0)
    ours, theirs = ([weighed.texts[row] for row in side] for side in pairs.T.tolist())
    alike = cpdist(
        ours,
        theirs,
        scorer=fuzz.ratio,
        score_cutoff=100 * _SAME,
        dtype=np.float64,
        workers=threads(),
    )
    same = np.flatnonzero(alike)
    copied: Copied = {}
    for (a, b), share in zip(
        weighed.units[pairs[same]].tolist(), alike[same].tolist(), strict=True
    ):
        copied[a, b] = copied[b, a] = share / 100
    return copied


def _best(places: Sequence[Place], ranked: Iterable[Pair]) -> Iterator[Pair]:
    """Choose the best, one of each other summary."""
    seen = set[str]()
    for pair in ranked:
        here, there = places[pair.here], places[pair.there]
        if len(seen) < _BEST and there.summary.id not in seen and pair.score >= _floor(here, there):
            seen.add(there.summary.id)
            yield pair


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
        here, there = weighed.places[pair.here], weighed.places[pair.there]
        if here.section and len(words) >= _WORDS:
            found[here.summary.id][here.section.number] += (Alike(there, pair.score, words),)
    return {summary: dict(sections) for summary, sections in found.items()}
