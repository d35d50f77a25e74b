"""The folded text of all pages as one array of code points, in NumPy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, repeat

import numpy as np
import numpy.typing as npt

from zongjie.index.fold import Folder, joins
from zongjie.index.pages import Page

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Few = npt.NDArray[np.integer]
"""Numbers in as few bytes as hold them."""

_NOTHING = 0xFFFFFFFF
"""Stands where a character is dropped."""
AT_ONCE = 1 << 17
"""Characters that are looked at in one go, few enough to stay in the cache of a processor."""
_UNITS = 1 << 16
"""Units that are folded in one go, which bounds the memory."""
END = 0
"""Stands after each unit, so that no match reaches from one into the next; folding drops U+0000."""


@dataclass(frozen=True)
class Stream:
    """The units of all parts, folded, each followed by END."""

    codes: Codes
    lengths: Numbers
    """Of each part, in folded characters, its ENDs included."""
    headings: Numbers
    """Of each part, how many folded characters of its heading it begins with."""

    @cached_property
    def counts(self) -> Numbers:
        """How often each code point occurs, from 0 to the highest that does."""
        return tally(self.codes)

    @cached_property
    def starts(self) -> Numbers:
        """Where each part begins, and the end of all."""
        return np.concatenate([[0], np.cumsum(self.lengths)])


def stream(pages: Sequence[Page], folder: Folder) -> Stream:
    """Fold all units of all pages."""
    parts = [part for page in pages for part in page.parts]
    codes, lengths = _fold_all((unit for part in parts for unit in part.units), folder)
    counts = np.fromiter((len(part.units) for part in parts), np.int64, len(parts))
    ends = np.concatenate([[0], np.cumsum(lengths)])[np.cumsum(counts)]
    per_part = np.diff(ends, prepend=0)
    heading_lengths = _fold_all((part.heading for part in parts), folder)[1] - 1
    return Stream(codes, per_part, heading_lengths)


def _fold_all(units: Iterator[str], folder: Folder) -> tuple[Codes, Numbers]:
    """Fold units, each followed by END, and give the folded lengths with END."""
    codes, lengths = [np.empty(0, np.uint32)], [np.empty(0, np.int64)]
    while some := list(islice(units, _UNITS)):
        folded = _fold(some, folder)
        codes.append(folded)
        lengths.append(np.diff(np.flatnonzero(folded == END), prepend=-1))
    return np.concatenate(codes), np.concatenate(lengths)


def _fold(units: list[str], folder: Folder) -> Codes:
    """Fold units, each followed by END.

    All is looked up in a table of single characters. A unit with a character that normalising may
    join to its neighbour is folded by itself first; folding it again changes nothing.
    """
    joined = _join(units)
    if joined.count("\0") != len(units):
        units = [unit.replace("\0", " ") for unit in units]
        joined = _join(units)
    raw = code_points(joined)
    if joining := [code for code in _distinct(raw) if joins(chr(code))]:
        ends = np.flatnonzero(raw == END)
        places = np.flatnonzero(np.isin(raw, np.array(joining, np.uint32)))
        for index in np.unique(np.searchsorted(ends, places)).tolist():
            units[index] = folder.fold(units[index])
        raw = code_points(_join(units))
    return _look_up(raw, folder)


def _look_up(raw: Codes, folder: Folder) -> Codes:
    """Put the folding of each character, none or several characters, in its place."""
    known = _distinct(raw)
    folded = [chr(END) if code == END else folder.fold(chr(code)) for code in known]
    size = known[-1] + 1 if known else 0
    firsts, more = np.zeros(size, np.uint32), np.zeros(size, np.uint8)
    firsts[known] = [ord(text[0]) if text else _NOTHING for text in folded]
    more[known] = [max(0, len(text) - 1) for text in folded]
    codes = firsts[raw]
    if np.any(more):
        rest = dict(zip(known, folded, strict=True))
        places = np.flatnonzero(more[raw])
        added = "".join(rest[code][1:] for code in raw[places].tolist())
        codes = np.insert(codes, np.repeat(places + 1, more[raw[places]]), code_points(added))
    kept: Codes = codes[codes != _NOTHING]
    return kept


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """Give the numbers of all ranges `start … start + length - 1`."""
    shift = starts - (np.cumsum(lengths) - lengths)
    return np.repeat(shift, lengths) + np.arange(int(lengths.sum()))


def _join(units: Sequence[str]) -> str:
    return "".join(chain.from_iterable(zip(units, repeat(chr(END)))))


def code_points(text: str) -> Codes:
    """Give the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def _distinct(raw: Codes) -> list[int]:
    found: list[int] = np.flatnonzero(tally(raw)).tolist()
    return found


def tally(codes: Few) -> Numbers:
    """Count each number, from 0 to the highest that occurs."""
    counts = np.zeros(int(codes.max(initial=0)) + 1, np.int64)
    for first in range(0, len(codes), AT_ONCE):
        some = np.bincount(codes[first : first + AT_ONCE])
        counts[: len(some)] += some
    return counts
