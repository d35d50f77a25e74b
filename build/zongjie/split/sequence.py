"""Check that the numbers of sections follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zongjie.models import Section
from zongjie.shapes import label_at
from zongjie.split.runs import run_label_at, series


@dataclass(frozen=True, slots=True)
class Jump:
    """A place where the numbering of neighbouring sections does not go on by one."""

    section: Section
    expected: int
    found: int


def jumps(sections: Sequence[Section]) -> Iterator[Jump]:
    """Yield the jumps in the numbering of sections and of all below them.

    Masked numbers count as right. Each series of labels is followed on its own.
    """
    last: dict[tuple[str, str], int] = {}
    for section in sections:
        # a label is only read as one before text
        text = section.label + "文"
        label = (label_at(text, 0) or run_label_at(text)) if section.label else None
        if label:
            kind = series(label)
            expected = last.get(kind, 0) + 1
            value = label.number if label.number is not None else expected
            if value != expected:
                yield Jump(section, expected, value)
            last[kind] = value
        yield from jumps(section.children)
