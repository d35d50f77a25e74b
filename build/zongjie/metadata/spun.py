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


def replaced(folded: Folded, table: Sequence[Replacement] | None = None) -> dict[str, list[str]]:
    """Find the replaced words of a text: for each word that stood there, what stands there now."""
    known = tuple(replacements() if table is None else table)
    found = _patterns(known).matches(folded.text)
    return {known[index].was: [hit.group() for hit in hits] for index, hits in found}


def is_spun(folded: Folded) -> bool:
    """Tell whether enough different words were replaced, and often enough for the text's length."""
    found = replaced(folded)
    count = sum(map(len, found.values()))
    return len(found) >= _KINDS and count * 1000 >= _PER_THOUSAND * len(folded.text)
