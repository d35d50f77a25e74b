"""The made corpus of `bench/build.py`: the same bytes every time, of the size asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from zongjie.examine import examine

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        from buildbench import corpus  # noqa: PLC0415
    finally:
        sys.path.pop(0)
    return corpus


def test_made_files_are_the_same_every_time_and_go_on(corpus: ModuleType) -> None:
    stock = corpus.voices(ROOT / "tests/corpus")
    few = dict(corpus.files(6, stock))
    more = dict(corpus.files(12, corpus.voices(ROOT / "tests/corpus")))
    same = [name for name, data in few.items() if more.get(name) == data]
    assert len(same) >= len(few) - 1  # the last file may hold fewer summaries than it would
    assert dict(corpus.files(6, stock, seed=2)) != few


def test_made_files_hold_the_summaries_asked_for(corpus: ModuleType, tmp_path: Path) -> None:
    corpus.write(tmp_path, 10, corpus.voices(ROOT / "tests/corpus"))
    found = [examine(path, tmp_path) for path in sorted(tmp_path.rglob("*.txt"))]
    assert sum(len(examined.summaries) for examined in found) == 10
    assert any(summary.region.county for examined in found for summary in examined.summaries)
    assert any(
        stretch.fate == "removed"
        for examined in found
        if examined.cleaned
        for stretch in examined.cleaned.ledger
    )
