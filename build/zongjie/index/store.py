"""The files of an index on disk, as lists, texts and tables; nothing is read before it is needed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from zongjie.index.bits import BitReader
from zongjie.index.columns import read_varints
from zongjie.index.files import START, IndexFileError, name, unseal
from zongjie.index.fold import Folder
from zongjie.index.letters import SECOND, Letters, Span
from zongjie.index.shards import first_order
from zongjie.index.start import read_start
from zongjie.index.stream import Numbers
from zongjie.index.texts import inflate

PER_FILE = 24
"""What a request costs beside the bytes it brings, in the directory's units."""
_NONE = np.zeros(0, np.int64)


class Store:
    """An index on disk.

    Raises:
        IndexFileError: A file is missing or is not of this build, whole and sound; here and in all
            methods.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        payload, self.build = unseal(_read(folder / START), "start", None, START)
        self.head, columns = read_start(payload)
        self.lengths, self.headings, self.depths, self.sets = columns[:4]
        self.year, self.region, self.level, self.period, begins, self.inferred = columns[4:10]
        self._files, self._first_pages = np.cumsum(begins) - 1, np.flatnonzero(begins)
        self.letters = Letters(self.head.pairs)
        self.bigrams = Directory(self, columns[10:14], self.head.length)
        self.starts: Numbers = np.concatenate([[0], np.cumsum(self.lengths)])
        self.page_starts: Numbers = np.flatnonzero(self.depths == 0)
        self.page_of: Numbers = np.cumsum(self.depths == 0) - 1
        table = self.head.simplified
        self.folder = Folder(dict(zip(table[::2], table[1::2], strict=True)))
        self._texts = lru_cache(64)(self._read_texts)
        self.records = lru_cache(64)(self._records)
        self.counts = lru_cache(8)(self._counts)
        self.words = lru_cache(1)(self._words)

    @cached_property
    def subtree_ends(self) -> Numbers:
        """For each part, the first part after it that is not below it."""
        ends, open_ = np.full(len(self.depths), len(self.depths)), list[tuple[int, int]]()
        for part, depth in enumerate(self.depths.tolist()):
            while open_ and open_[-1][1] >= depth:
                ends[open_.pop()[0]] = part
            open_.append((part, depth))
        return ends

    def read(self, kind: str, number: int) -> bytes:
        """Read a file."""
        file = f"{self.build}/{name(kind, number)}"
        return unseal(_read(self._folder / file), kind, self.build, file)[0]

    def text(self, page: int) -> list[object]:
        """Give the text of a page as `texts` writes it."""
        return self._texts(int(self._files[page]))[int(page - self._first_pages[self._files[page]])]

    def _read_texts(self, number: int) -> list[list[object]]:
        return inflate(self.read("text", number), *self._dictionary)

    @property
    def _dictionary(self) -> tuple[bytes, str]:
        if not hasattr(self, "_coding"):
            data = zlib.decompress(self.read("dictionary", 0))
            size = 4 + int.from_bytes(data[:4], "big")
            self._coding = data[size:], data[4:size].decode()
        return self._coding

    def _records(self, page: int) -> list[object]:
        """Give the record of a page."""
        block, place = divmod(page, self.head.records)
        rows: list[list[object]] = json.loads(zlib.decompress(self.read("records", block)))
        return rows[place]

    def _counts(self, number: int) -> tuple[Numbers, Numbers]:
        """Give how often each part has a frequent term in its heading, and in the rest."""
        headings, rest = np.split(read_varints(zlib.decompress(self.read("counts", number))), 2)
        return headings, rest

    def _words(self) -> tuple[frozenset[str], list[list[str]]]:
        """Give the words that a query may be cut into, and rows of synonyms."""
        found = json.loads(zlib.decompress(self.read("words", 0)))
        return frozenset(found["words"].split("\n")), found["synonyms"]


class Directory:
    """Where the lists of bigrams are, and the lists, by the keys that `letters` describes."""

    def __init__(self, store: Store, columns: list[Numbers], limit: int) -> None:
        self._store = store
        step, second, on, self._sizes = columns
        total = np.cumsum(on)
        # steps go on from 0 at the last shard that begins a list
        self._firsts = total - np.maximum.accumulate(np.where(on, 0, total))
        self._keys = np.cumsum(step) * SECOND + second
        self._order = first_order(limit)
        self._lists = lru_cache(512)(self._decode)

    def cost(self, spans: Iterable[Span]) -> int:
        """Give what it takes to load some lists: the size of their shards, and something for each."""
        return sum(int((self._sizes[self._shards(span)] + PER_FILE).sum()) for span in spans)

    def get(self, spans: Sequence[Span], near: Numbers | None = None) -> Numbers:
        """Give the values of some lists, ascending.

        Args:
            spans: Of the lists' keys.
            near: If given, ascending values; pieces of a single list that have none of them are
                left out.
        """
        found = list[Numbers]()
        for low, high in spans:
            shards = self._shards((low, high))
            if near is not None and high - low == 1 and len(shards) > 1:
                bounds = np.append(self._firsts[shards], np.iinfo(np.int64).max)
                places = np.searchsorted(near, bounds)
                shards = shards[np.diff(places) > 0]
            for shard in shards.tolist():
                found += [values for key, values in self._lists(shard).items() if low <= key < high]
        return np.sort(np.concatenate(found)) if found else _NONE

    def _shards(self, span: Span) -> Numbers:
        low, high = np.searchsorted(self._keys, span)
        whole = low < len(self._keys) and self._keys[low] == span[0]
        return np.arange(low if whole else max(low - 1, 0), high)

    def _decode(self, number: int) -> dict[int, Numbers]:
        file = self._store.read("bigrams", number)
        try:
            return decode(BitReader(file), self._order)
        except ValueError:
            raise IndexFileError("damaged", name("bigrams", number)) from None


def decode(bits: BitReader, order: int) -> dict[int, Numbers]:
    """Read the lists of a shard; `shards` describes the form."""
    found: dict[int, Numbers] = {}
    first = second = -1
    for place in range(bits.golomb(8)):
        step = bits.golomb(0)
        rest = bits.golomb(8)
        second = second + 1 + rest if place and not step else rest
        first = first + step if place else step
        size = bits.golomb(1) + 1
        own = bits.fixed(5) if size > 1 else 0
        values = np.empty(size, np.int64)
        value, gap = -1, 0
        for index in range(size):
            adapted = (3 * own + (gap + 1).bit_length() + 1) >> 2
            gap = bits.golomb(adapted if index > 1 else own if index else order)
            value += gap + 1
            values[index] = value
        found[first * SECOND + second] = values
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise IndexFileError("missing", path.name) from None
