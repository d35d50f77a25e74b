"""The year reported on: cases in `cases/year.yml`, and the table of milestones."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.passages import passage
from zongjie.data.tables import extend
from zongjie.metadata.milestones import milestones
from zongjie.metadata.year import find_year

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "year.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_year(case: dict[str, Any]) -> None:
    titles = [passage(case[key]) if key in case else None for key in ("title", "collection")]
    year = find_year(passage(case["text"]), titles, case.get("uploaded"))
    if "value" in case or "range" in case:
        assert year.value == case.get("value"), year
    if "range" in case:
        assert year.range == (tuple(case["range"]) if case["range"] else None), year
    if "basis" in case:
        assert year.basis == case["basis"], year
    if "conflict" in case:
        assert bool(year.conflict) is case["conflict"], year


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_every_value_has_evidence_that_quotes_the_source(case: dict[str, Any]) -> None:
    body = passage(case["text"])
    titles = [passage(case[key]) if key in case else None for key in ("title", "collection")]
    year = find_year(body, titles, case.get("uploaded"))
    known = [body.text, *(title.text for title in titles if title)]
    assert bool(year.evidence) is (year.basis != "unknown")
    for evidence in year.evidence:
        assert evidence.note
        assert any(text[evidence.start : evidence.end] == evidence.quote for text in known)


def test_nothing_is_known_of_an_empty_text() -> None:
    year = find_year(passage(""), [])
    assert (year.value, year.range, year.basis) == (None, None, "unknown")


def test_milestones_are_many_and_within_reach() -> None:
    table = milestones()
    assert len(table) > 200
    assert len({milestone.name for milestone in table}) == len(table)
    for milestone in table:
        if milestone.likely and milestone.first:
            assert milestone.first <= milestone.likely[0], milestone.name
        if milestone.likely and milestone.last:
            assert milestone.likely[1] <= milestone.last, milestone.name


def test_a_publisher_adds_a_milestone(tmp_path: Path) -> None:
    row = "- {id: 甲县教育年, match: [教育质量年], from: 2013, to: 2013, note: 甲县2013年是教育质量年}\n"
    (tmp_path / "milestones.yml").write_text(row, "utf-8")
    assert extend(tmp_path) == ()
    year = find_year(passage("深入开展教育质量年活动。"), [])
    assert year.value == 2013


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("- {id: 甲, match: ['甲.*乙'], from: 2013, note: 甲}", "不限长度"),
        ("- {id: 甲, match: [甲], from: 2013, to: 2011, note: 甲}", "晚于"),
        ("- {id: 甲, match: [甲], note: 甲}", "定不了"),
        ("- {id: 甲, match: ['(甲'], from: 2013, note: 甲}", "正则式"),
        ("- {id: 甲, mach: [甲], from: 2013, note: 甲}", "mach"),
        ("- {id: 甲, match: [甲], from: 二零, note: 甲}", "不是整数"),
        ("甲: 乙", "不是列表"),
        ("- [甲", "YAML"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "milestones.yml").write_text("# 自己的表\n" + row + "\n", "utf-8")
    (problem,) = extend(tmp_path)
    assert said in str(problem)
    assert problem.file == f"{tmp_path.name}/milestones.yml"
    assert problem.line >= 1
