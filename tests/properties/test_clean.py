"""What must hold of cleaning and splitting whatever the input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zongjie.clean import clean
from zongjie.models import Cleaned, Source
from zongjie.read import read_file, sources
from zongjie.split import split, unassigned

CORPUS = Path(__file__).parents[1] / "corpus"
REAL = [read_file(path, CORPUS).text for path in sources(CORPUS)]
PIECES = sorted({piece for text in REAL for piece in re.findall(r"[^\n。]{1,40}[。\n]?", text)})
SIGNS = st.text(
    "一二三（）()、.．1234年月日*xX#_～ \n\u3000,;:，。；：\"'“”‘’>-\\|·学校教育局总结篇第页共目录lLOo我",
    max_size=40,
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), SIGNS, st.text(max_size=20)), max_size=14).map(
    "".join
)


def cleaned(text: str) -> Cleaned:
    return clean(Source("x.txt", "0" * 64, "utf-8", text))


def check_ledger(result: Cleaned) -> None:
    text, position = result.source.text, 0
    for stretch in result.ledger:
        assert stretch.start == position < stretch.end
        position = stretch.end
        if stretch.fate == "kept":
            assert stretch.text == text[stretch.start : stretch.end]
            assert not stretch.rule
        else:
            assert stretch.rule
            assert bool(stretch.text.strip()) == (stretch.fate == "repaired")
    assert position == len(text)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_ledger_tiles_the_source(text: str) -> None:
    check_ledger(cleaned(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_cleaning_twice_equals_cleaning_once(text: str) -> None:
    once = cleaned(text).text
    assert cleaned(once).text == once


def joined(text: str) -> str:
    return re.sub(r"\s", "", text)


def spelled(label: str) -> str:
    """Give a pattern for a label as a text writes it: in other signs, or within its number."""
    letters = [re.escape(char) for char in joined(label) if char.isalnum()]
    apart = "[（()）、.．，,：:×]{0,3}"
    return (
        f"(?:{apart.join(['', *letters, ''])}|[\u2460-\u249b\u3220-\u3229]{apart})" if label else ""
    )


def check_split(result: Cleaned) -> None:
    outlines = split(result)
    assert list(unassigned(result.text, outlines)) == []
    for outline in outlines:
        body = joined(result.text[outline.start : outline.end])
        parts = [re.escape(joined("".join(outline.preamble)))]
        for section in outline.walk():
            said = section.heading + section.stop + "".join(section.paragraphs)
            parts += [spelled(section.label), re.escape(joined(said))]
        assert re.fullmatch("".join(parts), body), (parts, body)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_splitting_loses_no_text(text: str) -> None:
    check_split(cleaned(text))


@pytest.mark.parametrize("text", REAL, ids=lambda text: text[:8])
def test_real_sources_tile_stay_and_lose_nothing(text: str) -> None:
    result = cleaned(text)
    check_ledger(result)
    assert cleaned(result.text).text == result.text
    check_split(result)
