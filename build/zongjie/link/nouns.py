"""The nouns of linking: what a link leads to, and why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zongjie.models import Section, Summary


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a text stands: in a section, or before the first one of a summary."""

    summary: Summary
    section: Section | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """A section of another summary that is about the same things."""

    place: Place
    score: float
    """Cosine of the two sections' weighted words, from 0 to 1."""
    words: tuple[str, ...]
    """The words that bring the two together, weightiest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """A passage that two summaries have in common."""

    here: Place
    there: Place
    likeness: float
    """1 where the two are the same but for punctuation and masks; less where words were changed."""


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """Another summary that shares passages with one."""

    other: Summary
    shared: tuple[Shared, ...]
    """The first of them as they stand here; a section that is shared stands for its parts."""
    passages: int
    """How many there are."""
    characters: int
    share: float
    """Of this summary's characters, from 0 to 1."""
    whole: bool
    """Whether all but little of the shorter one stands in the other."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A summary that cites a document or uses a term, with all the places where it does."""

    summary: Summary
    sections: tuple[Section | None, ...]
    """In reading order, each once."""
    extract: str
    """The words around the first place."""
    name: str
    """The form that stands there first."""
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A document that is cited, with all the places that cite it."""

    name: str
    """The form that is written most often, without 《》."""
    names: tuple[str, ...]
    """The other forms, most frequent first."""
    official: bool
    """Whether its name is that of a law, plan or notice, and not of a paper, book or work of art."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term of the field, with all its appearances."""

    name: str
    names: tuple[str, ...]
    """Other forms that lead to the same page."""
    group: str
    """The heading under which it is listed."""
    note: str
    """What it is, in a sentence; empty for a term that was found by its statistics."""
    found: bool
    """Whether it was found in the corpus, and not in the table."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kin:
    """The summaries that are near to one by where they come from."""

    region: tuple[Summary, ...]
    """Of the same division, other years and periods."""
    city: tuple[Summary, ...]
    """Of other divisions of the same city."""
    compilation: tuple[Summary, ...]
    """From the same source, in its order."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """All links of a collection; a summary without links of a kind has no entry."""

    kin: Mapping[str, Kin]
    alike: Mapping[str, Mapping[str, tuple[Alike, ...]]]
    """Summary's id → section's number → sections elsewhere, best first."""
    copies: Mapping[str, tuple[Copy, ...]]
    """Summary's id → summaries that share passages with it, most first."""
    documents: tuple[Document, ...]
    terms: tuple[Term, ...]


NO_LINKS = Links({}, {}, {}, (), ())
