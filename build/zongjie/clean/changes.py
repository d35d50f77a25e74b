"""What has changed of a text since it was looked at: spans, and the lines that they touch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from zongjie.clean.edits import Edit

Span = tuple[int, int]


def moved(spans: Iterable[Span], edits: Sequence[Edit]) -> list[Span]:
    """Give where spans of a text stand after edits, which are in order and apart from each other.

    >>> moved([(1, 2), (4, 5)], [Edit(0, 2), Edit(5, 6, "丙丁")])
    [(0, 0), (2, 3)]
    """
    ends = [edit.end for edit in edits]
    shifts = _shifts(edits)

    def place(old: int) -> int:
        behind = bisect_right(ends, old)
        inside = behind < len(edits) and edits[behind].start < old
        return (edits[behind].start if inside else old) + shifts[behind]

    return [(place(start), place(end)) for start, end in spans]


def made(edits: Sequence[Edit]) -> list[Span]:
    """Give where in the new text that stands which edits put in.

    >>> made([Edit(0, 2), Edit(5, 6, "丙丁")])
    [(0, 0), (3, 5)]
    """
    starts = (edit.start + shift for edit, shift in zip(edits, _shifts(edits), strict=False))
    return [(start, start + len(edit.text)) for edit, start in zip(edits, starts, strict=True)]


def _shifts(edits: Sequence[Edit]) -> list[int]:
    """Give how far a text is moved before each edit, and behind the last."""
    return [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in edits)]


def touched(text: str, spans: Iterable[Span]) -> str:
    r"""Give the lines that spans touch, as a text of their own.

    >>> touched("甲甲\n乙乙\n丙丙\n丁丁", [(4, 4), (5, 7)])
    '乙乙\n丙丙'
    """
    found: list[str] = []
    last = -1
    for start, end in sorted(spans):
        if end > last:
            first = max(last + 1, text.rfind("\n", 0, start) + 1)
            last = text.find("\n", end)
            last = last if last >= 0 else len(text)
            found.append(text[first:last])
    return "\n".join(found)
