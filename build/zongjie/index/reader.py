"""The reader of an index on disk: the same answers as the one in the browser."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from zongjie.index.answer import Answer, Ranked, Relaxed, Sort, Total, groups, rank
from zongjie.index.facets import FIELDS, Filters, Flags, facets, passing
from zongjie.index.match import Matches, Wanted, fold_query, match
from zongjie.index.query import Query, parse
from zongjie.index.relax import relax
from zongjie.index.snippet import Span, occurrences, union
from zongjie.index.store import Store


class Reader:
    """An open index.

    Raises:
        IndexFileError: A file is missing or is not of this build, whole and sound; here and in all
            methods.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)

    def search(  # noqa: PLR0913
        self,
        query: str,
        *,
        filters: Filters | None = None,
        sort: Sort = "relevance",
        offset: int = 0,
        limit: float = 10,
        snippets: bool | None = None,
    ) -> Answer:
        """Find the sections that match a query.

        Args:
            query: As typed; nothing is an error.
            filters: For `year`, `region` (paths such as `四川省/成都市`), `level`, `period` and
                `topic`, the values of which any will do; None stands for unknown.
            sort: By relevance, or by year.
            offset: Pages to skip.
            limit: Pages to give; `math.inf` for all.
            snippets: Whether to load texts and give snippets; by default unless all are asked for.
        """
        parsed = parse(query)
        wanted = fold_query(self._store, parsed)
        if wanted.empty and not any((filters or {}).values()):
            return Answer(Total(0, 0, 0), (), {field: [] for field in FIELDS}, None, parsed)
        found = match(self._store, wanted)
        loosened = None
        if wanted.terms and not len(found.parts):
            loose = relax(self._store, wanted)
            found, wanted = loose.found, replace(wanted, terms=loose.words)
            if len(found.parts) or loose.alternatives:
                loosened = Relaxed(loose.words, loose.dropped, loose.needed, loose.alternatives)
        with_texts = limit != math.inf if snippets is None else snippets
        window = slice(max(0, offset), None if limit == math.inf else max(0, offset) + max(0, int(limit)))  # fmt: skip
        asked = parsed, wanted, loosened
        return self._answer(found, asked, filters or {}, sort, window, with_texts)

    def locate(self, query: str, texts: list[str]) -> list[list[Span]]:
        """Give where the terms of a query stand in each of some texts, in code points."""
        terms = fold_query(self._store, parse(query)).terms
        folder = self._store.folder
        return [union(span for term in terms for span in occurrences(folder, text, term)) for text in texts]  # fmt: skip

    def _answer(  # noqa: PLR0913, PLR0917
        self,
        found: Matches,
        asked: tuple[Query, Wanted, Relaxed | None],
        filters: Filters,
        sort: Sort,
        window: slice,
        snippets: bool,
    ) -> Answer:
        passed = passing(self._store, found.parts, filters)
        counts = facets(self._store, found.parts, passed)
        found = _filtered(found, passed.values())
        ranked = rank(self._store, found, sort)
        shown = Ranked(ranked.pages[window], ranked.places[window])
        parsed, wanted, relaxed = asked
        return Answer(
            Total(len(ranked.pages), len(found.parts), int(found.occurrences.sum())),
            groups(self._store, found, shown, wanted.terms, snippets=snippets),
            counts, relaxed, parsed,
        )  # fmt: skip


def _filtered(found: Matches, passed: Iterable[Flags]) -> Matches:
    """Keep the parts that pass all filters."""
    flags = np.ones(len(found.parts), np.bool_)
    for those in passed:
        flags &= those
    return Matches(found.parts[flags], found.occurrences[flags], found.scores[flags])
