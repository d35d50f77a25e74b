"""The reader of the index in the browser against the one in Python, and what it does when files fail."""

from __future__ import annotations

import json
import math
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from zongjie.index import Page as Indexed
from zongjie.index import Part, Reader, build, pages_of
from zongjie.index.query import parse
from zongjie.pipeline import gather

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yml").read_text(encoding="utf-8"))
OPEN = """async () => {
  const client = await import("/site/search/client.js");
  window.index = await client.open(new URL("/site/search/", location));
}"""
ASK = """async (asked) => {
  const answers = [];
  for (const [query, options] of asked) {
    if (options.limit === null) options.limit = Infinity;
    answers.push(await window.index.search(query, options));
  }
  return answers;
}"""
TRY = """async (query) => {
  try { return (await window.index.search(query)).total.sections; }
  catch (error) { return `${error.name} ${error.code}`; }
}"""


def put(files: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "build" / "theme" / "search", folder)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture
def site(
    chromium: Browser, tmp_path: Path, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[Callable[[dict[str, bytes]], Page]]:
    """Serve an index below `/site/search/` and give a page that has it open as `window.index`."""
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with chromium.new_context() as context, serving(tmp_path) as address:

        def show(files: dict[str, bytes]) -> Page:
            put(files, tmp_path / "site" / "search")
            page = context.new_page()
            page.goto(f"{address}index.html")
            page.evaluate(OPEN)
            return page

        yield show


def pages() -> list[Indexed]:
    return pages_of(gather(ROOT / "tests/corpus", jobs=1).summaries)


def near_copy(page: Indexed) -> Indexed:
    def spun(text: str) -> str:
        return text.replace("学校", "各所学校").replace("教师", "师")

    parts = tuple(
        replace(part, paragraphs=tuple(map(spun, part.paragraphs))) for part in page.parts
    )
    return replace(page, id=f"{page.id}-2", url=f"copies/{page.url}", parts=parts)


def case_pages() -> list[Indexed]:
    found = []
    for number, row in enumerate(CASES["pages"]):
        parts = [Part("", 0, row["title"], False, tuple(row["preamble"]))]
        for n, section in enumerate(row["sections"], 1):
            texts, topics = tuple(section["paragraphs"]), tuple(section.get("topics", ()))
            run_in = section.get("run_in", False)
            parts.append(Part(f"s{n}", section["depth"], section["heading"], run_in, texts, topics))
        facts = {key: row.get(key) for key in ("year", "level", "period")}
        region = tuple(row.get("region", ()))
        found.append(Indexed(f"p{number}", row["title"], f"s/p{number}/", tuple(parts), region=region, **facts))  # fmt: skip
    return found


def test_the_cases(site: Callable[[dict[str, bytes]], Page]) -> None:
    page = site(build(case_pages()))
    asked = [[query, {"limit": None}] for query, _ in CASES["search"]]
    for (query, wanted), answer in zip(CASES["search"], page.evaluate(ASK, asked), strict=True):
        found = {
            f"{group['id'][1:]} {section['anchor'][1:] or 0}": section["occurrences"]
            for group in answer["groups"]
            for section in group["sections"]
        }
        assert answer["relaxed"] or found == wanted, query
        assert not answer["relaxed"] or not wanted, query


def test_folding_and_grammar(site: Callable[[dict[str, bytes]], Page]) -> None:
    page = site(build(case_pages()))
    texts = [text for text, _ in CASES["fold"]]
    folded = page.evaluate(
        """async ([texts, table]) => {
          const { Folder } = await import("/site/search/fold.js");
          const folder = new Folder(table);
          return texts.map((text) => [folder.fold(text), folder.traced(text).folded]);
        }""",
        [texts, "義义務务團团"],
    )
    assert folded == [[wanted, wanted] for _, wanted in CASES["fold"]]
    queries = [row[0] for row in CASES["parse"]]
    parsed = page.evaluate(
        """async (queries) => {
          const { parse } = await import("/site/search/query.js");
          return queries.map(parse);
        }""",
        queries,
    )
    for query, found in zip(queries, parsed, strict=True):
        assert found == as_browser(query), query


def as_browser(query: str) -> dict[str, Any]:
    found = parse(query)
    rules = [{"field": r.field, "value": r.value, "exclude": r.exclude} for r in found.restrictions]
    return {"terms": [*found.terms], "excluded": [*found.excluded], "restrictions": rules}


def test_both_readers_answer_alike(
    site: Callable[[dict[str, bytes]], Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zongjie.index.postings.PIECE", 64)
    monkeypatch.setattr("zongjie.index.counts.FREQUENT", 500)
    indexed = [page for one in pages() for page in (one, near_copy(one))]
    length = sum(len(unit) for page in indexed for part in page.parts for unit in part.units)
    monkeypatch.setattr("zongjie.index.pairs.SPLIT", 200 * length)
    page = site(build(indexed))
    reader = Reader(tmp_path / "site" / "search")
    rng = random.Random(11)
    units = [unit for p in indexed for part in p.parts for unit in part.units if len(unit) > 12]

    def stretch(longest: int) -> str:
        unit = rng.choice(units)
        start = rng.randrange(len(unit) - longest)
        return unit[start : start + rng.randint(1, longest)]

    queries = [stretch(12) for _ in range(60)]
    queries += [f"{stretch(3)} {stretch(3)} -{stretch(2)}" for _ in range(40)]
    queries += [
        "教育 教育局",
        "校园安全飞船计划",
        "集团化办字",
        "年份:2021",
        "xyzzy",
        "教 师",
        "<b>",
        '"',
        "教育" * 5_000,
    ]
    years: dict[str, Any] = {"filters": {"year": [2021, None]}, "sort": "oldest", "limit": None}
    places = {"region": ["四川省", None], "topic": ["学前教育", "义务教育均衡", None]}
    turned: dict[str, Any] = {"filters": places, "sort": "newest", "offset": 3, "limit": 4}
    asked: list[tuple[str, dict[str, Any]]] = [
        (query, dict(options)) for query in queries for options in ({}, years, turned)
    ]
    answers = page.evaluate(ASK, asked)
    for (query, options), answer in zip(asked, answers, strict=True):
        if options.get("limit", 10) is None:
            options["limit"] = math.inf
        assert answer == json.loads(json.dumps(reader.search(query, **options).as_json()))
    located = page.evaluate(
        "([query, texts]) => window.index.locate(query, texts)", ["教育 工作", units[:50]]
    )
    assert located == [
        [list(span) for span in spans] for spans in reader.locate("教育 工作", units[:50])
    ]


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda path: path.unlink(), "IndexError missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "IndexError damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0\0"), "IndexError damaged"),
        (lambda path: path.write_bytes(b"<!doctype html>"), "IndexError damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:4] + bytes(8) + path.read_bytes()[12:]), "IndexError stale"),
        (lambda path: path.write_bytes(b"zj\xff" + path.read_bytes()[3:]), "IndexError format"),
    ],
)  # fmt: skip
def test_a_bad_file_is_an_error_and_can_be_tried_again(
    site: Callable[[dict[str, bytes]], Page], tmp_path: Path, harm: Any, message: str
) -> None:
    files = build(case_pages())
    page = site(files)
    folder = tmp_path / "site" / "search"
    harm(next(folder.glob("*/b0/0.bin")))
    assert page.evaluate(TRY, "集团化") == message
    put(files, folder)
    assert page.evaluate(TRY, "集团化") == 2


def test_the_site_is_updated_while_the_page_is_open(
    site: Callable[[dict[str, bytes]], Page], tmp_path: Path
) -> None:
    page = site(build(case_pages()))
    put(build(case_pages()[:1]), tmp_path / "site" / "search")
    assert page.evaluate(TRY, "集团化") == 1


def test_a_rehearsal_loads_nothing(site: Callable[[dict[str, bytes]], Page]) -> None:
    for pages in ([], case_pages()):
        asked = site(build(pages)).evaluate(
            """async () => {
              const { Reader } = await import("/site/search/reader.js");
              const { web } = await import("/site/search/files.js");
              const source = web(new URL("/site/search/", location).href);
              const asked = [];
              const reader = await Reader.open((path, fresh) => {
                asked.push(path);
                return source(path, fresh);
              });
              await reader.rehearse();
              return asked;
            }"""
        )
        assert asked == ["index.bin"]


def test_without_a_worker(site: Callable[[dict[str, bytes]], Page]) -> None:
    page = site(build(case_pages()))
    page.evaluate("() => { window.Worker = class { constructor() { throw new Error('none'); } }; }")
    page.evaluate(OPEN)
    assert page.evaluate(TRY, "集团化") == 2
