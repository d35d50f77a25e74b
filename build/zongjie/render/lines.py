"""Offsets of a source → its line numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

_END = re.compile(r"\r\n|\r|\n")


class Lines:
    r"""The lines of a text, counted from 1, as an editor counts them.

    >>> lines = Lines("甲\r\n乙")
    >>> lines.number(0), lines.number(3), list(lines)
    (1, 2, [(0, 3), (3, 4)])
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _END.finditer(self._text))]

    def number(self, offset: int) -> int:
        """Give the number of the line in which an offset lies."""
        return bisect_right(self._starts, offset)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last offset of each line, its line end included."""
        ends = [*self._starts[1:], len(self._text)]
        return iter(zip(self._starts, ends, strict=True))
