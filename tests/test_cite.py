from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from zongjie.models import Summary
from zongjie.render import cite, neighbours


def _forms(summary: Summary) -> list[str]:
    block = cite.block(summary)
    forms = re.findall(r"<(?:p|pre) class=\"cite__form\".*?>(.*?)</(?:p|pre)>", block, re.DOTALL)
    return [html.unescape(re.sub("<.*?>", "", form)) for form in forms]


def test_line_after_the_standard(summary: Summary) -> None:
    assert _forms(summary)[0] == (
        "区教育局2021年上半年工作总结[EB/OL].(2022-01-02)[引用日期].（本页网址）."
    )


def test_what_is_not_known_is_left_out(summary: Summary) -> None:
    unknown = replace(summary, title="", origin=replace(summary.origin, uploaded=None))
    line, entry = _forms(unknown)
    assert line == "无题名[EB/OL].[引用日期].（本页网址）."
    assert "date = {2" not in entry
    assert "author" not in entry


@pytest.mark.parametrize("title", ["<b>总结</b>", '“引号"与&', "50%_{x}\\y~^#$", "两\n行  空"])
def test_nothing_in_a_title_acts(summary: Summary, title: str) -> None:
    block = cite.block(replace(summary, title=title))
    assert "<b>" not in block
    line, entry = _forms(replace(summary, title=title))
    assert line.startswith(" ".join(title.split()))
    written = next(row for row in entry.splitlines() if "title" in row)
    bare = re.sub(r"\\[\\{}#$%&_~^]|\\text\w+\{\}", "", written)
    assert bare.count("{") == bare.count("}") == 2
    assert not set(bare) & set("#$%&_~^\\")


def test_neighbours_of_a_region(summary: Summary) -> None:
    def made(name: str, year: int | None, period: str = "全年") -> Summary:
        return replace(
            summary,
            id=name,
            year=replace(summary.year, value=year),
            period=replace(summary.period, value=period),
        )

    items = [
        made("a", 2018), made("b", 2020, "上半年"), made("c", 2020), made("d", 2021), made("e", None),
    ]  # fmt: skip
    found = neighbours.by_year(items)
    assert {name: tuple(o and o.id for o in pair) for name, pair in found.items()} == {
        "a": (None, "c"), "b": ("a", "d"), "c": ("a", "d"), "d": ("c", None),
    }  # fmt: skip
    elsewhere = replace(items[1], region=replace(summary.region, county="瓯海区"))
    assert neighbours.by_year([items[0], elsewhere])["a"] == (None, None)
