"""What is measured of an engine, and how an answer is held against the truth."""

from __future__ import annotations

from dataclasses import dataclass, field

from .engines.base import Place
from .queries import Query
from .truth import Right, Truth


@dataclass(frozen=True, slots=True)
class Cold:
    """A first query in a fresh profile: start, the answer, and then the first ten results."""

    start_bytes: int
    start_ms: float
    bytes: int
    requests: int
    ms: float
    ten_bytes: int
    ten_requests: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What an engine answered: its total, of sections or of pages, and all places it found."""

    ms: float
    shown: int
    counts_sections: bool
    occurrences: int | None
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one query was answered; `None` where a share has no base."""

    kind: str
    query: str
    ms: float
    recall: float
    precision: float | None
    section_recall: float | None
    section_precision: float | None
    count_error: float
    occurrence_error: float | None


@dataclass
class Result:
    """All figures of one engine on one set of pages."""

    name: str
    label: str
    version: str
    pages: int
    sections: bool
    failed: str = ""
    note: str = ""
    build_wall: float = 0.0
    build_cpu: float = 0.0
    size: int = 0
    sent_size: int = 0
    cold: list[Cold] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)


def shares(
    found: set[int], must: frozenset[int], may: frozenset[int]
) -> tuple[float, float | None]:
    """Give recall and precision; precision is `None` if nothing was found.

    >>> shares({1, 2}, frozenset({2, 3}), frozenset({2, 3}))
    (0.5, 0.5)
    """
    recall = len(found & must) / len(must) if must else 1.0
    return recall, len(found & may) / len(found) if found else None


def off(shown: int, low: int, high: int) -> float:
    """Give how far a count is off, as a share of the true one; between low and high all is right.

    >>> off(15, 10, 10), off(8, 10, 20), off(12, 10, 20)
    (0.5, 0.2, 0.0)
    """
    near = min(max(shown, low), high)
    return abs(shown - near) / max(near, 1)


def score(query: Query, right: Right, reply: Reply, truth: Truth, sections: bool) -> Score:
    """Hold a reply against the truth; `sections` tells whether the engine finds sections."""
    recall, precision = shares({p for p, _ in reply.places}, right.pages, right.pages_allowed)
    deep: tuple[float | None, float | None] = (None, None)
    if sections:
        found = {truth.section(p, s) for p, s in reply.places if s is not None}
        deep = shares(found, right.sections, right.sections_allowed)
    low, high = len(right.pages), len(right.pages_allowed)
    if reply.counts_sections:
        low, high = len(right.sections), len(right.sections_allowed)
    times = None
    if reply.occurrences is not None and len(query.terms) == 1:
        times = off(reply.occurrences, right.occurrences, right.occurrences)
    count = off(reply.shown, low, high)
    return Score(query.kind, query.text, reply.ms, recall, precision, *deep, count, times)
