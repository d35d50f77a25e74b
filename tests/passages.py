"""Passages as tests need them, made of plain text."""

from __future__ import annotations

from zongjie.models import Cleaned, Fate, Passage, Source, Stretch

Part = tuple[str, Fate, str, str]
"""Source text, fate, rule, cleaned text."""


def passage(*parts: str | Part, start: int = 0) -> Passage:
    """Make a passage that begins at `start`; a part that is a text is kept as it is."""
    pieces: list[Part] = [(p, "kept", "", p) if isinstance(p, str) else p for p in parts]
    ledger, at = [], 0
    for raw, fate, rule, text in pieces:
        ledger.append(Stretch(at, at + len(raw), fate, rule, text))
        at += len(raw)
    source = Source("x.txt", "0" * 64, "utf-8", "".join(raw for raw, *_ in pieces))
    cleaned = Cleaned(source, tuple(ledger))
    return Passage(cleaned, start, len(cleaned.text))
