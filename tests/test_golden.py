"""The real sources against what a careful reader made of them, without the tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from zongjie.examine import Examined, examine
from zongjie.models import Section, Summary

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
GOLDEN: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((HERE / "golden").glob("*.yml"))
}
ITEMS = [(stem, entry["item"]) for stem, golden in GOLDEN.items() for entry in golden["summaries"]]


@cache
def examined(stem: str) -> Examined:
    return examine(CORPUS / f"{stem}.txt", CORPUS)


def pair(stem: str, item: int) -> tuple[Summary, dict[str, Any]]:
    return examined(stem).summaries[item - 1], GOLDEN[stem]["summaries"][item - 1]


def expected_tree(nodes: Sequence[Any], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    for label, heading, children in nodes:
        yield depth, label, heading
        yield from expected_tree(children, depth + 1)


def tree(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Numbered sections, and the unnumbered parts that hold some."""
    for section in sections:
        if section.label or section.children:
            yield depth, section.label, section.heading
            yield from tree(section.children, depth + 1)


@pytest.mark.parametrize("stem", GOLDEN)
def test_collection(stem: str) -> None:
    golden = GOLDEN[stem]
    allowed = {golden.get("collection"), *golden.get("collection_accept", [])}
    assert {summary.collection for summary in examined(stem).summaries} <= allowed


@pytest.mark.parametrize(("stem", "item"), ITEMS)
def test_what_only_looks_like_a_label_is_none(stem: str, item: int) -> None:
    summary, golden = pair(stem, item)
    begins = [
        section.label + section.heading + "".join(section.paragraphs) for section in summary.walk()
    ]
    # 「1.8月」 is listed for its 1.8, which must not be read as one number
    for words in (w for w in golden.get("not_labels", []) if not w[0].isdecimal()):
        assert not any(text.startswith(words) for text in begins if text)


def test_every_source_has_a_golden() -> None:
    assert {path.stem for path in CORPUS.glob("*.txt")} == set(GOLDEN)


@pytest.mark.parametrize("stem", GOLDEN)
def test_number_of_summaries(stem: str) -> None:
    assert len(examined(stem).summaries) == len(GOLDEN[stem]["summaries"])


@pytest.mark.parametrize(("stem", "item"), ITEMS)
def test_section_tree(stem: str, item: int) -> None:
    summary, golden = pair(stem, item)
    assert list(tree(summary.sections)) == list(expected_tree(golden["sections"]))


@pytest.mark.parametrize(("stem", "item"), ITEMS)
def test_title_and_ends(stem: str, item: int) -> None:
    summary, golden = pair(stem, item)
    assert summary.title in [golden["title"], *golden.get("title_accept", [])]
    if golden["preamble_starts"]:
        assert summary.preamble[0].startswith(golden["preamble_starts"])
    last = list(summary.walk())[-1]
    text = "".join([last.heading, last.stop, *last.paragraphs])
    assert text.endswith(golden["ends"])


@pytest.mark.parametrize(("stem", "item"), ITEMS)
def test_metadata(stem: str, item: int) -> None:
    summary, golden = pair(stem, item)
    known = golden["metadata"]
    year = known["year"]
    assert summary.year.value in [year["value"], *year.get("accept", [])]
    assert bool(summary.year.conflict) == year["conflict"]
    assert summary.period.value in [known["period"], *known.get("period_accept", [])]
    assert summary.level.value == known["level"]
    for level in ("province", "city", "county"):
        allowed = [known["region"][level], *(r[level] for r in known["region"].get("accept", []))]
        assert getattr(summary.region, level) in allowed
    required = {flag.replace("_", "-") for flag in known["flags"]}
    allowed_too = {flag.replace("_", "-") for flag in known.get("flags_accept", [])}
    assert required <= set(summary.flags)
    # how heavily a text is masked is a matter of degree that the reader did not judge
    assert set(summary.flags) <= required | allowed_too | {"heavily-masked", "conflicting-year"}
    assert ("conflicting-year" in summary.flags) == year["conflict"]


@pytest.mark.parametrize(("stem", "item"), ITEMS)
def test_what_is_not_stated_has_evidence(stem: str, item: int) -> None:
    summary, _ = pair(stem, item)
    source = examined(stem).cleaned
    assert source
    for known in (summary.year, summary.region, summary.period, summary.level):
        assert known.basis in ("unknown", "stated") or known.evidence
        assert 0 <= known.confidence <= 1
        for evidence in known.evidence:
            assert source.source.text[evidence.start : evidence.end] == evidence.quote
            assert evidence.note


def page_text(summary: Summary) -> str:
    parts = [summary.title, *summary.preamble]
    for section in summary.walk():
        parts += [section.label, section.heading, section.stop, *section.paragraphs]
    return "".join(parts)


@pytest.mark.parametrize("stem", GOLDEN)
def test_no_chrome_is_left_and_every_mend_is_right(stem: str) -> None:
    text = "\n".join(page_text(summary) for summary in examined(stem).summaries)
    for chrome in [*GOLDEN[stem]["chrome"], *GOLDEN[stem].get("chrome_cleaned", [])]:
        assert chrome not in text
    for sentence in GOLDEN[stem]["restored"]:
        assert sentence in text


def test_at_least_five_regions_are_inferred() -> None:
    regions = [summary.region for stem in GOLDEN for summary in examined(stem).summaries]
    inferred = [region for region in regions if region.basis == "inferred" and region.county]
    assert len(inferred) >= 5
    assert all(region.evidence for region in inferred)
