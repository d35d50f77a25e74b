"""What a saved page says beside its plain lines: tables, and readings set over characters."""

from __future__ import annotations

import pytest

from zongjie.read import web
from zongjie.read.extract import Extract

ABOVE = "2021年，我局认真落实各项工作，全县教育事业稳步发展，成效明显。"


def read(body: str) -> Extract:
    """Read a page of a title, a sentence and this."""
    page = f"<html><body><h1>县教育局2021年工作总结</h1><p>{ABOVE}</p>{body}</body></html>"
    return web.read(page.encode(), "utf-8")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td></td><td>12</td></tr><tr><td>小学</td>\n<td></td><td>35</td></tr>",
         ["| 12", "小学 | | 35"]),
        ("<tr><td><p>小学</p></td><td><p>公办</p><p>民办</p></td><td>5<br>7</td></tr>", ["小学 | 公办 民办 | 5 7"]),
        ("<tr><td>小学</td><td style='display:none'>密</td><td>5</td></tr>", ["小学", "| 5"]),
        ("<tr><td></td><td> </td></tr><tr><td>|</td></tr>", ["|"]),
        (f"<tr><td>栏目</td><td><p>{'甲' * 99}。</p><p>{'乙' * 99}。</p></td></tr>",
         ["栏目", "甲" * 99 + "。", "乙" * 99 + "。"]),
    ],
)  # fmt: skip
def test_rows_of_a_table_are_lines_and_laid_out_text_stays_paragraphs(
    rows: str, expected: list[str]
) -> None:
    found = read(f"<table>{rows}</table>")
    hidden = {found.text[c.start : c.end].strip("\n") for c in found.changes}
    lines = [line for line in found.text.splitlines() if line not in hidden]
    assert lines[lines.index(ABOVE) + 1 :] == expected


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>温<rt>wēn</rt></ruby>江区",
        "<ruby>温<rp>（</rp><rt>wēn</rt><rp>）</rp>江<rp>（</rp><rt>jiāng</rt><rp>）</rp></ruby>区",
        "<ruby>温江<rt><b>wēn</b> jiāng</ruby>区",
    ],
)
def test_readings_set_over_characters_are_left_out_by_name(ruby: str) -> None:
    found = read(f"<p>全年{ruby}新建学校三所。</p>")
    gone = {found.text[c.start : c.end]: c.rule for c in found.changes}
    assert set(gone.values()) == {"ruby"} and "wēn" in "".join(gone)
    kept = found.text
    for change in reversed(found.changes):
        kept = kept[: change.start] + kept[change.end :]
    assert kept.splitlines()[-1] == "全年温江区新建学校三所。"
