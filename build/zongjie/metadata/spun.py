"""Tell whether a text was rewritten by machine (伪原创): word after word replaced by a synonym."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zongjie.data.needles import Patterns
from zongjie.data.tables import loader, rows
from zongjie.metadata.fold import Folded

_KINDS = 4
"""Different words that must have been replaced; a slip or a local usage replaces one or two."""
_PER_THOUSAND = 2.0
"""Replacements in a thousand characters."""


@dataclass(frozen=True, slots=True, eq=False)
class Replacement:
    """One row of `data/spun.yml`, where the fields are explained."""

    was: str
    pattern: re.Pattern[str]


@loader("spun.yml")
def replacements() -> tuple[Replacement, ...]:
    """Read the replacements, those of a publisher's own table included.

    Raises:
        InputError: A row is wrong; the problem names the line and the remedy.
    """
    found = []
    for row in rows("spun.yml"):
        row.only("was", "match")
        found.append(Replacement(row.text("was"), row.pattern("match")))
    return tuple(found)


@lru_cache(maxsize=4)
def _patterns(table: tuple[Replacement, ...]) -> Patterns:
    return Patterns([replacement.pattern for replacement in table])


def _candidates(folded: Folded, table: tuple[Replacement, ...]) -> list[Replacement]:
    return [table[index] for index in _patterns(table).candidates(folded.text)]


def replaced(folded: Folded, table: Sequence[Replacement] | None = None) -> dict[str, list[str]]:
    """Find the replaced words of a text: for each word that stood there, what stands there now."""
    known = tuple(replacements() if table is None else table)
    return _hits(folded, _candidates(folded, known))


def _hits(folded: Folded, candidates: Sequence[Replacement]) -> dict[str, list[str]]:
    found = {}
    for replacement in candidates:
        if hits := [hit.group() for hit in replacement.pattern.finditer(folded.text)]:
            found[replacement.was] = hits
    return found


def is_spun(folded: Folded) -> bool:
    """Tell whether enough different words were replaced, and often enough for the text's length."""
    candidates = _candidates(folded, replacements())
    found = _hits(folded, candidates) if len(candidates) >= _KINDS else {}
    count = sum(len(hits) for hits in found.values())
    return len(found) >= _KINDS and count * 1000 >= _PER_THOUSAND * len(folded.text)
