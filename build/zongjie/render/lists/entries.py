"""Lists of summaries and the bars beside them, as all index pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from zongjie.models import Summary
from zongjie.render import address, markdown, words
from zongjie.render.markdown import escape, link


class Bar(NamedTuple):
    """A row of a chart: a name that links to a page, and how many summaries are there."""

    name: str
    target: str
    number: int


def order(item: Summary) -> tuple[int, str, int, str]:
    """Key to sort summaries: newest year first, unknown years last, then as they were found."""
    year = item.year
    known = year.value or (year.range[1] if year.range else 0)
    return -known, item.origin.file, item.origin.item, item.id


def listing(
    summaries: Collection[Summary],
    here: str,
    *,
    year: bool = True,
    beside: Sequence[str] | None = None,
    place: bool = True,
) -> str:
    """List summaries, each with its line of metadata.

    Args:
        summaries: In the order in which they are to stand.
        here: The page of the list.
        year: Whether to give the years.
        beside: Names of the region that the list is about, which are left out.
        place: Whether to say where the summaries stand whose title is there twice.
    """
    titles = Counter(item.title for item in summaries)
    rows = []
    for item in summaries:
        facts = words.facts(item, year_too=year, beside=beside)
        if place and titles[item.title] > 1:
            facts += f" · {words.place(item)}"
        title = link(words.title(item), address.relative(address.summary(item), here))
        rows.append(f"- {title} <small>{facts}</small>")
    return markdown.block("\n".join(rows), css="entries")


def bars(rows: Sequence[Bar], here: str) -> str:
    """Give a chart of counts, each row a link."""
    most = max((row.number for row in rows), default=0) or 1
    lines = (
        f"- {link(row.name, address.relative(row.target, here))} "
        f'<span class="bar" style="--share:{row.number / most:.3f}"></span> {row.number}'
        for row in rows
    )
    return markdown.block("\n".join(lines), css="bars")


def crumbs(trail: Sequence[tuple[str, str]], here: str) -> str:
    """Give the way from the home page, as pairs of name and path."""
    links = (link(name, address.relative(path, here)) for name, path in trail)
    return markdown.paragraph(" ".join(links), css="crumbs")


def lede(text: str) -> str:
    """Give the sentence under a page's title; `text` is Markdown."""
    return markdown.paragraph(text, css="lede")


def page(
    title: str,
    trail: Sequence[tuple[str, str]],
    here: str,
    blocks: list[str],
    *,
    contents: bool = True,
) -> str:
    """Give an index page with its title, the way to it, its blocks and a table of contents."""
    way = crumbs(trail, here) if trail else ""
    data = {"title": title} if contents else {"title": title, "hide": ["toc"]}
    return markdown.page(data, [way, f"# {escape(title)}", *blocks])
