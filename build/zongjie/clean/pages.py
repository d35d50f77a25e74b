"""Marks of pages in any form: lines that are alike but for a number that counts up, and notes to turn over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zongjie.clean.edits import Edit
from zongjie.shapes import Line, finished, han_count, is_signature, is_title, lines

_MARK = re.compile(
    r"(?:[^\w\s×]|[第页頁共码当前总]|\b(?:pages?|p|of|no)\b|p(?=\d)|\s)*", re.IGNORECASE
)
"""What may stand around the number of a page: signs, and words about pages."""
_TURN = re.compile(r"[（(〔【\[][上下前后接转续承未完见第页頁续\d]{2,8}[）)〕】\]]")
_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 40
_HEADING = re.compile("[^，。；：！？|]{2,30}")
_HALVES = re.compile("[^，。；：！？|]{2,30}(?:，[^，。；：！？|]{2,20})?")


def page_counts(text: str) -> Iterator[Edit]:
    r"""Remove page marks that count upwards, whatever their form, and notes such as （下转第3页）.

    A single one counts if it speaks of a page.

    Harm: of numbers between signs alone, as labels have them, only lines count that hold nothing else.

    >>> fix(page_counts, "成效明\n== 1 ==\n显。\n== 2 ==\n（上接第2页）\n校园平安。"), fix(page_counts, "（1）\n甲\n（3）\n乙")
    ('成效明\n\n显。\n\n\n校园平安。', '（1）\n甲\n（3）\n乙')
    """
    groups: dict[str, list[tuple[int, Line]]] = {}
    for line in lines(text):
        if len(line.text) > _LONGEST:
            continue
        if _TURN.fullmatch(line.text) and re.search("[页頁续]", line.text):
            yield Edit(line.start, line.end)
        elif number := _NUMBER.search(line.text):
            around = _NUMBER.split(line.text)
            if all(map(_MARK.fullmatch, around)) and "".join(around).strip():
                groups.setdefault(around[0] + "#" + around[-1], []).append((int(number[0]), line))
    for form, group in groups.items():
        enough = len(group) > 1 or re.search("[页頁]", form)
        if enough and all(b - a == 1 for (a, _), (b, _) in pairwise(group)):
            yield from (Edit(line.start, line.end) for _, line in group)


def heading_numbers(found: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Give the lone numbers that count 1, 2, … above headings, 01, 02 as well, each with its heading.

    All of a text do, or none. Harm: pages of which each begins with a short line of its own.
    """
    places = [i for i, x in enumerate(found) if len(x.text) <= 3 and x.text.isdecimal()]
    pairs = [(found[i], x) for i in places for x in found[i + 1 : i + 2]]
    counted = [int(number.text) for number, _ in pairs] == list(range(1, len(places) + 1))
    if len(pairs) < 2 or not counted or len({x.text for _, x in pairs}) < len(pairs):
        return []
    torn = any(i and "，" in found[i - 1].text and not finished(found[i - 1].text) for i in places)
    padded = all(number.text[0] == "0" for number, _ in pairs)
    return [] if torn or not all(_heads(x.text, comma=padded) for _, x in pairs) else pairs


def _heads(line: str, *, comma: bool) -> bool:
    """Tell whether a line below a lone number may be a heading; with a comma only below 01, 02."""
    form = _HALVES if comma else _HEADING
    short = han_count(line) >= 2 and form.fullmatch(line)
    return bool(short) and not (is_title(line) or is_signature(line))
