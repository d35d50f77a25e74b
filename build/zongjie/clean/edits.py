"""Edits and the ledger that they add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from operator import gt, itemgetter
from typing import NamedTuple

from zongjie.models import Fate, Stretch


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end`, which are not none."""

    start: int
    end: int
    text: str = ""


Find = Callable[[str], Iterable[Edit]]
_made: Callable[[tuple[int, int, Fate, str, str]], Stretch] = partial(tuple.__new__, Stretch)
"""A stretch of its fields, made in half the time."""


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


def amend(ledger: Sequence[Stretch], edits: Sequence[Edit], rule: str) -> list[Stretch]:
    """Carry edits of the cleaned text into the ledger that stands behind it.

    Args:
        ledger: Stretches that tile the source.
        edits: In order and apart from each other, in offsets of the ledger's joined texts.
        rule: Name that the ledger gives as the cause.

    Returns:
        Stretches that tile the source again.
    """
    ends = list(accumulate(map(len, map(itemgetter(4), ledger))))
    done: list[Stretch] = []
    index = position = 0  # what comes next: the stretch, and the offset in the cleaned text
    queue = deque(edits)
    while queue:
        start, end, text = queue[0]
        first = bisect_right(ends, start, index)
        if index < first:
            _append(done, _part(ledger[index], ends[index], position, ends[index]))
            done += ledger[index + 1 : first]
            position = ends[first - 1]
        _, source_end, fate, _, whole = ledger[first]
        border = ends[first]
        shift = source_end - border
        if fate == "kept" and position < start:
            kept = whole[position - border + len(whole) : start - border + len(whole)]
            done.append(_made((position + shift, start + shift, "kept", "", kept)))
            position = start
        if fate == "kept" and end <= border:  # nearly all: spare them the general way
            queue.popleft()
            if text.strip():
                done.append(_made((start + shift, end + shift, "repaired", rule, text)))
            else:
                _append(done, _made((start + shift, end + shift, "removed", rule, text)))
            index, position = (first, end) if end < border else (first + 1, border)
            continue
        group, last = _group(queue, ledger, ends, first)
        end = group[-1].end
        touched = [_part(ledger[i], ends[i], position, end) for i in range(first, last + 1)]
        for stretch in _replaced(touched, group, position, rule):
            _append(done, stretch)
        cut = ledger[last].fate == "kept" and end < ends[last]
        index, position = (last, end) if cut else (last + 1, ends[last])
    if index < len(ledger):
        _append(done, _part(ledger[index], ends[index], position, ends[index]))
        done += ledger[index + 1 :]
    return done


def _group(
    queue: deque[Edit], ledger: Sequence[Stretch], ends: Sequence[int], first: int
) -> tuple[list[Edit], int]:
    """Take the next edits that share stretches which were repaired before and so cannot be cut.

    With them comes the index of the last stretch that they touch; `first` is that of the first.
    """
    group: list[Edit] = []
    last, reach = first, queue[0].end
    while queue and (not group or queue[0].start < reach):
        group.append(queue.popleft())
        last = bisect_left(ends, group[-1].end, last)
        reach = group[-1].end if ledger[last].fate == "kept" else ends[last]
    return group, last


def _part(stretch: Stretch, end: int, first: int, last: int) -> Stretch:
    """Give what of a stretch lies between two cleaned offsets; only a kept one can be cut.

    The stretch ends at the cleaned offset `end`.
    """
    begin = end - len(stretch.text)
    if stretch.fate != "kept" or (first <= begin and end <= last):
        return stretch
    return _cut(stretch, end, max(first, begin), min(last, end))


def _cut(stretch: Stretch, end: int, first: int, last: int) -> Stretch:
    """Give what of a kept stretch, which ends at `end`, lies between two cleaned offsets in it."""
    shift, begin = stretch.end - end, end - len(stretch.text)
    text = stretch.text[first - begin : last - begin]
    return _made((first + shift, last + shift, "kept", "", text))


def _replaced(
    touched: list[Stretch], group: list[Edit], begin: int, rule: str
) -> Iterator[Stretch]:
    """Give the stretches that stand for the touched ones once the edits are made.

    The touched stretches begin at the cleaned offset `begin`.
    """
    text = "".join(s.text for s in touched)
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
