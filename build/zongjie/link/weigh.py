"""Sections as rows of weighted words, and the nearest rows to each.

A section counts with all its parts. Of equal texts one stands for all, so that a passage that was
copied a hundred times takes one place among the nearest, not all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zongjie.link.nouns import Place
from zongjie.link.texts import plain
from zongjie.link.tokens import Tokenizer

FLOOR = 0.18
"""The least cosine that is looked at."""
_SHORTEST, _LONGEST = 50, 1500
"""Letters of a section that is compared; one without parts may be longer."""
_NEAREST, _FEWEST = 30, 4
"""Rows that are looked at for each, some of which belong to the same summary: so many at most, and
at least."""
_PAIRS = 3_000_000
"""Pairs of rows that are looked at in all, which bounds time and memory."""
_COMMON_SHARE, _COMMON = 0.2, 3000
"""A word in more sections than this share or number does not tell them apart."""
_BLOCK = 20_000
"""Rows that are compared at a time, which bounds the memory."""
_WORD = re.compile("[\u4e00-\u9fff]{2,}|[a-z]{3,}")

_Matrix = Any
_Ints = NDArray[np.int64]


class Pair(NamedTuple):
    """Two places of different summaries, by their numbers in the list of places."""

    here: int
    there: int
    score: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """The sections that are long enough to be compared."""

    places: Sequence[Place]
    units: _Ints
    """The number of each row's place."""
    texts: Sequence[str]
    """The plain text of each row."""
    weights: _Matrix
    """A row of length 1 for each unit, a column for each word (CSR)."""
    words: NDArray[np.str_]

    @cached_property
    def row(self) -> dict[int, int]:
        """The row of each place that has one."""
        return {int(place): row for row, place in enumerate(self.units)}

    def pairs(self) -> Iterator[Pair]:
        """Yield the nearest sections of other summaries for each section, best first."""
        from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415 - slow to import

        first = {text: row for row, text in reversed(list(enumerate(self.texts)))}
        columns = np.array(sorted(first.values()), np.int64)
        others = self.weights[columns].T.tocsr()
        most = min(_NEAREST, max(_FEWEST, _PAIRS // (len(self.units) or 1)))
        for start in range(0, len(self.units), _BLOCK):
            block = self.weights[start : start + _BLOCK]
            near = sp_matmul_topn(block, others, most, threshold=FLOOR, n_threads=_threads())
            for row in range(start, start + near.shape[0]):
                found = slice(*near.indptr[row - start : row - start + 2])
                ranked = zip(near.data[found].tolist(), columns[near.indices[found]], strict=True)
                yield from self._of_row(row, ranked)

    def _of_row(self, row: int, ranked: Iterable[tuple[float, int]]) -> Iterator[Pair]:
        here = int(self.units[row])
        own = self.places[here].summary
        for score, other in sorted((-round(score, 4), int(other)) for score, other in ranked):
            there = int(self.units[other])
            if self.places[there].summary is not own:
                yield Pair(here, there, -score)

    def reasons(self, pairs: Sequence[Pair], most: int) -> list[tuple[str, ...]]:
        """Give the words that weigh most in each pair, of equal weight the longest first."""
        lengths = np.strings.str_len(self.words)
        row = self.row
        found: list[tuple[str, ...]] = []
        for start in range(0, len(pairs), _BLOCK):
            part = pairs[start : start + _BLOCK]
            ours = self.weights[[row[pair.here] for pair in part]]
            both = ours.multiply(self.weights[[row[pair.there] for pair in part]]).tocsr()
            for at in range(both.shape[0]):
                one = slice(*both.indptr[at : at + 2])
                columns, weights = both.indices[one], both.data[one].round(6)
                order = np.lexsort((columns, -lengths[columns], -weights))[:most]
                found.append(tuple(self.words[columns[order]].tolist()))
        return found


def weigh(places: Sequence[Place], texts: Sequence[str], tokenizer: Tokenizer) -> Weighed:
    """Weigh the words of all sections by TF-IDF.

    Args:
        places: All places, a section right before its parts.
        texts: The own text of each.
        tokenizer: Cuts texts into words.
    """
    counts, words = _counts(texts, tokenizer)
    ends = np.array([at + _size(place) for at, place in enumerate(places)], np.int64)
    own = [plain(text) for text in texts]
    whole = ["".join(own[at:end]) for at, end in enumerate(ends)]
    units = np.array([at for at, text in enumerate(whole) if _fits(text, places[at])], np.int64)
    held_in = _inside(units, ends)
    counts = (held_in @ counts).tocsr()
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    common = min(max(_COMMON_SHARE * len(units), 3), _COMMON)
    telling = np.flatnonzero((held >= 2) & (held <= common))
    weights = _weights(counts[:, telling])
    return Weighed(places, units, [whole[unit] for unit in units], weights, words[telling])


def _fits(text: str, place: Place) -> bool:
    parts = place.section is not None and place.section.children
    return len(text) >= _SHORTEST and (len(text) <= _LONGEST or not parts)


def _size(place: Place) -> int:
    return sum(1 for _ in place.section.walk()) if place.section else 1


def _inside(units: _Ints, ends: _Ints) -> _Matrix:
    """Give the matrix that sums up the places of each unit, which stand in a row."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    rows = [np.arange(unit, ends[unit]) for unit in units]
    columns = np.concatenate([np.empty(0, np.int64), *rows])
    starts = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(columns), np.float32), columns, starts), (len(rows), len(ends)))


def _counts(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[_Matrix, NDArray[np.str_]]:
    """Count the words of each text; the order of the words is that of their code points."""
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    def words(text: str) -> list[str]:
        return [word for word in tokenizer.words(text) if _WORD.fullmatch(word)]

    vectorizer = CountVectorizer(analyzer=words, dtype=np.float32)
    counts = vectorizer.fit_transform([*texts, "词语"])  # so that there is a word
    return counts[:-1], np.array(vectorizer.get_feature_names_out(), np.str_)


def _weights(counts: _Matrix) -> _Matrix:
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415

    if 0 in counts.shape:
        return csr_matrix(counts.shape, dtype=np.float32)
    return TfidfTransformer(sublinear_tf=True).fit_transform(csr_matrix(counts))


def _threads() -> int:
    return os.cpu_count() or 1
