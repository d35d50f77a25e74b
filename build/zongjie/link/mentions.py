"""Places where a name stands → a mention for each summary, in order of the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zongjie.link.nouns import Mention, Place
from zongjie.models import Summary

_BEFORE, _AFTER = 24, 48
"""Characters of the text around a place that are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A stretch of a place's text that names something."""

    place: Place
    text: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]


def extract(text: str, start: int, end: int) -> str:
    """Give the words around a stretch of a text, of the same line."""
    first = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _AFTER)
    ahead = "…" if first and text[first - 1] != "\n" else ""
    behind = "…" if last < len(text) and text[last] != "\n" else ""
    return ahead + text[first:last] + behind


def by_year(summary: Summary) -> tuple[int, int, str, int]:
    """Key to sort summaries: oldest year first, the last of a range, unknown years at the end.

    Summaries of one range stand together.
    """
    known = summary.year.value or 9999
    first, last = (known, known) if summary.year.value else summary.year.range or (known, known)
    return last, first, summary.origin.file, summary.origin.item


def mentions(found: Iterable[Found]) -> tuple[Mention, ...]:
    """Join the places of each summary, the summaries in order of their years."""
    groups = defaultdict[str, list[Found]](list)
    for one in found:
        groups[one.place.summary.id].append(one)
    return in_order(map(_mention, groups.values()))


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Put mentions in the order of the years of their summaries."""
    return tuple(sorted(mentions, key=lambda mention: by_year(mention.summary)))


def _mention(group: list[Found]) -> Mention:
    sections = {id(one.place.section): one.place.section for one in group}
    first = group[0]
    words = extract(first.text, first.start, first.end)
    return Mention(first.place.summary, tuple(sections.values()), words, first.name, len(group))
