"""What is indexed: pages with their sections, and the pages of summaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from zongjie.models import Section, Summary
from zongjie.render import address
from zongjie.render.summary import is_heading

Fact = Literal["year", "region"]
GUESSED: tuple[Fact, ...] = ("year", "region")
"""What of a page may be inferred, not stated, in the order in which it is told."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A section as the search knows it.

    The first part of each page is its head: depth 0, the page's title as its heading, and as
    paragraphs what stands before the first section.
    """

    anchor: str
    """Its id on the page; empty for the head."""
    depth: int
    """0 for the head, from 1 for sections; a section belongs to the last one that is less deep."""
    heading: str
    """With its label, as the page shows it; empty where there is none."""
    run_in: bool
    """Whether the first paragraph follows the heading in the same line."""
    paragraphs: tuple[str, ...]
    topics: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """What a match lies within: heading and paragraphs, a run-in heading with its paragraph."""
        if self.run_in:
            first, rest = self.paragraphs[:1], self.paragraphs[1:]
            return ("".join((self.heading, *first)), *rest)
        return (self.heading, *self.paragraphs)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site with its metadata and its parts, the head first."""

    id: str
    title: str
    url: str
    """Relative to the site's root."""
    parts: tuple[Part, ...]
    year: int | None = None
    region: tuple[str, ...] = ()
    """Names from the province down."""
    level: str | None = None
    period: str | None = None
    inferred: tuple[Fact, ...] = ()
    """What of these is inferred, in the order of `GUESSED`."""


def pages_of(summaries: Iterable[Summary]) -> list[Page]:
    """Give the pages of summaries, in their order."""
    return [_page(summary) for summary in summaries]


def well_formed(text: str) -> str:
    """Put U+FFFD in place of what is no character, so that the text can be written as UTF-8."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _page(summary: Summary) -> Page:
    head = Part("", 0, well_formed(summary.title), False, _clean(summary.preamble), summary.topics)
    known = {"year": summary.year.value, "region": summary.region.path}
    basis = {"year": summary.year.basis, "region": summary.region.basis}
    return Page(
        id=summary.id,
        title=head.heading,
        url=address.summary(summary).removesuffix(".md") + "/",
        parts=(head, *_parts(summary)),
        year=summary.year.value,
        region=summary.region.path,
        level=summary.level.value,
        period=summary.period.value,
        inferred=tuple(fact for fact in GUESSED if known[fact] and basis[fact] == "inferred"),
    )


def _parts(summary: Summary) -> Iterator[Part]:
    waiting = [(section, 1) for section in reversed(summary.sections)]
    while waiting:
        section, depth = waiting.pop()
        yield _part(section, depth)
        waiting.extend((child, depth + 1) for child in reversed(section.children))


def _part(section: Section, depth: int) -> Part:
    """Join what the page shows joined: a heading that is no heading on the page runs in."""
    heading, run_in = section.label + section.heading, False
    if not is_heading(section):
        heading += section.stop
        run_in = not section.heading or bool(section.stop)
    paragraphs = _clean(section.paragraphs)
    return Part(address.anchor(section), depth, well_formed(heading), run_in, paragraphs, section.topics)  # fmt: skip


def _clean(paragraphs: Iterable[str]) -> tuple[str, ...]:
    return tuple(well_formed(paragraph) for paragraph in paragraphs)
