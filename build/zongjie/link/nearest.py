"""The nearest sections to each, compared anew only where the last run's answer may not hold.

Of equal texts one stands for all, so that a passage that was copied a hundred times takes one place
among the nearest, not all of them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zongjie.cache import Cache, stamp
from zongjie.link.features import Ints
from zongjie.link.weigh import Floats, Matrix, Weighed

_FLOOR = 0.18
"""The least cosine that is looked at."""
_NEAREST, _FEWEST = 30, 4
"""Texts that are looked at for each, some of which belong to the same summary: so many at most, and
at least."""
_PAIRS = 3_000_000
"""Pairs of texts that are looked at in all, which bounds time and memory."""
_BLOCK = 20_000
"""Texts that are compared at a time, which bounds the memory."""
_APART = 1e-6
"""Share by which texts are put further off, each by its key another, so that no two are equally near:
which of them are among the nearest must not hang on what others there are."""
_WORTH_IT = 0.3
"""Share of texts up to which it pays to compare only these anew."""
_UNITS = 10_000
"""A cosine is kept as so many parts of 1."""
_KEPT = "nearest"
"""Name of what is kept of one run for the next."""

Names = NDArray[np.uint64]


class Nearest(NamedTuple):
    """Pairs of rows of different summaries, in the order of the first; the nearest first."""

    here: Ints
    there: Ints
    scores: Floats


def nearest(weighed: Weighed, kept: Cache | None = None) -> Nearest:
    """Find the nearest sections of other summaries for each section.

    Args:
        weighed: All sections.
        kept: For what the next run need not compare again, if anything is to be kept.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to import

    keys, first, which = np.unique(weighed.keys, return_index=True, return_inverse=True)
    most = min(_NEAREST, max(_FEWEST, _PAIRS // (len(keys) or 1)))
    weights = weighed.weights[first].astype(np.float64)
    off = np.repeat(keys / 2.0**64 * _APART, np.diff(weights.indptr))
    others = csr_matrix((weights.data * (1 - off), weights.indices, weights.indptr), weights.shape)
    now = _Row(keys, weighed.digests[first] if kept else keys, weights, others)
    found = _remembered(now, most, kept) if kept else _compared(weights, others, most)
    sizes = found.sizes[which]
    here = np.repeat(np.arange(len(which)), sizes)
    at = np.arange(len(here)) + np.repeat(found.starts[:-1][which] - _before(sizes)[:-1], sizes)
    there, scores = first[found.there[at]], found.scores[at]
    at = np.flatnonzero(weighed.owners[here] != weighed.owners[there])
    order = (here[at] * (_UNITS + 1) + _UNITS - scores[at]) * len(which) + there[at]
    at = at[np.argsort(order)]  # of one number each, which takes a fraction of the time
    return Nearest(here[at], there[at], scores[at] / _UNITS)


class _Row(NamedTuple):
    """Different texts, in the order of their keys."""

    keys: Names
    digests: Names
    """Of their weights: what has the same is as near to all others as it was."""
    weights: Matrix
    others: Matrix
    """The same, `_APART`, for others to be compared with."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The nearest texts to each of a row of texts, in no order."""

    sizes: Ints
    there: NDArray[np.int32]
    scores: NDArray[np.uint16]
    """In `_UNITS`."""

    @property
    def starts(self) -> Ints:
        return _before(self.sizes)

    @property
    def here(self) -> Ints:
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def parts(self) -> tuple[bytes, ...]:
        """Give what they can be made of again."""
        return self.sizes.astype(np.uint8).tobytes(), self.there.tobytes(), self.scores.tobytes()

    @classmethod
    def of(cls, sizes: bytes, there: bytes, scores: bytes) -> _Lists:
        """Make them of their parts."""
        numbers = np.frombuffer(sizes, np.uint8).astype(np.int64)
        return cls(numbers, np.frombuffer(there, np.int32), np.frombuffer(scores, np.uint16))


def _before(sizes: Ints) -> Ints:
    return np.append(0, np.cumsum(sizes))


def _compared(rows: Matrix, others: Matrix, most: int) -> _Lists:
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415 - slow to import

    columns = others.T.tocsr()
    blocks = [
        sp_matmul_topn(
            rows[start : start + _BLOCK], columns, most, threshold=_FLOOR, n_threads=threads()
        )
        for start in range(0, rows.shape[0], _BLOCK)
    ]
    sizes = [np.empty(0, np.int64), *(np.diff(block.indptr) for block in blocks)]
    there = [np.empty(0, np.int32), *(block.indices for block in blocks)]
    scores = [np.empty(0), *(block.data.astype(np.float64) for block in blocks)]
    rounded = np.rint(np.concatenate(scores) * _UNITS).astype(np.uint16)
    return _Lists(np.concatenate(sizes), np.concatenate(there), rounded)


def _remembered(now: _Row, most: int, kept: Cache) -> _Lists:
    """Find the nearest texts, those of the last run where they must be the same."""
    name, parts = stamp() + bytes([most]), [now.keys.tobytes(), now.digests.tobytes()]
    owner, known = kept.get(_KEPT) or (b"", ())
    found = None
    if owner == name:
        keys, digests = (np.frombuffer(part, np.uint64) for part in known[:2])
        found = _renewed(keys, digests, _Lists.of(*known[2:]), now, most)
    found = found or _compared(now.weights, now.others, most)
    kept.put(_KEPT, (name, (*parts, *found.parts())), small=False)
    return found


def _renewed(keys: Names, digests: Names, lists: _Lists, now: _Row, most: int) -> _Lists | None:
    """Find the nearest texts by those of a former run; nothing where too much is new.

    Args:
        keys: Of the texts of that run.
        digests: Of their weights.
        lists: The nearest to them.
        now: The texts of this run.
        most: How many were found for each, and are to be found.
    """
    if not len(now.keys):
        return None
    at = np.searchsorted(now.keys, keys)
    at[at == len(now.keys)] = 0
    same = (now.keys[at] == keys) & (now.digests[at] == digests)
    stale = np.ones(len(now.keys), bool)
    stale[at[same]] = False
    if np.mean(stale) > _WORTH_IT:
        return None
    there = np.where(same, at, -1)[lists.there]
    full = lists.sizes == most
    lost = np.bincount(lists.here, there < 0, len(same)) > 0
    least = np.zeros(len(now.keys), np.uint16)
    least[at[same & full]] = lists.scores[full[lists.here]].reshape(-1, most).min(1)[same[full]]
    gained = _compared(now.weights, now.others[stale], 1)
    stale[at[same & full & lost]] = True
    stale[gained.here[gained.scores >= least[gained.here]]] = True
    anew = _compared(now.weights[stale], now.others, most)
    stand = (same & ~stale[at])[lists.here] & (there >= 0)
    here = np.append(at[lists.here[stand]], np.flatnonzero(stale)[anew.here])
    order = np.argsort(here, kind="stable")
    return _Lists(
        np.bincount(here, minlength=len(stale)),
        np.append(there[stand].astype(np.int32), anew.there)[order],
        np.append(lists.scores[stand], anew.scores)[order],
    )


def threads() -> int:
    """Give how many threads may compare sections."""
    return os.cpu_count() or 1
