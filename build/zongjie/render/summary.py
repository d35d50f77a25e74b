"""Summary → its page: metadata, text with stable anchors, neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zongjie.models import Section, Summary
from zongjie.render import address, card, cite, markdown, words
from zongjie.render.cross import NO_CROSS, Cross
from zongjie.render.lines import Lines
from zongjie.render.markdown import escape, link
from zongjie.render.record import front_matter
from zongjie.shapes import is_closing

_DEEPEST_HEADING = 6
_TOPICS_DOWN_TO = 1
_SIGNED = "signed"
_MAIN_LABEL = re.compile(r"[一二三四五六七八九十百零〇]+、|[（(][一二三四五六七八九十百零〇]+[)）]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a summary's page must know beyond the summary."""

    lines: Lines
    """Of the source."""
    previous: Summary | None = None
    following: Summary | None = None
    """In the same source."""
    earlier: Summary | None = None
    later: Summary | None = None
    """Of the same region, in the nearest year before and after."""
    original: bool = False
    """Whether the raw file is published too."""
    cross: Cross = NO_CROSS

    def sides(self) -> list[tuple[str, Summary]]:
        """Give the summaries next to the page's, each with what it is to that."""
        sides = (
            ("同一合集的上一篇", self.previous),
            ("同一合集的下一篇", self.following),
            ("同一地区往前", self.earlier),
            ("同一地区往后", self.later),
        )
        return [(side, item) for side, item in sides if item]


def page(summary: Summary, around: Surroundings) -> str:
    """Give the Markdown page of a summary."""
    here = address.summary(summary)
    text = "\n\n".join(_text(summary, here, around.cross))
    return markdown.page(
        front_matter(summary),
        [
            _crumbs(summary, here),
            f"# {escape(summary.title)}",
            card.facts(summary, here, around.lines, original=around.original),
            card.notes(summary),
            markdown.block(text, css="prose") if text else "",
            around.cross.of_summary(summary, here, [item for _, item in around.sides()]),
            _neighbours(summary, around, here),
            cite.block(summary),
        ],
    )


def _crumbs(summary: Summary, here: str) -> str:
    names = words.counties(summary.region)
    trail = [link("首页", address.relative(address.HOME, here))]
    trail += [
        link(name, address.relative(address.region(names[: depth + 1]), here))
        for depth, name in enumerate(names)
    ]
    return markdown.paragraph(" ".join(trail), css="crumbs")


def _text(summary: Summary, here: str, cross: Cross) -> Iterator[str]:
    for place, paragraph in enumerate(summary.preamble):
        if paragraph:
            yield _paragraph(paragraph, closing=place > 0 and not summary.sections)
    alike = cross.of_sections(summary, here)
    waiting = [(section, 2, 1) for section in reversed(summary.sections)]
    while waiting:
        section, level, depth = waiting.pop()
        headed = is_heading(section)
        if headed:
            yield from _headed(section, level, depth, summary, here)
        else:
            yield from _item(section)
        if section.number in alike:
            yield alike[section.number]
        below = min(level + headed, _DEEPEST_HEADING)
        waiting.extend((child, below, depth + 1) for child in reversed(section.children))


def is_heading(section: Section) -> bool:
    """Say whether a section is shown under a heading, or else as a paragraph with an anchor.

    A heading stands on a line of its own and has something below it, or runs into its paragraph
    and has children or a label of the two outer styles (`一、`, `（一）`).
    """
    if not section.heading:
        return False
    if section.children or not section.label or _MAIN_LABEL.fullmatch(section.label):
        return not section.inline or bool(section.children)
    return not section.stop and not section.inline and bool(section.paragraphs)


def _headed(section: Section, level: int, depth: int, summary: Summary, here: str) -> Iterator[str]:
    heading = escape(section.label + section.heading)
    yield f"{'#' * level} {heading} {{: #{address.anchor(section)} }}"
    if section.topics and depth <= _TOPICS_DOWN_TO:
        names = (_topic(name, summary, here) for name in section.topics)
        yield markdown.paragraph(" ".join(names), css="topics")
    yield from (escape(paragraph) for paragraph in section.paragraphs if paragraph)


def _topic(name: str, summary: Summary, here: str) -> str:
    """Name a topic; the card has the links to those of the whole, which `reading/notes.js` copies."""
    if name in summary.topics:
        return escape(f"#{name}")
    return link(name, address.relative(address.topic(name), here))


def _item(section: Section) -> Iterator[str]:
    lead = section.label + section.heading + section.stop
    run_in = not section.heading or bool(section.stop)
    first = section.paragraphs[0] if run_in and section.paragraphs else ""
    opening = escape(lead + first)
    if section.heading and (section.paragraphs or section.children):
        opening = f"<b>{escape(lead)}</b>{escape(first)}"
    rest = section.paragraphs[1:] if run_in else section.paragraphs
    closing = not (section.label or section.heading)
    if opening:
        css = _SIGNED if closing and is_closing(first) else ""
        yield markdown.paragraph(opening, css=css, anchor=address.anchor(section))
    yield from (_paragraph(paragraph, closing=closing) for paragraph in rest if paragraph)


def _paragraph(text: str, *, closing: bool) -> str:
    """Write a paragraph; a signature that closes the text stands at the right."""
    signed = closing and is_closing(text)
    return markdown.paragraph(escape(text), css=_SIGNED) if signed else escape(text)


def _neighbours(summary: Summary, around: Surroundings, here: str) -> str:
    own = summary.region.path
    lines = "\n".join(
        f"- <span>{side}</span> {link(words.title(item), address.relative(address.summary(item), here))}"
        f" <small>{words.facts(item, beside=own)}</small>"
        for side, item in around.sides()
    )
    return markdown.block(lines, css="neighbours", tag="section") if lines else ""
