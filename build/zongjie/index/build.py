"""Pages → the files of an index."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence

from zongjie.index.counts import counts, frequent
from zongjie.index.files import seal
from zongjie.index.fold import Folder, simplified_table
from zongjie.index.letters import Letters
from zongjie.index.order import ordered
from zongjie.index.pages import Page
from zongjie.index.pairs import pairs
from zongjie.index.postings import bigrams, cut
from zongjie.index.shards import shards
from zongjie.index.start import Contents, start
from zongjie.index.stream import stream
from zongjie.index.texts import texts
from zongjie.index.words import words

RECORDS = 64
"""Pages per file of records."""


def build(pages: Sequence[Page]) -> dict[str, bytes]:
    """Give all files of the index of some pages, by their paths in its folder.

    The same pages give the same bytes. The files but the start file are in a folder named after the
    build; one of an earlier build is the caller's to remove.
    """
    pages = ordered(pages)
    simplified = simplified_table()
    folder = Folder(simplified)
    stored = texts(pages)
    text = stream(pages, folder)
    split = pairs(text)
    terms, letters = frequent(text, split), Letters(split.names)
    lists = bigrams(text, split, terms)
    packed = list(shards(cut(lists), len(text.codes)))
    payloads = _numbered("bigrams", (shard.data for shard in packed))
    payloads |= _numbered("counts", counts(text, lists, letters, terms))
    payloads["words", 0] = words(lists.keys, letters, folder)
    del lists  # the largest of all, and of no more use
    payloads |= _numbered("text", stored.files)
    payloads |= _numbered("records", _records(pages))
    alphabet = stored.alphabet.encode()
    payloads["dictionary", 0] = zlib.compress(
        len(alphabet).to_bytes(4, "big") + alphabet + stored.dictionary, 9
    )
    payloads["addresses", 0] = _addresses(pages)
    contents = Contents(pages, text, split.names, terms, packed, stored.begins, simplified, RECORDS)
    payloads["start", 0] = start(contents)
    return seal(payloads)


def _numbered(kind: str, payloads: Iterable[bytes]) -> dict[tuple[str, int], bytes]:
    return {(kind, number): payload for number, payload in enumerate(payloads)}


def _addresses(pages: Sequence[Page]) -> bytes:
    """Give the CRC-32 of each page's url, four bytes big-endian, to find a page by it."""
    return b"".join(zlib.crc32(page.url.encode()).to_bytes(4, "big") for page in pages)


def _records(pages: Sequence[Page]) -> Iterable[bytes]:
    """Give what results show without texts: `[id, title, url, [[anchor, heading], …]]` per page."""
    for first in range(0, len(pages), RECORDS):
        rows = [
            [p.id, p.title, p.url, [[part.anchor, part.heading] for part in p.parts]]
            for p in pages[first : first + RECORDS]
        ]
        yield zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)
