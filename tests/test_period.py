"""The period of a summary: cases in `cases/period.yml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from zongjie.metadata.fold import fold
from zongjie.metadata.period import find_period
from zongjie.models import Cleaned, Passage, Source, Stretch

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "period.yml").read_text("utf-8"))


def passage(text: str) -> Passage:
    source = Source("x.txt", "0" * 64, "utf-8", text)
    return Passage(Cleaned(source, (Stretch(0, len(text), "kept", "", text),)), 0, len(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_period(case: dict[str, Any]) -> None:
    titles = [passage(case[key]) if key in case else None for key in ("title", "collection")]
    found = find_period(passage(case["text"]), titles)
    assert found.value == case["value"], found
    if "basis" in case:
        assert found.basis == case["basis"], found
    assert bool(found.evidence) is (found.value is not None)
    assert (found.confidence > 0) is (found.value is not None)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2013年工作总结\n— 3 —\n三、教学", "2013年工作总结"),
        ("年终\n— 3 —\n工作总结", "年终"),
        ("，2013年。", "2013年"),
    ],
)
def test_evidence_has_sensible_borders(text: str, quote: str) -> None:
    source = Source("x.txt", "0" * 64, "utf-8", text)
    cleaned = Cleaned(source, (Stretch(0, len(text), "kept", "", text),))
    folded = fold(Passage(cleaned, 0, len(text)))
    for start in (0, 3) if text.startswith("2") else (0,):
        assert folded.evidence(start, len(folded.text), "x").quote == quote


def test_evidence_does_not_run_over_what_was_removed() -> None:
    text = "2017 年工作总结\n— 3 —\n三、教学"
    at = text.index("\n")
    rest = text.index("三")
    ledger = (
        Stretch(0, at, "kept", "", text[:at]),
        Stretch(at, rest, "removed", "page-marks", ""),
        Stretch(rest, len(text), "kept", "", text[rest:]),
    )
    cleaned = Cleaned(Source("x.txt", "0" * 64, "utf-8", text), ledger)
    folded = fold(Passage(cleaned, 0, len(cleaned.text)))
    assert folded.evidence(2, 11, "x").quote == "2017 年工作总结"
