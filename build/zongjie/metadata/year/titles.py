"""What a title says of the year, and how far it may be believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zongjie.metadata.fold import Folded, fold
from zongjie.metadata.headline import copied, repeated_titles, several_years
from zongjie.metadata.year.clues import FIRST, HORIZON, LAST
from zongjie.metadata.year.mentions import Statement
from zongjie.models import Passage

_YEAR = re.compile(
    r"(?<![0-9×])(?<![0-9][—至到])(?<!年[—至到])((?:19|20)[0-9]{2})(?!学年|年?[—至到](?:19|20))年?"
)
"""A year that is neither the first nor the last of several."""
_SCHOOL = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})年?[—至/]((?:19|20)[0-9]{2}|[0-9]{2})(?:学年度?|年度?(?=第[一二]学期|[上下]学期))"
    r"(第[一二]学期|[上下]学期)?"
)
_ONE_SCHOOL = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})学年度?(第[一二]学期|[上下]学期)?")
"""A school year by its first year alone, which a term tells for sure."""
_FIRST_TERM = ("第一学期", "上学期")
_MEETING = re.compile("会议上|大会上|会上的")
_MASKED = re.compile(r"(?<![0-9])(?:20)?×{1,4}年")
_DECADE = re.compile(r"(20[0-9])×年")
_PLAN = re.compile(
    r"度?[区县市]?(?:教育局)?(?:教育)?(?:工作)?(?:重点|主要)?(?:工作)?(?:计划|思路|打算|要点|安排)"
)


@dataclass(frozen=True, slots=True)
class TitleYear:
    """The year, the years, or the decade of a title."""

    first: int
    last: int
    own: bool
    """False for a compilation's title, and for one that only repeats it: a site's words."""
    statement: Statement
    doubtful: bool = False
    """Whether the text opens with its own year masked: the title's may then be the site's."""

    @property
    def several(self) -> bool:
        """Whether the title names the first and the last of several calendar years."""
        return self.statement.year == 0 and self.statement.span is not None

    @property
    def exact(self) -> bool:
        """Whether the title names one year (or school year) rather than a decade."""
        return self.statement.year > 0


def title_years(body: Folded, titles: Sequence[Passage | None]) -> list[TitleYear]:
    """Read the own title, then the compilation's; a title repeated in the body stands in for none."""
    own = titles[0] if titles else None
    collection = titles[1] if len(titles) > 1 else None
    if own is None:
        own = _from_body(body)
    found = []
    if own is not None:
        site = copied(own.text, collection.text if collection else None)
        found.append(_read(own, own=not site))
    if collection is not None:
        found.append(_read(collection, own=False))
    doubtful = bool(_MASKED.search(body.text, 0, 200))
    return [replace(title, doubtful=doubtful) for title in found if title]


def _from_body(body: Folded) -> Passage | None:
    spans = repeated_titles(body)
    if not spans:
        return None
    start, end = spans[0]
    passage = body.passage
    return Passage(
        passage.cleaned,
        passage.start + body.position(start),
        passage.start + body.position(end - 1) + 1,
    )


def _read(title: Passage, *, own: bool) -> TitleYear | None:
    folded = fold(title)
    if several := _several(folded, own=own):
        return several
    if _MEETING.search(folded.text):
        return None
    hits = [hit for hit in _YEAR.finditer(folded.text) if FIRST <= int(hit[1]) <= LAST]
    reported = [hit for hit in hits if not _PLAN.match(folded.text, hit.end())] or hits
    if reported:
        year = int(reported[0][1])
        return TitleYear(year, year, own, _state(folded, reported[0], year, None, own=own))
    if decade := _DECADE.search(folded.text):
        first = int(decade[1]) * 10
        return TitleYear(first, first + 9, own, _state(folded, decade, 0, None, own=own))
    return None


def _several(folded: Folded, *, own: bool) -> TitleYear | None:
    """Read a school year, or the first and last of several years."""
    if school := _SCHOOL.search(folded.text):
        first = int(school[1])
        year = first if school[3] in _FIRST_TERM else first + 1
        statement = _state(folded, school, year, (first, first + 1), own=own)
        return TitleYear(first, first + 1, own, statement)
    if lone := _ONE_SCHOOL.search(folded.text):
        first = int(lone[1])
        year = (first if lone[2] in _FIRST_TERM else first + 1) if lone[2] else 0
        span = (first, first + 1) if year else None
        return TitleYear(first, first + 1, own, _state(folded, lone, year, span, own=own))
    if (years := several_years(folded.text)) and years.last <= HORIZON:
        span = years.first, years.last
        return TitleYear(*span, own, _state(folded, years.found, 0, span, own=own))
    return None


def _state(
    folded: Folded, hit: re.Match[str], year: int, span: tuple[int, int] | None, *, own: bool
) -> Statement:
    note = "标题写明年份" if own else "合集或网站所加的标题，只作旁证"
    if not year and span is None:
        masked = "×" in hit.group()
        note = "标题的年份末位已隐去，只作旁证" if masked else "标题写明学年，起讫未定"
    return Statement(year, span, folded.quote(*hit.span()), folded.evidence(*hit.span(), note))
