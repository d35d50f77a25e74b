"""The cleaning rules together, on cases of what they mend and what they must leave."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from zongjie.clean import RULES, clean
from zongjie.clean.changes import Span, made, moved, touched
from zongjie.clean.edits import Edit, splice
from zongjie.clean.ledger import Ledger
from zongjie.models import Source

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "clean.yml").read_text("utf-8")
)


def cleaned(text: str) -> str:
    return clean(Source("x.txt", "0" * 64, "utf-8", text)).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    result = cleaned(case["original"])
    if "part" in case:
        assert case["part"] in result
    else:
        assert result == case.get("fixed", case["original"])


def test_a_small_edit_within_a_mended_line_is_put_down_to_what_mended_it() -> None:
    garbled = "ÉäºéÏØ½ÌÓý¾Ö,2012Äê½øÒ»²½"
    ledger = clean(Source("x.txt", "0" * 64, "utf-8", garbled)).ledger
    assert [(s.rule, s.text) for s in ledger] == [("recoded", "射洪县教育局，2012年进一步")]


def test_rule_names_are_distinct() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.find.__doc__ and ">>>" in rule.find.__doc__ for rule in RULES)


def random_edits(text: str, pick: random.Random, apart: int) -> list[Edit]:
    edits, position = [], 0
    while (start := position + pick.randint(0, apart)) < len(text):
        position = min(len(text), start + pick.randint(1, 4))
        edits.append(Edit(start, position, pick.choice(["", "X", "\n", "YY"])))
    return edits


def test_a_line_that_no_change_touched_is_an_old_line() -> None:
    for seed in range(2000):
        pick = random.Random(seed)
        old = "\n".join(f"{number} {'a' * pick.randint(0, 9)}" for number in range(9))
        text, spans = old, list[Span]()
        for _ in range(3):
            edits = random_edits(text, pick, 40)
            text, spans = splice(text, edits), moved(spans, edits) + made(edits)
        changed = touched(text, spans).split("\n")
        assert set(text.split("\n")) - set(changed) <= set(old.split("\n"))
        assert set(changed) <= set(text.split("\n")) | {""}


def test_ledger_of_random_edits_tiles_and_joins_to_the_text() -> None:
    """Edits over edits over edits: the ledger stays whole and says what the text says."""
    for seed in range(2000):
        pick = random.Random(seed)
        source = "".join(pick.choice("abc \n") for _ in range(pick.randint(1, 14)))
        text, ledger = source, Ledger(source)
        for step in range(4):
            edits = random_edits(text, pick, 4)
            ledger, text = ledger.amended(edits, f"r{step}"), splice(text, edits)
            tiles = list(ledger.stretches())
            assert "".join(stretch.text for stretch in tiles) == text
            assert [s.start for s in tiles[1:]] == [s.end for s in tiles[:-1]]
            assert (tiles[0].start, tiles[-1].end) == (0, len(source))
