"""From statements and clues to one year, a range of years, or a conflict that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zongjie.metadata.fold import Folded, fold
from zongjie.metadata.period import find_period, reports_half
from zongjie.metadata.year.clues import HORIZON, ORIGIN, Clue, Reach, milestone_clues
from zongjie.metadata.year.mentions import Statement, closing_date, mention_clues, stated
from zongjie.metadata.year.titles import TitleYear, title_years
from zongjie.metadata.zones import plan_zone
from zongjie.models import UNKNOWN_YEAR, Evidence, Passage, Year

_CAMPAIGN = "党内教育"
_SHOWN = 6
_TELLING = 9
"""How many pieces of evidence are shown at most, and how wide, in years, one may be to tell."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What all clues of a text leave open together."""

    first: int
    last: int
    lower: Clue | None
    upper: Clue | None
    """The clues that set the two ends, where any does."""
    likely: tuple[int, int] | None
    """The narrower range that the probable clues leave, where they agree."""
    backers: int
    """How many clues by themselves point to two years at most within the likely range."""

    @property
    def empty(self) -> bool:
        """Whether two clues exclude each other."""
        return self.first > self.last

    @property
    def known(self) -> bool:
        """Whether any clue says anything."""
        return self.lower is not None or self.upper is not None or self.likely is not None

    def allows(self, first: int, last: int) -> bool:
        """Tell whether a span of years overlaps with what is left open."""
        return self.empty or (self.first <= last and first <= self.last)


def find_year(
    passage: Passage, titles: Sequence[Passage | None], uploaded: str | None = None
) -> Year:
    """Find the year that a summary reports on.

    Args:
        passage: The summary's cleaned text, title excluded.
        titles: Its own title, then its compilation's; either may be absent or None.
        uploaded: The date on which the copy was put on the web, ISO 8601; no summary is younger.

    Returns:
        The year with its basis and evidence. The value is None where the clues leave more than one
        year or contradict each other; `range` and `conflict` then say how far they go.
    """
    folded = fold(passage)
    zone = plan_zone(folded, half=reports_half(passage, titles))
    clues = milestone_clues(folded, zone)
    heads = title_years(folded, titles)
    plan = find_period(passage, titles).value == "计划"
    if headed := _headed(heads, clues, plan=plan):
        return headed
    reach = _reach(folded, heads, uploaded)
    if statement := stated(folded, zone, reach):
        return _entitled(_stated(statement, clues), statement, heads)
    if dated := _signed(folded, heads, clues):
        return dated
    clues += mention_clues(folded, zone, reach)
    bounds = _bounds(clues, reach, int(uploaded[:4]) if uploaded else reach.last)
    if bounds.empty:
        return _contradicted(bounds, clues)
    for head in heads:
        if not bounds.allows(head.first, head.last):
            against = _against(head, bounds)
            if head.own and bounds.upper and _stretched(bounds.upper, head.first):
                bounds = replace(bounds, last=head.last, likely=None)
            year = _inferred(bounds, clues, against)
            return replace(year, evidence=(head.statement.evidence, *year.evidence))
    return _titled(bounds, clues, heads)


def _headed(heads: Sequence[TitleYear], clues: Sequence[Clue], *, plan: bool) -> Year | None:
    """Take the own title's year where no year of the text is the one reported on.

    A plan looks back on the year before its own, and a report of 2019—2021 names them all. A clue of
    the present must allow one of several years, else the title may be one that a site brought up to date.
    """
    for head in heads:
        if head.doubtful or not head.own:
            continue
        if plan and head.exact:
            return _stated(head.statement, clues)
        years = range(head.first, head.last + 1)
        now = [clue for clue in clues if clue.tense == "now"]
        if head.several and all(any(map(clue.allows, years)) for clue in now):
            evidence = (head.statement.evidence,)
            return Year(None, (head.first, head.last), "stated", 0.9, evidence)
    return None


def _signed(folded: Folded, heads: Sequence[TitleYear], clues: Sequence[Clue]) -> Year | None:
    """Take the own title's year where the date under the text is of it, or of the spring after.

    What a plan says of next year's documents cannot outweigh the two; what the text tells of its own
    present is left to the clues, unless it is only a year off.
    """
    for head in heads:
        dates = closing_date(folded) if head.own and head.exact and not head.doubtful else []
        if any(head.first in (date.first, date.last) for date in dates):
            near = [clue for clue in clues if not _adjoins(clue, head)]
            year = _stated(head.statement, near)
            return year if year.conflict is None else None
    return None


def _adjoins(clue: Clue, head: TitleYear) -> bool:
    return clue.allows(head.first - 1) or clue.allows(head.last + 1)


def _stated(statement: Statement, clues: Sequence[Clue]) -> Year:
    """Keep what the text states, and show a clue of the present that excludes it."""
    years = statement.span or (statement.year, statement.year)
    against = [
        clue for clue in clues
        if clue.tense == "now" and not any(_stretched(clue, year) for year in years)
    ]  # fmt: skip
    if not against:
        return Year(statement.year, statement.span, "stated", 1.0, (statement.evidence,))
    clue = min(against, key=lambda found: (found.last or HORIZON) - (found.first or ORIGIN))
    conflict = f"正文写作“{statement.words}”，但“{clue.quote}”只合于{_span(clue)}：{clue.note}。"
    shown = (statement.evidence, *_evidence(against[: _SHOWN - 1]))
    return Year(statement.year, statement.span, "stated", 0.5, shown, conflict)


def _entitled(year: Year, statement: Statement, heads: Sequence[TitleYear]) -> Year:
    """Set the own title's year beside what the text states, and show where they disagree.

    A school year of the title holds over one of its calendar years, and over the school year before
    or after it, which the text only looks at; a title that is further off may be a site's.
    """
    for head in heads:
        if not (head.own and (head.exact or head.several)):
            continue
        agrees = head.first <= statement.year <= head.last
        said, school = head.statement, head.statement.span
        if school and statement.span not in (None, school):
            agrees = False
        if head.exact and school and (agrees or _adjoining(school, statement.span)):
            shown = dict.fromkeys((said.evidence, *year.evidence))
            year = replace(year, value=said.year, range=school, evidence=tuple(shown))
        if not agrees:
            against = f"标题写作“{said.words}”，而正文写作“{statement.words}”。"
            shown = dict.fromkeys((*year.evidence, said.evidence))
            year = replace(
                year, confidence=min(0.6, year.confidence), evidence=tuple(shown),
                conflict=against + (year.conflict or ""),
            )  # fmt: skip
        return year
    return year


def _adjoining(one: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and abs(one[0] - other[0]) == 1


def _stretched(clue: Clue, year: int) -> bool:
    """Tell whether a clue allows a year; a campaign's name is still heard the year after."""
    return clue.allows(year) or (clue.family == _CAMPAIGN and year - 1 == clue.last)


def _reach(folded: Folded, heads: Sequence[TitleYear], uploaded: str | None) -> Reach:
    """Give the years that a text may speak of as its own: those of the tables, its titles and dates."""
    years = [
        year for head in heads if head.exact or head.several for year in (head.first, head.last)
    ]
    years += [date.last for date in closing_date(folded) if date.last]
    years += [int(uploaded[:4])] if uploaded else []
    return Reach(min([ORIGIN, *years]), max([HORIZON, *years]))


def _bounds(clues: Sequence[Clue], reach: Reach, uploaded: int) -> Bounds:
    """Intersect the clues."""
    lowers = [clue for clue in clues if clue.first]
    lower = max(lowers, key=lambda clue: clue.first or 0, default=None)
    first = lower.first if lower and lower.first else reach.first
    uppers = [clue for clue in clues if clue.last and not (_outlived(clue, first))]
    upper = min(uppers, key=lambda clue: clue.last or 0, default=None)
    last = upper.last if upper and upper.last else reach.last
    if first <= uploaded < last:
        last = uploaded
    likely, backers = _likely(clues, first, last)
    return Bounds(first, last, lower, upper, likely, backers)


def _outlived(clue: Clue, first: int) -> bool:
    """Tell whether a guiding idea, which lives on in lists, is older than the other clues allow."""
    return clue.family == "中央精神" and (clue.last or HORIZON) < first


def _likely(clues: Sequence[Clue], first: int, last: int) -> tuple[tuple[int, int] | None, int]:
    """Intersect the probable ranges, if they agree, and count those that are narrow."""
    spans = [clue.likely for clue in clues if clue.likely]
    low = max([first, *(span[0] for span in spans)])
    high = min([last, *(span[1] for span in spans)])
    if not spans or low > high:
        return None, 0
    narrow = [span for span in spans if span[1] - span[0] <= 1 and span[0] >= first - 1]
    return (low, high), len(narrow)


def _titled(bounds: Bounds, clues: Sequence[Clue], heads: Sequence[TitleYear]) -> Year:
    """Weigh titles that no clue of the text contradicts."""
    exact = [head for head in heads if head.exact]
    shown = tuple(head.statement.evidence for head in heads[:1])
    if exact and exact[0].own:
        said = exact[0].statement
        sure = 0.6 if exact[0].doubtful else 0.9
        return Year(said.year, said.span, "stated", sure, (said.evidence,))
    if exact and bounds.lower and bounds.first == exact[0].first:
        # Sites bring old texts up to date, never new ones back: the text is no older than this.
        backed = (exact[0].statement.evidence, *_evidence([bounds.lower]))
        return Year(exact[0].statement.year, None, "inferred", 0.7, backed)
    if bounds.known or not heads or exact:
        return _narrowed(_inferred(bounds, clues, None), heads, shown)
    head = heads[0]
    return Year(None, (head.first, head.last), "inferred", 0.3, shown)


def _narrowed(year: Year, heads: Sequence[TitleYear], shown: tuple[Evidence, ...]) -> Year:
    """Let a decade named in a title (202×年) narrow a range."""
    decade = next((head for head in heads if not head.exact), None)
    if year.value is not None or decade is None or year.range is None:
        return year
    span = max(year.range[0], decade.first), min(year.range[1], decade.last)
    if span[0] > span[1]:
        return year
    return Year(None, span, "inferred", year.confidence, (*year.evidence, *shown))


def _inferred(bounds: Bounds, clues: Sequence[Clue], conflict: str | None) -> Year:
    """Give what the clues of the text alone leave open."""
    if not bounds.known:
        return UNKNOWN_YEAR
    shown = _evidence(_told(bounds, clues))
    if bounds.first == bounds.last:
        agreeing = sum(clue.first == clue.last == bounds.first for clue in clues)
        confidence = round(min(0.95, 0.8 + 0.05 * agreeing), 2)
        return Year(bounds.first, None, "inferred", confidence, shown, conflict)
    likely = bounds.likely or (bounds.first, bounds.last)
    if likely[0] == likely[1]:
        if bounds.backers >= 2 and bounds.last - bounds.first <= 2:
            return Year(likely[0], (bounds.first, bounds.last), "inferred", 0.6, shown, conflict)
        likely = bounds.first, bounds.last
    return Year(
        None, likely, "inferred", 0.5 if bounds.lower and bounds.upper else 0.3, shown, conflict
    )


def _contradicted(bounds: Bounds, clues: Sequence[Clue]) -> Year:
    """Show two clues of one text that exclude each other."""
    lower, upper = bounds.lower, bounds.upper
    if lower is None or upper is None:
        return UNKNOWN_YEAR
    conflict = (
        f"“{lower.quote}”指向{lower.first}年或以后（{lower.note}），"
        f"而“{upper.quote}”指向{upper.last}年或以前（{upper.note}）。"
    )
    shown = _evidence(_told(bounds, clues))
    return Year(None, (bounds.last, bounds.first), "inferred", 0.2, shown, conflict)


def _against(head: TitleYear, bounds: Bounds) -> str:
    """Say how a title and the text it stands over disagree."""
    clue = bounds.upper if bounds.last < head.first else bounds.lower
    side = f"{bounds.last}年或以前" if bounds.last < head.first else f"{bounds.first}年或以后"
    if bounds.first == bounds.last:
        side = f"{bounds.first}年"
    said = f"标题写作“{head.statement.words}”"
    return (
        f"{said}，但正文“{clue.quote}”指向{side}：{clue.note}。"
        if clue
        else f"{said}，与正文不合。"
    )


def _told(bounds: Bounds, clues: Sequence[Clue]) -> list[Clue]:
    """Choose the clues to show: those that set the ends, then the narrowest."""
    ends = [clue for clue in (bounds.lower, bounds.upper) if clue]
    telling = [clue for clue in clues if clue.tense != "past" and _width(clue) <= _TELLING]
    return list(dict.fromkeys([*ends, *sorted(telling, key=_width)]))[:_SHOWN]


def _width(clue: Clue) -> int:
    low, high = clue.likely or (clue.first or ORIGIN, clue.last or HORIZON)
    return high - low


def _evidence(clues: Sequence[Clue]) -> tuple[Evidence, ...]:
    return tuple(clue.folded.evidence(*clue.span, clue.note) for clue in clues)


def _span(clue: Clue) -> str:
    """Put the bounds of a clue into words."""
    if clue.first and clue.last:
        return f"{clue.first}年" if clue.first == clue.last else f"{clue.first}—{clue.last}年"
    return f"{clue.first}年或以后" if clue.first else f"{clue.last}年或以前"
