"""Edits and the ledger that they add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from zongjie.models import Stretch


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
    for edit in edits:
        parts += text[position : edit.start], edit.text
        position = edit.end
    return "".join((*parts, text[position:]))


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """Sort edits by place; of two that overlap the earlier, then the longer one stays."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def amend(ledger: Sequence[Stretch], edits: Sequence[Edit], rule: str) -> list[Stretch]:
    """Carry edits of the cleaned text into the ledger that stands behind it.

    Args:
        ledger: Stretches that tile the source.
        edits: In order and apart from each other, in offsets of the ledger's joined texts.
        rule: Name that the ledger gives as the cause.

    Returns:
        Stretches that tile the source again.
    """
    cut = _cut(ledger, edits)
    ends = _ends(cut)
    done: list[Stretch] = []
    taken = 0
    for group in _groups(edits, ends):
        first, last = bisect_right(ends, group[0].start), bisect_left(ends, group[-1].end)
        if taken < first:
            _append(done, cut[taken])
            done += cut[taken + 1 : first]
        for stretch in _replaced(cut[first : last + 1], group, ends[last], rule):
            _append(done, stretch)
        taken = last + 1
    if taken < len(cut):
        _append(done, cut[taken])
        done += cut[taken + 1 :]
    return done


def _ends(ledger: Sequence[Stretch]) -> list[int]:
    """Give where each stretch ends in the cleaned text."""
    return list(accumulate(map(len, map(attrgetter("text"), ledger))))


def _cut(ledger: Sequence[Stretch], edits: Sequence[Edit]) -> list[Stretch]:
    """Cut the kept stretches of a ledger wherever an edit begins or ends."""
    ends = _ends(ledger)
    marks = (place for edit in edits for place in (edit.start, edit.end))
    done: list[Stretch] = []
    taken = 0
    for index, inside in groupby(marks, lambda mark: bisect_left(ends, mark)):
        start, _, fate, _, text = ledger[index]
        if fate != "kept":
            continue
        done += ledger[taken:index]
        taken = index + 1
        begin = ends[index] - len(text)
        for a, b in pairwise((begin, *inside, ends[index])):
            if a < b:
                place = start - begin
                done.append(Stretch(a + place, b + place, "kept", "", text[a - begin : b - begin]))
    return done + list(ledger[taken:])


def _groups(edits: Iterable[Edit], ends: Sequence[int]) -> Iterator[list[Edit]]:
    """Group the edits that share a stretch which was repaired before and so could not be cut."""
    group: list[Edit] = []
    reach = 0
    for edit in edits:
        if group and edit.start >= reach:
            yield group
            group = []
        group.append(edit)
        reach = ends[bisect_left(ends, edit.end)]
    if group:
        yield group


def _replaced(touched: list[Stretch], group: list[Edit], end: int, rule: str) -> Iterator[Stretch]:
    """Give the stretches that stand for the touched ones once the edits are made.

    The touched stretches end at the cleaned offset `end`.
    """
    text = "".join(s.text for s in touched)
    begin = end - len(text)
    text = splice(text, (Edit(e.start - begin, e.end - begin, e.text) for e in group))
    if text.strip():
        yield Stretch(touched[0].start, touched[-1].end, "repaired", rule, text)
        return
    for index, stretch in enumerate(touched):
        cause = stretch.rule if stretch.fate == "removed" and not stretch.text else rule
        yield Stretch(stretch.start, stretch.end, "removed", cause, "" if index else text)


def _append(ledger: list[Stretch], stretch: Stretch) -> None:
    """Append a stretch; removed by the same rule, neighbours are one; each repair stands alone."""
    last = ledger[-1] if ledger else None
    if last and last.fate == stretch.fate == "removed" and last.rule == stretch.rule:
        ledger[-1] = last._replace(end=stretch.end, text=last.text + stretch.text)
    else:
        ledger.append(stretch)
