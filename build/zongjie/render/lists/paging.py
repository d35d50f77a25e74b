"""Long lists on pages of a fixed number of rows, so that no page grows with the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from zongjie.render import address, markdown
from zongjie.render.lists import entries
from zongjie.render.markdown import link

PER_PAGE = 80
"""Rows on a page: at 1.5 KB of HTML for the longest, 120 KB."""

_LEAST = 40
_LISTED = 1_000_000
"""Summaries of a collection times rows of a list that is cut: there are more lists, too."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Roll:
    """What a list has besides its rows."""

    title: str
    trail: Sequence[tuple[str, str]]
    """The way from the home page, as pairs of name and path."""
    path: str
    """Of the first page."""
    before: Sequence[str] = ()
    """Blocks above the list, on the first page."""
    per_page: int = PER_PAGE
    rest: str = ""
    """Where what a cut list leaves out is found, as Markdown."""


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    number: int
    """From 1."""
    total: int
    """Pages of the list, at least one."""


def sheets(rows: Sequence[Row], per_page: int = PER_PAGE) -> list[Sheet[Row]]:
    """Cut a list into pages.

    >>> [(s.rows, s.number, s.total) for s in sheets("abc", 2)]
    [('ab', 1, 2), ('c', 2, 2)]
    """
    starts = range(0, max(len(rows), 1), per_page)
    return [
        Sheet(rows[start : start + per_page], number, len(starts))
        for number, start in enumerate(starts, 1)
    ]


def pages(
    roll: Roll,
    rows: Sequence[Row],
    draw: Callable[[Sequence[Row], str], list[str]],
    most: int | None = None,
) -> dict[str, str]:
    """Give the pages of a list by their paths.

    Args:
        roll: What the list has besides its rows.
        rows: In the order in which they are to stand.
        draw: Gives the blocks of some rows for the page at a path.
        most: Rows that are listed, if not all.
    """
    result = {}
    for sheet in sheets(rows[:most], roll.per_page):
        here = address.sheet(roll.path, sheet.number)
        first = sheet.number == 1
        title = roll.title if first else f"{roll.title}（第 {sheet.number} 页）"
        trail = roll.trail if first else [*roll.trail, (roll.title, roll.path)]
        before = [*roll.before, *_cut(roll, len(rows), most)] if first else ()
        blocks = [*before, *draw(sheet.rows, here), turn(roll.path, sheet.number, sheet.total)]
        result[here] = entries.page(title, trail, here, blocks)
    return result


def _cut(roll: Roll, rows: int, most: int | None) -> Iterator[str]:
    """Say that a list is cut, and where the rest is."""
    if most is not None and rows > most:
        yield markdown.paragraph(f"列出前 {most} 项，共 {rows} 项；{roll.rest}。", css="lede")


def most(rows: int, summaries: int) -> int:
    """Give how many rows of a list there is room for: in a very large collection fewer.

    >>> most(320, 300), most(320, 10_000), most(80, 10_000), most(320, 25_000)
    (320, 80, 80, 40)
    """
    room = _LISTED // (summaries or 1) // _LEAST * _LEAST
    return min(rows, max(_LEAST, room))


def search(query: str, **facets: str) -> str:
    """Give the path of the search with a query and with facets as `search/ui/state.js` reads them.

    >>> search("甲", year="2021")
    'find/index.md?q=%E7%94%B2&year=2021'
    """
    return f"find/index.md?{urlencode({'q': query, **facets})}"


def by_search(queries: Sequence[str], here: str) -> str:
    """Say that the search gives all, with a link for each query."""
    links = "、".join(link(query, address.relative(search(query), here)) for query in queries)
    return f"全部可搜索{links}得到"


def turn(path: str, number: int, total: int) -> str:
    """Give the way to the other pages of what begins at `path`; nothing where there are none."""
    if total < 2:
        return ""
    here = address.sheet(path, number)
    lines = "\n".join(f"- {part}" for part in _turns(path, number, total, here))
    return f'<nav class="turn" aria-label="各页" markdown="1">\n\n{lines}\n\n</nav>'


def _turns(path: str, number: int, total: int, here: str) -> Iterator[str]:
    def to(page: int, name: str) -> str:
        return link(name, address.relative(address.sheet(path, page), here))

    if number > 1:
        yield to(number - 1, "上一页")
    former = 0
    for page in sorted({1, number - 1, number, number + 1, total} & set(range(1, total + 1))):
        if page > former + 1:
            yield "…"
        yield f'<b aria-current="page">{page}</b>' if page == number else to(page, str(page))
        former = page
    if number < total:
        yield to(number + 1, "下一页")
