"""What linking needs to know of a summary whatever the others say, and the same of all in a row.

It is found when a source is worked on, and kept with what else is made of it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import count, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zongjie.link.documents import Citation, citations
from zongjie.link.nouns import Place
from zongjie.link.terms import Entry, Finder, Use, table
from zongjie.link.texts import places as places_of
from zongjie.link.texts import plain
from zongjie.link.tokens import Tokenizer
from zongjie.models import Summary

Ints = NDArray[np.int64]

_MARKS = np.dtype(
    [("key", "u8"), ("letters", "i4"), ("whole", "i4"), ("size", "i4"), ("words", "i4")]
)
"""Of a place: a digest of its plain text, parts included, which stands for that text; the letters of
its own plain text, and of that with its parts; the number of places in it, itself included; of words."""
_SENTENCES = np.dtype(
    [("key", "u8"), ("place", "i4"), ("start", "i4"), ("end", "i4"), ("letters", "i4")]
)
"""Of a sentence: a digest of its plain form; where it stands; the letters of its plain form."""
_SENTENCE = 20
"""Letters from which on an equal sentence is no accident."""
_STOPS = re.compile(r"[^。！？；!?;\n]+")
_BETWEEN = "\ud800"
"""In no word: the tokenizer gives no lone surrogates."""


class Features(NamedTuple):
    """Of one summary; the arrays as bytes, which are kept in the least room."""

    words: str
    """The words that its texts are cut into, each once, with `_BETWEEN` between them."""
    cut: bytes
    """The numbers of these in the order in which they stand, in as few bytes each as hold them."""
    marks: bytes
    """`_MARKS` of each place."""
    sentences: bytes
    """`_SENTENCES` that are long enough."""
    used: bytes
    """`uses`, packed."""
    citations: tuple[Citation, ...]

    @property
    def uses(self) -> Iterator[Use]:
        """The terms of the table in its texts."""
        text = zlib.decompress(self.used).decode("utf-8", "surrogatepass")
        for entry, at, *others in json.loads(text):
            yield Use(entry, tuple(at), *others)


@dataclass(frozen=True, slots=True)
class Tools:
    """What looks at texts by the table of terms."""

    tokenizer: Tokenizer
    finder: Finder


def tools() -> Tools:
    """Give the tools for the table of terms as it is now."""
    return _tools(table())


@lru_cache(maxsize=1)
def _tools(entries: tuple[Entry, ...]) -> Tools:
    finder = Finder(entries)
    return Tools(Tokenizer(finder.forms), finder)


def features(summary: Summary, tools: Tools) -> Features:
    """Look at the texts of one summary."""
    both = list(places_of([summary]))
    texts = [text for _, text in both]
    cut = [tools.tokenizer.words(text) for text in texts]
    numbers = defaultdict[str, int](count().__next__)
    row = [numbers[word] for words in cut for word in words]
    own = [plain(text) for text in texts]
    uses = json.dumps(list(tools.finder.uses(texts)), ensure_ascii=False)
    marks = np.empty(len(both), _MARKS)
    for at, (place, _) in enumerate(both):
        size = sum(1 for _ in place.section.walk()) if place.section else 1
        whole = "".join(own[at : at + size])
        marks[at] = _key(whole), len(own[at]), len(whole), size, len(cut[at])
    return Features(
        _BETWEEN.join(numbers),
        np.array(row, np.min_scalar_type(len(numbers))).tobytes(),
        marks.tobytes(),
        np.array(list(_sentences(texts)), _SENTENCES).tobytes(),
        zlib.compress(uses.encode("utf-8", "surrogatepass"), 1),
        tuple(citations(texts)),
    )


def _key(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _sentences(texts: Sequence[str]) -> Iterator[tuple[int, int, int, int, int]]:
    for at, text in enumerate(texts):
        for found in _STOPS.finditer(text):
            letters = plain(found.group())
            if len(letters) >= _SENTENCE:
                yield _key(letters), at, found.start(), found.end(), len(letters)


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of all summaries, those of each in a row, in reading order."""

    summaries: Sequence[Summary]
    features: Sequence[Features]
    tools: Tools
    places: Sequence[Place]
    texts: Sequence[str]
    """Of each place its own."""
    owners: Ints
    """Of each place the number of its summary."""
    marks: NDArray[Any]
    """`_MARKS` of each place."""

    @cached_property
    def starts(self) -> Ints:
        """The first place of each summary, and at the end the number of all places."""
        return np.searchsorted(self.owners, np.arange(len(self.summaries) + 1))

    @cached_property
    def ends(self) -> Ints:
        """The place after the last in each."""
        ends: Ints = np.arange(len(self.places)) + self.marks["size"]
        return ends

    @cached_property
    def words(self) -> tuple[list[str], NDArray[np.int32]]:
        """The words of all texts, and their numbers in the order in which they stand."""
        numbers = defaultdict[str, int](count().__next__)
        rows = [np.empty(0, np.int32)]
        for one in self.features:
            listed = one.words.split(_BETWEEN) if one.cut else ()
            known = np.array([numbers[word] for word in listed], np.int32)
            rows.append(known[np.frombuffer(one.cut, np.min_scalar_type(len(listed)))])
        return list(numbers), np.concatenate(rows)

    @cached_property
    def sentences(self) -> NDArray[Any]:
        """The sentences of all texts; places have the numbers that they have among all."""
        rows = _joined([one.sentences for one in self.features], _SENTENCES)
        sizes = [len(one.sentences) // _SENTENCES.itemsize for one in self.features]
        rows["place"] += np.repeat(self.starts[:-1], sizes).astype(np.int32)
        return rows

    def each(self) -> Iterator[One]:
        """Give the texts of one summary after another."""
        for own, (start, end) in zip(self.features, pairwise(self.starts), strict=True):
            yield One(own, self.places[start:end], self.texts[start:end])

    def plain(self, place: int) -> str:
        """Give the plain text of a place with its parts."""
        return "".join(map(plain, self.texts[place : self.ends[place]]))


class One(NamedTuple):
    """The texts of one summary."""

    features: Features
    places: Sequence[Place]
    texts: Sequence[str]


def in_a_row(summaries: Sequence[Summary], found: Sequence[Features], tools: Tools) -> Texts:
    """Put the texts of all summaries, and what is known of them, in a row."""
    both = list(places_of(summaries))
    marks = _joined([one.marks for one in found], _MARKS)
    sizes = [len(one.marks) // _MARKS.itemsize for one in found]
    owners = np.repeat(np.arange(len(found)), sizes)
    places, texts = [place for place, _ in both], [text for _, text in both]
    return Texts(summaries, found, tools, places, texts, owners, marks)


def _joined(rows: Sequence[bytes], kind: np.dtype[Any]) -> NDArray[Any]:
    return np.frombuffer(bytearray(b"".join(rows)), kind)
