"""Source and ledger → the file that the raw ⇄ cleaned view is drawn from.

Most of a source stands in the texts of its summaries already, which the search keeps for its
snippets. So a view says only how the source differs from them: where a stretch of those texts
stands in the cleaned one, and what the ledger has changed. `search/source/decode.js` reads it.

The file is a JSON object (see `View`), deflated.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zongjie.index.pages import Page, pages_of
from zongjie.models import Cleaned, Summary
from zongjie.render import address

FORMAT = 1
_AHEAD = 400
"""Characters of the summaries' texts that may be passed over at once."""
_TELLING = 5
"""Characters of a piece for which any may be passed over: a shorter one may stand there by chance."""
_PIECE = re.compile(r"[^\s，。；：、！？]+|[\s，。；：、！？]+")


@dataclass(frozen=True)
class View:
    """What a view says; all numbers count code points."""

    format: int
    file: str
    encoding: str
    digest: str
    """The beginning of its SHA-256."""
    original: str
    """Address of the raw file, relative to the site, if it stands by itself, as the page says."""
    urls: list[str]
    """Of the pages of its summaries; their texts, joined, are what is copied from."""
    runs: list[int]
    """The cleaned text, in threes: characters from `own`, characters of the joined texts to pass
    over, and characters of those to copy."""
    own: str
    rules: list[tuple[str, str]]
    """The rules that changed anything, each with the fate of what it changed."""
    changes: list[int]
    """In fours: kept characters before the change, place of the rule, characters of `raw` that were
    there, and characters of the cleaned text that stand for them."""
    raw: str
    crc32: int
    """Of the source's text in UTF-8."""


def file(cleaned: Cleaned, summaries: Iterable[Summary]) -> bytes:
    """Give the file of a source, which holds these summaries."""
    text = json.dumps(
        vars(view(cleaned, pages_of(summaries))), ensure_ascii=False, separators=(",", ":")
    )
    return zlib.compress(text.encode("utf-8", "replace"), 9)


def view(cleaned: Cleaned, pages: Sequence[Page]) -> View:
    """Say how a source differs from the texts of its summaries."""
    source, ledger = cleaned.source, tuple(cleaned.ledger)
    runs, own = _runs("".join(stretch.text for stretch in ledger), joined(pages))
    rules: dict[tuple[str, str], int] = {}
    changes, raw, kept = list[int](), list[str](), 0
    for stretch in ledger:
        if stretch.fate == "kept":
            kept += len(stretch.text)
            continue
        old = source.text[stretch.start : stretch.end]
        rule = rules.setdefault((stretch.rule, stretch.fate), len(rules))
        changes += (kept, rule, len(old), len(stretch.text))
        raw.append(old)
        kept = 0
    return View(
        FORMAT, source.file, source.encoding, source.sha256[:16], address.original(source.file), [p.url for p in pages],
        runs, own, list(rules), changes, "".join(raw), _crc32(source.text),
    )  # fmt: skip


def joined(pages: Iterable[Page]) -> str:
    """Join all that the search knows of some pages."""
    parts = (part for page in pages for part in page.parts)
    return "".join(part.heading + "".join(part.paragraphs) for part in parts)


def _runs(text: str, known: str) -> tuple[list[int], str]:
    """Say how a text is made of what is known, in its order, and of what is not."""
    runs, own = list[int](), list[str]()
    at, fresh = 0, 0
    for piece in _PIECE.findall(text):
        ahead = _AHEAD if len(piece) >= _TELLING else 0
        found = known.find(piece, at, at + ahead + len(piece))
        if found < 0:
            own.append(piece)
            fresh += len(piece)
            continue
        if runs and not fresh and found == at:
            runs[-1] += len(piece)
        else:
            runs += (fresh, found - at, len(piece))
        at, fresh = found + len(piece), 0
    return [*runs, fresh, 0, 0], "".join(own)


def _crc32(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
