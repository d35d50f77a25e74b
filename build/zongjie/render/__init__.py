"""Summaries and sources → every page and file under `docs/` that is not written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from zongjie.drawn import NOTHING, Drawn
from zongjie.errors import Problem
from zongjie.link import NO_LINKS, Links
from zongjie.models import Cleaned, Summary
from zongjie.render import address, export, ledger, neighbours, summary
from zongjie.render.cross import Cross
from zongjie.render.lines import Lines
from zongjie.render.lists import (
    compare,
    documents,
    home,
    kinds,
    quality,
    regions,
    rules,
    search,
    terms,
    topics,
    years,
)
from zongjie.render.lists import sources as index_of_sources
from zongjie.render.summary import Surroundings

__all__ = ["Extras", "of_source", "pages"]


Pages = dict[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Extras:
    """What is known beside the summaries and their sources."""

    originals: Mapping[str, bytes] = field(default_factory=dict)
    """File of a source → its raw bytes, to be published for download."""
    links: Links = NO_LINKS
    """Between the summaries, and to documents and terms."""
    problems: Sequence[Problem] = ()
    """What was wrong with files of the corpus."""
    name: str = "工作总结"
    """Of the site."""
    drawn: Drawn = NOTHING
    """What stands already."""


def pages(
    summaries: Sequence[Summary],
    sources: Sequence[Cleaned],
    rule_descriptions: Mapping[str, str],
    extras: Extras | None = None,
) -> Pages:
    """Render everything: path under `docs/` → content, the same for the same input.

    Args:
        summaries: All summaries, each of one of the sources.
        sources: All sources with their ledgers.
        rule_descriptions: Name of a cleaning rule → what it does, in Chinese.
        extras: What else the pages show.

    Raises:
        ValueError: If two pages have the same path, as when two summaries have the same id.
    """
    extras = extras or Extras()
    sources = sorted(sources, key=lambda cleaned: cleaned.source.file)
    apart = bool(extras.originals) and export.alone(extras.originals, drawn=extras.drawn)
    result: Pages = {}
    raw = {} if apart else extras.originals
    data = export.begin(summaries, raw, name=extras.name, drawn=extras.drawn)
    on_topics = topics.gather(summaries)
    for more in (
        *(index.pages(summaries) for index in (years, regions, kinds)),
        topics.pages(on_topics, summaries, extras.drawn),
        index_of_sources.pages(sources, index_of_sources.by_file(summaries)),
        quality.pages(summaries, sources, extras.problems, rule_descriptions),
        documents.pages(extras.links.documents, len(summaries), extras.drawn),
        terms.pages(extras.links.terms, len(summaries), extras.drawn),
        {
            address.HOME: home.page(summaries, sources, topics.bars(on_topics), extras.name),
            search.PATH: search.page(),
            compare.PATH: compare.page(),
            address.RULES: rules.page(sources, rule_descriptions),
            address.VIEW: ledger.page(rule_descriptions, originals=apart),
        },
        *_by_source(summaries, sources, extras, apart=apart),
        data(),
    ):
        _add(result, more)
    return dict(sorted(result.items()))


def of_source(summaries: Sequence[Summary], cleaned: Cleaned) -> dict[str, str]:
    """Render the pages of the summaries of one source, without what others have to do with them."""
    around = Surroundings(Lines(cleaned.source.text))
    return {
        address.summary(item): summary.page(item, own)
        for item, own in _surrounded(summaries, around, {})
    }


def _by_source(
    summaries: Sequence[Summary], sources: Sequence[Cleaned], extras: Extras, *, apart: bool
) -> Iterator[Mapping[str, str | bytes]]:
    """Give the pages of the summaries of each source, and the raw file where it stands apart."""
    groups = index_of_sources.by_file(summaries)
    pairs = neighbours.by_year(summaries)
    cross = Cross(extras.links, len(summaries))
    label = extras.drawn.label
    for cleaned in sources:
        file = cleaned.source.file
        original = apart and file in extras.originals
        if original:
            yield {address.original(file): extras.originals[file]}
        around = Surroundings(Lines(cleaned.source.text), original=original, cross=cross)
        for item, own in _surrounded(groups.get(file, []), around, pairs):
            path = address.summary(item)
            near = (own.previous, own.following, own.earlier, own.later)
            given = (
                label(item),
                original,
                [other and label(other) for other in near],
                cross.given(item, label),
            )
            yield extras.drawn.pages(path, given, partial(_page, path, item, own))


def _page(path: str, item: Summary, around: Surroundings) -> dict[str, str]:
    return {path: summary.page(item, around)}


def _surrounded(
    items: Sequence[Summary], around: Surroundings, pairs: Mapping[str, neighbours.Pair]
) -> Iterator[tuple[Summary, Surroundings]]:
    row = [None, *items, None]
    for (previous, item), (_, following) in pairwise(pairwise(row)):
        if item:
            earlier, later = pairs.get(item.id, (None, None))
            yield item, replace(around, previous=previous, following=following, earlier=earlier, later=later)  # fmt: skip


def _add(result: Pages, more: Mapping[str, str | bytes]) -> None:
    if both := sorted(result.keys() & more.keys()):
        raise ValueError(f"two pages have the same path: {', '.join(both)}")
    result.update(more)
