"""What a text holds of the phrases of two tables, milestones and replaced words: found in one pass."""

from __future__ import annotations

import re
from functools import lru_cache

from zongjie.data.needles import Patterns
from zongjie.metadata.fold import Folded
from zongjie.metadata.milestones import Milestone, milestones
from zongjie.metadata.replacements import Replacement, replacements

Row = Milestone | Replacement


@lru_cache(maxsize=2)
def phrases(folded: Folded) -> list[tuple[Row, list[re.Match[str]]]]:
    """Give the rows whose patterns match in a text, in order of the tables, and all that they match."""
    table: tuple[Row, ...] = (*milestones(), *replacements())
    return [(table[index], hits) for index, hits in _patterns(table).matches(folded.text)]


@lru_cache(maxsize=4)
def _patterns(table: tuple[Row, ...]) -> Patterns:
    return Patterns([row.pattern for row in table])
