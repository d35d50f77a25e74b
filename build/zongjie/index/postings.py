"""The folded text → the lists of a positional bigram index, and of an index of characters.

A list says where a bigram begins, in characters of the stream. A term of a single character is
found by all bigrams that begin with it. For characters that are too frequent for that there are
files of their own: they say how often each part has one, in its heading and in the rest.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zongjie.index.columns import varints
from zongjie.index.stream import AT_ONCE, END, Codes, Numbers, Stream

FREQUENT = 50_000
"""Occurrences from which on a character has a file of its own."""
PIECE = 8192
"""Postings from which on a list is cut, so that a reader can leave out what it has no use for."""
SHARE = 4096
"""A piece has at least one in so many of all postings: the more there are, the less it can spare."""
PIECES = 16
"""Pieces of a list at most: as many files as a reader asks for at the same time."""
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

    @property
    def sizes(self) -> Numbers:
        """The number of values in each list."""
        return np.diff(self.starts, append=len(self.values))


def bigrams(text: Stream) -> Lists:
    """Give the positions of each bigram; the key is its two code points.

    The last character of a unit and END count as one unless the character is frequent.
    """
    keys, starts = [np.empty((0, 2), np.int64)], [np.empty(0, np.int64)]
    values, size = np.empty(len(text.codes), np.min_scalar_type(len(text.codes))), 0
    for low, high in _portions(text.counts):
        some = _bigrams(text, low, high)
        keys.append(some.keys)
        starts.append(some.starts + size)
        values[size : size + len(some.values)] = some.values
        size += len(some.values)
    return Lists(np.concatenate(keys), np.concatenate(starts), values[:size])


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


def characters(text: Stream) -> Iterator[bytes]:
    """Give the file of each frequent character: `varints`, deflated.

    They say for each part how often its heading has the character, then for each how often the rest
    has it.
    """
    often = _often(text)
    for low, high in _portions(text.counts * often):
        yield from _characters(text, often, low, high)


def _characters(text: Stream, often: npt.NDArray[np.bool_], low: int, high: int) -> Iterator[bytes]:
    """Give the files of the frequent ones of the code points from `low` to below `high`."""
    codes = text.codes
    parts = max(1, len(text.lengths))
    ranks = np.cumsum(often[low:high]) - 1
    number = int(often[low:high].sum())
    keys = np.empty(
        int(text.counts[low:high][often[low:high]].sum()), np.min_scalar_type(2 * number * parts)
    )
    size = 0
    for start in range(0, len(codes), AT_ONCE):
        here = codes[start : start + AT_ONCE]
        places = _within(here, low, high)
        places = places[often[here[places]]]
        part = text.parts(start, start + len(here))[places]
        body = start + places - text.starts[part] >= text.headings[part]
        some = (ranks[here[places] - low] * 2 + body) * parts + part
        keys[size : size + len(some)] = some
        size += len(some)
    keys.sort()
    firsts = (np.arange(number + 1) * 2 * parts).astype(keys.dtype)
    for first, (a, b) in zip(firsts, pairwise(np.searchsorted(keys, firsts)), strict=False):
        yield _deflate(varints(np.bincount(keys[a:b] - first, minlength=2 * parts)))


def _portions(counts: Numbers) -> Iterator[tuple[int, int]]:
    """Part the code points into ranges of so many occurrences in all that they can be sorted in one go.

    Args:
        counts: How often each code point occurs; END is in no range.
    """
    before = np.cumsum(counts[END + 1 :]) - counts[END + 1 :]
    begins = np.flatnonzero(np.diff(before // _SORTED, prepend=-1)) + END + 1
    yield from pairwise([*begins.tolist(), len(counts)])


def _within(codes: Codes, low: int, high: int) -> Numbers:
    """Give the places of the code points from `low` to below `high`."""
    return np.flatnonzero(codes - np.uint32(low) < np.uint32(high - low))


def frequent(text: Stream) -> str:
    """Give the characters that have files of their own."""
    return "".join(map(chr, np.flatnonzero(_often(text)).tolist()))


def _often(text: Stream) -> npt.NDArray[np.bool_]:
    """Say for each code point whether it is a frequent character."""
    often = text.counts >= FREQUENT
    often[END] = False
    return often


def cut(lists: Lists) -> Lists:
    """Cut long lists into pieces with the same key."""
    usual = max(PIECE, len(lists.values) // SHARE)
    longest = np.maximum(usual, -(-lists.sizes // PIECES))
    pieces = -(-lists.sizes // longest)
    which = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return Lists(lists.keys[which], lists.starts[which] + nth * longest[which], lists.values)


def _deflate(data: bytes) -> bytes:
    coder = zlib.compressobj(strategy=zlib.Z_FILTERED)  # made for small numbers
    return coder.compress(data) + coder.flush()


def _ranks(chosen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Give the chosen code points, and for each of them its rank among them."""
    return np.flatnonzero(chosen), np.cumsum(chosen) - 1


def _changes(values: Numbers) -> Numbers:
    """Give the places of values that differ from the one before; the first is one of them."""
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
