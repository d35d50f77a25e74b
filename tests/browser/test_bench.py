"""`bench/search.py` with this project's engine, in the browser."""

import sys
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "bench"))

from searchbench import corpus, queries, truth
from searchbench.engines.ours import OURS, build
from searchbench.figures import Result
from searchbench.measure import Bench


def test_cold_and_warm_queries(chromium: Browser, tmp_path: Path) -> None:
    sections = (
        corpus.Section("甲", 1, ("推进集团化办学。",)),
        corpus.Section("乙", 2, ("校园足球",)),
    )
    pages = [corpus.Page("x", sections)]
    held = truth.Truth(pages)
    asked = [queries.Query("4字", "校园足球", ("校园足球",)), queries.Query("1字", "学", ("学",))]
    bench = Bench(chromium, held, [(q, truth.right(held, q.terms)) for q in asked], cold=5)
    result = Result(OURS.name, OURS.label, "", 1, sections=True)
    bench.measure(OURS, build(pages, tmp_path, 60), result, 60)
    (cold,) = result.cold
    assert min(cold.start_bytes, cold.start_ms, cold.bytes, cold.requests, cold.ms) > 0
    assert [(s.recall, s.precision, s.count_error) for s in result.scores] == [(1, 1, 0)] * 2
