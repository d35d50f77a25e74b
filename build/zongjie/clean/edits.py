"""Edits of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import gt, itemgetter
from typing import NamedTuple


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end`, which are not none."""

    start: int
    end: int
    text: str = ""


Find = Callable[[str], Iterable[Edit]]


def fix(find: Find, text: str) -> str:
    """Apply one rule to a text.

    >>> fix(lambda text: [Edit(0, 1, "乙"), Edit(2, 3)], "甲、丙")
    '乙、'
    """
    return splice(text, ordered(find(text)))


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Give the text with edits, in order and apart from each other, applied."""
    parts: list[str] = []
    position = 0
    for start, end, new in edits:
        parts += text[position:start], new
        position = end
    return "".join((*parts, text[position:]))


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits by place; of two that overlap the earlier, then the longer one stays."""
    found = list(edits)
    if len(found) < 2 or not any(map(gt, map(itemgetter(1), found), map(itemgetter(0), found[1:]))):
        return found  # as most rules give them
    found.sort(key=itemgetter(1), reverse=True)
    found.sort(key=itemgetter(0))
    kept: list[Edit] = []
    reach = 0
    for edit in found:
        if edit.start >= reach:
            kept.append(edit)
            reach = edit.end
    return kept
