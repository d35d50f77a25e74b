"""What a visitor reads in place of the project's own terms, and short descriptions of values."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.models import Basis, Region, Summary, Year
from zongjie.render.markdown import escape

UNKNOWN = "不详"

BASIS: dict[Basis, str] = {
    "stated": "原文写明",
    "inferred": "推断",
    "override": "人工更正",
    "unknown": UNKNOWN,
}

FATE = {"kept": "保留", "repaired": "修复", "removed": "删去"}


def year(value: Year) -> str:
    """Give a year in words: `2021 年`, `2006—2009 年间` or `年份不详`."""
    if value.value is not None:
        return f"{value.value} 年"
    if value.range:
        first, last = value.range
        return f"{first} 年" if first == last else f"{first}—{last} 年间"
    return f"年份{UNKNOWN}"


YEAR_PAGES = {"years/range.md": "仅知范围", "years/unknown.md": f"年份{UNKNOWN}"}


def year_page(path: str) -> str:
    """Give the name of the page of a year.

    >>> year_page("years/2021.md"), year_page("years/range.md")
    ('2021 年', '仅知范围')
    """
    return YEAR_PAGES.get(path) or f"{year_number(path)} 年"


def year_number(path: str) -> str:
    """Give the year, in figures, whose page has a path."""
    return path.removeprefix("years/").removesuffix(".md")


def region(value: Region) -> str:
    """Give a region's names from the province down, joined."""
    return "".join(value.path) or f"地区{UNKNOWN}"


_LONGEST_TITLE = 80


def title(item: Summary) -> str:
    """Give a summary's title for a list: what is too long is cut, and none is said to be none."""
    if len(item.title) > _LONGEST_TITLE:
        return item.title[: _LONGEST_TITLE - 1] + "…"
    return item.title or "（无标题）"


def place(item: Summary) -> str:
    """Give the file that a summary stands in and its number there, as Markdown."""
    name = item.origin.file.rpartition(".")[0] or item.origin.file
    return f"{escape(name)} 第 {item.origin.item} 篇"


def counties(value: Region) -> tuple[str, ...]:
    """Give the names of a region that has a page: province, city and county, as far as known."""
    return tuple(name for name in (value.province, value.city, value.county) if name)


def level(value: str | None) -> str:
    """Give a level as a reader says it: `区` → `区级`, `学校` as it is."""
    return f"{value}级" if value and len(value) == 1 else value or ""


def certainty(confidence: float) -> str:
    """Give a confidence from 0 to 1 in words and as a figure."""
    grade = "高" if confidence >= 0.85 else "中" if confidence >= 0.6 else "低"
    return f"把握{grade}（{confidence:.2f}）"


def facts(item: Summary, *, year_too: bool = True, beside: Sequence[str] | None = None) -> str:
    """Give the line of metadata under a summary's title in a list, as Markdown.

    Args:
        item: The summary.
        year_too: Whether to give its year.
        beside: Names of the region that the page is about, from the province down; of others only
            what differs is given then.
    """
    parts = [
        known(item.year) if year_too else "",
        known(item.region) if beside is None else _beside(item.region, tuple(beside)),
        escape(level(item.level.value)),
        escape(item.period.value or ""),
    ]
    return " · ".join(part for part in parts if part)


def _beside(value: Region, own: tuple[str, ...]) -> str:
    path = value.path
    if path == own:
        return _marked("地区", value) if value.basis == "inferred" else ""
    shared = sum(path[:depth] == own[:depth] for depth in range(1, len(path)))
    return _marked("".join(path[shared:]) or region(value), value)


def known(value: Year | Region) -> str:
    """Give a year or region for a list, as Markdown, with a mark where it is inferred."""
    return _marked(_shown(value), value)


def _marked(shown: str, value: Year | Region) -> str:
    return escape(shown) + ("<i>推断</i>" if value.basis == "inferred" else "")


def plainly(value: Year | Region) -> str:
    """Give a year or region where there is no markup, and say where it is inferred."""
    return _shown(value) + ("（推断）" if value.basis == "inferred" else "")


def _shown(value: Year | Region) -> str:
    return year(value) if isinstance(value, Year) else region(value)


def count(number: int) -> str:
    """Give a count with thousands set apart.

    >>> count(12345)
    '12,345'
    """
    return f"{number:,}"
