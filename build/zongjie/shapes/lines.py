"""Lines, and how they end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple, TypeVar

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TERMINAL = "。！？!?；;：:…"
CLOSING = "”’」』）)》】\"'"
_HAN_RUN = re.compile(f"[{HAN}]+")
T = TypeVar("T")


class Line(NamedTuple):
    """A line of a text, white space around it left out."""

    start: int
    end: int
    text: str


_line: Callable[[tuple[int, int, str]], Line] = partial(tuple.__new__, Line)
"""A line of its fields, made in half the time."""
_memories: list[Callable[[], None]] = []


def forget() -> None:
    """Let go of all that is remembered of lines: another source comes, or they are judged anew."""
    lines.cache_clear()
    for clear in _memories:
        clear()


def remembered(judge: Callable[[str], T]) -> Callable[[str], T]:
    """Remember what was said of a line: many rules ask the same of it, round after round."""
    known = cache(judge)
    _memories.append(known.cache_clear)
    return known


@lru_cache(maxsize=2)
def lines(text: str) -> tuple[Line, ...]:
    """Give the lines of a text that are not blank; of the last texts they are remembered."""
    found = []
    position = 0
    for raw in text.split("\n"):
        if stripped := raw.strip():
            start = position if stripped is raw else position + raw.find(stripped[0])
            found.append((start, start + len(stripped), stripped))
        position += len(raw) + 1
    return tuple(map(_line, found))


def begun(text: str, first: Callable[[str], bool]) -> Iterator[int]:
    r"""Yield where lines begin, indents included, of which the first character is of some kind.

    So a pattern is tried there alone and not at every character, as one that begins with `^` is.

    >>> list(begun("一\n  2\n三", str.isdecimal))
    [2]
    """
    for line in lines(text):
        if first(line.text[0]):
            yield text.rfind("\n", 0, line.start) + 1


@remembered
def han_count(text: str) -> int:
    """Count the Han characters of a text."""
    return sum(map(len, _HAN_RUN.findall(text)))


def finished(text: str) -> bool:
    """Tell whether a line ends as a sentence ends.

    >>> finished("取得成效。"), finished("他说：“好。”"), finished("着力推进")
    (True, True, False)
    """
    stripped = text.rstrip()
    last = stripped[-1:]
    return last in TERMINAL or (last in CLOSING and stripped.rstrip(CLOSING)[-1:] in TERMINAL)
