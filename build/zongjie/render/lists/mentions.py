"""Where documents and terms stand: a row for each summary, with all the places in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from zongjie.link import Mention
from zongjie.models import Section
from zongjie.render import address, markdown, words
from zongjie.render.lists import paging
from zongjie.render.lists.entries import Bar
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link

_HEADING = 30
_MOST = 320
"""Rows of a list; the search has the others."""
_START = "本文开头"


def heading(section: Section | None) -> str:
    """Give a section's label and heading, or what stands in for it, cut to a line."""
    if section is None:
        return _START
    text = section.label + (section.heading or "".join(section.paragraphs[:1]))
    return text if len(text) <= _HEADING else text[: _HEADING - 1] + "…"


def row(mention: Mention, here: str) -> str:
    """Give a summary with the places in it and the words around the first of them, as Markdown."""
    item = mention.summary
    title = link(item.title, address.relative(address.summary(item), here))
    facts = f"<small>{words.facts(item, year_too=False)}</small>"
    return f"{title} {facts} {places(mention, here)}{extract(mention)}"


def most(summaries: int) -> int:
    """Give how many rows a list has in a collection of so many summaries."""
    return paging.most(_MOST, summaries)


def places(mention: Mention, here: str) -> str:
    """Give links to all the places of a mention."""
    links = (
        link(heading(section), address.relative(address.place(mention.summary, section), here))
        for section in mention.sections
    )
    return f'<span class="places">{" ".join(links)}</span>'


def extract(mention: Mention) -> str:
    """Give the words around the first place, the name in them marked."""
    ahead, name, behind = mention.extract.partition(mention.name)
    marked = f"{escape(ahead)}<mark>{escape(name)}</mark>{escape(behind)}"
    return f' <span class="extract">{marked}</span>'


def by_year(mentions: Iterable[Mention], here: str) -> list[str]:
    """Give the rows under a heading for each year."""
    blocks = []
    for year, group in groupby(mentions, key=lambda mention: words.year(mention.summary.year)):
        rows = "\n".join(f"- {row(mention, here)}" for mention in group)
        blocks.append(f"## {escape(year)} {{: #{_anchor(year)} }}")
        blocks.append(markdown.block(rows, css="entries entries--places"))
    return blocks


def _anchor(year: str) -> str:
    """Give the id of a year's heading.

    >>> _anchor("2006—2009 年间"), _anchor("年份不详")
    ('y-2006-2009', 'y-')
    """
    return "y-" + "-".join(re.findall("[0-9]+", year))


def years(mentions: Sequence[Mention], path: str, query: str, rows: int) -> list[Bar]:
    """Give how many summaries of each year there are, with the place where the year begins.

    Of years beyond the rows that are listed that is the search.
    """
    numbers, starts = Counter[str](), dict[str, str]()
    for at, mention in enumerate(mentions):
        year = mention.summary.year
        name = words.year(year)
        if name not in numbers and at < rows:
            page = address.sheet(path, at // paging.PER_PAGE + 1)
            starts[name] = f"{page}#{_anchor(name)}"
        elif name not in numbers:
            starts[name] = paging.search(query, year=str(year.value or words.UNKNOWN))
        numbers[name] += 1
    return [Bar(name, starts[name], number) for name, number in numbers.items()]


def span(mentions: Sequence[Mention]) -> str:
    """Say how many summaries there are, and of which years."""
    known = [m.summary.year.value for m in mentions if m.summary.year.value is not None]
    text = f"{words.count(len(mentions))} 篇总结，{words.count(sum(m.times for m in mentions))} 处"
    if not known:
        return text
    years = f"{known[0]} 年" if known[0] == known[-1] else f"{known[0]} 至 {known[-1]} 年"
    return f"{text}，{years}"


def pages(roll: Roll, mentions: Sequence[Mention], rows: int) -> dict[str, str]:
    """Give the pages that list mentions by year; of very many the earliest, and the way to all."""
    return paging.pages(roll, mentions, by_year, rows)
