"""Sections as rows of weighted words; a section counts with all its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from zongjie.link.features import Ints, Texts

_SHORTEST, _LONGEST = 50, 1500
"""Letters of a section that is compared; one without parts may be longer."""
_COMMON_SHARE, _COMMON = 0.2, 3000
"""A word in more sections than this share or number does not tell them apart."""
_BLOCK = 20_000
"""Rows that are looked at a time, which bounds the memory."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""Multiplied by it, numbers that are near to one another come to lie far apart."""
_WORD = re.compile("[\u4e00-\u9fff]{2,}|[a-z]{3,}")

Matrix = Any
Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two places of different summaries, by their numbers in the list of places."""

    here: int
    there: int
    score: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """The sections that are long enough to be compared."""

    texts: Texts
    units: Ints
    """The number of each row's place."""
    weights: Matrix
    """A row of length 1 for each unit, a column for each word (CSR)."""
    words: NDArray[np.str_]

    @cached_property
    def row(self) -> dict[int, int]:
        """The row of each place that has one."""
        return {int(place): row for row, place in enumerate(self.units)}

    @cached_property
    def owners(self) -> Ints:
        """The number of each row's summary."""
        return self.texts.owners[self.units]

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """A digest of each row's plain text."""
        keys: NDArray[np.uint64] = self.texts.marks["key"][self.units]
        return keys

    @cached_property
    def digests(self) -> NDArray[np.uint64]:
        """A digest of each row's words and their weights, whatever numbers the words have."""
        codes = np.array([crc32(word.encode()) << 32 for word in self.words.tolist()], np.uint64)
        digests = np.empty(len(self.units), np.uint64)
        for start in range(0, len(digests), _BLOCK):
            rows = self.weights[start : start + _BLOCK]
            mixed = (codes[rows.indices] | rows.data.view(np.uint32)) * _ODD
            mixed = (mixed ^ (mixed >> np.uint64(29))) * _ODD
            sums = np.append(np.uint64(0), np.cumsum(mixed ^ (mixed >> np.uint64(32))))
            digests[start : start + _BLOCK] = np.diff(sums[rows.indptr])
        return digests

    def reasons(self, pairs: Sequence[Pair], most: int) -> list[tuple[str, ...]]:
        """Give the words that weigh most in each pair, of equal weight the longest first."""
        lengths = np.strings.str_len(self.words)
        found: list[tuple[str, ...]] = []
        for start in range(0, len(pairs), _BLOCK):
            part = pairs[start : start + _BLOCK]
            ours = self.weights[[self.row[pair.here] for pair in part]]
            both = ours.multiply(self.weights[[self.row[pair.there] for pair in part]]).tocsr()
            rows = np.repeat(np.arange(both.shape[0]), np.diff(both.indptr))
            order = np.lexsort((both.indices, -lengths[both.indices], -both.data.round(6), rows))
            words = self.words[both.indices[order]]
            ends = np.minimum(both.indptr[:-1] + most, both.indptr[1:])
            bounds = zip(both.indptr[:-1].tolist(), ends.tolist(), strict=True)
            found += (tuple(words[first:end].tolist()) for first, end in bounds)
        return found


def weigh(texts: Texts) -> Weighed:
    """Weigh the words of all sections by TF-IDF."""
    counts, words = _counts(texts)
    whole = texts.marks["whole"]
    leaf = np.array(
        [not (place.section and place.section.children) for place in texts.places], bool
    )
    units = np.flatnonzero((whole >= _SHORTEST) & ((whole <= _LONGEST) | leaf))
    counts = (_inside(units, texts.ends) @ counts).tocsr()
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    common = min(max(_COMMON_SHARE * len(units), 3), _COMMON)
    telling = np.flatnonzero((held >= 2) & (held <= common))
    return Weighed(texts, units, _weights(counts[:, telling]), words[telling])


def _inside(units: Ints, ends: Ints) -> Matrix:
    """Give the matrix that sums up the places of each unit, which stand in a row."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    rows = [np.arange(unit, ends[unit]) for unit in units]
    columns = np.concatenate([np.empty(0, np.int64), *rows])
    starts = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(columns), np.float32), columns, starts), (len(rows), len(ends)))


def _counts(texts: Texts) -> tuple[Matrix, NDArray[np.str_]]:
    """Count the words of each text, one by one; the order of the words is that of their code points."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    numbered, cut = texts.words
    numbers = {word: number for number, word in enumerate(numbered)}
    words = sorted(filter(_WORD.fullmatch, numbered))
    ranks = np.full(len(numbers), -1, np.int32)
    ranks[[numbers[word] for word in words]] = np.arange(len(words))
    columns = ranks[cut]
    told = columns >= 0
    before = np.append(0, np.cumsum(told))
    starts = before[np.append(0, np.cumsum(texts.marks["words"]))]
    columns = columns[told]
    ones = np.ones(len(columns), np.float32)
    counts = csr_array((ones, columns, starts), (len(texts.places), len(words)))
    return counts, np.array(words, np.str_)


def _weights(counts: Matrix) -> Matrix:
    """Weigh by TF-IDF: 1 + ln tf, times 1 + ln(n / df); each row has length 1.

    n and df are rounded down to powers of two: few weights change when a text comes or goes.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    rows, words = counts.shape
    held = np.bincount(counts.indices, minlength=words)
    doublings = np.frexp(rows)[1] - np.frexp(held)[1]
    idf = np.float32(np.log(2)) * doublings.astype(np.float32) + 1
    weights = (np.log(counts.data) + 1) * idf[counts.indices]
    at = np.repeat(np.arange(rows), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(at, weights * weights, rows))
    data = (weights / lengths[at]).astype(np.float32)
    return csr_matrix((data, counts.indices, counts.indptr), counts.shape)
