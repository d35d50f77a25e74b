"""Summary → the record of the data export, which is also what a page's front matter says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zongjie.models import Evidence, Region, Section, Summary, Value, Year
from zongjie.render import address

Record = dict[str, Any]

_DEEPEST = 20_000
_DESCRIBED = 50


def record(summary: Summary) -> Record:
    """Give all that is known of a summary, its text included, as plain data for JSON."""
    return _metadata(summary) | {
        "preamble": list(summary.preamble),
        "sections": _tree(summary.sections),
    }


def front_matter(summary: Summary) -> Record:
    """Give the metadata and the flat list of sections without their text."""
    sections = [
        {
            "number": section.number,
            "label": section.label,
            "heading": section.heading,
            "anchor": address.anchor(section),
            "topics": list(section.topics),
        }
        for section in summary.walk()
    ]
    return _metadata(summary) | {"description": _beginning(summary), "sections": sections}


def _beginning(summary: Summary) -> str:
    """Give the first words of the text, for those who show a link to the page."""
    paragraphs = (*summary.preamble, *(p for section in summary.walk() for p in section.paragraphs))
    text = next((paragraph for paragraph in paragraphs if paragraph.strip()), "")
    return text if len(text) <= _DESCRIBED else text[: _DESCRIBED - 1] + "…"


def dumps(data: Record) -> str:
    """Write a record as one line of JSON, however deep its sections go."""
    with _depth(_DEEPEST):
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def _depth(limit: int) -> Iterator[None]:
    former = sys.getrecursionlimit()
    sys.setrecursionlimit(max(former, limit))
    try:
        yield
    finally:
        sys.setrecursionlimit(former)


def _metadata(summary: Summary) -> Record:
    origin = summary.origin
    return {
        "id": summary.id,
        "title": summary.title,
        "collection": summary.collection,
        "url": address.summary(summary).removesuffix(".md") + "/",
        "flags": list(summary.flags),
        "topics": list(summary.topics),
        "source": {
            "file": origin.file,
            "sha256": origin.sha256,
            "item": origin.item,
            "site": origin.site,
            "uploaded": origin.uploaded,
        },
        "year": _year(summary.year),
        "region": _region(summary.region),
        "level": _value(summary.level),
        "period": _value(summary.period),
    }


def _year(year: Year) -> Record:
    return {
        "value": year.value,
        "range": list(year.range) if year.range else None,
        "basis": year.basis,
        "confidence": year.confidence,
        "evidence": _evidence(year.evidence),
        "conflict": year.conflict,
    }


def _region(region: Region) -> Record:
    return {
        "province": region.province,
        "city": region.city,
        "county": region.county,
        "town": region.town,
        "code": region.code,
        "basis": region.basis,
        "confidence": region.confidence,
        "evidence": _evidence(region.evidence),
    }


def _value(value: Value) -> Record:
    return {
        "value": value.value,
        "basis": value.basis,
        "confidence": value.confidence,
        "evidence": _evidence(value.evidence),
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[Record]:
    return [{"quote": e.quote, "start": e.start, "end": e.end, "note": e.note} for e in evidence]


def _tree(sections: tuple[Section, ...]) -> list[Record]:
    top: list[Record] = []
    waiting = [(section, top) for section in reversed(sections)]
    while waiting:
        section, siblings = waiting.pop()
        children: list[Record] = []
        siblings.append(
            {
                "label": section.label,
                "number": section.number,
                "heading": section.heading,
                "anchor": address.anchor(section),
                "topics": list(section.topics),
                "paragraphs": list(section.paragraphs),
                "children": children,
            }
        )
        waiting.extend((child, children) for child in reversed(section.children))
    return top
