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
from zongjie.index.stream import AT_ONCE, END, Numbers, Stream, ranges

FREQUENT = 50_000
"""Occurrences from which on a character has a file of its own."""
PIECE = 8192
"""Postings from which on a list is cut, so that a reader can leave out what it has no use for."""
SHARE = 4096
"""A piece has at least one in so many of all postings: the more there are, the less it can spare."""
PIECES = 16
"""Pieces of a list at most: as many files as a reader asks for at the same time."""


@dataclass(frozen=True)
class Lists:
    """Lists of ascending numbers, all in one array, sorted by their keys."""

    keys: Numbers
    """Two numbers for each list."""
    starts: Numbers
    """Where each list begins in `values`."""
    values: Numbers

    @property
    def sizes(self) -> Numbers:
        """The number of values in each list."""
        return np.diff(self.starts, append=len(self.values))


def bigrams(text: Stream) -> Lists:
    """Give the positions of each bigram; the key is its two code points.

    The last character of a unit and END count as one unless the character is frequent.
    """
    codes = text.codes
    alphabet, ranks = _ranks(text.counts > 0)
    base, bits = len(alphabet), max(1, len(codes).bit_length())
    rare = text.counts < FREQUENT
    keys = np.empty(len(codes), np.int64)
    size = 0
    for start in range(0, len(codes) - 1, AT_ONCE):
        here, after = codes[start : start + AT_ONCE], codes[start + 1 : start + 1 + AT_ONCE]
        here = here[: len(after)]
        places = np.flatnonzero((here != END) & ((after != END) | rare[here]))
        some = (ranks[here[places]] * base + ranks[after[places]]) << bits | (places + start)
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
    codes = text.codes
    parts = max(1, len(text.lengths))
    body = np.ones(len(codes), np.bool_)
    body[ranges(text.starts[:-1], text.headings)] = False
    often = _often(text)
    alphabet, ranks = _ranks(often)
    keys = np.empty(int(text.counts[often].sum()), np.min_scalar_type(2 * len(alphabet) * parts))
    size = 0
    for start in range(0, len(codes), AT_ONCE):
        places = start + np.flatnonzero(often[codes[start : start + AT_ONCE]])
        some = (ranks[codes[places]] * 2 + body[places]) * parts + text.parts[places]
        keys[size : size + len(some)] = some
        size += len(some)
    keys.sort()
    firsts = (np.arange(len(alphabet) + 1) * 2 * parts).astype(keys.dtype)
    for first, (a, b) in zip(firsts, pairwise(np.searchsorted(keys, firsts)), strict=False):
        yield _deflate(varints(np.bincount(keys[a:b] - first, minlength=2 * parts)))


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
