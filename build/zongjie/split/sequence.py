"""Check that the numbers of sections follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zongjie.models import Section
from zongjie.shapes import Style, label_at


@dataclass(frozen=True, slots=True)
class Jump:
    """A place where the numbering of neighbouring sections does not go on by one."""

    section: Section
    expected: int
    found: int


def jumps(sections: Sequence[Section]) -> Iterator[Jump]:
    """Yield the jumps in the numbering of sections and of all below them.

    Masked numbers count as right. Each style of label is followed on its own.
    """
    last: dict[tuple[Style, str], int] = {}
    for section in sections:
        # a label is only read as one before text
        label = label_at(section.label + "文", 0) if section.label else None
        if label:
            # 一是 and 一要 count apart
            kind = (label.style, label.text[-1] if label.style == "shi" else "")
            expected = last.get(kind, 0) + 1
            value = label.number if label.number is not None else expected
            if value != expected:
                yield Jump(section, expected, value)
            last[kind] = value
        yield from jumps(section.children)
