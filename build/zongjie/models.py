"""The nouns of zongjie: frozen records that every step reads and none changes.

Offsets are counted in code points (Python string indices). "Source offsets" refer to the decoded
text of a source file; "cleaned offsets" refer to the text that the cleaning rules made of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from operator import itemgetter
from typing import Literal, NamedTuple, Self

Fate = Literal["kept", "repaired", "removed"]
Basis = Literal["stated", "inferred", "override", "unknown"]

MASK = "×"
"""The one notation for a masked character: 隐讳号 of GB/T 15834 (multiplication sign, U+00D7)."""


MOJIBAKE = frozenset(("recoded", "open-shift", "shifted-gbk"))
"""Cleaning rules that read whole stretches anew, which were decoded wrongly."""


class Doubt(NamedTuple):
    """What a reader could not take from a file that it could read otherwise; in Chinese."""

    what: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file of the corpus, decoded."""

    file: str
    """Path relative to the corpus folder, with forward slashes; a member of an archive follows the
    archive's name, as though that were a folder."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    encoding: str
    """The encoding that was found, as Python names it, or the format that settles it (`docx`)."""
    text: str
    """The whole decoded text, line ends as they are; of other formats all text that was found."""
    changes: tuple[Stretch, ...] = ()
    """What the reader itself took out of the text, in order: no part of the document's body."""
    doubts: tuple[Doubt, ...] = ()

    def stretches(self) -> Iterator[Stretch]:
        """Tile the text as its reader left it."""
        return tiles(self.text, self.changes, 0, len(self.text))


class Stretch(NamedTuple):
    """One tile of the ledger: what became of a stretch of the source.

    A named tuple, as it is made by the thousand.
    """

    start: int
    end: int
    """Source offsets; the stretches of a ledger tile the source from 0 to its length."""
    fate: Fate
    rule: str
    """The rule that repaired or removed the stretch; empty where it was kept."""
    text: str
    """What stands for it in the cleaned text; white space at most where it was removed."""


made: Callable[[tuple[int, int, Fate, str, str]], Stretch] = partial(tuple.__new__, Stretch)
"""A stretch of its fields, made in half the time."""


def tiles(text: str, changes: Iterable[Stretch], start: int, end: int) -> Iterator[Stretch]:
    """Tile a stretch of a source with the changes in it and what was kept between them."""
    for change in changes:
        begin = change.start
        if begin > start:
            yield made((start, begin, "kept", "", text[start:begin]))
        yield change
        start = change.end
    if start < end:
        yield made((start, end, "kept", "", text[start:end]))


Sums = dict[tuple[Fate, str], tuple[int, int, int]]
"""What became of a source in all: fate and rule → stretches, characters of the source, characters
that stand for them."""


def sums(ledger: Iterable[Stretch]) -> Sums:
    """Sum up a ledger, in the order in which its fates and rules appear."""
    found: Sums = {}
    for start, end, fate, rule, text in ledger:
        times, before, after = found.get((fate, rule), (0, 0, 0))
        found[fate, rule] = times + 1, before + end - start, after + len(text)
    return found


def letters(text: str) -> int:
    """Count the characters of a text but for white space."""
    return len("".join(text.split()))


@dataclass(frozen=True, eq=False)
class Cleaned:
    """The cleaned text of a source and the ledger that leads back to the source.

    Compared by identity, so that what was found of it can be remembered.
    """

    source: Source
    ledger: Sequence[Stretch]

    @cached_property
    def sums(self) -> Sums:
        """What became of its characters in all; a packed ledger has it ready."""
        ready: Sums | None = getattr(self.ledger, "sums", None)
        return sums(self.ledger) if ready is None else ready

    @cached_property
    def letters(self) -> int:
        """The characters of its text but for white space; a packed ledger has it ready."""
        ready: int | None = getattr(self.ledger, "letters", None)
        return letters(self.text) if ready is None else ready

    def __reduce__(self) -> tuple[type[Cleaned], tuple[Source, Sequence[Stretch]]]:
        return Cleaned, (self.source, self.ledger)  # what was found of it is found again

    @cached_property
    def text(self) -> str:
        """The cleaned text: the texts of all stretches, joined."""
        return "".join(map(itemgetter(4), self.ledger))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, map(itemgetter(4), self.ledger)), initial=0))[:-1]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a cleaned span, not empty, to the source span that it came from."""
        return self._to_source(start, last=False), self._to_source(end - 1, last=True)

    def quote(self, start: int, end: int) -> str:
        """Give what the source says in a cleaned span, not empty; mojibake as it was mended."""
        first, last = (bisect_right(self._starts, place) - 1 for place in (start, end - 1))
        if any(self.ledger[index].rule in MOJIBAKE for index in range(first, last + 1)):
            return self.text[start:end]
        return self.source.text[slice(*self.source_span(start, end))]

    def _to_source(self, position: int, *, last: bool) -> int:
        """Give the source offset where the character at `position` begins, or ends if `last`."""
        index = bisect_right(self._starts, position) - 1
        stretch = self.ledger[index]
        if stretch.fate == "kept":
            return stretch.start + (position - self._starts[index]) + last
        return stretch.end if last else stretch.start


class _Plain:
    """Pickled as its fields alone, which is read in half the time: there are many."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Evidence(_Plain):
    """A stretch of the source that a metadata value rests on."""

    quote: str
    """The source's own words: `source.text[start:end]`; where that is mojibake, as it was mended."""
    start: int
    end: int
    """Source offsets."""
    note: str
    """Why it says so, in Chinese, for the reader of the site."""


@dataclass(frozen=True, eq=False)
class Passage:
    """A stretch of a cleaned text that can quote its source; compared by identity."""

    cleaned: Cleaned
    start: int
    end: int
    """Cleaned offsets."""

    @cached_property
    def text(self) -> str:
        """The cleaned text of the passage."""
        return self.cleaned.text[self.start : self.end]

    def evidence(self, start: int, end: int, note: str) -> Evidence:
        """Quote `self.text[start:end]` as it stands in the source."""
        span = self.start + start, self.start + end
        return Evidence(self.cleaned.quote(*span), *self.cleaned.source_span(*span), note)


@dataclass(frozen=True, slots=True)
class Value(_Plain):
    """A metadata value that is one word: level or period."""

    value: str | None
    basis: Basis
    confidence: float
    """From 0 to 1; 1 where stated or overridden, 0 where unknown."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Year(_Plain):
    """The year reported on."""

    value: int | None
    range: tuple[int, int] | None
    """First and last year that the clues leave open, both inclusive."""
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    conflict: str | None = None
    """Where clues contradict each other: which, in Chinese."""


@dataclass(frozen=True, slots=True)
class Region(_Plain):
    """The division reported on, by the names in force; None where unknown."""

    province: str | None
    city: str | None
    county: str | None
    town: str | None
    code: str | None
    """Division code (GB/T 2260, or the 9 digits of a town) of the lowest known level."""
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The known names from province down; a municipality's or unnamed level is left out."""
        return tuple(n for n in (self.province, self.city, self.county, self.town) if n)


UNKNOWN_VALUE = Value(None, "unknown", 0.0)
UNKNOWN_YEAR = Year(None, None, "unknown", 0.0)
UNKNOWN_REGION = Region(None, None, None, None, None, "unknown", 0.0)


@dataclass(frozen=True, slots=True)
class Section(_Plain):
    """A part of a summary, at any depth."""

    label: str
    """As written, in full-width form (`（一）`); empty for a part under an unnumbered heading."""
    number: str
    """The number path, such as `1.2`; an unnumbered part counts as `p1`, a repeated number as `3r2`."""
    heading: str
    """Without its closing punctuation; empty where the first sentence is too long for a heading."""
    stop: str
    """The punctuation between a heading that runs into the paragraph and what follows it; empty
    for a heading on a line of its own."""
    inline: bool
    """Whether the label stands inside a paragraph instead of at the start of a line."""
    start: int
    """Cleaned offset of the label (or of the first character, where there is no label)."""
    paragraphs: tuple[str, ...] = ()
    children: tuple[Section, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The fragment of the section's address: `s1-2` for the number path `1.2`."""
        return "s" + self.number.replace(".", "-")

    def walk(self) -> Iterator[Section]:
        """Yield the section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """One summary as the splitter finds it: where it stands, its title and its tree."""

    item: int
    """Its number in the source, from 1."""
    title: str
    collection: str | None
    """The compilation's own title, where the source holds several summaries."""
    title_span: tuple[int, int] | None
    collection_span: tuple[int, int] | None
    """Cleaned offsets of the two titles as they stand in the text, if they do."""
    start: int
    end: int
    """Cleaned offsets of the body, title excluded."""
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Yield all sections in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a summary came from, as far as the file says."""

    file: str
    sha256: str
    item: int
    site: str | None = None
    """Host name or name of the site that the copy was taken from."""
    uploaded: str | None = None
    """Upload or publication date of the copy, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One work summary with all that is known of it."""

    id: str
    """Stable address: slug of the source's file name and the item's number, or a sidecar's `id`."""
    title: str
    collection: str | None
    origin: Origin
    year: Year
    period: Value
    level: Value
    region: Region
    topics: tuple[str, ...]
    flags: tuple[str, ...]
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Yield all sections in reading order."""
        for section in self.sections:
            yield from section.walk()
