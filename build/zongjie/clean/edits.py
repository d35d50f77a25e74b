"""Edits and the ledger that they add up to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from zongjie.models import Fate, Stretch


@dataclass(frozen=True, slots=True)
class Edit:
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
    done: list[Stretch] = []
    pending = deque(edits)
    touched: list[Stretch] = []  # what the edits of the current group cover
    group: list[Edit] = []
    position = 0  # of the current stretch in the cleaned text
    for stretch in _cut(ledger, edits):
        end = position + len(stretch.text)
        while pending and pending[0].start < end:
            group.append(pending.popleft())
        (touched if group else done).append(stretch)
        position = end
        if group and position >= group[-1].end:
            done += _replaced(touched, group, position, rule)
            touched, group = [], []
    return merge(done)


def _cut(ledger: Sequence[Stretch], edits: Sequence[Edit]) -> Iterator[Stretch]:
    """Cut the kept stretches of a ledger wherever an edit begins or ends."""
    marks = deque(place for edit in edits for place in (edit.start, edit.end))
    position = 0
    for stretch in ledger:
        end = position + len(stretch.text)
        cuts = [position]
        while marks and marks[0] < end:
            cuts.append(max(marks.popleft(), position))
        if stretch.fate != "kept":
            yield stretch
        else:
            offset = stretch.start - position
            for a, b in pairwise(sorted({*cuts, end})):
                yield Stretch(
                    a + offset, b + offset, "kept", "", stretch.text[a - position : b - position]
                )
        position = end


def _replaced(touched: list[Stretch], group: list[Edit], end: int, rule: str) -> Iterator[Stretch]:
    """Give the stretches that stand for the touched ones once the edits are made.

    The touched stretches end at the cleaned offset `end`. Several edits meet here only where they
    share a stretch that was repaired before and so cannot be cut.
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


def merge(ledger: Iterable[Stretch]) -> list[Stretch]:
    """Join neighbours of one fate and rule; repaired ones stay apart, each a mend of its own."""

    def key(item: tuple[int, Stretch]) -> tuple[Fate, str, int]:
        index, stretch = item
        return stretch.fate, stretch.rule, index if stretch.fate == "repaired" else -1

    merged = []
    for (fate, rule, _), group in groupby(enumerate(ledger), key):
        items = [stretch for _, stretch in group]
        text = "".join(s.text for s in items)
        merged.append(Stretch(items[0].start, items[-1].end, fate, rule, text))
    return merged
