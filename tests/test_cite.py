from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from zongjie.models import Summary
from zongjie.render import cite, neighbours


def _line(summary: Summary) -> str:
    (line,) = re.findall(r'<p class="cite__form">(.*?)</p>', cite.block(summary), re.DOTALL)
    return html.unescape(line)


def test_line_after_the_standard(summary: Summary) -> None:
    assert _line(summary) == (
        "区教育局2021年上半年工作总结[EB/OL].(2022-01-02)[引用日期].（本页网址）."
    )


def test_what_is_not_known_is_left_out(summary: Summary) -> None:
    unknown = replace(summary, title="", origin=replace(summary.origin, uploaded=None))
    assert _line(unknown) == "无题名[EB/OL].[引用日期].（本页网址）."


@pytest.mark.parametrize("title", ["<b>总结</b>", '“引号"与&', "两\n行  空"])
def test_nothing_in_a_title_acts(summary: Summary, title: str) -> None:
    titled = replace(summary, title=title)
    assert "<b>" not in cite.block(titled)
    assert _line(titled).startswith(" ".join(title.split()))


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
