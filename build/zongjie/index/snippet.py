"""Texts → where terms stand in them, and the stretch to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zongjie.index.fold import Folder
from zongjie.index.hits import units

Span = tuple[int, int]

LENGTH = 120
"""Characters of a snippet."""
BEFORE = 30
"""Characters before its first match."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a paragraph or heading, as written."""

    text: str
    marks: tuple[Span, ...]
    """Matches in `text`, in order, disjoint; offsets in code points (the browser's: in UTF-16)."""
    before: bool
    """Whether text was left out before it."""
    after: bool


def snippet(folder: Folder, part: Sequence[object], terms: Sequence[str]) -> Snippet:
    """Choose the unit with the most terms, rather a paragraph than a heading, and cut it."""
    choices = units(part)
    best, most, marks = next((text for text in choices if text), ""), 0, list[Span]()
    alone = not part[3]
    for text in (*choices[1:], *choices[:1]) if alone else choices:
        spans = [occurrences(folder, text, term) for term in terms]
        if (count := sum(map(bool, spans))) > most:
            best, most, marks = text, count, union(span for found in spans for span in found)
    return _cut(best, marks)


def occurrences(folder: Folder, text: str, term: str) -> list[Span]:
    """Give the offsets of a folded term in a text, overlapping ones left out from the left."""
    pieces = folder.pieces(text)
    folded = "".join(piece for piece, _, _ in pieces)
    if term not in folded:
        return []
    origins = [span for piece, *span in pieces for _ in piece]
    found, at = list[Span](), folded.find(term)
    while at >= 0:
        found.append((origins[at][0], origins[at + len(term) - 1][1]))
        at = folded.find(term, at + len(term))
    return found


def union(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap; spans that only touch stay apart.

    >>> union([(4, 6), (0, 2), (1, 3), (3, 4)])
    [(0, 3), (3, 4), (4, 6)]
    """
    joined = list[Span]()
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, marks: Sequence[Span]) -> Snippet:
    first = marks[0] if marks else (0, 0)
    start = max(0, min(first[0] - BEFORE, len(text) - LENGTH))
    end = min(len(text), start + LENGTH)
    shown = tuple((a - start, min(b, end) - start) for a, b in marks if a < end)
    return Snippet(text[start:end], shown, start > 0, end < len(text))
