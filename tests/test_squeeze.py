"""Pages lose their white space and codes, and nothing else."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from zongjie.site.squeeze import squeeze


def test_what_a_page_says_is_the_same(sample_site: Path) -> None:
    for page in sample_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert squeeze(text) == text.strip()  # once is enough


def test_the_article_is_left_alone() -> None:
    article = "<article>\n\n  <pre>\n\n   a\\u6e56</pre>\n</article>"
    page = f"<html>\n\n  <body>\n  {article}\n\n  <p>\n</body>"
    assert squeeze(page) == f"<html>\n<body>\n{article}\n<p>\n</body>"


def test_codes_that_keep_a_script_closed_stay() -> None:
    page = '<script type="application/json">{"a": "\\u6e56\\u003c/script\\u003e\\u0027"}</script>'
    assert (
        squeeze(page)
        == '<script type="application/json">{"a": "湖\\u003c/script\\u003e\\u0027"}</script>'
    )
    assert html.fromstring(f"<div>{squeeze(page)}</div>").xpath("string(//script)").startswith("{")


def test_what_only_looks_like_a_code_stays() -> None:
    for page in (
        r"<title>\u6e56</title>",
        r'<script type="application/ld+json">{"a": "\\u6e56"}</script>',
        r"<script>let a = '\u6e56';</script>",
    ):
        assert squeeze(page) == page
