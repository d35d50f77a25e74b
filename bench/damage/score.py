"""How much of the truth a cleaned page holds.

A character of the truth counts as restored only where the ledger says that it came from the place
in the damaged text that stood for it. A like character from elsewhere earns nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from itertools import pairwise

from damage.cells import Cell, Page, Shape, shape_of
from zongjie.models import Cleaned, Stretch


@dataclass
class Tally:
    """Counts over any number of pages."""

    truth: int = 0
    """Characters of the truth, a gap of white space counting as one."""
    restored: int = 0
    lost: int = 0
    """Characters of the truth for which nothing stands any more."""
    put: int = 0
    """Characters of noise put in."""
    left: int = 0
    """Of these, how many still stand."""
    extra: int = 0
    """Characters of the cleaned text that stand for nothing: noise left, or made anew."""
    node_hits: int = 0
    nodes: int = 0
    """True and found sections, added."""
    start_hits: int = 0
    starts: int = 0
    """True and found beginnings of summaries, added."""

    def add(self, other: Tally) -> None:
        """Add the counts of other pages."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def figures(self) -> dict[str, float]:
        """Give the figures: percentages, and F1 from 0 to 1."""
        truth = self.truth or 1
        return {
            "restored": 100 * self.restored / truth,
            "lost": 100 * self.lost / truth,
            "noise": 100 * self.extra / truth,
            "left": 100 * self.left / self.put if self.put else 0.0,
            "tree": 2 * self.node_hits / self.nodes if self.nodes else 1.0,
            "starts": 2 * self.start_hits / self.starts if self.starts else 1.0,
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the cleaned text is not the truth, for whoever mends a rule."""

    truth: str
    shown: str
    found: str
    rules: set[str]


def score(page: Page, cleaned: Cleaned) -> tuple[Tally, list[Fault]]:
    """Compare a cleaned page with its truth."""
    tally = Tally()
    faults: list[Fault] = []
    origin: list[int | None] = []
    """For each character of the cleaned text the offset of the truth that it restores."""
    offset = 0
    for cells, stretches in blocks(page.cells, cleaned.ledger):
        truth = "".join(cell.truth for cell in cells)
        found = "".join(text for _, text, _ in stretches)
        owners = _aligned(truth, found)
        origin += [None if at is None else offset + at for at in owners]
        _count(tally, cells, truth, found, owners)
        if truth.split() != found.split() and not all(cell.kind == "free" for cell in cells):
            rules = {rule for *_, rule in stretches if rule}
            _note(faults, Fault(truth, "".join(cell.shown for cell in cells), found, rules))
        offset += len(truth)
    for title in page.shape.titles:
        _credit_twin(tally, page.truth, title, cleaned.text, origin)
    _count_gaps(tally, page.truth, cleaned.text, origin)
    _count_structure(tally, page.truth, page.shape, shape_of(cleaned), origin)
    return tally, faults


def _note(faults: list[Fault], fault: Fault) -> None:
    """Add a fault, to the last one if that is of the same make."""
    last = faults[-1] if faults else None
    if last and not (last.truth or fault.truth) and last.rules == fault.rules:
        fault = Fault("", last.shown + fault.shown, last.found + fault.found, fault.rules)
        faults.pop()
    elif last and last.truth and fault.truth and not (last.found or fault.found):
        fault = Fault(
            last.truth + fault.truth, last.shown + fault.shown, "", fault.rules | last.rules
        )
        faults.pop()
    faults.append(fault)


Piece = tuple[int, str, str]
"""Source length, text and rule of a part of a stretch."""


def blocks(
    cells: Iterable[Cell], ledger: Iterable[Stretch]
) -> Iterator[tuple[list[Cell], list[Piece]]]:
    """Pair cells with the parts of the ledger that cover the same source, as finely as possible."""
    pieces = _pieces(ledger)
    row: list[Cell] = []
    parts: list[Piece] = []
    ahead = 0
    for cell in _fine(cells):
        row.append(cell)
        ahead += len(cell.shown)
        while ahead > 0:
            part = next(pieces)
            parts.append(part)
            ahead -= part[0]
        if ahead == 0:
            yield row, parts
            row, parts = [], []
    if row or parts:
        raise ValueError("the ledger does not cover the page")


def _fine(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Cut cells that stand for nothing into characters."""
    for cell in cells:
        if cell.truth or len(cell.shown) < 2:
            yield cell
        else:
            yield from (Cell("", char, cell.kind) for char in cell.shown)


def _pieces(ledger: Iterable[Stretch]) -> Iterator[Piece]:
    """Cut kept and removed stretches, and repairs sign by sign, into characters."""
    for stretch in ledger:
        size = stretch.end - stretch.start
        if len(stretch.text) == size:
            yield from ((1, char, stretch.rule) for char in stretch.text)
        elif stretch.text.strip():
            yield size, stretch.text, stretch.rule
        else:
            yield 1, stretch.text, stretch.rule
            yield from ((1, "", stretch.rule) for _ in range(size - 1))


def _aligned(truth: str, found: str) -> list[int | None]:
    """Give for each character of `found` the place of `truth` it restores; white space has none."""
    if truth == found:
        return [None if char.isspace() else place for place, char in enumerate(truth)]
    owners: list[int | None] = [None] * len(found)
    for a, b, size in SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks():
        for step in range(size):
            owners[b + step] = None if found[b + step].isspace() else a + step
    return owners


def _solid(text: str) -> int:
    return sum(not char.isspace() for char in text)


def _count(
    tally: Tally, cells: list[Cell], truth: str, found: str, owners: list[int | None]
) -> None:
    restored = sum(owner is not None for owner in owners)
    missing, extra = _solid(truth) - restored, _solid(found) - restored
    changed = min(missing, extra)
    kinds = {cell.kind for cell in cells}
    noise = sum(_solid(cell.shown) for cell in cells if cell.kind == "noise")
    tally.truth += _solid(truth)
    tally.restored += restored
    tally.lost += missing - changed
    tally.put += noise
    tally.left += min(noise, extra - changed)
    tally.extra += 0 if "free" in kinds else extra - changed


def _credit_twin(
    tally: Tally, truth: str, title: str, found: str, origin: list[int | None]
) -> None:
    """Take the line of a site that says the title and nothing else for the title, if that is gone."""
    place = f"\n{truth}".find(f"\n{title}\n")
    at = f"\n{found}\n".find(f"\n{title}\n")
    own = range(place, place + len(title))
    if min(place, at) < 0 or any(origin[at : at + len(title)]) or set(own) & set(origin):
        return
    origin[at : at + len(title)] = [None if truth[i].isspace() else i for i in own]
    tally.restored += _solid(title)
    tally.lost -= _solid(title)
    tally.extra -= _solid(title)
    tally.left -= _solid(title)


def _count_gaps(tally: Tally, truth: str, found: str, origin: list[int | None]) -> None:
    """Count the white space between neighbours: kept, lost or put in where none belongs."""
    gaps = _gaps(found, origin)
    solid = [place for place, char in enumerate(truth) if not char.isspace()]
    for a, b in pairwise(solid):
        wanted, got = _gap(truth[a + 1 : b]), gaps.get((a, b))
        tally.truth += bool(wanted)
        if got is None:
            continue
        tally.restored += bool(wanted) and wanted == got
        tally.lost += bool(wanted) and not got
        tally.extra += bool(got) and not wanted


def _gaps(found: str, origin: list[int | None]) -> dict[tuple[int, int], str]:
    """Give the white space that stands between restored characters, by their offsets in the truth."""
    gaps, before, start = {}, -1, 0
    for place, owner in enumerate(origin):
        if owner is not None:
            gaps[before, owner] = _gap("".join(c for c in found[start:place] if c.isspace()))
            before, start = owner, place + 1
    return gaps


def _gap(space: str) -> str:
    return "\n" if "\n" in space else " " if space else ""


def _count_structure(
    tally: Tally, text: str, truth: Shape, found: Shape, origin: list[int | None]
) -> None:
    placed = [place for place, owner in enumerate(origin) if owner is not None]

    def solid(place: int) -> int:
        return place + next((i for i, c in enumerate(text[place:]) if not c.isspace()), 0)

    def there(place: int) -> int:
        index = bisect_left(placed, place)
        return -1 if index == len(placed) else origin[placed[index]] or 0

    nodes = [(solid(node.start), node.number, node.heading) for node in truth.nodes]
    seen = [(there(node.start), node.number, node.heading) for node in found.nodes]
    tally.node_hits += _hits(nodes, seen)
    tally.nodes += len(nodes) + len(seen)
    starts = [there(start) for start in found.starts]
    tally.start_hits += _hits(map(solid, truth.starts), starts)
    tally.starts += len(truth.starts) + len(starts)


def _hits(truth: Iterable[Hashable], found: Iterable[Hashable]) -> int:
    return (Counter(truth) & Counter(found)).total()
