from __future__ import annotations

from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from zongjie.render.markdown import escape, front_matter, paragraph, printable

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
    "smarty", "tables", "toc", "wikilinks", "pymdownx.arithmatex", "pymdownx.betterem",
    "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji", "pymdownx.keys",
    "pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.saneheaders",
    "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde",
]  # fmt: skip
"""Far more than the site enables: what a later mkdocs.yml may enable must not act either."""

HOSTILE = [
    "<script>alert(1)</script>", "{{ config }}", "{% raw %}", "[x](javascript:alert(1))",
    "![](x)", "---", "***", "# 标题", "1. 一", "- 二", "+ 三", "> 四", "    代码", "\t代码", "`x`",
    "```\nx\n```", "~~~", "[toc]", "[TOC]", "{: onclick=x }", "x {: #id }", "&amp; &#60;b&#62;",
    "<b onclick=x>", "http://example.com/", "a@example.com", "www.example.com",
    "[x]: http://x", "[^1]: y", "*[x]: y", "!!! note", "??? note", '=== "x"', '--8<-- "x"',
    ":smile:", "$$x$$", "++ctrl++", "{++x++}", "| a | b |\n|---|---|\n| c | d |", "词\n: 义",
    "第一行\n第二行", "甲  \n乙", "a_b_c", "**a**", "\\*", "<!-- x -->", "<?php x ?>",
    "<![CDATA[x]]>", "\x02wzxhzdk:0\x03", "\u2028", "甲\x00乙", "…\u202e反", "[[x]]",
    '[=50% "x"]', "x^2^ ~y~ ==z==", "(c) -- ...", "'a' \"b\"",
]  # fmt: skip


class _Paragraph(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert dict(attrs) == {"id": "s1", "class": "item"}

    def handle_data(self, data: str) -> None:
        self.text += data


def _render(text: str) -> _Paragraph:
    source = paragraph(escape(text), css="item", anchor="s1")
    html = python_markdown.markdown(source, extensions=EXTENSIONS)
    return _Paragraph(html.strip())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_literally(text: str) -> None:
    shown = _render(text)
    assert shown.text == printable(text)
    assert shown.tags == ["p"]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_shown_literally(text: str) -> None:
    shown = _render(text)
    assert shown.text == printable(text)
    assert set(shown.tags) <= {"p"}


@given(st.text("<>[](){}!#*_-+.:|~=&;`\\ \n\t1ax×。", min_size=1))
def test_any_syntax_is_shown_literally(text: str) -> None:
    shown = _render(text)
    assert shown.text == printable(text)
    assert set(shown.tags) <= {"p"}


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "year", "flags"]), DATA, min_size=1))
def test_front_matter_parses_back(data: dict[str, object]) -> None:
    text, parsed = get_data(front_matter(data) + "\n正文\n")
    assert parsed == data
    assert text == "正文\n"


@pytest.mark.parametrize(
    "title", ["---", "a\n---\nb", "!!python/object:os.system", "{a: b}", "'\""]
)
def test_front_matter_holds_hostile_values(title: str) -> None:
    assert get_data(front_matter({"title": title}))[1] == {"title": title}


def test_escape_leaves_chinese_and_decimals_readable() -> None:
    assert escape("巩固率达到34.53%，共5,271人。") == "巩固率达到34.53%，共5,271人。"
