"""The folded text → the lists of a positional bigram index, and of an index of characters.

A list says where a bigram begins, in characters of the stream. A term of a single character is
found by all bigrams that begin with it. For characters that are too frequent for that there are
lists of their own: they say in which parts one stands, and how often, in headings and in the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zongjie.index.stream import END, Codes, Numbers, Stream

FREQUENT = 50_000
"""Occurrences from which on a character has lists of its own."""
PIECE = 8192
"""Postings from which on a list is cut, so that a reader can leave out what it has no use for."""


@dataclass(frozen=True)
class Lists:
    """Lists of ascending numbers, all in one array, sorted by their keys."""

    keys: Numbers
    """Two numbers for each list."""
    starts: Numbers
    """Where each list begins in `values`."""
    values: Numbers
    counts: Numbers | None = None
    """How often each value counts; None for once."""

    @property
    def sizes(self) -> Numbers:
        """The number of values in each list."""
        return np.diff(self.starts, append=len(self.values))


def bigrams(text: Stream) -> Lists:
    """Give the positions of each bigram; the key is its two code points.

    The last character of a unit and END count as one unless the character is frequent.
    """
    codes = text.codes
    alphabet, ranks = _alphabet(codes)
    compact = ranks[codes]
    base = len(alphabet)
    bits = max(1, len(codes).bit_length())
    wanted = codes[:-1] != END
    wanted &= (codes[1:] != END) | (np.bincount(codes, minlength=1) < FREQUENT)[codes[:-1]]
    keys = compact[:-1][wanted].astype(np.int64)
    keys *= base
    keys += compact[1:][wanted]
    keys <<= bits
    keys |= np.flatnonzero(wanted)
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
    alphabet, ranks = _alphabet(text.codes)
    parts = max(1, len(text.lengths))
    body = np.ones(len(text.codes), np.bool_)
    body[_runs(text.starts[:-1], text.headings)] = False
    often = np.bincount(text.codes, minlength=1) >= FREQUENT
    often[END] = False
    places = np.flatnonzero(often[text.codes])
    keys = ranks[text.codes[places]] * np.int64(2) + body[places]
    keys = keys * parts + text.parts[places]
    keys.sort()
    heads = _changes(keys)
    counts = np.diff(heads, append=len(keys))
    lists, values = np.divmod(keys[heads], parts)
    starts = _changes(lists)
    ids = lists[starts]
    return Lists(np.stack([alphabet[ids >> 1], ids & 1], 1), starts, values, counts)


def frequent(text: Stream) -> str:
    """Give the characters that have lists of their own."""
    often = np.flatnonzero(np.bincount(text.codes, minlength=1) >= FREQUENT)
    return "".join(chr(code) for code in often.tolist() if code != END)


def cut(lists: Lists) -> Lists:
    """Cut long lists into pieces with the same key."""
    pieces = -(-lists.sizes // PIECE)
    which = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return Lists(lists.keys[which], lists.starts[which] + nth * PIECE, lists.values, lists.counts)


def _alphabet(codes: Codes) -> tuple[Numbers, npt.NDArray[np.int32]]:
    """Give the code points that occur, and for each code point its rank among them."""
    known = np.flatnonzero(np.bincount(codes, minlength=1))
    ranks = np.zeros(int(known.max(initial=0)) + 1, np.int32)
    ranks[known] = np.arange(len(known))
    return known, ranks


def _changes(values: Numbers) -> Numbers:
    """Give the places of values that differ from the one before; the first is one of them."""
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])


def _runs(starts: Numbers, lengths: Numbers) -> Numbers:
    """Give the numbers of all runs `start … start + length - 1`."""
    shift = starts - (np.cumsum(lengths) - lengths)
    return np.repeat(shift, lengths) + np.arange(int(lengths.sum()))
