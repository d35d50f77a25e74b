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


def test_evidence_quotes_mojibake_as_it_was_mended() -> None:
    line: Part = ("2017Äê£¬ÎÒ¾Ö", "repaired", "recoded", "2017年，我局")
    other: Part = ("２０１６", "repaired", "compatibility-forms", "2016")
    folded = fold(passage(line, "今年", other, "年"))
    found = folded.evidence(0, 5, "x")
    assert (found.quote, found.start, found.end) == ("2017年", 0, 12)
    assert folded.evidence(10, 15, "x").quote == "２０１６年"
