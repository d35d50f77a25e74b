"""The period of a summary: cases in `cases/period.yml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.passages import passage
from zongjie.metadata.period import find_period
from zongjie.metadata.sidecar import PERIODS

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "period.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_period(case: dict[str, Any]) -> None:
    titles = [passage(case[key]) if key in case else None for key in ("title", "collection")]
    found = find_period(passage(case["text"]), titles)
    assert found.value == case["value"], found
    if "basis" in case:
        assert found.basis == case["basis"], found
    assert found.value in (None, *PERIODS)
    assert bool(found.evidence) is (found.value is not None)
    assert (found.confidence > 0) is (found.value is not None)
