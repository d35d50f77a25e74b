"""The search without a server, and the search over several sites, in Chromium."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from zongjie.index import Reader, build, pages_of, suggest
from zongjie.models import Cleaned
from zongjie.pipeline import gather
from zongjie.render import address
from zongjie.render.lists import search as search_page
from zongjie.site import build_site, offline, write_docs, write_zip
from zongjie.site.finish import code_folder

ROOT = Path(__file__).parents[2]
QUERIES = [
    "集团化办学", "校园安全", "党建", "教师 培训", "×", "，", "“", "-教师 学校", "标题:总结 义务教育", "年份:2021 教师",
]  # fmt: skip
PAGES = ["", "years/", "regions/", "topics/", "sources/", "guide/use/", "find/"]
SITE_URL = "http://127.0.0.1:{}/zongjie/"


Serving = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def summaries() -> Any:
    return gather(ROOT / "tests/corpus", jobs=1).summaries


def make(folder: Path, summaries: Any, name: str, others: str = "") -> Path:
    """Build a site that holds the search over some summaries and their names."""
    docs = folder / "docs"
    files = {f"search/{path}": data for path, data in build(pages_of(summaries)).items()}
    write_docs({search_page.PATH: search_page.page(), **files, **suggest.files([])}, docs)
    for page in (
        "index",
        "years/index",
        "regions/index",
        "topics/index",
        "guide/cleaning",
        "guide/data",
    ):
        (docs / f"{page}.md").parent.mkdir(parents=True, exist_ok=True)
        (docs / f"{page}.md").write_text("# 说明\n", "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"(?ms)^nav:.*?\n\n", "nav:\n  - 首页: index.md\n\n", config)
    config = config.replace("教育局工作总结", name, 1).replace("build/theme", f"{ROOT}/build/theme")
    config = config.replace("not_in_nav: |\n", "not_in_nav: |\n  /guide/\n")
    config = config.replace("extra:\n", f"extra:\n{others}")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    build_site(folder / "mkdocs.yml", docs, folder / "www")
    return folder / "www"


def ask(page: Page, query: str) -> str:
    """Type a query into the search page and give the totals that it shows."""
    page.locator("#search-page-input").fill(query)
    status = page.locator("#search-page .search-status")
    expect(status).to_have_text(re.compile("篇|没有找到"), timeout=30_000)
    page.wait_for_function("q => new URLSearchParams(location.search).get('q') === q", arg=query)
    page.wait_for_function("() => !document.querySelector('#search-page [aria-busy]')")
    return status.inner_text().removeprefix("没有找到，相近的有 ")


def totals(index: Path, query: str) -> str:
    total = Reader(index).search(query, limit=1).total
    return f"{total.summaries:,} 篇 · {total.sections:,} 节 · {total.occurrences:,} 处"


def plain(data: Any) -> Any:
    """Give data as JSON gives it back."""
    return json.loads(json.dumps(data))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory, sample_site: Path, summaries: Any) -> Path:
    """The sample site with the index of the real corpus, packed and unpacked again."""
    folder = tmp_path_factory.mktemp("offline")
    shutil.copytree(sample_site, folder / "site")
    for path, data in build(pages_of(summaries)).items():
        (folder / "site/search" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site/search" / path).write_bytes(data)
    for path, data in suggest.files(suggest.names(summaries, [])).items():
        (folder / "site" / path).write_bytes(data)
    write_zip(folder / "a.zip", "zongjie-offline", offline.files(folder / "site"))
    write_zip(folder / "b.zip", "zongjie-offline", offline.files(folder / "site"))
    assert (folder / "a.zip").read_bytes() == (folder / "b.zip").read_bytes()
    with ZipFile(folder / "a.zip") as archive:
        archive.extractall(folder)
    return folder / "zongjie-offline"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_ten_queries_without_a_server_count_what_the_online_site_counts(
    unpacked: Path, page: Page
) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((unpacked / "find/index.html").as_uri())
    assert page.evaluate("location.protocol") == "file:"
    for query in QUERIES:
        assert ask(page, query) == totals(unpacked.parent / "site/search", query), query
    assert wrong == []


def test_ten_links_without_a_server_lead_to_pages(unpacked: Path, page: Page) -> None:
    failed: list[str] = []
    gone = "net::ERR_ABORTED"  # what the page that is left still asked for
    page.on("requestfailed", lambda r: failed.append(r.url) if r.failure != gone else None)
    page.on("request", lambda r: failed.append(r.url) if r.url.startswith("http") else None)
    page.goto((unpacked / "index.html").as_uri())
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
    inside = sorted({link for link in links if link.startswith("file:")})
    assert len(inside) >= 10
    for link in random.Random(1).sample(inside, 10):
        assert link.endswith((".html", ".txt", ".jsonl", ".json")), link
        page.goto(link)
        assert page.locator("h1").count() == 1
    assert failed == []


def test_a_result_without_a_server_opens_its_page_at_the_match(unpacked: Path, page: Page) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".search-open").click()
    page.locator("#search-dialog-input").fill("集团化办学")
    link = page.locator("dialog .found__section a").first
    expect(link).to_be_visible(timeout=30_000)
    assert re.search(r"/index\.html\?q=[^#]+#s", link.get_attribute("href") or "")
    page.locator("#search-dialog-input").fill("党建")
    expect(page.locator(".search-pages a").first).to_have_attribute(
        "href", re.compile(r"^file:.*/index\.html$")
    )


@pytest.fixture(scope="module")
def three(
    tmp_path_factory: pytest.TempPathFactory, summaries: Any, serving: Serving
) -> Iterator[Any]:
    """Three sites of a third each on three ports, with ways to stop them, and the index of all."""
    folder = tmp_path_factory.mktemp("three")
    stacks = [ExitStack() for _ in range(3)]
    addresses = []
    for number in (1, 2):
        site = make(folder / str(number), summaries[number::3], f"第{number}站")
        addresses.append(stacks[number].enter_context(serving(site)))
    listed = "".join(
        f"    - name: 第{n}站\n      url: {a.rstrip('/')}\n" for n, a in enumerate(addresses, 1)
    )
    listed += f"    - name: 重复\n      url: {addresses[0]}\n"
    own = make(folder / "0", summaries[0::3], "本站", f"  sites:\n{listed}")
    address = stacks[0].enter_context(serving(own))
    whole = folder / "whole"
    for path, data in build(pages_of(summaries)).items():
        (whole / path).parent.mkdir(parents=True, exist_ok=True)
        (whole / path).write_bytes(data)
    yield address, addresses, stacks, whole
    for stack in stacks:
        stack.close()


ANSWER = """async ([query, options]) => {
  const { engine } = await import(new URL('engine.js', document.querySelector('script[type=module]').src));
  return (await engine()).search(query, options);
}"""


def test_three_sites_together_count_what_the_whole_site_counts(three: Any, page: Page) -> None:
    address, others, _, whole = three
    page.goto(f"{address}find/")
    reader = Reader(whole)
    for query in QUERIES:
        assert ask(page, query) == totals(whole, query), query
        for filters in ({}, {"year": [2021]}, {"region": [None]}):
            expected = plain(reader.search(query, filters=filters, limit=100).as_json())
            found = page.evaluate(ANSWER, [query, {"filters": filters, "limit": 100}])
            assert found["total"] == expected["total"]
            assert found["facets"] == expected["facets"]
            assert found["failed"] == []
            ids = [group["id"] for group in expected["groups"]]
            assert sorted(group["id"] for group in found["groups"]) == sorted(ids)
    homes = {group["url"].split("s/")[0] for group in found["groups"]}
    assert homes <= {address, *others}


def test_loose_matches_of_several_sites_stand_only_where_none_has_an_exact_one(
    three: Any, page: Page
) -> None:
    page.goto(f"{three[0]}find/")
    found = page.evaluate(ANSWER, ["集团化办学集团化办学", {"limit": 100}])
    assert found["relaxed"]["words"]
    assert found["total"]["summaries"] == len(found["groups"]) > 0
    assert page.evaluate(ANSWER, ["集团化办学", {}])["relaxed"] is None


def test_pages_of_results_over_several_sites_fit_together(three: Any, page: Page) -> None:
    page.goto(f"{three[0]}find/")
    for sort in ("relevance", "newest", "oldest"):
        whole = page.evaluate(ANSWER, ["学校", {"sort": sort, "limit": 100}])["groups"]
        parts = [
            group["id"]
            for offset in range(0, len(whole), 2)
            for group in page.evaluate(
                ANSWER, ["学校", {"sort": sort, "offset": offset, "limit": 2}]
            )["groups"]
        ]
        assert parts == [group["id"] for group in whole]
        assert len(set(parts)) == len(parts) > 6
        years = [group["year"] for group in whole if group["year"]]
        if sort != "relevance":
            assert years == sorted(years, reverse=sort == "newest")
            assert all(group["year"] is None for group in whole[len(years) :])
    assert {group["site"] for group in whole} == {"本站", "第1站", "第2站"}


def test_a_site_that_is_down_is_named_and_the_others_answer(three: Any, page: Page) -> None:
    address, others, stacks, _ = three
    stacks[2].close()
    page.goto(f"{address}find/?q=学校")
    notice = page.locator(".search-notice")
    expect(notice).to_contain_text("没有搜到 第2站", timeout=30_000)
    expect(notice.locator("a")).to_have_attribute("href", others[1])
    expect(page.locator(".found__summary").first).to_be_visible()
    found = page.evaluate(ANSWER, ["学校", {"limit": 100}])
    assert [(one["name"], one["code"]) for one in found["failed"]] == [("第2站", "offline")]
    assert {group["site"] for group in found["groups"]} == {"本站", "第1站"}


def test_a_page_of_one_site_asks_no_other(sample_site: Path) -> None:
    for name in ("index.html", "find/index.html"):
        assert "zongjie-sites" not in (sample_site / name).read_text("utf-8")
    assert (sample_site / code_folder() / "many.js").is_file()


def test_a_source_is_shown_online_and_from_a_folder(
    sample_site: Path, page: Page, tmp_path: Path, source: Cleaned, serving: Serving
) -> None:
    place = address.ledger(source.source.file, 3).replace(".md", "/index.html")
    write_zip(tmp_path / "a.zip", "away", offline.files(sample_site))
    with ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path)
    seen = []
    with serving(sample_site) as online:
        for site in (online, f"{(tmp_path / 'away').as_uri()}/"):
            page.goto(site + place)
            expect(page.locator(".ledger-text #L3")).to_be_in_viewport()
            assert page.evaluate("document.querySelector(':target').id") == "L3"
            page.get_by_text("只看原文").click()
            seen.append(page.locator(".line").all_text_contents())
            expect(page.locator("h1")).to_have_text(source.source.file)
    assert seen[0] == seen[1]
