"""The ledger that edits add up to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from sys import maxsize

from zongjie.clean.edits import Edit, splice
from zongjie.models import Stretch, made, tiles


class Ledger:
    """What became of a source: all that was changed of it, in order. What lies between is kept."""

    def __init__(self, text: str, changes: Iterable[Stretch] = ()) -> None:
        """Begin a ledger of the text of a source, with what its reader changed."""
        self._text = text
        self._changes = list(changes)
        shifts = accumulate(len(new) - (end - start) for start, end, _, _, new in self._changes)
        self._ends = [
            change.end + shift for change, shift in zip(self._changes, shifts, strict=True)
        ]
        """Of the changes, in the cleaned text."""

    def stretches(self) -> Iterator[Stretch]:
        """Tile the source."""
        return tiles(self._text, self._changes, 0, len(self._text))

    def put(self, change: Stretch, end: int) -> None:
        """Append a change that ends at an offset of the cleaned text.

        Removed by the same rule, neighbours are one; each repair stands alone.
        """
        last = self._changes[-1] if self._changes and change.fate == "removed" else None
        if last and last[1:4] == (change.start, "removed", change.rule):
            self._changes[-1] = last._replace(end=change.end, text=last.text + change.text)
            self._ends[-1] = end
        else:
            self._changes.append(change)
            self._ends.append(end)

    def amended(self, edits: Sequence[Edit], rule: str) -> Ledger:
        """Carry edits of the cleaned text into the ledger that stands behind it.

        Args:
            edits: In order and apart from each other.
            rule: Name that the ledger gives as the cause.
        """
        new = Ledger(self._text)
        changes, ends = self._changes, self._ends
        index = done = 0  # the change of old that comes next, and the edits that went with others
        ahead = moved = 0  # how far the source, and the new text, are ahead of the old one
        border = self._begin(0)
        for number, (start, end, text) in enumerate(edits):
            if number < done:
                continue
            if border <= start and index < (behind := bisect_right(ends, start, index)):
                new._extend(self, index, behind, moved)
                index, ahead = behind, changes[behind - 1].end - ends[behind - 1]
                border = self._begin(index)
            if end <= border:  # nearly all
                moved += len(text) - (end - start)
                if text and not text.isspace():
                    new._changes.append(made((start + ahead, end + ahead, "repaired", rule, text)))
                    new._ends.append(end + moved)
                else:
                    new.put(made((start + ahead, end + ahead, "removed", rule, text)), end + moved)
                continue
            group, last = self._group(edits, number, index)
            begin, reach = min(start, border), max(group[-1].end, ends[last])
            ahead_behind = changes[last].end - ends[last]
            parts = tiles(
                self._text, changes[index : last + 1], begin + ahead, reach + ahead_behind
            )
            moved += sum(len(edit.text) - (edit.end - edit.start) for edit in group)
            for stretch in _replaced(list(parts), group, begin, rule):
                new.put(stretch, reach + moved)
            done, index, ahead = number + len(group), last + 1, ahead_behind
            border = self._begin(index)
        new._extend(self, index, len(ends), moved)
        return new

    def _begin(self, index: int) -> int:
        """Give where in the cleaned text a change begins; far behind it where there is none."""
        if index == len(self._ends):
            return maxsize
        return self._ends[index] - len(self._changes[index].text)

    def _extend(self, old: Ledger, first: int, last: int, moved: int) -> None:
        """Append changes of an old ledger, of which the text has moved."""
        if first < last:
            self.put(old._changes[first], old._ends[first] + moved)
        if first + 1 < last:
            self._changes += old._changes[first + 1 : last]
            ends = old._ends[first + 1 : last]
            self._ends += [end + moved for end in ends] if moved else ends

    def _group(self, edits: Sequence[Edit], number: int, index: int) -> tuple[list[Edit], int]:
        """Take the next edits that share changes, which cannot be cut.

        With them comes the index of the last change that they touch; `index` is that of the first.
        """
        group: list[Edit] = []
        reach = edits[number].end
        for edit in islice(edits, number, None):
            if group and edit.start >= reach:
                break
            group.append(edit)
            while self._begin(index + 1) < edit.end:
                index += 1
            reach = max(edit.end, self._ends[index])
        return group, index


def _replaced(
    touched: list[Stretch], group: list[Edit], begin: int, rule: str
) -> Iterator[Stretch]:
    """Give the stretches that stand for the touched ones once the edits are made.

    The touched stretches begin at the cleaned offset `begin`. A small edit within a long repair is
    put down to the rule of that repair.
    """
    text = "".join(s.text for s in touched)
    text = splice(text, (Edit(e.start - begin, e.end - begin, e.text) for e in group))
    if text.strip():
        longest = max(touched, key=lambda stretch: len(stretch.text))
        if longest.fate == "repaired" and 2 * sum(e.end - e.start for e in group) < len(text):
            rule = longest.rule
        yield Stretch(touched[0].start, touched[-1].end, "repaired", rule, text)
        return
    for index, stretch in enumerate(touched):
        cause = stretch.rule if stretch.fate == "removed" and not stretch.text else rule
        yield Stretch(stretch.start, stretch.end, "removed", cause, "" if index else text)
