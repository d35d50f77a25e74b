"""Find the labels that number the parts of a text, and pass over what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zongjie.shapes import HAN, RANK, Label, Line, Style, label_at, number
from zongjie.split.runs import in_runs

_N = "一二三四五六七八九十"
# begins with the first sign itself and looks back from there, which is found fastest
_MAYBE = re.compile(
    rf"[{_N}壹贰叁肆伍陆柒捌玖拾（(\d第其\u2460-\u249b\u2776-\u277f\u3220-\u3229]"
    rf"(?:(?:(?<=[{_N}])[{_N}]{{0,2}}|(?<=[壹贰叁肆伍陆柒捌玖拾]))[ \u3000]*[、．.是要]"
    rf"|(?<=[（(])[ \u3000]*[{_N}\d×]|(?<=\d)\d?[ \u3000]*[.．、）)]"
    rf"|(?<=[第其])[{_N}]|(?<=[\u2460-\u249b\u2776-\u277f\u3220-\u3229]))"
)
_BEFORE: dict[Style, str] = {
    "han": "。；！？：…”）》",
    "paren": "。；！？：…”）》，、",
    "num": "。；！？：…”）》，",
    "numparen": "。；！？：，、…”）》",
    "circled": "。；！？：，、…”）》",
    "ordinal": "。；！？：，",
    "shi": "。；！？：，、—",
}
"""After which signs a label of a style may begin inside a paragraph."""
LOST = "\ufffd"
"""Stands for a sign that could not be read: it may be one of these."""
_GLUED: tuple[Style, ...] = ("han", "paren", "num")
"""The styles that may follow a labelled heading without any sign between."""
_JOINED = frozenset("统唯同之专单划万归第")
"""What makes a word with 一: 统一要, 之一是."""
_SPOKEN: tuple[Style, ...] = ("shi", "ordinal")
"""The styles that are words, too: one alone numbers nothing."""
_CURT = re.compile("[^，。；！？：]{0,3}[，。；！？]")
"""What follows a spoken label that numbers nothing: 一要快，二要准."""
LONGEST_HEADING = 60
_ENUMERATED = re.compile(rf"([{_N}]{{1,3}})[类级本孩胎产流档][{HAN}]")
"""What may be a heading or the rest of a pair: 二、三级联动抓落实, 二、三类幼儿园全部达标."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label that counts, and whether it stands inside a paragraph."""

    label: Label
    inline: bool


def find_labels(found: Sequence[Line]) -> list[list[Mark]]:
    """Give the labels of each line, in order; offsets are those of the line's own text.

    A label counts at the start of a line. Inside a paragraph it must follow a sign that ends
    something, or directly a labelled heading, and be number 1 or the successor of one of its style
    that stands before it; of the styles that are words, number 1 must have a successor.
    """
    plain = {i: label for i, line in enumerate(found) if (label := label_at(line.text, 0))}
    leading = plain | in_runs(found, plain)
    flat = [
        (index, mark)
        for index, line in enumerate(found)
        for mark in _candidates(line.text, leading.get(index))
    ]
    kept: list[list[Mark]] = [[] for _ in found]
    last: dict[Style, int | None] = {}
    for place, ((index, mark), distance) in enumerate(zip(flat, _successors(flat), strict=True)):
        label = mark.label
        if _pairs(found[index].text, label) and not _placed(
            label, last, (flat[at][1].label for at in range(place + 1, len(flat)))
        ):
            continue
        sign = found[index].text[label.start - 1 : label.start]
        if _counts(mark, sign, last, distance):
            kept[index].append(mark)
            last[label.style] = label.number
            for style in begun_anew(label.style):
                last.pop(style, None)
    return kept


def begun_anew(style: Style) -> tuple[Style, ...]:
    """Give the styles whose counting begins anew under a label of this one."""
    order: tuple[Style, ...] = tuple(RANK)
    if style not in order:
        return ()
    spoken = _SPOKEN if style in ("part", "han", "paren") else ()
    return (*order[order.index(style) + 1 :], *spoken)


def _candidates(text: str, opening: Label | None) -> Iterator[Mark]:
    """Yield what has the form and the place of a label; `opening` is the one the line begins with."""
    position = 0
    if opening and not _is_word(text, opening):
        yield Mark(opening, inline=False)
        position = opening.end
    for found in _MAYBE.finditer(text):
        start = found.start()
        if start < max(position, 1) or not (label := label_at(text, start)):
            continue
        if _is_word(text, label):
            continue
        if text[start - 1] in _BEFORE.get(label.style, "") + LOST or (
            opening and _may_be_glued(text, label) and _after_heading(text, opening, label)
        ):
            yield Mark(label, inline=True)
        else:
            continue
        position = label.end
        opening = label


def _may_be_glued(text: str, label: Label) -> bool:
    """Tell whether a label may follow a labelled heading without any sign between.

    （1） and 一是 begin a list there: 存在问题一是…；二是….
    """
    if label.style == "shi":
        return text[label.start - 1] not in _JOINED
    return label.style in _GLUED or (label.style == "numparen" and label.text[0] == "（")


def _pairs(text: str, label: Label) -> bool:
    """Tell whether a label may be half of a pair of kinds: 一、二类幼儿园."""
    if label.style != "han" or not (found := _ENUMERATED.match(text, label.end)):
        return False
    return number(found[1]) == (label.number or 0) + 1


def _placed(label: Label, last: Mapping[Style, int | None], below: Iterable[Label]) -> bool:
    """Tell whether a label that may be half of a pair has a place among its neighbours' numbers.

    It has none where its number has been used, or is used next: 一、二类… below 一、 or above it.
    """
    following = next((other.number for other in below if other.style == label.style), None)
    if label.number == 1:
        return label.style not in last and following == 2
    return last.get(label.style) == (label.number or 0) - 1 and following != label.number


def _is_word(text: str, label: Label) -> bool:
    """Tell whether a spoken label numbers nothing."""
    return label.style in _SPOKEN and bool(_CURT.match(text, label.end))


def _after_heading(text: str, opening: Label, label: Label) -> bool:
    """Tell whether only a heading stands between the label before and this one.

    This one must then begin a list, or go on with one whose items no signs end: （一）…（二）….
    """
    heading = text[opening.end : label.start].rstrip()
    same = label.style == opening.style
    follows = label.number == ((opening.number or 0) + 1 if same else 1)
    return (
        follows
        and (not same or label.style == "paren")
        and not (label.style in _SPOKEN and "，" in heading)
        and 4 <= len(heading) <= LONGEST_HEADING
        and not re.search(r"[。；：]", heading)
        and bool(re.search(f"[{HAN}”）]$", heading))
    )


def _counts(mark: Mark, sign: str, last: Mapping[Style, int | None], distance: int | None) -> bool:
    """Tell whether a candidate is a label, by its number and its neighbours of the same style.

    Args:
        mark: The candidate.
        sign: The character before it.
        last: The number of the last label of each style that a further one would follow.
        distance: Lines to the number 2 that follows a number 1, None where none follows.
    """
    label = mark.label
    if label.number is None or (not mark.inline and label.style not in _SPOKEN):
        return True
    before = last.get(label.style)
    if before is not None and label.number == before + 1:
        return True
    if label.number != 1:
        return False
    if label.style in _GLUED and (sign in "。；！？：" or label.style not in last):
        return label.style == "num" or distance is not None
    # a spoken label that opens a line may have many lines before its successor
    return distance is not None and distance <= (12 if mark.inline else 100)


def _successors(flat: Sequence[tuple[int, Mark]]) -> list[int | None]:
    """Give, for each candidate, how many lines below its style's number 2 follows.

    None where number 1 comes again before it, or neither.
    """
    distances: list[int | None] = []
    nearest: dict[Style, tuple[int, int]] = {}
    for index, mark in reversed(flat):
        label = mark.label
        value, place = nearest.get(label.style, (1, 0))
        distances.append(place - index if value == 2 else None)
        if label.number in (1, 2):
            nearest[label.style] = (label.number, index)
    return distances[::-1]
