"""Lists that a corpus of any size fills: cut into pages, complete, and each row told apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from posixpath import dirname, normpath
from urllib.parse import unquote

import pytest

from zongjie.models import Cleaned, Region, Summary, Value, Year
from zongjie.render import address, pages
from zongjie.render.lists import paging
from zongjie.render.lists.regions import tree

LONGEST = 100_000
"""Bytes of Markdown: with the frame of a page, less than 150 KB of HTML."""
PLACES = [(f"省{p}", f"市{p}{c}", f"县{p}{c}{n}") for p in range(3) for c in range(4) for n in range(30)]  # fmt: skip


def _many(summary: Summary, number: int) -> list[Summary]:
    return [
        replace(
            summary,
            id=f"同一合集-{n}",
            title="教育局工作总结" * (1 if n % 7 else 12),
            origin=replace(summary.origin, item=n),
            year=Year(2015 + n % 5, None, "stated", 1.0) if n % 9 else replace(summary.year, value=None),
            region=Region(*PLACES[n % len(PLACES)], None, None, "stated", 1.0),
            period=Value("全年" if n % 3 else None, "stated", 1.0),
        )
        for n in range(1, number + 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def found(summary: Summary, source: Cleaned, rules: dict[str, str]) -> dict[str, str]:
    """All pages of 700 summaries of one source, most of the same title."""
    rendered = pages(_many(summary, 700), [source], rules)
    return {path: text for path, text in rendered.items() if isinstance(text, str)}


def _listed(found: dict[str, str], start: str) -> list[str]:
    """Give the summaries that a list and its further pages link to, each as often as it does."""
    sheets = [path for path in found if path.partition("~")[0].removesuffix(".md") == start]
    return [n for path in sheets for n in re.findall(r"-(\d+)\.md\)", found[path])]


def test_no_page_of_a_list_grows_with_the_corpus(found: dict[str, str]) -> None:
    lists = {p: len(t.encode()) for p, t in found.items() if not p.startswith(("s/", "sources/"))}
    assert max(lists.values()) < LONGEST
    assert {p: n for p, n in lists.items() if p.endswith("index.md") and n > LONGEST / 4} == {}


@pytest.mark.parametrize("start", ["regions/省0/市00", "years/2016"])
def test_every_summary_stands_in_its_list_once(found: dict[str, str], start: str) -> None:
    listed = _listed(found, start)
    expected = {"regions/省0/市00": 59, "years/2016": 125}[start]
    assert len(listed) == len(set(listed)) == expected


def test_plain_links_of_lists_lead_to_every_summary(found: dict[str, str]) -> None:
    known, waiting = set[str](), ["regions/index.md"]
    while waiting:
        path = waiting.pop()
        if path in known:
            continue
        known.add(path)
        text = found[path] if path.startswith("regions/") else ""
        targets = re.findall(r"\]\(([^)#?]+\.md)", text)
        waiting += (normpath(f"{dirname(path)}/{unquote(target)}") for target in targets)
    assert {path for path in found if path.startswith("s/")} <= known
    assert len(found["regions/省0.md"]) < LONGEST / 10  # its parts list them, not the province


def test_a_long_list_of_a_level_gives_the_newest_and_the_search_for_each_year(
    found: dict[str, str],
) -> None:
    page = found["levels/区.md"]
    assert len(_listed(found, "levels/区")) == paging.PER_PAGE
    assert "列出前 80 项，共 700 项" in page
    counts = re.findall(
        r"- \[(\d+) 年\]\(\S+/find/index\.md\?q=%E5%B9%B4%E4%BB%BD%3A\1&level=%E5%8C%BA\) .*> (\d+)$",
        page,
        re.MULTILINE,
    )
    (others,) = re.findall(r"\(\.\./years/unknown\.md\) .*> (\d+)$", page, re.MULTILINE)
    assert [year for year, _ in counts] == ["2019", "2018", "2017", "2016", "2015"]
    assert sum(int(number) for _, number in counts) + int(others) == 700


def test_a_topic_lists_as_many_sections_of_each_year_as_fit_and_says_so(
    found: dict[str, str],
) -> None:
    pages = {path: text for path, text in found.items() if path.startswith("topics/党建/")}
    listed = {path: re.findall(r"-(\d+)\.md#s1-1\)", text) for path, text in pages.items()}
    assert max(Counter(n for numbers in listed.values() for n in numbers).values()) == 1
    for path, numbers in listed.items():
        assert len(numbers) <= paging.PER_PAGE
        year = path.rpartition("/")[2].removesuffix(".md")
        assert all(str(2015 + int(n) % 5) == year or int(n) % 9 == 0 for n in numbers)
        cut = re.search(r"列出前 80 项，共 (\d+) 项；全部可搜索\[.*?\]\((\S+)\)得到", pages[path])
        assert bool(cut) == (len(numbers) == paging.PER_PAGE)
    assert "find/index.md?q=%E4%B8%BB%E9%A2%98%3A" in pages["topics/党建/2016.md"]


def test_pages_of_a_list_lead_to_one_another(found: dict[str, str]) -> None:
    first, second = found["years/2016.md"], found["years/2016~2.md"]
    assert "[下一页](2016~2.md)" in first
    assert "上一页" not in first
    assert "[上一页](2016.md)" in second
    assert '<b aria-current="page">2</b>' in second
    assert "# 2016 年（第 2 页）" in second


def test_summaries_of_one_title_are_told_apart(found: dict[str, str]) -> None:
    rows = [
        row for row in found["levels/区.md"].splitlines() if row.startswith("- [教育局工作总结]")
    ]
    assert len(rows) > 10
    assert len({re.sub(r"\(.*?\)", "", row) for row in rows}) == len(rows)


def test_long_titles_are_cut_in_lists_only(found: dict[str, str]) -> None:
    title = "教育局工作总结" * 12
    assert title not in found["levels/区.md"]
    assert f"# {title}" in found["s/b8/同一合集-7.md"]


def test_a_province_leads_to_its_parts(summary: Summary) -> None:
    root = tree(_many(summary, 400))
    assert [len(node.children) for node in root.sorted()] == [4, 4, 4]
    assert root.size == 400


def test_many_counties_stand_on_the_pages_of_their_cities(found: dict[str, str]) -> None:
    assert "县000" not in found["regions/index.md"]
    assert "市00" in found["regions/index.md"]
    assert "县000" in found["regions/省0/市00.md"]


def test_levels_and_periods_have_pages(found: dict[str, str]) -> None:
    assert "[区级](%E5%8C%BA.md)" in found["levels/index.md"]
    assert "[时段不详]" in found["periods/index.md"]
    assert address.kind(address.PERIODS, None) in found


def test_an_empty_list_has_one_page() -> None:
    assert [sheet.rows for sheet in paging.sheets(list[str]())] == [[]]
