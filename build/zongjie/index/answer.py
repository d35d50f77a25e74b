"""What a search gives: totals, facets and a stretch of the groups, in the order asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from zongjie.index.match import Matches
from zongjie.index.pages import GUESSED, Fact
from zongjie.index.query import Query
from zongjie.index.snippet import Snippet, snippet
from zongjie.index.store import Store
from zongjie.index.stream import Numbers

Sort = Literal["relevance", "newest", "oldest"]
Facet = Sequence[tuple[Any, int]]


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A part that matches."""

    anchor: str
    url: str
    trail: tuple[str, ...]
    """Headings from the outermost down to its own; empty for the head of a page."""
    occurrences: int
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Group:
    """A page with the parts of it that match, the best first."""

    id: str
    title: str
    url: str
    year: int | None
    region: str | None
    """Names from the province down, set apart by `/`."""
    level: str | None
    period: str | None
    inferred: tuple[Fact, ...]
    """What of these the text does not state."""
    occurrences: int
    sections: tuple[FoundSection, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """How much was found."""

    summaries: int
    sections: int
    occurrences: int


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What was loosened because nothing matched."""

    words: tuple[str, ...]
    """Those that the query was cut into and that occur."""
    dropped: tuple[str, ...]
    """Parts of the query that occur nowhere."""
    needed: int
    """How many of the words each result holds at least."""
    alternatives: tuple[Mapping[str, str], ...]
    """Queries that do match, each with `why`: one `character` changed, or a `synonym`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query; the browser's has the same form."""

    total: Total
    groups: tuple[Group, ...]
    facets: Mapping[str, Facet]
    relaxed: Relaxed | None
    query: Query

    def as_json(self) -> dict[str, Any]:
        """Give it as plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Ranked:
    """Pages in order, each with the places of its parts in the matches, the best first."""

    pages: list[int]
    places: list[list[int]]


def rank(store: Store, found: Matches, sort: Sort) -> Ranked:
    """Order pages by their best part, or by year, and in both cases by the other as well.

    Pages without a year come last; what is equal in all stays in the order of the index.
    """
    pages = store.page_of[found.parts]
    names, firsts = np.unique(pages, return_index=True)
    best = np.maximum.reduceat(found.scores, firsts) if len(firsts) else found.scores
    years = np.array([0, *store.head.years])[store.year[names]]
    age = np.where(years == 0, 1, 0), -years if sort != "oldest" else years
    keys = (names, *age[::-1], -best) if sort == "relevance" else (names, -best, *age[::-1])
    order = np.lexsort(keys)
    places = np.split(np.arange(len(pages)), firsts[1:])
    by_score = [
        sorted(places[n].tolist(), key=lambda place: (-found.scores[place], place))
        for n in order.tolist()
    ]
    return Ranked(names[order].tolist(), by_score)


def groups(
    store: Store, found: Matches, ranked: Ranked, terms: Sequence[str], *, snippets: bool
) -> tuple[Group, ...]:
    """Give the groups of ranked pages, with their texts if `snippets`."""
    return tuple(
        _group(store, found, page, places, terms if snippets else None)
        for page, places in zip(ranked.pages, ranked.places, strict=True)
    )


def _group(
    store: Store, found: Matches, page: int, places: list[int], terms: Sequence[str] | None
) -> Group:
    name, title, url, parts = store.records(page)
    assert isinstance(parts, list)
    first = int(store.page_starts[page])
    texts: Any = store.text(page)[3] if terms is not None else None

    def section(place: int) -> FoundSection:
        own = int(found.parts[place]) - first
        anchor = parts[own][0]
        return FoundSection(
            anchor,
            f"{url}#{anchor}" if anchor else str(url),
            trail(store.depths[first : first + own + 1], [heading for _, heading in parts]),
            int(found.occurrences[place]),
            None if terms is None else snippet(store.folder, texts[own], terms),
        )

    head = store.head
    region = _value(head.regions, store.region[page])
    return Group(
        str(name), str(title), str(url),
        year=_value(head.years, store.year[page]),
        region=None if region is None else "/".join(region),
        level=_value(head.levels, store.level[page]),
        period=_value(head.periods, store.period[page]),
        inferred=tuple(fact for n, fact in enumerate(GUESSED) if store.inferred[page] >> n & 1),
        occurrences=int(found.occurrences[places].sum()),
        sections=tuple(map(section, places)),
    )  # fmt: skip


def trail(depths: Numbers, headings: Sequence[str]) -> tuple[str, ...]:
    """Give the headings above the last of some parts, the head left out, and its own."""
    names, depth = list[str](), int(depths[-1]) + 1
    for part in range(len(depths) - 1, 0, -1):
        if depths[part] < depth:
            depth = int(depths[part])
            names.append(headings[part])
    return tuple(name for name in reversed(names) if name)


def _value(values: Sequence[Any], place: int) -> Any:
    return values[place - 1] if place else None
