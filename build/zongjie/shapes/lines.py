"""Lines, and how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TERMINAL = "。！？!?；;：:…"
CLOSING = "”’」』）)》】\"'"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, white space around it left out."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank."""
    for found in re.finditer(r"[^\n]+", text):
        raw = found.group()
        stripped = raw.strip()
        if stripped:
            start = found.start() + raw.index(stripped[0])
            yield Line(start, start + len(stripped), stripped)


def han_count(text: str) -> int:
    """Count the Han characters of a text."""
    return len(re.findall(f"[{HAN}]", text))


def finished(text: str) -> bool:
    """Tell whether a line ends as a sentence ends.

    >>> finished("取得成效。"), finished("他说：“好。”"), finished("着力推进")
    (True, True, False)
    """
    stripped = text.rstrip().rstrip(CLOSING)
    return stripped[-1:] in TERMINAL or text.rstrip()[-1:] in TERMINAL
