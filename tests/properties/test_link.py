"""What must hold of linking whatever the text."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from zongjie.link import link
from zongjie.link.cited import cited, reduce
from zongjie.models import (
    UNKNOWN_REGION,
    UNKNOWN_VALUE,
    UNKNOWN_YEAR,
    Origin,
    Section,
    Summary,
)

SIGNS = st.text(
    "《》〈〉“”（）()[]〔〕。，；\n ×教育法意见通知关于印发的年号2010-—\ud800", max_size=60
)
TEXTS = st.one_of(SIGNS, st.text(max_size=80))
EMPTY = Summary(
    "甲", "甲", None, Origin("甲.txt", "0", 1), UNKNOWN_YEAR, UNKNOWN_VALUE, UNKNOWN_VALUE,
    UNKNOWN_REGION, (), (), (), (),
)  # fmt: skip


def made(name: str, texts: list[str]) -> Summary:
    sections = tuple(
        Section("", str(n), text[:5], "", False, 0, (text,)) for n, text in enumerate(texts[1:])
    )
    return replace(EMPTY, id=name, preamble=tuple(texts[:1]), sections=sections)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_name_is_whole_and_apart_from_the_others(text: str) -> None:
    end = 0
    for first, last in cited(text):
        assert end < first < last <= first + 80
        assert text[first - 1] == "《"
        assert text[last] == "》"
        assert not set("。！？；\n") & set(text[first:last])
        assert text[first:last].count("《") == text[first:last].count("》")
        end = last


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_reduced_name_has_no_marks_and_no_blanks(text: str) -> None:
    assert not re.search(r"[《》〈〉“”\s]", reduce(text).base)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=5), max_size=4))
def test_linking_takes_any_text(texts: list[list[str]]) -> None:
    summaries = [made(f"总结{n}", own) for n, own in enumerate(texts)]
    links = link([*summaries, *(replace(item, id=f"{item.id}副") for item in summaries)])
    marks = sum(len(list(cited(line))) for item in summaries for line in _lines(item))
    assert sum(m.times for d in links.documents for m in d.mentions) >= marks
    for copies in links.copies.values():
        assert all(copy.shared and 0 < copy.share <= 1.01 for copy in copies)


def _lines(item: Summary) -> list[str]:
    return [*item.preamble, *(text for section in item.sections for text in section.paragraphs)]
