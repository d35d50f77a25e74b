"""The folded text → the lists of a positional bigram index.

A list says where a bigram of letters begins, in characters of the stream; `letters` says what counts
as a letter. A character is found by all bigrams that begin with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from zongjie.index.letters import PAIR, SECOND, Span
from zongjie.index.pairs import Pairs
from zongjie.index.stream import AT_ONCE, END, Codes, Few, Numbers, Stream

PIECE = 8192
"""Postings from which on a list is cut, so that a reader can leave out what it has no use for."""
SHARE = 4096
"""A piece has at least one in so many of all postings: the more there are, the less it can spare."""
PIECES = 16
"""Pieces of a list at most: as many files as a reader asks for at the same time."""
_SORTED = 1 << 24
"""Characters that are sorted in one go, which bounds the memory."""


@dataclass(frozen=True)
class Lists:
    """Lists of ascending numbers, all in one array, sorted by their keys."""

    keys: Numbers
    """One for each list; `letters` describes them."""
    starts: Numbers
    """Where each list begins in `values`."""
    values: Few

    @property
    def sizes(self) -> Numbers:
        """The number of values in each list."""
        return np.diff(self.starts, append=len(self.values))

    def within(self, spans: Iterable[Span]) -> Few:
        """Give the values of all lists whose keys are in some spans."""
        starts = np.append(self.starts, len(self.values))
        bounds = [starts[np.searchsorted(self.keys, span)] for span in spans]
        return np.concatenate([self.values[low:high] for low, high in bounds])


def bigrams(text: Stream, pairs: Pairs, frequent: Iterable[str]) -> Lists:
    """Give the positions of each bigram of letters.

    The last character of a unit and END count as one unless the character is frequent.
    """
    counts = np.zeros(PAIR + len(pairs.counts), np.int64)
    counts[: len(text.counts)], counts[PAIR:] = text.counts, pairs.counts
    alphabet, ranks = _ranks(counts > 0)
    np.subtract.at(counts, pairs.firsts, pairs.counts)
    ended = np.ones(len(counts), np.bool_)
    ended[[ord(term) for term in frequent if len(term) == 1]] = False
    source = _Source(text.codes, pairs.at, counts, alphabet, ranks, ended)
    keys, starts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    values, size = np.empty(len(text.codes), np.min_scalar_type(len(text.codes))), 0
    for low, high in _portions(counts):
        some = _bigrams(source, low, high)
        keys.append(some.keys)
        starts.append(some.starts + size)
        values[size : size + len(some.values)] = some.values
        size += len(some.values)
    return Lists(np.concatenate(keys), np.concatenate(starts), values[:size])


@dataclass(frozen=True)
class _Source:
    """A stream as letters, and what is known of each letter, by its number."""

    codes: Codes
    pairs: Few
    counts: Numbers
    """How many bigrams begin with it."""
    alphabet: Numbers
    """The letters that occur."""
    ranks: Numbers
    """Its place in the alphabet."""
    ended: npt.NDArray[np.bool_]
    """Whether it is listed with END."""


def _bigrams(source: _Source, low: int, high: int) -> Lists:
    """Give the lists whose first letter is from `low` to below `high`."""
    codes, pairs, ranks = source.codes, source.pairs, source.ranks
    base, bits = len(source.alphabet), max(1, len(codes).bit_length())
    keys = np.empty(int(source.counts[low:high].sum()), np.int64)
    size = 0
    for start in range(0, len(codes) - 1, AT_ONCE):
        stop = min(start + AT_ONCE, len(codes) - 1)
        first = _letters(codes[start:stop], pairs[start:stop])
        places = _within(first, low, high) + start
        first, second = first[places - start], _letters(codes[places + 1], pairs[places + 1])
        paired = first >= PAIR
        second[paired] = codes[places[paired] + 2]
        kept = (second != END) | source.ended[first]
        some = (ranks[first[kept]] * base + ranks[second[kept]]) << bits | places[kept]
        keys[size : size + len(some)] = some
        size += len(some)
    keys = keys[:size]
    keys.sort()
    values = keys & ((1 << bits) - 1)
    keys >>= bits
    starts = _changes(keys)
    first, second = np.divmod(keys[starts], base)
    return Lists(source.alphabet[first] * SECOND + source.alphabet[second], starts, values)


def _letters(codes: Codes, pairs: Few) -> Codes:
    """Give the letters that stand at some characters: pairs where there are any."""
    letters: Codes = np.where(pairs > 0, pairs + np.uint32(PAIR - 1), codes)
    return letters


def _portions(counts: Numbers) -> Iterator[tuple[int, int]]:
    """Part the letters into ranges of so many occurrences in all that they can be sorted in one go.

    Args:
        counts: How often each letter occurs; END is in no range.
    """
    before = np.cumsum(counts[END + 1 :]) - counts[END + 1 :]
    begins = np.flatnonzero(np.diff(before // _SORTED, prepend=-1)) + END + 1
    yield from pairwise([*begins.tolist(), len(counts)])


def _within(codes: Codes, low: int, high: int) -> Numbers:
    """Give the places of the letters from `low` to below `high`."""
    return np.flatnonzero(codes - np.uint32(low) < np.uint32(high - low))


def cut(lists: Lists) -> Lists:
    """Cut long lists into pieces with the same key."""
    usual = max(PIECE, len(lists.values) // SHARE)
    longest = np.maximum(usual, -(-lists.sizes // PIECES))
    pieces = -(-lists.sizes // longest)
    which = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return Lists(lists.keys[which], lists.starts[which] + nth * longest[which], lists.values)


def _ranks(chosen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Give the chosen letters, and for each of them its rank among them."""
    return np.flatnonzero(chosen), np.cumsum(chosen) - 1


def _changes(values: Numbers) -> Numbers:
    """Give the places of values that differ from the one before; the first is one of them."""
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
