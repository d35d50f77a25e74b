"""Lists → shards: files of about 12 KB that a reader loads when it needs one of their lists.

A shard is a run of lists, as exponential Golomb codes (see `bits`):

    number of lists                                   golomb 8
    per list:
      step of the key's first letter                  golomb 0; from 0 for the first list
      the key's second letter                         golomb 8; less the last one, less 1, if the
                                                      step is 0 and the list not the first
      number of values, less 1                        golomb 1
      order of the values                             5 bits, only of more than one value
      first value                                     golomb of `first_order` of the index
      second value, less the first, less 1            golomb of the order of the values
      each further value, likewise: its gap           golomb of (3 × that order + the number of binary
                                                      digits of the last gap + 1, plus 1) / 4
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zongjie.index.bits import bit_lengths, golomb, pack
from zongjie.index.letters import SECOND
from zongjie.index.postings import Lists
from zongjie.index.stream import Few, Numbers

SIZE = 12 * 1024 * 8
"""Bits of a shard, about; a list that is larger than half of it has a shard of its own."""
_AT_ONCE = 1 << 17
"""Values that are written in one go, few enough to stay in the cache of a processor."""
_ORDER_BITS = 5
_HEAD = 6
"""Words of a list before its values, the first of them zeros that fill up a byte."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of lists and where it stands in the order of all."""

    key: int
    """Of its first list."""
    first: int
    """The first value of its first list."""
    data: bytes


@dataclass(frozen=True)
class _Run:
    """Some lists that fill whole shards."""

    keys: Numbers
    sizes: Numbers
    orders: Numbers
    gaps: Numbers
    fresh: npt.NDArray[np.bool_]
    """Whether a list is the first of its shard."""


def shards(lists: Lists, limit: int) -> Iterator[Shard]:
    """Pack lists of values below `limit` into shards."""
    if not len(lists.starts):
        return
    sizes, stops = lists.sizes, np.append(lists.starts, len(lists.values))
    orders = _orders(lists.values, stops)
    same = lists.keys[1:] == lists.keys[:-1]
    piece = np.append(same, False) | np.append(False, same)
    fresh = _assign((sizes * (orders + 2.4) + 40).tolist(), piece.tolist())
    for a, b in pairwise(_portions(stops, fresh)):
        gaps = _gaps(lists.values, stops[a : b + 1])
        run = _Run(lists.keys[a:b], sizes[a:b], orders[a:b], gaps, fresh[a:b])
        firsts = np.flatnonzero(run.fresh)
        keys, values = run.keys[firsts].tolist(), gaps[stops[a + firsts] - stops[a]].tolist()
        for key, value, data in zip(keys, values, _write(run, limit), strict=True):
            yield Shard(key, value, data)


def first_order(limit: int) -> int:
    """Give the order for first values below `limit`."""
    return max(0, limit.bit_length() - 2)


def _gaps(values: Few, stops: Numbers) -> Numbers:
    """Give the gaps between the values of some lists that follow each other, and their first values.

    Args:
        values: Of all lists.
        stops: Where each of these lists begins, and where the last one ends.
    """
    some = values[stops[0] : stops[-1]].astype(np.int64)
    gaps, starts = np.diff(some, prepend=0) - 1, stops[:-1] - stops[0]
    gaps[starts] = some[starts]
    return gaps


def _orders(values: Few, stops: Numbers) -> Numbers:
    """Give the order for each list: near the mean logarithm of the steps from value to value."""
    sums = [np.empty(0, np.int64)]
    for a, b in pairwise(_portions(stops, np.ones(len(stops) - 1, np.bool_))):
        logs, starts = bit_lengths(_gaps(values, stops[a : b + 1]) + 1), stops[a:b] - stops[a]
        logs[starts] = 0
        sums.append(_sums(logs, starts))
    return _rounded(np.concatenate(sums) / np.maximum(np.diff(stops) - 1, 1) - 1.0)


def _rounded(means: npt.NDArray[np.float64]) -> Numbers:
    return np.clip(np.rint(means), 0, (1 << _ORDER_BITS) - 1).astype(np.int64)


def _sums(values: npt.NDArray[np.integer], starts: Numbers) -> Numbers:
    if not len(starts):
        return np.zeros(0, np.int64)
    sums: Numbers = np.add.reduceat(values, starts, dtype=np.int64)
    return sums


def _assign(bits: list[float], pieces: list[bool]) -> npt.NDArray[np.bool_]:
    """Say which lists begin a shard; each piece of a list does, so that the directory finds it."""
    fresh, filled = np.zeros(len(bits), np.bool_), SIZE * 2.0
    for index, (size, piece) in enumerate(zip(bits, pieces, strict=True)):
        if filled + size > SIZE or size > SIZE / 2 or piece:
            fresh[index], filled = True, 0.0
        filled += size if size <= SIZE / 2 else SIZE
    return fresh


def _portions(stops: Numbers, fresh: npt.NDArray[np.bool_]) -> list[int]:
    """Give the lists at which to begin a portion that is written in one go."""
    begins = np.flatnonzero(fresh)
    portion = stops[begins] // _AT_ONCE
    return [*begins[np.diff(portion, prepend=-1) > 0].tolist(), len(fresh)]


def _write(run: _Run, limit: int) -> list[bytes]:
    """Give the bytes of the shards of a run."""
    starts = np.cumsum(run.sizes) - run.sizes
    bases = np.arange(len(run.sizes)) * _HEAD + starts
    words = np.zeros(len(run.sizes) * _HEAD + len(run.gaps), np.int64)
    widths = np.zeros_like(words)

    def put(places: Numbers, values: Numbers, orders: Numbers | int) -> None:
        words[places], widths[places] = golomb(values, orders)

    places = np.arange(len(run.gaps)) + np.repeat(np.arange(1, len(bases) + 1) * _HEAD, run.sizes)
    put(places, run.gaps, _gap_orders(run, starts, limit))
    several = run.sizes > 1
    words[bases + 5], widths[bases + 5] = run.orders * several, _ORDER_BITS * several
    _put_heads(run, bases, put)
    return _split(words, widths, bases[run.fresh])


def _gap_orders(run: _Run, starts: Numbers, limit: int) -> Numbers:
    """Give the order of each gap: gaps of like size follow each other."""
    own = np.repeat(run.orders, run.sizes)
    orders = (3 * own + np.roll(bit_lengths(run.gaps + 1), 1) + 1) >> 2
    second = starts[run.sizes > 1] + 1
    orders[second] = own[second]
    orders[starts] = first_order(limit)
    return orders


def _put_heads(run: _Run, bases: Numbers, put: Callable[[Numbers, Numbers, Numbers | int], None]) -> None:  # fmt: skip
    fresh = np.flatnonzero(run.fresh)
    put(bases[fresh] + 1, np.diff(fresh, append=len(bases)), 8)
    first, second = np.divmod(run.keys, SECOND)
    step = np.diff(first, prepend=0)
    step[fresh] = first[fresh]
    rest = second.copy()
    rest[1:] -= np.where((step[1:] == 0) & ~run.fresh[1:], second[:-1] + 1, 0)
    put(bases + 2, step, 0)
    put(bases + 3, rest, 8)
    put(bases + 4, run.sizes - 1, 1)


def _split(words: Numbers, widths: Numbers, begins: Numbers) -> list[bytes]:
    """Write the words; each shard fills whole bytes, by zeros before the one after it."""
    padding = -_sums(widths, begins) % 8
    widths[begins[1:]] = padding[:-1]
    data = pack(words, widths)
    ends = np.cumsum(widths)
    stops = [*(ends[begins] // 8).tolist(), len(data)]
    return [data[a:b] for a, b in pairwise(stops)]
