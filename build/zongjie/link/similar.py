"""Sections of other summaries that say the same, and those that are about the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from zongjie.cache import Cache, stamp
from zongjie.link.features import Ints
from zongjie.link.nearest import Nearest, nearest, threads
from zongjie.link.nouns import Alike
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
    here, there = near.here[close], near.there[close]
    low, high = np.minimum(here, there), np.maximum(here, there)
    pairs, which = np.unique(low * len(weighed.units) + high, return_inverse=True)
    rows = np.stack(np.divmod(pairs, len(weighed.units) or 1))
    likeness = _remembered(weighed, rows, kept) if kept else _likeness(weighed, rows)
    alike = np.flatnonzero(likeness)
    here, there = weighed.units[rows[:, alike]]
    shares = np.tile(likeness[alike], 2)
    copied = Copied(np.concatenate([here, there]), np.concatenate([there, here]), shares)
    others = np.delete(np.arange(len(near.scores)), close[likeness[which] > 0])
    rest = Nearest(near.here[others], near.there[others], near.scores[others])
    return copied, _best(weighed, rest)


def _remembered(weighed: Weighed, pairs: Ints, kept: Cache) -> Floats:
    """Give the likeness of texts, anew only of those that were not laid side by side the last time."""
    names, which = np.unique(np.bitwise_xor(*weighed.keys[pairs]), return_inverse=True)
    owner, known, shares = kept.get(_LIKENESS) or (b"", b"", b"")
    former = np.frombuffer(known if owner == stamp() else b"", np.uint64)
    at = np.searchsorted(former, names)
    there = np.append(former, 0)[at] == names
    there[at == len(former)] = False
    likeness: Floats = np.append(np.frombuffer(shares, np.float64), 0)[at * there]
    one = np.empty(len(names), np.int64)
    one[which] = np.arange(len(which))
    likeness[~there] = _likeness(weighed, pairs[:, one[~there]])
    kept.put(_LIKENESS, (stamp(), names.tobytes(), likeness.tobytes()), small=False)
    return likeness[which]


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


def _best(weighed: Weighed, near: Nearest) -> list[Pair]:
    """Choose the best few for each section, one of each other summary."""
    good = np.flatnonzero(_good(weighed, near))
    others = weighed.owners[near.there[good]]
    rows = near.here[good].astype(np.int64)
    _, first = np.unique(rows * len(weighed.texts.summaries) + others, return_index=True)
    good = good[np.sort(first)]
    here = near.here[good]
    best = good[np.arange(len(here)) - np.searchsorted(here, here) < _BEST]
    units = weighed.units
    columns = units[near.here[best]], units[near.there[best]], near.scores[best]
    return list(map(Pair, *(column.tolist() for column in columns)))


def _good(weighed: Weighed, near: Nearest) -> NDArray[np.bool_]:
    """Say which pairs are near enough; text outside of sections is never linked."""
    sections = [weighed.texts.places[unit].section for unit in weighed.units.tolist()]
    topics = [section.topics if section else () for section in sections]
    numbers = {name: number for number, name in enumerate(sorted(set(chain(*topics))))}
    flags = np.zeros((len(sections), len(numbers)), np.bool_)
    rows = np.repeat(np.arange(len(topics)), [len(names) for names in topics])
    flags[rows, [numbers[name] for name in chain(*topics)]] = True
    inside = np.array([section is not None for section in sections], np.bool_)
    good: NDArray[np.bool_] = inside[near.here] & inside[near.there]
    good &= near.scores >= _WITH_TOPIC
    doubtful = np.flatnonzero(good & (near.scores < _WITHOUT_TOPIC))
    bits = np.packbits(flags, axis=1)
    common = bits[near.here[doubtful]] & bits[near.there[doubtful]]
    good[doubtful] = common.any(axis=1)
    return good


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
