"""What must hold of cleaning, describing and rendering over real texts that were damaged at random."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from damage import kinds, kit, measure  # noqa: E402

from zongjie.clean import RULES, Rule, clean  # noqa: E402
from zongjie.clean.edits import fix  # noqa: E402
from zongjie.metadata.describe import describe  # noqa: E402
from zongjie.metadata.sidecar import Sidecar  # noqa: E402
from zongjie.models import Cleaned, Source  # noqa: E402
from zongjie.render import address, pages  # noqa: E402
from zongjie.shapes import HAN  # noqa: E402
from zongjie.split import split  # noqa: E402

PAGES = measure.as_pages(measure.load([ROOT / "tests/corpus"]))
NAMES = {rule.name for rule in RULES}
DAMAGED = st.builds(
    lambda kind, first, strength, seed: kinds.damaged(
        kind, PAGES[first:] + PAGES[:first], strength, Random(seed), kit.kit("known")
    ).shown[:6000],
    st.sampled_from(kinds.KINDS),
    st.integers(0, len(PAGES) - 1),
    st.integers(0, 2),
    st.integers(0, 10**9),
)
SIGNS = st.text("一年月县校 \n\u3000×.,:;()'\"‘`\\*#>[]|&x1lｘ１，。“”\ufffd\ue000", max_size=60)


def cleaned(text: str) -> Cleaned:
    return clean(Source("x.txt", "0" * 64, "utf-8", text))


@settings(max_examples=25, deadline=None)
@given(DAMAGED)
def test_cleaning_damaged_text_again_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once.text).text == once.text


@pytest.mark.parametrize("rule", [r for r in RULES if r.by_line], ids=lambda rule: rule.name)
@settings(max_examples=25, deadline=None)
@given(text=st.one_of(DAMAGED, SIGNS))
def test_a_rule_by_lines_sees_each_line_by_itself(rule: Rule, text: str) -> None:
    alone = [fix(rule.find, line) for line in text.split("\n")]
    assert fix(rule.find, text) == "\n".join(alone)


@settings(max_examples=25, deadline=None)
@given(st.one_of(DAMAGED, st.text(max_size=200)))
def test_no_han_character_vanishes_but_by_a_declared_rule(text: str) -> None:
    result, position = cleaned(text), 0
    for stretch in result.ledger:
        assert stretch.start == position
        position = stretch.end
        if stretch.fate == "kept":
            assert stretch.text == text[stretch.start : stretch.end]
        else:
            assert stretch.rule in NAMES
        if stretch.fate == "removed":
            assert not re.search(f"[{HAN}]", stretch.text)
    assert position == len(text)


@settings(max_examples=15, deadline=None)
@given(st.one_of(DAMAGED, st.text(max_size=200)))
def test_rendering_never_raises_and_front_matter_parses_back(text: str) -> None:
    source = cleaned(text)
    known = Sidecar()
    summaries = [
        describe(source, outline, known.of(outline.item), f"x-{outline.item}")
        for outline in split(source)
    ]
    made = pages(summaries, [source], {rule.name: rule.description for rule in RULES})
    for summary in summaries:
        page = made[address.summary(summary)]
        assert isinstance(page, str)
        assert yaml.safe_load(page.split("---\n", 2)[1])["title"] == summary.title
