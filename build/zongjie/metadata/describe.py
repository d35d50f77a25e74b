"""Put together all that is known of a summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from zongjie.metadata.flags import UNTITLED, find_flags
from zongjie.metadata.headline import headline_within
from zongjie.metadata.level import find_level
from zongjie.metadata.origin import find_origin
from zongjie.metadata.period import find_period
from zongjie.metadata.region import find_region
from zongjie.metadata.sidecar import Overrides
from zongjie.metadata.topics import summary_topics, with_topics
from zongjie.metadata.year import find_year
from zongjie.models import Cleaned, Outline, Passage, Summary


def describe(cleaned: Cleaned, outline: Outline, known: Overrides, address: str) -> Summary:
    """Make the summary of an outline: metadata found in its text, corrected by its sidecar.

    Args:
        cleaned: The source that the outline was found in.
        outline: Where the summary stands, and its tree.
        known: What the sidecar says; it takes precedence over all that is found.
        address: The id that it has unless the sidecar gives another.
    """
    passage = Passage(cleaned, outline.start, outline.end)
    own = outline.title_span or (None if outline.title else headline_within(passage))
    spans = (own, outline.collection_span)
    titles = [Passage(cleaned, *span) if span else None for span in spans]
    origin = find_origin(cleaned, outline.item)
    origin = replace(
        origin, site=known.site or origin.site, uploaded=known.uploaded or origin.uploaded
    )
    sections = with_topics(outline.sections)
    year = known.year or find_year(passage, titles, origin.uploaded)
    title = known.title or outline.title or (titles[0].text if titles[0] else "")
    flags = find_flags(passage, outline, year)
    return Summary(
        id=known.id or address,
        title=title or _file_title(outline, cleaned.source.file),
        collection=known.collection or outline.collection,
        origin=origin,
        year=year,
        period=known.period or find_period(passage, titles),
        level=known.level or find_level(passage, titles),
        region=known.region
        or find_region(passage, [title.text if title else "" for title in titles]),
        topics=known.topics if known.topics is not None else summary_topics(sections),
        flags=flags if title else (*flags, UNTITLED),
        preamble=outline.preamble,
        sections=sections,
    )


def _file_title(outline: Outline, file: str) -> str:
    """Name a summary without a title after its file."""
    stem = PurePosixPath(file).stem
    return f"{stem}（第{outline.item}篇）" if outline.item > 1 else stem
