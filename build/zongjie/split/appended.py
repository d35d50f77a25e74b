"""Tell what stands below the last section and has no section of its own: attachments and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zongjie.shapes import Line, label_at

_ATTACHED = re.compile("附(?:件|表|图)?[ \u3000]*(?:[：:]|[1一][：:.．、])")
_NOTE = re.compile("[\u2460-\u2473]")
"""How a note begins that would else be an item."""
_CALL = re.compile(r"(?<=[^，。；：、\s])([\u2460-\u2473])(?=[^。；]{0,12}[，。；、]|\w{1,6})")


def appended(found: Sequence[Line]) -> frozenset[int]:
    """Give the lines of the list of attachments and of the notes: they number nothing in the text.

    The list goes on from its first line by the numbers. Notes stand at the end, and what they begin
    with stands in the text, behind the word that they explain.
    """
    lists: set[int] = set()
    for index, line in enumerate(found):
        if _ATTACHED.match(line.text):
            lists |= _list_from(found, index)
    notes: set[int] = set()
    called: dict[str, int] | None = None
    for index in range(len(found) - 1, 0, -1):
        text = found[index].text
        if _NOTE.match(text):
            called = _called(found) if called is None else called
            if called.get(text[0], index) >= index:
                return frozenset(lists)
            notes.add(index)
        elif label_at(text, 0) and index not in lists:
            break
    return frozenset(lists | notes)


def _list_from(found: Sequence[Line], index: int) -> set[int]:
    """Give the lines of a list of attachments that begins at one: 附件：1.…, then 2.…."""
    own = found[index].text
    begun = re.match("附(?:件|表|图)?[ \u3000]*[：:]?[ \u3000]*", own)
    first = label_at(own, begun.end()) if begun else None
    expected = (first.number or 0) + 1 if first else 1
    indices = {index}
    for place in range(index + 1, len(found)):
        label = label_at(found[place].text, 0)
        if not label or label.style != "num" or label.number != expected:
            break
        if re.search("。.", found[place].text):
            break
        indices.add(place)
        expected += 1
    return indices


def _called(found: Sequence[Line]) -> dict[str, int]:
    """Give for the sign of each note the first line in which it stands behind a word of the text."""
    first: dict[str, int] = {}
    for index, line in enumerate(found):
        for sign in _CALL.findall(line.text):
            first.setdefault(sign, index)
    return first
