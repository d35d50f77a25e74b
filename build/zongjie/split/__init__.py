"""Cleaned text → the summaries it holds, each with its tree of sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zongjie.models import Cleaned, Outline
from zongjie.split.compilation import bodies
from zongjie.split.tree import grow

__all__ = ["split", "unassigned"]


def split(cleaned: Cleaned) -> tuple[Outline, ...]:
    """Split a cleaned text into its summaries and each of them into its tree of sections."""
    found = bodies(cleaned.text)
    outlines = []
    for item, body in enumerate(found, 1):
        preamble, sections = grow(cleaned.text, body.start, body.end)
        outlines.append(
            Outline(
                item, body.title, body.collection, body.title_span,
                body.collection_span, body.start, body.end, preamble, sections,
            )
        )  # fmt: skip
    return tuple(outlines)


def unassigned(text: str, outlines: Sequence[Outline]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a cleaned text that no summary and no title holds: there must be none."""
    spans = [span for o in outlines for span in (o.title_span, o.collection_span, (o.start, o.end))]
    position = 0
    for start, end in [*sorted(span for span in spans if span), (len(text), len(text))]:
        gap = text[position:start]
        if gap.strip():
            yield position, start
        position = max(position, end)
