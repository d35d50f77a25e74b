"""A damaged page that remembers what each of its characters was.

A page is a row of cells. Each cell says what it shows and what truth it stands for, so that a
character which cleaning leaves can be told from one that only looks like it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import Literal

from zongjie.models import Cleaned, Source, Stretch
from zongjie.split import split

Kind = Literal["text", "noise", "free"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown, and the truth that it stands for."""

    truth: str
    shown: str
    kind: Kind = "text"
    """`noise` does not belong there; `free` may stay or go (the marks between summaries)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`shown[start:end]` becomes `new`; nothing is replaced where both offsets are the same."""

    start: int
    end: int
    new: str
    kind: Kind = "noise"
    """What an insertion is."""


@dataclass(frozen=True, slots=True)
class Node:
    """A section: where its label stands in a text, its number path, label and heading."""

    start: int
    number: str
    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The structure of a text: of each summary title and start, and the sections of all."""

    titles: tuple[str, ...]
    starts: tuple[int, ...]
    nodes: tuple[Node, ...]

    def moved(self, by: int) -> Shape:
        """Count all offsets from further ahead."""
        nodes = tuple(replace(node, start=node.start + by) for node in self.nodes)
        return Shape(self.titles, tuple(start + by for start in self.starts), nodes)


def shape_of(cleaned: Cleaned) -> Shape:
    """See a text's structure as the splitter does."""
    outlines = split(cleaned)
    nodes = [
        Node(section.start, section.number, section.label, section.heading)
        for outline in outlines
        for section in outline.walk()
    ]
    titles, starts = (o.title for o in outlines), (o.start for o in outlines)
    return Shape(tuple(titles), tuple(starts), tuple(nodes))


@dataclass(frozen=True)
class Page:
    """A text with its damage and its true structure, whose offsets refer to `truth`."""

    cells: tuple[Cell, ...]
    shape: Shape

    @cached_property
    def shown(self) -> str:
        """The damaged text."""
        return "".join(cell.shown for cell in self.cells)

    @cached_property
    def truth(self) -> str:
        """The clean text."""
        return "".join(cell.truth for cell in self.cells)

    @property
    def title(self) -> str:
        """The first summary's title."""
        return self.shape.titles[0]

    def places(self) -> list[int]:
        """Give for each offset of `truth`, its end included, where that stands in `shown`.

        The marks before a title stand before it: they are none of the truth.
        """
        places: list[int] = []
        at = 0
        for cell in self.cells:
            places += [at] * len(cell.truth)
            at += len(cell.shown)
        return [*places, at]

    def edited(self, edits: Iterable[Edit]) -> Page:
        """Damage the page: edits in order, none over another."""
        return Page(
            tuple(_edited(self.cells, sorted(edits, key=attrgetter("start", "end")))), self.shape
        )


def undamaged(text: str) -> Page:
    """Take a clean text, its structure being what the splitter sees in it."""
    kept = (Stretch(0, len(text), "kept", "", text),) if text else ()
    shape = shape_of(Cleaned(Source("truth.txt", "", "utf-8", text), kept))
    return Page(tuple(Cell(char, char) for char in text), shape)


def _edited(cells: tuple[Cell, ...], edits: list[Edit]) -> list[Cell]:
    """Apply edits from the last to the first; cells that one touches in part merge with it."""
    done = list(cells)
    starts = [0, *accumulate(len(cell.shown) for cell in cells)]
    for edit in reversed(edits):
        first = bisect_right(starts, edit.start) - 1
        if starts[first] == edit.start == edit.end:
            done.insert(first, Cell("", edit.new, edit.kind))
            continue
        last = bisect_left(starts, edit.end, lo=first)
        done[first:last] = [_merged(done[first:last], edit, starts[first])]
    return done


def _merged(touched: list[Cell], edit: Edit, begun: int) -> Cell:
    old = "".join(cell.shown for cell in touched)
    new = old[: edit.start - begun] + edit.new + old[edit.end - begun :]
    kinds = {cell.kind for cell in touched}
    kind: Kind = "text" if "text" in kinds else "noise" if "noise" in kinds else "free"
    return Cell("".join(cell.truth for cell in touched), new, kind)
