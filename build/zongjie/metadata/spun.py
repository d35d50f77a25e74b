"""Tell whether a text was rewritten by machine (伪原创): word after word replaced by a synonym."""

from __future__ import annotations

from zongjie.metadata.fold import Folded
from zongjie.metadata.phrases import phrases
from zongjie.metadata.replacements import Replacement

_KINDS = 4
"""Different words that must have been replaced; a slip or a local usage replaces one or two."""
_PER_THOUSAND = 2.0
"""Replacements in a thousand characters."""


def replaced(folded: Folded) -> dict[str, list[str]]:
    """Find the replaced words of a text: for each word that stood there, what stands there now."""
    found = ((row, hits) for row, hits in phrases(folded) if isinstance(row, Replacement))
    return {row.was: [hit.group() for hit in hits] for row, hits in found}


def is_spun(folded: Folded) -> bool:
    """Tell whether enough different words were replaced, and often enough for the text's length."""
    found = replaced(folded)
    count = sum(map(len, found.values()))
    return len(found) >= _KINDS and count * 1000 >= _PER_THOUSAND * len(folded.text)
