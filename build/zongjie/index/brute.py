"""The definition of what a search finds, by looking at every text: the truth for tests and benchmark.

A section matches a term when the folded term is a substring of its folded heading or of one of its
folded paragraphs; a heading that runs into its paragraph is one text with it. The head of a page,
its title with what stands before the first section, is a section like the others, with the title as
its heading. Occurrences are counted as a browser's own search does: from the left, without overlap. Those
of several terms add up, but where one term holds another, only the shorter one's count.

Of several terms each must stand in the section or above it: in the heading of a section that it
belongs to, in the title, in the names of the region joined (from two characters on), or as the year
(`2021`, `2021年`). At least one must stand in the section itself, and no excluded one may. A query of
exclusions and restrictions alone finds every section that agrees with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zongjie.index.fold import Folder, simplified_table
from zongjie.index.pages import Page, Part
from zongjie.index.query import Restriction, parse, years

Place = tuple[int, int]
"""Number of the page and of the part in it."""
Facts = dict[str, list[Any]]
"""For each facet the values of a section."""


@dataclass(frozen=True)
class Truth:
    """What a query finds."""

    occurrences: dict[Place, int]
    facets: dict[str, dict[Any, int]]
    """Pages per value; the filters of the field itself do not count."""


@dataclass(frozen=True)
class _Section:
    place: Place
    text: str
    """All units, folded, set apart by U+0000."""
    above: tuple[str, ...]
    """The folded headings above it, the title first."""
    topics: tuple[str, ...]


class Brute:
    """Some pages, folded once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._folder = Folder(simplified_table())
        self._pages = pages
        self._sections = [section for n in range(len(pages)) for section in self._of_page(n)]

    def _of_page(self, number: int) -> Iterator[_Section]:
        path: list[Part] = []
        fold = self._folder.fold
        for index, part in enumerate(self._pages[number].parts):
            path = [above for above in path if above.depth < part.depth]
            text = "\0".join(fold(unit.replace("\0", " ")) for unit in part.units)
            above = tuple(fold(one.heading) for one in path)
            yield _Section((number, index), text, above, part.topics)
            path.append(part)

    def search(self, query: str, filters: Mapping[str, Sequence[Any]] | None = None) -> Truth:
        """Find the sections that match."""
        asked = parse(query)
        terms = [term for term in dict.fromkeys(map(self._folder.fold, asked.terms)) if term]
        excluded = [term for term in map(self._folder.fold, asked.excluded) if term]
        shortest = [t for t in terms if not any(o in t for o in terms if o != t)]
        chosen = {field: values for field, values in (filters or {}).items() if values}
        rules = [r for r in asked.restrictions if self._folder.fold(r.value)]
        if not (terms or excluded or rules or chosen):
            return Truth({}, {field: {} for field in _FIELDS})
        found = [
            section for section in self._sections
            if not any(term in section.text for term in excluded)
            and (not terms or any(term in section.text for term in terms))
            and all(term in section.text or self._above(section, term) for term in terms)
            and self._agrees(section, rules)
        ]  # fmt: skip
        facts = [self._facts(section) for section in found]
        kept = {
            section.place: sum(map(section.text.count, shortest))
            for section, fact in zip(found, facts, strict=True)
            if _passes(fact, chosen)
        }
        return Truth(kept, {field: self._count(found, facts, chosen, field) for field in _FIELDS})

    def _above(self, section: _Section, term: str) -> bool:
        page = self._pages[section.place[0]]
        region = self._folder.fold("".join(page.region))
        return (
            any(term in heading for heading in section.above)
            or (len(term) > 1 and term in region)
            or (page.year is not None and term in {f"{page.year}", f"{page.year}年"})
        )

    def _agrees(self, section: _Section, restrictions: Sequence[Restriction]) -> bool:
        wanted: dict[str, bool] = {}
        for restriction in restrictions:
            holds = self._holds(section, restriction)
            if restriction.exclude or restriction.field == "title":
                if holds == restriction.exclude:
                    return False
            else:
                wanted[restriction.field] = wanted.get(restriction.field, False) or holds
        return all(wanted.values())

    def _holds(self, section: _Section, restriction: Restriction) -> bool:
        page, fold = self._pages[section.place[0]], self._folder.fold
        value = fold(restriction.value)
        if restriction.field == "title":
            return value in fold(page.title)
        if restriction.field == "region":
            return value in fold("".join(page.region))
        if restriction.field == "topic":
            return any(value in fold(topic) for topic in section.topics)
        low, high = years(restriction.value) or (1, 0)
        return page.year is not None and low <= page.year <= high

    def _facts(self, section: _Section) -> Facts:
        page = self._pages[section.place[0]]
        paths = ["/".join(page.region[:end]) for end in range(1, len(page.region) + 1)]
        return {
            "year": [page.year], "level": [page.level], "period": [page.period],
            "region": [*paths] or [None], "topic": list(section.topics) or [None],
        }  # fmt: skip

    def _count(
        self, found: list[_Section], facts: list[Facts], chosen: Mapping[str, Sequence[Any]], field: str
    ) -> dict[Any, int]:  # fmt: skip
        others = {name: values for name, values in chosen.items() if name != field}
        pairs = {
            (section.place[0], value)
            for section, fact in zip(found, facts, strict=True)
            if _passes(fact, others)
            for value in fact[field]
        }
        counts: dict[Any, int] = {}
        for _, value in pairs:
            counts[value] = counts.get(value, 0) + 1
        return counts


_FIELDS = ("year", "region", "level", "period", "topic")


def _passes(facts: Facts, chosen: Mapping[str, Sequence[Any]]) -> bool:
    return all(any(value in values for value in facts[field]) for field, values in chosen.items())
