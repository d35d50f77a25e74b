"""The index against the definition of what a search finds."""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zongjie.index import IndexFileError, Page, Part, Reader, build, folder_pages, pages_of
from zongjie.index.brute import Brute
from zongjie.index.fold import Folder, simplified_table
from zongjie.index.pages import GUESSED
from zongjie.index.query import parse
from zongjie.index.stream import stream
from zongjie.pipeline import gather

ROOT = Path(__file__).parent.parent
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yml").read_text(encoding="utf-8"))
FOLDER = Folder(simplified_table())


def case_pages() -> list[Page]:
    found = []
    for number, row in enumerate(CASES["pages"]):
        head = Part("", 0, row["title"], False, tuple(row["preamble"]))
        parts = [
            Part(
                f"s{n}", section["depth"], section["heading"], section.get("run_in", False),
                tuple(section["paragraphs"]), tuple(section.get("topics", ())),
            )
            for n, section in enumerate(row["sections"], 1)
        ]  # fmt: skip
        facts = {key: row.get(key) for key in ("year", "level", "period")}
        region = tuple(row.get("region", ()))
        found.append(Page(f"p{number}", row["title"], f"s/p{number}/", (head, *parts), region=region, **facts))  # fmt: skip
    return found


def write(files: dict[str, bytes], folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def check(reader: Reader, truth: Brute, pages: Sequence[Page], query: str, filters: dict[str, Any]) -> None:  # fmt: skip
    wanted = truth.search(query, filters)
    answer = reader.search(query, filters=filters, limit=math.inf)
    if answer.relaxed:
        assert not wanted.occurrences
        return
    place = {
        (page.id, part.anchor): (n, m)
        for n, page in enumerate(pages)
        for m, part in enumerate(page.parts)
    }
    found = {place[group.id, s.anchor]: s.occurrences for group in answer.groups for s in group.sections}  # fmt: skip
    assert found == wanted.occurrences
    known = {page.id: (page.year, "/".join(page.region) or None, page.inferred) for page in pages}
    assert all((g.year, g.region, g.inferred) == known[g.id] for g in answer.groups)
    total = answer.total
    assert total.summaries == len(answer.groups) == len({page for page, _ in found})
    assert (total.sections, total.occurrences) == (len(found), sum(found.values()))
    assert {field: dict(counts) for field, counts in answer.facets.items()} == wanted.facets


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(write(build(case_pages()), tmp_path_factory.mktemp("cases")))


@pytest.mark.parametrize(("text", "folded"), CASES["fold"])
def test_fold(text: str, folded: str) -> None:
    assert FOLDER.fold(text) == folded
    assert "".join(piece for piece, _, _ in FOLDER.pieces(text)) == folded


@pytest.mark.parametrize(("query", "terms", "excluded", "restrictions"), CASES["parse"])
def test_parse(query: str, terms: Any, excluded: Any, restrictions: Any) -> None:
    found = parse(query)
    assert list(found.terms) == terms
    assert list(found.excluded) == excluded
    assert [[r.field, r.value, r.exclude] for r in found.restrictions] == restrictions


@pytest.mark.parametrize(("query", "found"), CASES["search"])
def test_cases(cases: Reader, query: str, found: dict[str, int]) -> None:
    wanted = {tuple(map(int, place.split())): count for place, count in found.items()}
    assert Brute(case_pages()).search(query).occurrences == wanted
    check(cases, Brute(case_pages()), case_pages(), query, {})


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.text("e\u0301ｶﾞ한ᄒ\u1161ᆫ…义義 Ａ\u200bİ\0", max_size=8)),
        max_size=6,
    )
)
def test_all_texts_are_folded_as_each_is(texts: list[str]) -> None:
    part = Part("", 0, "", False, tuple(texts))
    folded = "".join(FOLDER.fold(unit.replace("\0", " ")) + "\0" for unit in part.units)
    codes = stream([Page("p", "", "", (part,))], FOLDER).codes
    assert codes.tobytes().decode("utf-32-le", "surrogatepass") == folded


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_folding_piecewise_and_twice(text: str) -> None:
    folded = FOLDER.fold(text)
    assert "".join(piece for piece, _, _ in FOLDER.pieces(text)) == folded


CHARS = "ab一二学校。，×義义Ａ 的"
TEXT = st.text(CHARS, max_size=12)


@st.composite
def corpora(draw: st.DrawFn) -> list[Page]:
    def part(n: int, depth: int) -> Part:
        return Part(
            f"s{n}" if n else "", depth, draw(TEXT), bool(n) and draw(st.booleans()),
            tuple(draw(st.lists(TEXT, max_size=3))), tuple(draw(st.sets(st.sampled_from(["党建", "安全"])))),
        )  # fmt: skip

    pages = []
    for number in range(draw(st.integers(0, 4))):
        depths = draw(st.lists(st.integers(1, 3), max_size=4))
        parts = tuple(part(n, depth) for n, depth in enumerate([0, *depths]))
        year = draw(st.sampled_from([None, 2020, 2021]))
        region = draw(st.sampled_from([(), ("一二省",), ("一二省", "学校市")]))
        level = draw(st.sampled_from([None, "区", "县"]))
        inferred = tuple(fact for fact in GUESSED if draw(st.booleans()))
        pages.append(Page(f"p{number}", parts[0].heading, f"p{number}/", parts, year, region, level, inferred=inferred))  # fmt: skip
    return pages


QUERY = st.lists(
    st.one_of(
        st.text(CHARS.replace(" ", ""), min_size=1, max_size=4),
        st.sampled_from(
            ["-", "年份:2020", "-年份:2021", "地区:校", "主题:党", "标题:学", '"一 二"']
        ),
        st.text(CHARS, min_size=1, max_size=3).map(lambda text: f'-"{text}"'),
    ),
    max_size=4,
).map(" ".join)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "year": st.lists(st.sampled_from([2020, 2021, None])),
        "region": st.lists(st.sampled_from(["一二省", "一二省/学校市", None, "无"])),
        "level": st.lists(st.sampled_from(["区", None])),
        "topic": st.lists(st.sampled_from(["党建", "安全", None, "无"])),
    },
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages=corpora(), queries=st.lists(st.tuples(QUERY, FILTERS), min_size=1, max_size=8))
def test_search_equals_brute_force(
    tmp_path_factory: pytest.TempPathFactory, pages: list[Page], queries: list[Any]
) -> None:
    folder = write(build(pages), tmp_path_factory.mktemp("index"))
    reader, truth = Reader(folder), Brute(pages)
    for query, filters in queries:
        check(reader, truth, pages, query, filters)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(query=st.text())
def test_nothing_typed_is_an_error(cases: Reader, query: str) -> None:
    cases.search(query)


def test_long_queries(cases: Reader) -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8") * 3
    for query in (text[:10_000], "教" * 10_000, '"' * 10_000, "教 " * 5_000, "-" * 10_000):
        cases.search(query)


def random_queries(
    pages: Sequence[Page], seed: int, count: int
) -> list[tuple[str, dict[str, Any]]]:
    """Draw stretches of the text, alone or two together with an exclusion and filters."""
    rng = random.Random(seed)
    units = [unit for page in pages for part in page.parts for unit in part.units if unit]
    weights = list(itertools.accumulate(map(len, units)))
    years = sorted({page.year for page in pages}, key=str)

    def stretch(longest: int) -> str:
        unit = rng.choices(units, cum_weights=weights)[0]
        start = rng.randrange(len(unit))
        text = unit[start : start + rng.randint(1, longest)]
        return text if re.search(r'["＂]', text) else f'"{text}"'

    plain: list[tuple[str, dict[str, Any]]] = [(stretch(12), {}) for _ in range(count)]
    pairs = [
        (f"{stretch(3)} {stretch(3)}" + f" -{stretch(3)}" * rng.randint(0, 1),
         {"year": rng.sample(years, min(len(years), rng.randint(0, 2)))})
        for _ in range(count // 4)
    ]  # fmt: skip
    return plain + pairs


def test_the_project_corpus(tmp_path: Path) -> None:
    pages = pages_of(gather(ROOT / "tests/corpus", jobs=1).summaries)
    files = build(pages)
    assert files == build(pages)
    reader, truth = Reader(write(files, tmp_path)), Brute(pages)
    for query, filters in random_queries(pages, 7, 400):
        check(reader, truth, pages, query, filters)
    for query in ("教育 教育局", "学校安全 学校 安全"):
        check(reader, truth, pages, query, {})
    both, one = (
        {s.url: s.occurrences for g in reader.search(q, limit=math.inf).groups for s in g.sections}
        for q in ("教育 教育局", "教育")
    )
    assert both and both.items() <= one.items(), "what is marked together counts once"


@pytest.mark.parametrize("least", [20, 200, 10**6])
def test_frequent_characters_and_pairs_and_long_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    pages = pages_of(gather(ROOT / "tests/corpus", jobs=1).summaries)
    length = len(stream(pages, FOLDER).codes)
    monkeypatch.setattr("zongjie.index.pairs.SPLIT", least * length)
    monkeypatch.setattr("zongjie.index.counts.FREQUENT", 100)
    monkeypatch.setattr("zongjie.index.counts.PARTS", 5)
    monkeypatch.setattr("zongjie.index.postings.PIECE", 16)
    reader, truth = Reader(write(build(pages), tmp_path)), Brute(pages)
    for query, filters in random_queries(pages, 8, 200):
        check(reader, truth, pages, query, filters)
    for query in (
        "教育",
        "××",
        "×××",
        "教",
        "局",
        "教育局",
        "区教育",
        "区教育局",
        "工作总结",
        "，教育",
    ):
        check(reader, truth, pages, query, {})


def test_what_is_long_and_frequent_is_looked_up_in_the_texts(tmp_path: Path) -> None:
    pages = pages_of(gather(ROOT / "tests/corpus", jobs=1).summaries)
    reader, truth = Reader(write(build(pages), tmp_path)), Brute(pages)
    longest = max((unit for page in pages for part in page.parts for unit in part.units), key=len)
    for end in (40, 200, 600, len(longest)):
        check(reader, truth, pages, f'"{longest[:end]}"', {})
        check(reader, truth, pages, f'"{longest[:end]}错"', {})


def test_order(cases: Reader) -> None:
    answer = cases.search("党建")
    assert [(g.id, [s.anchor for s in g.sections]) for g in answer.groups] == [("p0", ["s3"]), ("p1", ["s1"])]  # fmt: skip
    assert [g.id for g in cases.search("总结", sort="newest").groups] == ["p0", "p1", "p2"]
    assert [g.id for g in cases.search("总结", sort="oldest").groups] == ["p1", "p0", "p2"]
    assert [g.id for g in cases.search("总结", sort="oldest", offset=1, limit=1).groups] == ["p0"]
    assert cases.search("总结", limit=0).total.summaries == 3


def test_title_stands_above_heading_above_text(tmp_path: Path) -> None:
    def page(name: str, title: str, heading: str, text: str) -> Page:
        head, part = Part("", 0, title, False, ()), Part("s1", 1, heading, False, (text,))
        return Page(name, title, f"{name}/", (head, part))

    pages = [
        page("text", "某局总结", "一、工作", "党建" * 40),
        page("heading", "某局总结", "一、党建", "工作" * 400),
        page("title", "党建工作总结" + "很长" * 40, "一、工作", "工作" * 40),
        page("else", "某局总结", "一、工作", "工作"),
    ]
    reader = Reader(write(build(pages), tmp_path))
    assert [group.id for group in reader.search("党建").groups] == ["title", "heading", "text"]


def test_snippets_and_trail(cases: Reader) -> None:
    (group,) = cases.search("平安校园").groups
    (section,) = group.sections
    assert section.trail == ("一、集团化办学", "（一）校园安全。")
    assert section.url == "s/p0/#s2"
    assert section.snippet
    assert [section.snippet.text[a:b] for a, b in section.snippet.marks] == ["平安校园"]
    (found,) = cases.locate(
        "集團化 办学",
        [
            "推进集 团化办学，办学",
        ][:1],
    )
    assert found == [(2, 6), (6, 8), (9, 11)]


def test_nothing_found(cases: Reader) -> None:
    answer = cases.search("推进集团化飞船")
    assert answer.relaxed
    assert "集团化" in "".join(answer.relaxed.words)
    assert answer.groups
    assert cases.search("xyzzy").relaxed is None
    assert json.dumps(answer.as_json())


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0\0"), "damaged"),
        (lambda path: path.write_bytes(b""), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:4] + b"\0" * 8 + path.read_bytes()[12:]), "stale"),
        (lambda path: path.write_bytes(b"zj\xff" + path.read_bytes()[3:]), "format"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_an_error(tmp_path: Path, harm: Any, code: str) -> None:
    write(build(case_pages()), tmp_path)
    reader = Reader(tmp_path)
    harm(next(tmp_path.glob("*/b0/0.bin")))
    with pytest.raises(IndexFileError) as error:
        reader.search("集团化")
    assert error.value.code == code


def test_any_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.md").write_text(
        "前言\n# 题目\n\n正文一。\n## 第一章 #\n正文二。\n", encoding="utf-8"
    )
    (tmp_path / "two.txt").write_bytes("\ufeff只有正文。\r\n第二段。".encode())
    (tmp_path / "no.pdf").write_bytes(b"%PDF")
    one, two = folder_pages(tmp_path)
    assert (one.id, one.title, one.url) == ("a/one", "题目", "a/one/")
    assert [(p.depth, p.heading, p.paragraphs) for p in one.parts] == [
        (0, "题目", ("前言", "正文一。")),
        (2, "第一章", ("正文二。",)),
    ]
    assert two.title == "two"
    assert two.parts[0].paragraphs == ("只有正文。", "第二段。")
