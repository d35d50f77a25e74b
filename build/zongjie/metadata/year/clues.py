"""Clues to the year: milestones that a text mentions, as intervals of years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from zongjie.metadata.fold import Folded
from zongjie.metadata.milestones import Milestone
from zongjie.metadata.phrases import phrases
from zongjie.metadata.zones import Zone
from zongjie.shapes import number

ORIGIN, HORIZON = 2000, 2026
"""The years between which clues alone place a text, as far as the tables reach."""
FIRST, LAST = 1949, 2029
"""The years that a title may give to its text; later ones, such as 2030 and 2035, are aims."""


class Reach(NamedTuple):
    """The first and the last year that a text may speak of as its own."""

    first: int
    last: int


Tense = Literal["now", "plan", "ahead", "next", "past"]

_PAST = re.compile(
    "去年|上年|前年|往年|历年|近[几两三]?年|曾|此前|以前|早在|回顾|巩固|拓展|继(?!续)|[12][0-9]{3}年"
)
_AFTERGLOW = re.compile(
    "[^，、]{0,8}(?:成果|成效|回头看|常态化长效化|长效机制|结束|之后|以后)|(?:活动|教育)?后(?![续勤备])"
)
_NEXT = re.compile("明年|来年|下一?年")
_AHEAD = re.compile("迎接|喜迎|将于|即将|今后|未来|筹备|为迎|迎(?!检|国检)")
_ORDER: tuple[Tense, ...] = ("now", "plan", "ahead", "next", "past")


@dataclass(frozen=True, slots=True)
class Clue:
    """What one mention says about the year: hard bounds, and where the year probably lies."""

    name: str
    first: int | None
    last: int | None
    likely: tuple[int, int] | None
    folded: Folded
    span: tuple[int, int]
    note: str
    tense: Tense = "now"
    family: str = "-"
    rank: int = 0

    @property
    def quote(self) -> str:
        """The words themselves, to stand between quotation marks."""
        quote = self.folded.quote(*self.span)
        if quote.startswith("“") and quote.find("”") == len(quote) - 1:
            return quote[1:-1]
        return quote.replace("“", "‘").replace("”", "’")

    def allows(self, year: int) -> bool:
        """Tell whether the hard bounds leave a year open."""
        return (self.first or year) <= year <= (self.last or year)


def milestone_clues(folded: Folded, zone: Zone) -> list[Clue]:
    """Find every milestone that a text mentions, one clue each, the firmest mention."""
    found = []
    for milestone, hits in phrases(folded):
        if not isinstance(milestone, Milestone):
            continue
        if milestone.needs and not milestone.needs.search(folded.text):
            continue
        clues = [clue for hit in hits if (clue := _clue(folded, milestone, hit, zone))]
        if clues:
            found.append(min(clues, key=lambda clue: _ORDER.index(clue.tense)))
    return _superseded(found)


def _clue(folded: Folded, milestone: Milestone, hit: re.Match[str], zone: Zone) -> Clue | None:
    """Read one mention in its context."""
    year = _counted(milestone, hit)
    if milestone.base is not None and year is None:
        return None
    first, last = (year, year) if year else (milestone.first, milestone.last)
    tense: Tense = "past" if milestone.since else _tense(folded, hit, zone, raw=milestone.raw)
    clue = Clue(
        milestone.name, first, last, milestone.likely, folded, hit.span(), milestone.note, tense,
        milestone.family, milestone.rank,
    )  # fmt: skip
    return _shifted(clue, zone)


def _counted(milestone: Milestone, hit: re.Match[str]) -> int | None:
    """Give base + N for an anniversary, where the sum is a year that can be reported on."""
    numeral = next((value for value in hit.groupdict().values() if value), None)
    if milestone.base is None or numeral is None:
        return None
    year = milestone.base + number(numeral)
    return year if ORIGIN <= year <= HORIZON else None


def _tense(folded: Folded, hit: re.Match[str], zone: Zone, *, raw: bool) -> Tense:
    """Tell from the words around a mention whether it is of the present."""
    if not raw:
        before = folded.before(hit.start()).rpartition("今年")[2]
        clause = before.rpartition("，")[2]
        if _NEXT.search(before):
            return "next"
        if _AHEAD.search(clause[-10:]):
            return "ahead"
        if _PAST.search(clause) or _AFTERGLOW.match(folded.after(hit.end(), 16)):
            return "past"
    return "plan" if hit.start() >= zone.start else "now"


def _shifted(clue: Clue, zone: Zone) -> Clue:
    """Move the bounds of a mention that is not of the present.

    What is past keeps only its lower bound. What is planned for the next year, or comes then, says
    that the year reported on is the one before.
    """
    first, last = clue.first, clue.last
    earlier = first - 1 if first else None
    before = last - 1 if last else None
    if clue.tense == "past":
        return replace(clue, last=None, likely=None)
    if clue.tense == "next" or (clue.tense == "plan" and zone.ahead == "next"):
        return replace(clue, first=earlier, last=before, likely=None)
    if clue.tense == "ahead" or (clue.tense == "plan" and zone.ahead == "open"):
        return replace(clue, first=earlier, likely=None)
    return clue


def _superseded(clues: list[Clue]) -> list[Clue]:
    """Drop the upper bound of each clue that a later member of its family outdates."""
    newest: dict[str, int] = {}
    for clue in clues:
        newest[clue.family] = max(newest.get(clue.family, 0), clue.rank)
    return [
        replace(clue, last=None, likely=None)
        if clue.family != "-" and clue.rank < newest[clue.family]
        else clue
        for clue in clues
    ]
