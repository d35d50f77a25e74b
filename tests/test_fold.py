"""What a folded text quotes of its source."""

import pytest

from tests.passages import Part, passage
from zongjie.metadata.fold import fold


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2013年工作总结\n— 3 —\n三、教学", "2013年工作总结"),
        ("年终\n— 3 —\n工作总结", "年终"),
        ("，2013年。", "2013年"),
    ],
)
def test_evidence_has_sensible_borders(text: str, quote: str) -> None:
    folded = fold(passage(text))
    for start in (0, 3) if text.startswith("2") else (0,):
        assert folded.evidence(start, len(folded.text), "x").quote == quote


def test_evidence_does_not_run_over_what_was_removed() -> None:
    mark: Part = ("\n— 3 —\n", "removed", "page-marks", "")
    folded = fold(passage("2017 年工作总结", mark, "三、教学"))
    assert folded.evidence(2, 11, "x").quote == "2017 年工作总结"
