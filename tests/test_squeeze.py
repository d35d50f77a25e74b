"""Pages lose bytes, and nothing that a browser reads in them."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from lxml import etree

from zongjie.site.squeeze import squeeze

PAGES = {
    "<p>甲 <i>乙</i>\n丙</p>\n<p>丁</p>": "<p>甲 <i>乙</i> 丙<p>丁",
    "<pre>\n\n 甲\n  乙</pre>": "<pre>\n\n 甲\n  乙</pre>",
    '<a href="?a=b">甲</a>': '<a href="?a=b">甲</a>',
    '<a href="" title=" x ">甲</a>': '<a title=" x " href>甲</a>',
    '<b title="&quot;甲&#39; 乙&lt;">丙&lt;i&gt;</b>': '<b title="&#34;甲\' 乙<">丙&lt;i></b>',
    "<details><summary>甲</summary><p>乙</p></details>": "<details><summary>甲</summary><p>乙</details>",
}


def _read(html: str) -> list[object]:
    page = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)
    return [
        (element.tag, sorted(element.items()), _words(element), (element.tail or "").split())
        for element in page.iter(etree.Element)
    ]


def _words(element: etree._Element) -> object:
    text = element.text or ""
    return text if element.xpath("ancestor-or-self::pre") else text.split()


@pytest.mark.parametrize(("page", "expected"), PAGES.items())
def test_what_may_be_left_out_is(page: str, expected: str) -> None:
    squeezed = squeeze(f"<!doctype html><html><body>{page}</body></html>")
    assert (
        squeezed.removeprefix("<!doctype html>").removeprefix("<html>").removeprefix("<body>")
        == expected
    )
    assert _read(squeezed) == _read(f"<!doctype html><html><body>{page}</body></html>")


def test_once_is_enough(sample_site: Path) -> None:
    for page in sample_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert _read(squeeze(text)) == _read(text)


def test_codes_that_keep_a_script_closed_stay() -> None:
    page = '<script type="application/json">{"a": "\\u6e56\\u003c/script\\u003e\\u0027"}</script>'
    expected = '<script type=application/json>{"a": "湖\\u003c/script\\u003e\\u0027"}</script>'
    assert squeeze(page) == expected


def test_what_only_looks_like_a_code_stays() -> None:
    for page in (
        r"<title>\u6e56</title>",
        r'<script type=application/ld+json>{"a": "\\u6e56"}</script>',
        r"<script>let a = '\u6e56';</script>",
    ):
        assert squeeze(page) == page
