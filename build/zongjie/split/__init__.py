"""Cleaned text → the summaries it holds, each with its tree of sections."""

from __future__ import annotations

from zongjie.models import Cleaned, Outline
from zongjie.split.compilation import bodies
from zongjie.split.tree import grow

__all__ = ["split"]


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
