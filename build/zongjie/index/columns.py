"""Columns of numbers in few bytes, and the columns that tell of the parts.

A number is written 7 bits to the byte, the low ones first, the top bit set where more follow.

Summaries take sections over from others, often with nothing changed but a name or a figure. So the
parts are taken in runs, each a part of depth 0 or 1 with all below it. A run that is like an earlier
one, in depths, lengths of headings and topic sets, is not written out again: its parts have the
lengths that they had in the last run like it, but for changes. The columns are:

    per run: 0 if it is written out, else 1 + the number, among those written out, of the one it is
    like
    per part written out: length, length of the heading, depth, topic set
    per change: part, less that of the change before, less 1; what is added to the length, as
    2 × that, or what is taken away from it, as 2 × that - 1
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zongjie.index.bits import bit_lengths
from zongjie.index.stream import Numbers, ranges


def varints(values: Numbers) -> bytes:
    """Write numbers below 2^53 with 7 bits to the byte.

    >>> varints(np.array([1, 300])).hex()
    '01ac02'
    """
    if values.max(initial=0) < 128:
        return values.astype(np.uint8).tobytes()
    sizes = np.maximum(bit_lengths(values).astype(np.int64) + 6, 7) // 7
    places = ranges(np.zeros_like(sizes), sizes)
    digits = np.repeat(values, sizes) >> 7 * places & 127
    digits |= np.where(places + 1 < np.repeat(sizes, sizes), 128, 0)
    return digits.astype(np.uint8).tobytes()


def read_varints(data: bytes) -> Numbers:
    """Read all numbers that `varints` has written.

    >>> read_varints(varints(np.array([1, 300]))).tolist()
    [1, 300]
    """
    digits = np.frombuffer(data, np.uint8).astype(np.int64)
    lasts = np.flatnonzero(digits < 128)
    firsts = np.append(0, lasts[:-1] + 1)[: len(lasts)]
    places = ranges(np.zeros_like(firsts), lasts - firsts + 1)
    numbers: Numbers = np.add.reduceat((digits & 127) << 7 * places, firsts)
    return numbers


def pack_parts(lengths: Numbers, headings: Numbers, depths: Numbers, sets: Numbers) -> list[Numbers]:  # fmt: skip
    """Give the columns that tell of the parts, from what they tell of each; the first has depth 0."""
    rows = np.stack([headings, depths, sets], 1)
    known, like, written = dict[bytes, int](), list[int](), list[range]()
    for begin, end in pairwise([*_begins(depths).tolist(), len(rows)]):
        run = rows[begin:end].tobytes()
        like.append(known.get(run, 0))
        if run not in known:
            known[run] = len(known) + 1
            written.append(range(begin, end))
    runs, out = np.array(like, np.int64), np.array([part for run in written for part in run], np.int64)  # fmt: skip
    order, fresh = _by_source(_sources(runs, depths[out]))
    changes = np.zeros_like(lengths)
    changes[order] = np.where(fresh, 0, np.diff(lengths[order], prepend=0))
    changed = np.flatnonzero(changes)
    values = 2 * np.abs(changes[changed]) - (changes[changed] < 0)
    steps = np.diff(changed, prepend=-1) - 1
    return [runs, lengths[out], headings[out], depths[out], sets[out], steps, values]


def unpack_parts(columns: list[Numbers]) -> list[Numbers]:
    """Give what `pack_parts` was given."""
    runs, lengths, headings, depths, sets, steps, values = columns
    sources = _sources(runs, depths)
    order, fresh = _by_source(sources)
    changes = np.zeros_like(sources)
    changes[np.cumsum(steps + 1) - 1] = np.where(values & 1, -1, 1) * (values + 1 >> 1)
    sums = np.cumsum(changes[order])
    sums -= sums[fresh][np.cumsum(fresh) - 1]
    found = lengths[sources]
    found[order] += sums
    return [found, headings[sources], depths[sources], sets[sources]]


def _begins(depths: Numbers) -> Numbers:
    """Give the parts at which runs begin."""
    return np.flatnonzero(depths <= 1)


def _sources(runs: Numbers, depths: Numbers) -> Numbers:
    """Give for each part the one written out, of which `depths` are given, that it is like."""
    begins = _begins(depths)
    sizes = np.diff(begins, append=len(depths))
    fresh = runs == 0
    which = np.where(fresh, np.cumsum(fresh), runs) - 1
    return ranges(begins[which], sizes[which])


def _by_source(sources: Numbers) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Give the parts, those with the same source together, and whether each is the first of them."""
    order = np.argsort(sources, kind="stable")
    return order, np.diff(sources[order], prepend=-1) > 0
