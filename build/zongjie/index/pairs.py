"""The pairs of characters in a stream that count as one letter; `letters` says what for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zongjie.index.stream import END, Codes, Few, Numbers, Stream, tally

SPLIT = 3 << 40
"""A pair counts as a letter if its occurrences times the length of the stream are as many. The larger
a text is, the fewer pieces of a list can be left out, since all else of a query is everywhere, too."""
_AT_ONCE = 1 << 22
"""Characters that are looked at in one go, which bounds the memory."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of characters, numbered from 1."""

    names: str
    """One after the other, ascending."""
    at: Few
    """For each character of the stream, the number of the pair that begins there, or 0."""

    @cached_property
    def counts(self) -> Numbers:
        """How often each pair occurs."""
        counts = np.zeros(len(self.names) // 2 + 1, np.int64)
        found = tally(self.at)
        counts[: len(found)] = found
        return counts[1:]

    @cached_property
    def firsts(self) -> Numbers:
        """The first character of each pair."""
        return np.array([ord(char) for char in self.names[::2]], np.int64)


def pairs(text: Stream) -> Pairs:
    """Find the pairs that count as one letter."""
    codes, least = text.codes, SPLIT // max(1, len(text.codes))
    often = text.counts >= least
    often[END] = False
    chars: Numbers = np.flatnonzero(often)
    ranks = np.where(often, np.cumsum(often), 0)
    if not len(chars):
        return Pairs("", np.zeros(len(codes), np.uint8))
    base = len(chars) + 1
    counts = np.zeros(base * base, np.int64)
    for _, some in _ranked(codes, ranks, base):
        counts += np.bincount(some, minlength=base * base)
    # rank 0 is of all other characters
    counts[:base] = counts[::base] = 0
    kept = np.flatnonzero(counts >= least)
    numbers = np.zeros(base * base, np.min_scalar_type(len(kept)))
    numbers[kept] = np.arange(1, len(kept) + 1)
    at = np.zeros_like(codes, numbers.dtype)
    for start, some in _ranked(codes, ranks, base):
        at[start : start + len(some)] = numbers[some]
    both = np.stack(np.divmod(kept, base), 1).ravel() - 1
    return Pairs("".join(map(chr, chars[both].tolist())), at)


def _ranked(codes: Codes, ranks: Numbers, base: int) -> Iterator[tuple[int, Numbers]]:
    """Give the ranks of each two neighbours as one number, a portion at a time, and where it begins."""
    for start in range(0, len(codes), _AT_ONCE):
        some = ranks[codes[start : start + _AT_ONCE + 1]]
        yield start, some[:-1] * base + some[1:]
