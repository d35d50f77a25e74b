"""Frequent terms of one or two characters: how often each part has one, in a file for each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import numpy as np

from zongjie.index.columns import varints
from zongjie.index.letters import Letters
from zongjie.index.pairs import Pairs
from zongjie.index.postings import Lists
from zongjie.index.stream import END, Numbers, Stream

FREQUENT = 50_000
"""Occurrences from which on a term has a file, …"""
PARTS = 8
"""… if there is also one for so many parts; with fewer its lists are hardly longer than a file."""


def frequent(text: Stream, pairs: Pairs) -> list[str]:
    """Give the characters that are frequent, and the pairs among those that count as one letter."""
    least = max(FREQUENT, len(text.lengths) // PARTS)
    chars = [chr(code) for code in np.flatnonzero(text.counts >= least).tolist() if code != END]
    numbers = np.flatnonzero(pairs.counts >= least).tolist()
    return chars + [pairs.names[2 * number : 2 * number + 2] for number in numbers]


def counts(text: Stream, lists: Lists, letters: Letters, terms: Iterable[str]) -> Iterator[bytes]:
    """Give the file of each term: `varints`, deflated.

    They say for each part how often its heading has the term, then for each how often the rest has
    it. Those that overlap one before are not counted.
    """
    parts = len(text.lengths)
    lasts = np.flatnonzero(text.codes[1:] == END)
    for term in terms:
        codes = [ord(char) for char in term]
        places = lists.within(letters.spans(codes))
        if len(codes) == 1:
            # its list with END has been left out
            places = np.append(places, lasts[text.codes[lasts] == codes[0]])
        elif codes[0] == codes[1]:
            places = _apart(np.sort(places.astype(np.int64)))
        of = np.searchsorted(text.starts, places, "right") - 1
        of += np.where(places - text.starts[of] >= text.headings[of], parts, 0)
        yield _deflate(varints(np.bincount(of, minlength=2 * parts)))


def _apart(places: Numbers) -> Numbers:
    """Leave out every second of places that follow each other."""
    runs = np.maximum.accumulate(np.where(np.diff(places, prepend=-2) > 1, places, 0))
    kept: Numbers = places[(places - runs) % 2 == 0]
    return kept


def _deflate(data: bytes) -> bytes:
    coder = zlib.compressobj(strategy=zlib.Z_FILTERED)  # made for small numbers
    return coder.compress(data) + coder.flush()
