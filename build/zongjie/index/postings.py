"""The folded text → the lists of a positional bigram index, and of an index of characters.

A list says where a bigram begins, in characters of the stream. A term of a single character is
found by all bigrams that begin with it. For characters that are too frequent for that there are
lists of their own: they say in which parts one stands, and how often, in headings and in the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zongjie.index.stream import AT_ONCE, END, Codes, Numbers, Stream

FREQUENT = 50_000
"""Occurrences from which on a character has lists of its own."""
PIECE = 8192
"""Postings from which on a list is cut, so that a reader can leave out what it has no use for."""
_SORTED = 1 << 24
"""Characters that are sorted in one go, which bounds the memory."""

Few = npt.NDArray[np.integer]
"""Numbers in as few bytes as hold them."""


@dataclass(frozen=True)
class Lists:
    """Lists of ascending numbers, all in one array, sorted by their keys."""

    keys: Numbers
    """Two numbers for each list."""
    starts: Numbers
    """Where each list begins in `values`."""
    values: Few
    counts: Few | None = None
    """How often each value counts; None for once."""

    @property
    def sizes(self) -> Numbers:
        """The number of values in each list."""
        return np.diff(self.starts, append=len(self.values))


def bigrams(text: Stream) -> Lists:
    """Give the positions of each bigram; the key is its two code points.

    The last character of a unit and END count as one unless the character is frequent.
    """
    return _joined(text, text.counts, _bigrams)


def _bigrams(text: Stream, low: int, high: int) -> Lists:
    """Give the lists whose first code point is from `low` to below `high`."""
    codes = text.codes
    alphabet, ranks = _ranks(text.counts > 0)
    base, bits = len(alphabet), max(1, len(codes).bit_length())
    rare = text.counts < FREQUENT
    keys = np.empty(int(text.counts[low:high].sum()), np.int64)
    size = 0
    for start in range(0, len(codes) - 1, AT_ONCE):
        here, after = codes[start : start + AT_ONCE], codes[start + 1 : start + 1 + AT_ONCE]
        places = _within(here[: len(after)], low, high)
        here, after = here[places], after[places]
        kept = (after != END) | rare[here]
        some = (ranks[here[kept]] * base + ranks[after[kept]]) << bits | (places[kept] + start)
        keys[size : size + len(some)] = some
        size += len(some)
    keys = keys[:size]
    keys.sort()
    values = keys & ((1 << bits) - 1)
    keys >>= bits
    starts = _changes(keys)
    first, second = np.divmod(keys[starts], base)
    return Lists(np.stack([alphabet[first], alphabet[second]], 1), starts, values)


def characters(text: Stream) -> Lists:
    """Give the parts that each frequent character stands in and how often.

    The key is its code point and 0 for the occurrences in headings, 1 for all others.
    """
    return _joined(text, text.counts * _often(text), _characters)


def _characters(text: Stream, low: int, high: int) -> Lists:
    """Give the lists of the code points from `low` to below `high`."""
    codes = text.codes
    parts = max(1, len(text.lengths))
    often = _often(text)
    alphabet, ranks = _ranks(often)
    kind = np.min_scalar_type(2 * len(alphabet) * parts)
    keys = np.empty(int(text.counts[low:high][often[low:high]].sum()), kind)
    size = 0
    for start in range(0, len(codes), AT_ONCE):
        here = codes[start : start + AT_ONCE]
        places = _within(here, low, high)
        places = places[often[here[places]]]
        part = text.parts(start, start + len(here))[places]
        body = start + places - text.starts[part] >= text.headings[part]
        some = (ranks[here[places]] * 2 + body) * parts + part
        keys[size : size + len(some)] = some
        size += len(some)
    keys.sort()
    heads = _changes(keys)
    counts = np.diff(heads, append=len(keys))
    lists, values = np.divmod(keys[heads].astype(np.int64), parts)
    starts = _changes(lists)
    ids = lists[starts]
    return Lists(np.stack([alphabet[ids >> 1], ids & 1], 1), starts, values, counts)


def _joined(text: Stream, counts: Numbers, make: Callable[[Stream, int, int], Lists]) -> Lists:
    """Put the lists in a row that are made for one range of code points after another.

    Args:
        text: What they are made of.
        counts: How often each code point occurs that has lists, which is how many values there are
            at most; END has none.
        make: Makes the lists of a text whose first code points are from one to below another.
    """
    counts = counts[END + 1 :]
    total = np.cumsum(counts)
    kind, most = np.min_scalar_type(len(text.codes)), int(counts.sum())
    values, times, size = np.empty(most, kind), np.empty(most, kind), 0
    keys, starts, counted = [np.empty((0, 2), np.int64)], [np.empty(0, np.int64)], False
    begins = np.flatnonzero(np.diff((total - counts) // _SORTED, prepend=-1)) + END + 1
    for low, high in pairwise([*begins.tolist(), END + 1 + len(counts)]):
        some = make(text, low, high)
        keys.append(some.keys)
        starts.append(some.starts + size)
        end = size + len(some.values)
        values[size:end] = some.values
        if some.counts is not None:
            times[size:end], counted = some.counts, True
        size = end
    return Lists(
        np.concatenate(keys),
        np.concatenate(starts),
        values[:size],
        times[:size] if counted else None,
    )


def _within(codes: Codes, low: int, high: int) -> Numbers:
    """Give the places of the code points from `low` to below `high`."""
    return np.flatnonzero(codes - np.uint32(low) < np.uint32(high - low))


def frequent(text: Stream) -> str:
    """Give the characters that have lists of their own."""
    return "".join(map(chr, np.flatnonzero(_often(text)).tolist()))


def _often(text: Stream) -> npt.NDArray[np.bool_]:
    """Say for each code point whether it is a frequent character."""
    often = text.counts >= FREQUENT
    often[END] = False
    return often


def cut(lists: Lists) -> Lists:
    """Cut long lists into pieces with the same key."""
    pieces = -(-lists.sizes // PIECE)
    which = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return Lists(lists.keys[which], lists.starts[which] + nth * PIECE, lists.values, lists.counts)


def _ranks(chosen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Give the chosen code points, and for each of them its rank among them."""
    return np.flatnonzero(chosen), np.cumsum(chosen) - 1


def _changes(values: Numbers) -> Numbers:
    """Give the places of values that differ from the one before; the first is one of them."""
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
