"""The table of words that rewriting by machine puts in the place of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zongjie.data.tables import loader, rows


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
