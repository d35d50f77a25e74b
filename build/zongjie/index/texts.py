"""The texts of the pages in files small enough to be loaded for a snippet.

A file has one large page or a few that are next to each other, a line of JSON each, written in a
code of one byte for the most frequent characters and two for all others, and deflated with a
dictionary of phrases that are frequent in the collection. A browser cannot be given a dictionary
for inflating, but a stored block in front of the stream is one.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

import numpy as np

from zongjie.index.pages import Page
from zongjie.index.stream import code_points, tally

DICTIONARY_SIZE = 32_000
"""Bytes; deflate looks back 32 KB at most."""
FILE_SIZE = 32_000
"""Bytes of coded text from which on a file takes no further page."""
_AT_ONCE = 32
"""Texts that are coded in one go, few enough to stay in the cache of a processor."""
_SAMPLED = 100
"""Pages from which the dictionary is made."""
_SAMPLED_LENGTH = 5_000
_GRAM = 6
_CLAUSE = re.compile(r"[^。；\n\"]{8,80}[。；]?")


@dataclass(frozen=True)
class Texts:
    """The coded texts and what is needed to read them."""

    files: list[bytes]
    begins: list[int]
    """For each page, 1 if it is the first of its file, else 0."""
    alphabet: str
    """The characters in the order of their codes."""
    dictionary: bytes


def texts(pages: Sequence[Page]) -> Texts:
    """Code and deflate the texts of pages."""
    plain = [_plain(page) + "\n" for page in pages]
    coder = Coder(plain)
    dictionary = b"".join(coder.split(_phrases(plain)))[-DICTIONARY_SIZE:]
    begins, files, size = list[int](), list[list[bytes]](), FILE_SIZE
    for coded in coder.split(plain):
        begins.append(int(size + len(coded) // 2 > FILE_SIZE))
        if begins[-1]:
            files.append([])
            size = 0
        files[-1].append(coded)
        size += len(coded)
    packed = [_deflate(b"".join(coded), dictionary) for coded in files]
    return Texts(packed, begins, coder.alphabet, dictionary)


def inflate(data: bytes, dictionary: bytes, alphabet: str) -> list[list[object]]:
    """Read the pages of a file: `[id, title, url, parts]`.

    A part is `[anchor, depth, heading, run_in, paragraphs]`.
    """
    raw = zlib.decompressobj(-15, zdict=dictionary).decompress(data)
    single = _singles(len(alphabet))
    chars, at = [], 0
    while at < len(raw):
        code = raw[at]
        if code >= single:
            at += 1
            code = single + (code - single) * 256 + raw[at]
        chars.append(alphabet[code])
        at += 1
    return [json.loads(line) for line in "".join(chars).split("\n")[:-1]]


class Coder:
    """Writes characters as one or two bytes, by how frequent they are."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = np.zeros(1, np.int64)
        for first in range(0, len(texts), _AT_ONCE):
            some = tally(code_points("".join(texts[first : first + _AT_ONCE])))
            counts, less = (counts, some) if len(counts) > len(some) else (some, counts)
            counts[: len(less)] += less
        order = np.argsort(-counts, kind="stable")
        known = order[: int(np.count_nonzero(counts))]
        self.alphabet = "".join(map(chr, known.tolist()))
        single = _singles(len(known))
        over = np.maximum(np.arange(len(known)) - single, 0)
        self._double = np.zeros(len(counts), np.uint8)
        self._double[known[single:]] = 1
        self._first, self._second = np.zeros_like(self._double), np.zeros_like(self._double)
        self._first[known] = np.minimum(np.arange(len(known)), single + (over >> 8))
        self._second[known] = over & 255

    def split(self, texts: Sequence[str]) -> Iterator[bytes]:
        """Code each text."""
        for first in range(0, len(texts), _AT_ONCE):
            yield from self._split(texts[first : first + _AT_ONCE])

    def _split(self, texts: Sequence[str]) -> Iterator[bytes]:
        raw = code_points("".join(texts))
        double = self._double[raw]
        ends = np.cumsum(double, dtype=np.int64)
        ends += np.arange(1, len(raw) + 1)
        data = np.empty(int(ends[-1]) if len(raw) else 0, np.uint8)
        data[ends - 1] = self._second[raw]
        data[ends - 1 - double] = self._first[raw]
        stop = start = 0
        for length in map(len, texts):
            stop += length
            end = int(ends[stop - 1]) if stop else 0
            yield data[start:end].tobytes()
            start = end


def _singles(size: int) -> int:
    """Give the number of codes of one byte: what is left over beside the first of two."""
    return 256 - max(0, -(-(size - 256) // 255))


def _plain(page: Page) -> str:
    parts = [[p.anchor, p.depth, p.heading, int(p.run_in), p.paragraphs] for p in page.parts]
    return json.dumps([page.id, page.title, page.url, parts], ensure_ascii=False, separators=(",", ":"))  # fmt: skip


def _deflate(data: bytes, dictionary: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zdict=dictionary)
    return deflater.compress(data) + deflater.flush()


def _phrases(plain: Sequence[str]) -> list[str]:
    """Choose clauses full of frequent character sequences, the best last: nearest to the text."""
    sample = [text[:_SAMPLED_LENGTH] for text in plain[:: -(-len(plain) // _SAMPLED) or 1]]
    counts: Counter[str] = Counter()
    for text in sample:
        counts.update({text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)})
    worth = {gram: count - 1 for gram, count in counts.items() if count > 1}
    clauses = dict.fromkeys(clause for text in sample for clause in _CLAUSE.findall(text))
    heap = [(-_worth(clause, worth), clause) for clause in clauses]
    heapify(heap)
    chosen, size = list[str](), 0
    while heap and size < DICTIONARY_SIZE:
        value = -_worth(clause := heap[0][1], worth)
        if value > heap[0][0] + 1e-9:
            heapreplace(heap, (value, clause))
            continue
        heappop(heap)
        if value >= 0:
            break
        chosen.append(clause)
        size += 2 * len(clause)
        for start in range(len(clause) - _GRAM + 1):
            worth.pop(clause[start : start + _GRAM], None)
    return chosen[::-1]


def _worth(clause: str, worth: dict[str, int]) -> float:
    """Weigh a clause by the sequences in it that no chosen clause has, per character."""
    grams = {clause[i : i + _GRAM] for i in range(len(clause) - _GRAM + 1)}
    return sum(worth[gram] for gram in grams if gram in worth) / len(clause)
