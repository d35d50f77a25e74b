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

    @property
    def extract(self) -> str:
        """The words around it, of the same line."""
        first = max(self.text.rfind("\n", 0, self.start) + 1, self.start - _BEFORE)
        line_end = self.text.find("\n", self.end)
        last = min(len(self.text) if line_end < 0 else line_end, self.end + _AFTER)
        ahead = "…" if first and self.text[first - 1] != "\n" else ""
        behind = "…" if last < len(self.text) and self.text[last] != "\n" else ""
        return ahead + self.text[first:last] + behind


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
    joined = (_mention(group) for group in groups.values())
    return tuple(sorted(joined, key=lambda mention: by_year(mention.summary)))


def _mention(group: list[Found]) -> Mention:
    sections = {id(one.place.section): one.place.section for one in group}
    first = group[0]
    return Mention(
        first.place.summary, tuple(sections.values()), first.extract, first.name, len(group)
    )
