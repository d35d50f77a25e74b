"""The parts of `bench/search.py` that need neither a browser nor another engine."""

import doctest
import gzip
import importlib
import sys
import urllib.request
from pathlib import Path

import pytest

from zongjie.index import build, folder_pages

BENCH = Path(__file__).parent.parent / "bench"
sys.path.insert(0, str(BENCH))

from searchbench import budgets, corpus, figures, queries, rounding, table, truth  # noqa: E402
from searchbench.engines import base, lunr, ours, pagefind  # noqa: E402
from searchbench.server import Report, serving  # noqa: E402

TEXTS = {
    "a.md": "---\ntitle: 甲\n---\n# 集团化办学\n\n组建*教育集团*，推进集团化办学。\n\n"
    "## 师资 {#x}\n\n1. 教师轮岗\n2. 名师工作室 <b>挂牌</b>\n\n"
    "### 保障\n\n| 项 | 数 |\n|---|---|\n| 经费 | 1_000 |\n",
    "b.md": "没有标题的一页，讲义务教育均衡发展和校园安全。\n\n## 第二节\n\n- 足球\n\n集团 化办学\n",
    "sub/c.txt": "第一行\n\n# 不是标题\n第三行 EEPO 教学\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def pages(folder: Path) -> list[corpus.Page]:
    return corpus.read(folder)


@pytest.mark.parametrize(
    "module", [corpus, figures, queries, rounding, table, truth, base, lunr, ours]
)
def test_doctests(module: object) -> None:
    tested = doctest.testmod(importlib.import_module(getattr(module, "__name__")))  # noqa: B009
    assert tested.failed == 0


def test_reads_what_a_visitor_sees(pages: list[corpus.Page]) -> None:
    first, second, third = pages
    assert [(s.level, s.heading) for s in first.sections] == [
        (1, "集团化办学"), (2, "师资"), (3, "保障")]  # fmt: skip
    assert first.sections[0].paragraphs == ("组建教育集团，推进集团化办学。",)
    assert first.sections[1].paragraphs == ("教师轮岗", "名师工作室 挂牌")
    assert first.sections[2].paragraphs == ("项", "数", "经费", "1＿000")
    assert second.sections[0].heading == "b"
    assert third.sections[0].paragraphs == ("第一行", "＃ 不是标题", "第三行 EEPO 教学")


def test_written_pages_read_back(pages: list[corpus.Page], tmp_path: Path) -> None:
    corpus.write(pages, tmp_path / "md", ".md")
    again = corpus.read(tmp_path / "md")
    assert [page.sections for page in again] == [page.sections for page in pages]
    assert corpus.digest(again) == corpus.digest(pages)


def test_truth(pages: list[corpus.Page]) -> None:
    held = truth.Truth(pages)
    hits = held.hits(truth.fold("集團化 辦學"))
    assert (hits.pages, hits.occurrences) == (frozenset({0, 1}), 3)
    assert hits.sections == {held.section(0, 0), held.section(1, 1)}
    assert held.hits("eepo").pages == {2}
    assert not held.hits("教师轮岗名师").sections, "a match lies within a paragraph"


def test_two_terms_in_a_section_or_on_a_page(pages: list[corpus.Page]) -> None:
    held = truth.Truth(pages)
    right = truth.right(held, ("集团", "经费"))
    assert (right.pages, right.pages_allowed) == (frozenset(), frozenset({0}))
    assert right.sections_allowed == {held.section(0, 0), held.section(0, 2)}


def test_overlapping_matches_count() -> None:
    page = corpus.Page("x", (corpus.Section("哈哈哈", 1, ()),))
    assert truth.Truth([page]).hits("哈哈").occurrences == 2


def test_queries_are_in_the_texts_and_repeatable(pages: list[corpus.Page]) -> None:
    held = truth.Truth(pages)
    drawn = queries.draw(pages, 3, seed=5)
    assert drawn == queries.draw(pages, 3, seed=5)
    assert {q.kind for q in drawn} >= {*queries.RANDOM, "词", "两词", "带标点"}
    for query in drawn:
        assert truth.right(held, query.terms).sections, query
        length = queries.RANDOM.get(query.kind)
        assert length is None or (len(query.text) == length and query.text.isalnum())


def test_scores() -> None:
    page = corpus.Page("x", (corpus.Section("甲", 1, ("乙",)), corpus.Section("丙", 2, ("乙乙",))))
    held = truth.Truth([page, page])
    query = queries.Query("1字", "乙", ("乙",))
    reply = figures.Reply(1.0, 3, True, 6, [(0, 0), (0, 1), (1, 1)])
    score = figures.score(query, truth.right(held, query.terms), reply, held, sections=True)
    assert (score.recall, score.precision) == (1, 1)
    assert (score.section_recall, score.section_precision) == (0.75, 1)
    assert (score.count_error, score.occurrence_error) == (0.25, 0)


def test_quoted_terms() -> None:
    assert pagefind.quoted(queries.Query("两词", "甲 乙", ("甲", "乙"))) == '"甲" "乙"'


def test_what_stands_before_the_title_goes_below_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[首页](x)\n\n# 题\n\n文\n", encoding="utf-8")
    assert corpus.read(tmp_path)[0].sections == (corpus.Section("题", 1, ("首页", "文")),)


def test_host_counts_what_it_sends(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[0]" * 1000, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(500))
    with serving(tmp_path) as host:
        for name in ("a.json", "b.bin", "@bench/run.html"):
            with urllib.request.urlopen(f"{host.address}/{name}") as answer:
                assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(f"{host.address}/../secret")
        error.value.close()
        assert host.missing
        packed = len(gzip.compress(b"[0]" * 1000, 6, mtime=0))
        assert host.take() == (packed + 500, 2)
        assert host.take() == (0, 0)
        urllib.request.urlopen(f"{host.address}/b.bin").close()
        urllib.request.urlopen(f"{host.address}/@bench/report", b'{"ms": 5}').close()
        assert host.reports.get(timeout=9) == Report({"ms": 5}, 500, 1)


def test_report() -> None:
    page = corpus.Page("x", (corpus.Section("甲", 1, ("乙",)),))
    failed = figures.Result("x", "某引擎", "1.0", 1, False, failed="太慢")
    done = figures.Result("zongjie", "另一个", "2.0", 1, True)
    done.cold.append(figures.Cold(1000, 5.0, 2000, 3, 4.0, 500, 1))
    done.scores.append(figures.Score("2字", "甲", 1.5, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0))
    text = table.report(["- 命令"], {1: ([page], [failed, done])})
    assert "| 冷查询 KB，2–8字，中位数 / p95 | 48 / 200 | 2.0 / 2.0 | ✓ |" in text
    assert "某引擎：1.0；**太慢**" in text
    assert "| 另一个 | 0.0（0.0） | 0.0 | 0.0 | 1.0 | 2.0 / 2.0 | 3.0 / 3.0 |" in text


def test_the_design_gives_the_budgets() -> None:
    done = figures.Result("zongjie", "", "", 1, True)
    done.cold.append(figures.Cold(1000, 5.0, 2000, 3, 4.0, 500, 1))
    design = (BENCH.parent / "docs/design.md").read_text("utf-8")
    for name, limit, *_ in (*budgets.exactness(done), *budgets.costs(done, 1)):
        assert f"| {name} | {limit} |" in design


def test_draws_first_queries_from_the_index_of_a_site(folder: Path, tmp_path: Path) -> None:
    cold = importlib.import_module("cold")
    for path, data in build(folder_pages(folder)).items():
        (tmp_path / "site/search" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site/search" / path).write_bytes(data)
    read = cold.sample(tmp_path / "site", 1)
    texts = {text for page in read for part in page.sections for text in part.paragraphs}
    assert len(read) == 3
    assert "没有标题的一页，讲义务教育均衡发展和校园安全。" in texts
    drawn = list(queries.drawn(queries.Draw(read, 1), "4字", 5))
    assert len({query.text for query in drawn}) == 5
    assert all(any(query.text in text for text in texts) for query in drawn)
