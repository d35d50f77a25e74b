"""Tables of contents that are known by what they list: headings that come again below."""

from __future__ import annotations

import re

from zongjie.shapes import HAN, label_at

_LEADER = re.compile(r"[ \u3000\t.．…·⋯\-—_]*")
_PAGE = re.compile(r"\d{0,7}")
_YEAR = re.compile(r"(?:19|20)[\d×]{2}年")
_GLUED = re.compile(r"\d(?=[ \u3000]*[^\s\d])")
"""The end of a page number that the next entry follows on the same line."""
_ENOUGH = 3
"""Entries from which on a table of contents is one for sure."""
_SHORTEST, _LONGEST = 3, 128
"""Characters of a heading without and with its label; a shorter one must begin a line again."""


def listed(text: str, position: int) -> tuple[int, list[str]]:
    """Read a table of contents whose headings stand again in the text below it.

    Args:
        text: The whole text.
        position: Where the first entry begins, after the word 目录.

    Returns:
        Where the table ends, and its headings, labels included. Page numbers and dots belong to it,
        whether its entries have lines of their own or are glued to each other and to the text.
    """
    headings: list[str] = []
    while True:
        start = _skip(text, position)
        heading = _heading(text, start)
        if not heading and len(headings) > _ENOUGH:
            start, heading = _beyond(text, start)
        if not heading:
            return position, headings
        headings.append(heading)
        position = _after_page(text, start + len(heading))


def _beyond(text: str, start: int) -> tuple[int, str]:
    """Find the next entry behind one that does not come again as it stands."""
    for found in _GLUED.finditer(text, start, start + _LONGEST):
        if "。" in text[start : found.end()]:
            break
        if heading := _heading(text, place := _skip(text, found.end())):
            return place, heading
    return start, ""


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _heading(text: str, start: int) -> str:
    """Give the longest stretch from a label on, within its line, that comes again; empty if none."""
    label = label_at(text[start : start + 20], 0)  # cut off from the page number before it
    if label is None:
        return ""
    size, step = 0, _LONGEST
    while step := step // 2:
        piece = text[start : start + size + step]
        if "\n" not in piece and len(piece) == size + step and text.find(piece, start + 1) >= 0:
            size += step
    words = text[start + label.end : start + size]
    heading = text[start : start + size].rstrip(" .．…·-—\u3000")
    stem = heading.rstrip("0123456789")
    if stem != heading and label_at(text, text.find(heading, start + 1) + len(stem)):
        heading = stem  # below, the digits are those of a label that is glued to it
    short = len(re.findall(f"[{HAN}]", words)) < _SHORTEST
    if re.search("[。；]", words) or (
        short and (not words or text.find(f"\n{heading}", start) < 0)
    ):
        return ""
    return heading


def _after_page(text: str, position: int) -> int:
    """Give the place after the dots and the page number of an entry.

    Digits are the page's as far as they leave a label, a year or other words of the text whole.
    """
    begin = _LEADER.match(text, position)
    at = begin.end() if begin else position
    digits = _PAGE.match(text, at)
    size = len(digits[0]) if digits else 0
    for page in range(min(size, 3), 0, -1):
        if _YEAR.match(text, at + page) or _heading(text, _skip(text, at + page)):
            return at + page
    return at + min(size, 3)
