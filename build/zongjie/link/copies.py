"""Passages that two summaries share: word for word, or with words changed by hand or machine.

Sentences that are the same but for punctuation and masks are found by an index of their plain
forms; sections whose words were changed have been found by comparing them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from zongjie.link.features import Ints, Texts
from zongjie.link.nouns import Copy, Shared
from zongjie.link.similar import Copied
from zongjie.link.weigh import Floats

_STOCK = 12
"""A sentence in more summaries than this is a stock phrase."""
_LEAST = 40
"""Letters that two summaries must share."""
_WHOLE = 0.8
"""Share of the shorter summary from which on the two are copies of each other."""
_MOST = 10
"""Other summaries that are listed for one."""
_SHOWN = 2
"""Passages that are named of those that two summaries share."""


class _Common(NamedTuple):
    """What places of two summaries have in common: copied sections, then sentences."""

    here: Ints
    """Numbers of places."""
    until: Ints
    """The place after the section's last; `here` for a sentence, beside which others may stand."""
    there: Ints
    letters: Ints
    likeness: Floats


def copies(texts: Texts, copied: Copied) -> dict[str, tuple[Copy, ...]]:
    """Gather what each summary shares with others: summary's id → other summaries, most first."""
    places = texts.places
    summaries = {summary.id: summary for summary in texts.summaries}
    ids = sorted(summaries)
    numbers = {own: number for number, own in enumerate(ids)}
    owners = np.array([numbers[summary.id] for summary in texts.summaries], np.int64)[texts.owners]
    lengths = np.bincount(owners, texts.marks["letters"], len(ids)).astype(int).tolist()
    common = _common(texts, copied)
    both = owners[common.here] * len(ids) + owners[common.there]
    kept = _kept(common, both, len(places))
    pairs, starts = np.unique(both[kept], return_index=True)
    ends = np.append(starts, len(kept))[1:]
    before = np.cumsum(np.append(0, common.letters[kept]))
    totals = before[ends] - before[starts]
    ours, theirs = np.divmod(pairs, len(ids) or 1)
    ranked = np.lexsort((theirs, -totals, ours))
    ranked = ranked[totals[ranked] >= _LEAST]
    nth = np.arange(len(ranked)) - np.searchsorted(ours[ranked], ours[ranked])
    chosen, columns = ranked[nth < _MOST], (ours, theirs, totals, starts, ends)
    found = defaultdict[str, list[Copy]](list)
    for own, other, total, start, end in zip(*(c[chosen].tolist() for c in columns), strict=True):
        shown = kept[start : min(end, start + _SHOWN)]
        sides = (column[shown].tolist() for column in (common.here, common.there, common.likeness))
        shared = tuple(
            Shared(places[h], places[t], alike) for h, t, alike in zip(*sides, strict=True)
        )
        whole, share = total >= _WHOLE * min(lengths[own], lengths[other]), total / lengths[own]
        copy = Copy(summaries[ids[other]], shared, end - start, int(total), share, whole)
        found[ids[own]].append(copy)
    return {own: tuple(found[own]) for own in ids if found[own]}


def _common(texts: Texts, copied: Copied) -> _Common:
    before = np.append(0, np.cumsum(texts.marks["letters"]))
    ends = texts.ends[copied.here]
    here, there = _sentences(texts)
    place, size = texts.sentences["place"].astype(np.int64), texts.sentences["letters"]
    return _Common(
        np.append(copied.here, place[here]),
        np.append(ends, place[here]),
        np.append(copied.there, place[there]),
        np.append(before[ends] - before[copied.here], size[here]),
        np.append(copied.likeness, np.ones(len(here))),
    )


def _sentences(texts: Texts) -> tuple[Ints, Ints]:
    """Give the sentences that stand in two summaries, both ways round, by their numbers."""
    keys = texts.sentences["key"]
    order = np.argsort(keys, kind="stable")
    owners = texts.owners[texts.sentences["place"][order]]
    first = np.append(True, keys[order][1:] != keys[order][:-1])[: len(order)]
    fresh = first | np.append(True, owners[1:] != owners[:-1])[: len(order)]
    order, starts = order[fresh], np.flatnonzero(first[fresh])
    sizes = np.diff(starts, append=len(order))
    none = np.empty(0, np.int64)
    rows, heres, theres = [none], [none], [none]
    for size in range(2, _STOCK + 1):
        begins = starts[sizes == size]
        a, b = np.triu_indices(size, 1)
        one, other = (order[begins[:, None] + side] for side in (a, b))
        both = np.stack([one, other], 2), np.stack([other, one], 2)
        heres.append(both[0].ravel())
        theres.append(both[1].ravel())
        rows.append(np.repeat(order[begins + 1], 2 * len(a)))
    by_second = np.argsort(np.concatenate(rows), kind="stable")
    return np.concatenate(heres)[by_second], np.concatenate(theres)[by_second]


def _kept(common: _Common, pairs: Ints, places: int) -> Ints:
    """Leave out what lies in a stretch that is kept; the others by pair and in reading order.

    A section stands before its parts and its sentences, the most alike first.

    Args:
        common: All stretches.
        pairs: The number of the two summaries of each.
        places: The number of all places.
    """
    begins = pairs * places + common.here
    order = np.argsort(begins)
    same = np.diff(begins[order]) == 0
    tied = np.flatnonzero(np.append(False, same) | np.append(same, False))
    some = order[tied]
    keys = common.there, -common.likeness, -common.until, begins
    order[tied] = some[np.lexsort([key[some] for key in keys])]
    apart = np.cumsum(np.diff(pairs[order], prepend=0) > 0) * (places + 1)
    free = np.ones(len(order), bool)
    covered = np.maximum.accumulate(common.until[order] + apart)
    free[1:] = (common.here[order] + apart)[1:] >= covered[:-1]
    return order[free]
