"""Passages that two summaries share: word for word, or with words changed by hand or machine.

Sentences that are the same but for punctuation and masks are found by an index of their plain
forms; sections whose words were changed have been found by comparing them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

import numpy as np

from zongjie.link.nouns import Copy, Place, Shared
from zongjie.link.similar import Copied
from zongjie.link.texts import plain
from zongjie.link.weigh import Floats, Ints

_SENTENCE = 20
"""Letters from which on an equal sentence is no accident."""
_STOCK = 12
"""A sentence in more summaries than this is a stock phrase."""
_LEAST = 40
"""Letters that two summaries must share."""
_WHOLE = 0.8
"""Share of the shorter summary from which on the two are copies of each other."""
_MOST = 10
"""Other summaries that are listed for one."""
_QUOTE = 120
"""Characters of a shared section that are kept to know it by."""
_STOPS = re.compile(r"[。！？；!?;\n]+")


class _Common(NamedTuple):
    """What places of two summaries have in common: copied sections, then sentences."""

    here: Ints
    """Numbers of places."""
    until: Ints
    """The place after the section's last; `here` for a sentence, beside which others may stand."""
    there: Ints
    letters: Ints
    likeness: Floats
    sentence: Sequence[str]
    """Empty for a section."""


def copies(
    places: Sequence[Place], texts: Sequence[str], letters: Sequence[int], copied: Copied
) -> dict[str, tuple[Copy, ...]]:
    """Gather what each summary shares with others: summary's id → other summaries, most first.

    Args:
        places: All places, a section right before its parts.
        texts: The own text of each.
        letters: The length of its plain form.
        copied: The sections that are copies of one another.
    """
    summaries = {place.summary.id: place.summary for place in places}
    ids = sorted(summaries)
    numbers = {own: number for number, own in enumerate(ids)}
    owners = np.array([numbers[place.summary.id] for place in places], np.int64)
    lengths = np.bincount(owners, letters).astype(int).tolist()
    common = _common(places, texts, letters, copied)
    both = owners[common.here] * len(ids) + owners[common.there]
    kept = _kept(common, both, len(places))
    pairs, starts = np.unique(both[kept], return_index=True)
    ends = np.append(starts, len(kept))[1:]
    before = np.cumsum(np.append(0, common.letters[kept]))
    totals = before[ends] - before[starts]
    found = defaultdict[str, list[Copy]](list)
    for at in np.lexsort((pairs, -totals)).tolist():
        own, other = divmod(int(pairs[at]), len(ids))
        total = int(totals[at])
        if total >= _LEAST and len(found[ids[own]]) < _MOST:
            shared = (
                Shared(
                    places[common.here[one]],
                    places[common.there[one]],
                    common.sentence[one] or texts[common.here[one]][:_QUOTE],
                    float(common.likeness[one]),
                )
                for one in kept[starts[at] : ends[at]].tolist()
            )
            whole = total >= _WHOLE * min(lengths[own], lengths[other])
            share = total / lengths[own]
            found[ids[own]].append(Copy(summaries[ids[other]], tuple(shared), total, share, whole))
    return {own: tuple(found[own]) for own in ids if found[own]}


def _common(
    places: Sequence[Place], texts: Sequence[str], letters: Sequence[int], copied: Copied
) -> _Common:
    ends = np.arange(len(places))
    for at in np.unique(copied.here).tolist():
        ends[at] += sum(1 for _ in places[at].section.walk()) if places[at].section else 1
    before = np.cumsum([0, *letters])
    said = list(_sentences(places, texts))
    here, there, size = np.array([row[:3] for row in said], np.int64).reshape(-1, 3).T
    return _Common(
        np.append(copied.here, here),
        np.append(ends[copied.here], here),
        np.append(copied.there, there),
        np.append(before[ends[copied.here]] - before[copied.here], size),
        np.append(copied.likeness, np.ones(len(said))),
        [""] * len(copied.here) + [sentence for *_, sentence in said],
    )


def _sentences(
    places: Sequence[Place], texts: Sequence[str]
) -> Iterator[tuple[int, int, int, str]]:
    """Yield the sentences that stand in two summaries, both ways round: here, there, letters."""
    first: dict[bytes, tuple[int, str]] = {}
    held = defaultdict[bytes, dict[str, tuple[int, str]]](dict)
    sizes: dict[bytes, int] = {}
    for at, text in enumerate(texts):
        for sentence in _STOPS.split(text):
            letters = plain(sentence)
            if len(letters) >= _SENTENCE:
                key = blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()
                said = first.setdefault(key, (at, sentence))
                if places[said[0]].summary is not places[at].summary:
                    held[key].setdefault(places[said[0]].summary.id, said)
                    held[key].setdefault(places[at].summary.id, (at, sentence))
                    sizes[key] = len(letters)
    for key, holders in held.items():
        if len(holders) <= _STOCK:
            for (a, said_a), (b, said_b) in combinations(holders.values(), 2):
                yield a, b, sizes[key], said_a.strip()
                yield b, a, sizes[key], said_b.strip()


def _kept(common: _Common, pairs: Ints, places: int) -> Ints:
    """Leave out what lies in a stretch that is kept; the others by pair and in reading order.

    A section stands before its parts and its sentences, the most alike first.

    Args:
        common: All stretches.
        pairs: The number of the two summaries of each.
        places: The number of all places.
    """
    order = np.lexsort((common.there, -common.likeness, -common.until, common.here, pairs))
    apart = np.unique(pairs[order], return_inverse=True)[1] * (places + 1)
    free = np.ones(len(order), bool)
    covered = np.maximum.accumulate(common.until[order] + apart)
    free[1:] = (common.here[order] + apart)[1:] >= covered[:-1]
    return order[free]
