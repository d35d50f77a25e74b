"""The start file: all that a reader must know before it can ask for anything else.

It is deflated (zlib): the length of a JSON object in four bytes, big-endian, the object (see
`Start`), and columns of numbers (see `columns`). They are, in this order:

    of the parts: those of `columns.pack_parts`
    per page: year, region, level, period; 0 for none, else 1 + the place in the object's list;
    1 if its text begins a file, else 0; what is inferred: the sum of 1 for the year, 2 for the region
    per shard of bigrams: step of the first key's first letter; its second
    letter; where it goes on with the list of the shard before, the step from that one's first value,
    which counts as 0 if the list begins there, and else 0; size in units of 256 bytes, rounded up
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from zongjie.index.columns import pack_parts, read_varints, unpack_parts, varints
from zongjie.index.letters import SECOND
from zongjie.index.pages import GUESSED, Page
from zongjie.index.shards import Shard
from zongjie.index.stream import Numbers, Stream

UNIT = 256
"""Bytes in which the sizes of shards are given."""


@dataclass(frozen=True, slots=True)
class Start:
    """The object at the head of the start file."""

    parts: int
    columns: list[int]
    """Lengths of the columns that tell of the parts."""
    pages: int
    bigrams: int
    """Number of shards."""
    length: int
    """Of the stream."""
    records: int
    """Pages per file of records."""
    years: list[int]
    regions: list[list[str]]
    levels: list[str]
    periods: list[str]
    topics: list[str]
    sets: list[list[int]]
    """Sets of topics, as places in `topics`; the first is empty."""
    pairs: str
    """Pairs of characters that count as one letter, one after the other, ascending."""
    frequent: list[str]
    """Characters, and pairs among these, that have files of their own, in the order of these."""
    simplified: str
    """Traditional characters, each followed by its simplified one; only those whose simplified one
    occurs."""


@dataclass(frozen=True)
class Contents:
    """What the start file tells of."""

    pages: Sequence[Page]
    text: Stream
    pairs: str
    frequent: list[str]
    bigrams: Sequence[Shard]
    files: Sequence[int]
    """For each page, 1 if its text begins a file, else 0."""
    simplified: dict[str, str]
    records: int


def start(contents: Contents) -> bytes:
    """Give the start file's payload."""
    pages, text = contents.pages, contents.text
    bigrams = contents.bigrams
    parts = [part for page in pages for part in page.parts]
    years = sorted({page.year for page in pages if page.year is not None}, reverse=True)
    regions = sorted({page.region for page in pages if page.region})
    levels = sorted({page.level for page in pages if page.level})
    periods = sorted({page.period for page in pages if page.period})
    topics = sorted({topic for part in parts for topic in part.topics})
    sets = dict.fromkeys([(), *(tuple(sorted(set(part.topics))) for part in parts)])
    number = {kinds: place for place, kinds in enumerate(sets)}
    of_parts = pack_parts(
        text.lengths,
        text.headings,
        np.array([part.depth for part in parts], np.int64),
        np.array([number[tuple(sorted(set(part.topics)))] for part in parts], np.int64),
    )
    occurring = set(np.flatnonzero(text.counts).tolist())
    head = Start(
        parts=len(parts), columns=[len(column) for column in of_parts], pages=len(pages),
        bigrams=len(bigrams), length=len(text.codes), records=contents.records,
        years=years, regions=[list(region) for region in regions], levels=levels, periods=periods,
        topics=topics, sets=[[topics.index(topic) for topic in kinds] for kinds in sets],
        pairs=contents.pairs, frequent=contents.frequent,
        simplified="".join(c + s for c, s in contents.simplified.items() if ord(s) in occurring),
    )  # fmt: skip
    columns: list[Sequence[int] | Numbers] = [
        *of_parts,
        _places((page.year for page in pages), years),
        _places((page.region or None for page in pages), regions),
        _places((page.level for page in pages), levels),
        _places((page.period for page in pages), periods),
        contents.files,
        [sum(1 << GUESSED.index(fact) for fact in page.inferred) for page in pages],
        *_directory(bigrams),
    ]
    encoded = json.dumps(asdict(head), ensure_ascii=False, separators=(",", ":")).encode()
    data = b"".join(varints(np.array(column, np.int64)) for column in columns)
    return zlib.compress(len(encoded).to_bytes(4, "big") + encoded + data, 9)


def read_start(payload: bytes) -> tuple[Start, list[Numbers]]:
    """Give the object and the columns of a start file, those of the parts as they went in."""
    data = zlib.decompress(payload)
    size = 4 + int.from_bytes(data[:4], "big")
    head = Start(**json.loads(data[4:size]))
    counts = head.columns + [head.pages] * 6 + [head.bigrams] * 4
    columns = np.split(read_varints(data[size:]), np.cumsum(counts)[:-1])
    of_parts = len(head.columns)
    return head, [*unpack_parts(columns[:of_parts]), *columns[of_parts:]]


def _places(values: Iterable[object], known: Sequence[object]) -> list[int]:
    place = {value: number for number, value in enumerate(known, 1)}
    return [0 if value is None else place[value] for value in values]


def _directory(shards: Sequence[Shard]) -> list[Numbers]:
    keys = np.array([shard.key for shard in shards], np.int64)
    goes_on = np.diff(keys, prepend=-1) == 0
    letters, seconds = np.divmod(keys, SECOND)
    firsts = np.array([shard.first for shard in shards], np.int64) * goes_on
    sizes = np.array([-(-len(shard.data) // UNIT) for shard in shards], np.int64)
    return [np.diff(letters, prepend=0), seconds, np.diff(firsts, prepend=0) * goes_on, sizes]
