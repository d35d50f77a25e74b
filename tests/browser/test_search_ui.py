"""The search as a reader meets it: the dialog, its page, and the page that a result leads to."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import axe_playwright_python
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    expect,
)

from zongjie.index import build, pages_of, suggest
from zongjie.models import (
    Cleaned,
    Origin,
    Region,
    Section,
    Source,
    Stretch,
    Summary,
    Value,
    Year,
)
from zongjie.render import pages
from zongjie.site import GENERATED, GENERATED_FILES, build_site, write_docs

ROOT = Path(__file__).parents[2]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
HOSTILE = '<img src=x onerror="window.hurt=1"> & <b>标签</b>'
PLACES = [
    ("四川省", "成都市", "温江区"),
    ("四川省", "成都市", "新津区"),
    ("浙江省", "温州市", "洞头区"),
]
TEXT = "全区推进集团化办学，新增集团化办学学校3所，义务教育均衡发展。"


def _summary(number: int) -> Summary:
    place = PLACES[number % 3]
    sections = (
        Section(
            "一、", "1", "主要工作", "", False, 0, ("总的情况良好。",),
            (
                Section("（一）", "1.1", "推进集团化办学", "", False, 0, (TEXT, "学校安全。" * 60), (), ("义务教育",)),
                Section("（二）", "1.2", "校园安全", "", False, 0, (f"第{number}号校园。",)),
            ),
        ),
        Section("二、", "2", "下一步打算", "", False, 0, ("继续推进集团化办学。",)),
    )  # fmt: skip
    return Summary(
        id=f"合集-{number}",
        title=HOSTILE if number == 4 else f"{place[2]}教育局{2015 + number % 6}年工作总结",
        collection=None,
        origin=Origin("合集.txt", "0" * 64, number),
        year=Year(2015 + number % 6, None, "stated", 1.0),
        period=Value("全年" if number % 2 else "上半年", "stated", 1.0),
        level=Value("区", "stated", 1.0),
        region=Region(*place, None, "510115", "stated", 1.0),
        topics=("义务教育",),
        flags=(),
        preamble=("一年来，全区教育平稳。",),
        sections=sections,
    )


SUMMARIES = [_summary(number) for number in range(1, 25)]
SOURCE = Cleaned(
    Source("合集.txt", "0" * 64, "utf-8", TEXT), (Stretch(0, len(TEXT), "kept", "", TEXT),)
)


def _lay_out(folder: Path, config: Callable[[str], str] = str) -> None:
    """Put down everything that MkDocs or Zensical builds the site from."""
    docs = folder / "docs"
    generated = shutil.ignore_patterns(*GENERATED, *GENERATED_FILES)
    shutil.copytree(ROOT / "docs", docs, ignore=generated)
    index = build(pages_of(SUMMARIES))
    everything = pages(SUMMARIES, [SOURCE], {})
    everything |= suggest.files(suggest.names(SUMMARIES, [SOURCE]))
    everything |= {f"search/{path}": data for path, data in index.items()}
    write_docs(everything, docs)
    shutil.copytree(ROOT / "build" / "theme", folder / "build" / "theme")
    (folder / "mkdocs.yml").write_text(config((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")


@pytest.fixture(scope="session")
def web(
    tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[tuple[str, Path]]:
    """Address and folder of a server of sites, each under a path of its own."""
    folder = tmp_path_factory.mktemp("web")
    with serving(folder) as address:
        yield address, folder


@pytest.fixture(scope="session")
def plain(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site under a sub-path."""
    folder = tmp_path_factory.mktemp("plain")
    _lay_out(folder)
    build_site(folder / "mkdocs.yml", folder / "docs", web[1] / "repo-name")
    return web[0] + "repo-name/"


@pytest.fixture(scope="session")
def instant(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site with Material's instant navigation."""
    folder, site = tmp_path_factory.mktemp("instant"), f"{web[0]}instant/"

    def config(text: str) -> str:
        text = re.sub("(?m)^site_url:.*", f"site_url: {site}", text)
        return text.replace("  features:\n", "  features:\n    - navigation.instant\n")

    _lay_out(folder, config)
    build_site(folder / "mkdocs.yml", folder / "docs", web[1] / "instant")
    return site


@pytest.fixture(scope="session")
def zensical(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site as Zensical builds it."""
    folder = tmp_path_factory.mktemp("zensical")
    _lay_out(folder)
    command = [sys.executable, "-m", "zensical", "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(folder / "site", web[1] / "zensical")
    return web[0] + "zensical/"


@dataclass
class Reader:
    """A page that is open, and what it complained of and asked for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def visit(self, path: str) -> Reader:
        self.page.goto(self.address + path, wait_until="load")
        return self

    def open(self) -> Reader:
        """Open the dialog."""
        self.page.locator(".search-open").click()
        expect(self.field).to_be_focused()
        return self

    def type(self, text: str) -> Reader:
        self.field.fill(text)
        return self

    @property
    def field(self) -> Locator:
        return self.page.locator(".search-input")

    @property
    def status(self) -> Locator:
        return self.page.locator(".search-status")

    def marked(self) -> list[str]:
        """The stretches that are marked on the page, in order."""
        found = self.page.evaluate("[...CSS.highlights.get('search-found') ?? []].map(String)")
        return list(found)

    def current(self) -> str:
        """The paragraph of the occurrence that the reader is at, once that is in view."""
        self.page.wait_for_function("""() => {
          const [range] = CSS.highlights.get('search-current');
          const box = range.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight;
        }""")
        text: str = self.page.evaluate(
            "[...CSS.highlights.get('search-current')][0].startContainer.parentElement.textContent"
        )
        return text


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Callable[..., Reader]]:
    """A reader with a fresh profile: `reader(address, width=…, scheme=…)`."""
    contexts: list[BrowserContext] = []

    def meet(address: str, width: int = 1280, scheme: str = "light", **more: Any) -> Reader:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, color_scheme=scheme, **more)  # type: ignore[arg-type]
        contexts.append(context)
        met = Reader(context.new_page(), address)

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                met.complaints.append(message.text)

        met.page.on("console", console)
        met.page.on("pageerror", lambda error: met.complaints.append(str(error)))
        met.page.on("request", lambda request: met.asked.append(request.url))
        return met

    yield meet
    for context in contexts:
        context.close()


Meet = Callable[..., Reader]
QUERY = "集团化办学"
"""Stands in 1.1 (heading and twice in its paragraph) and in 2, of each of the 24 summaries."""


def test_dialog_shows_exact_totals_and_results(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("years/").open().type(QUERY)
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    first = met.page.locator(".found__summary").first
    expect(first.locator(".found__facts")).to_contain_text("4 处")
    section = first.locator(".found__section", has_text="推进集团化办学").first
    expect(section.locator(".found__trail")).to_have_text("一、主要工作（一）推进集团化办学")
    assert set(met.page.locator(".found mark").all_inner_texts()) == {QUERY}
    assert met.complaints == []
    assert all(url.startswith(plain) for url in met.asked)


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_keys_open_the_dialog_and_escape_closes_it(reader: Meet, plain: str, keys: str) -> None:
    met = reader(plain).visit("")
    met.page.keyboard.press(keys)
    expect(met.field).to_be_focused()
    met.page.keyboard.type("a/b")
    assert met.field.input_value() == "a/b"
    met.page.keyboard.press("Escape")
    expect(met.page.locator(".search-dialog")).to_be_hidden()


def test_focus_goes_back_to_the_button(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    met.page.locator(".search-close").click()
    expect(met.page.locator(".search-open")).to_be_focused()


def test_keyboard_alone_leads_from_the_header_to_a_result(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("years/")
    page = met.page
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.search-open')"):
            break
    page.keyboard.press("Enter")
    expect(met.field).to_be_focused()
    page.keyboard.type("第7号校园")
    expect(met.status).to_have_text("1 篇 · 1 节 · 1 处")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("一、主要工作")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(met.field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#s1-2$"))
    page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == ["第7号校园"]


def test_enter_in_the_field_leads_to_the_page_of_the_search(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("topics/").open().type(QUERY)
    met.page.keyboard.press("Enter")
    met.page.wait_for_url(f"{plain}find/?q={quote(QUERY)}")
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    expect(met.field).to_have_value(QUERY)


def test_filters_order_and_pages_are_in_an_address_that_can_be_shared(
    reader: Meet, plain: str
) -> None:
    met = reader(plain).visit("find/").type(QUERY)
    page = met.page
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    page.get_by_role("checkbox", name="四川省").check()
    expect(met.status).to_have_text("16 篇 · 32 节 · 64 处")
    page.get_by_role("button", name="从新到旧").click()
    page.get_by_role("link", name="第 2 页").click()
    expect(page.locator(".found__summary")).to_have_count(6)
    address = page.url
    assert address == f"{plain}find/?q={quote(QUERY)}&region={quote('四川省')}&sort=new&page=2"
    shown = page.locator(".search-page").inner_text()

    other = reader(plain)
    other.page.goto(address)
    expect(other.status).to_have_text("16 篇 · 32 节 · 64 处")
    expect(other.page.locator(".found__summary")).to_have_count(6)
    assert other.page.locator(".search-page").inner_text() == shown
    expect(other.page.get_by_role("checkbox", name="四川省")).to_be_checked()

    page.go_back()
    expect(page.locator(".found__summary")).to_have_count(10)
    page.go_back()
    page.go_back()
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    expect(page.get_by_role("checkbox", name="四川省")).not_to_be_checked()
    assert met.complaints == []


def test_facets_count_what_each_choice_would_give(reader: Meet, plain: str) -> None:
    met = reader(plain).visit(f"find/?q={QUERY}&region=四川省")
    page = met.page
    expect(met.status).to_have_text("16 篇 · 32 节 · 64 处")

    def counts(name: str) -> dict[str, str]:
        rows = page.locator("fieldset", has=page.locator("legend", has_text=name)).locator("label")
        return dict(text.split("\n") for text in rows.all_inner_texts())

    assert counts("地区") == {
        "四川省": "16", "成都市": "16", "温江区": "8", "新津区": "8",
        "浙江省": "8", "温州市": "8", "洞头区": "8",
    }  # fmt: skip
    numbers = [n for n in range(1, 25) if n % 3 != 2]
    years = {f"{2015 + y} 年": sum(n % 6 == y for n in numbers) for y in range(6)}
    assert counts("年份") == {name: str(n) for name, n in years.items() if n}
    assert counts("时段") == {
        "全年": str(sum(n % 2 for n in numbers)),
        "上半年": str(sum(1 - n % 2 for n in numbers)),
    }


def test_a_region_gives_way_to_one_within_it_and_filters_can_be_taken_away(
    reader: Meet, plain: str
) -> None:
    met = reader(plain).visit(f"find/?q={QUERY}&region=四川省&year=2016")
    page = met.page
    page.get_by_role("checkbox", name="新津区").check()
    taken = page.locator(".search-taken li")
    expect(taken).to_have_text(["2016 年", "四川省 › 成都市 › 新津区", "全部去掉"])
    page.get_by_role("button", name="去掉 2016 年").click()
    expect(met.status).to_have_text("8 篇 · 16 节 · 32 处")
    expect(taken).to_have_text(["四川省 › 成都市 › 新津区"])
    page.get_by_role("button", name="去掉 四川省").click()
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    expect(met.field).to_be_focused()


def test_a_choice_keeps_the_focus(reader: Meet, plain: str) -> None:
    met = reader(plain).visit(f"find/?q={QUERY}")
    box = met.page.get_by_role("checkbox", name="2016 年")
    box.focus()
    met.page.keyboard.press("Space")
    expect(met.status).to_have_text("4 篇 · 8 节 · 16 处")
    expect(box).to_be_focused()
    expect(box).to_be_checked()


def test_a_page_beyond_the_last_is_the_last(reader: Meet, plain: str) -> None:
    met = reader(plain).visit(f"find/?q={QUERY}&page=99&year=no&sort=no&unknown=1")
    expect(met.page.locator(".found__summary")).to_have_count(4)
    assert met.page.url.endswith("&page=3")


def follow(met: Reader) -> None:
    """From the page of the search to a result, along its occurrences, and back."""
    page = met.page
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    link = page.locator(".found__section a", has_text="下一步打算").nth(5)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    page.wait_for_url(re.compile("/s/.*#s2$"))
    page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == [QUERY] * 4
    place = page.locator(".walk__place")
    expect(place).to_have_text("4 / 4")
    assert met.current() == "继续推进集团化办学。"
    page.get_by_role("button", name="下一处").click()
    expect(place).to_have_text("1 / 4")
    assert met.current() == "（一）推进集团化办学#"
    page.keyboard.press("Shift+N")
    expect(place).to_have_text("4 / 4")
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(place).to_have_text("2 / 4")
    expect(page.locator(".walk [role=status]")).to_contain_text(
        "第 2 处，共 4 处：全区推进集团化办学"
    )
    assert met.current() == TEXT
    page.keyboard.press("Escape")
    expect(page.locator(".walk")).to_have_count(0)
    assert met.marked() == []
    page.go_back()
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    page.wait_for_function("y => Math.abs(scrollY - y) < 200", arg=before)
    assert met.complaints == []


def test_a_result_is_followed_walked_and_left_again(reader: Meet, plain: str) -> None:
    follow(reader(plain).visit(f"find/?q={QUERY}"))


@pytest.mark.parametrize("typed", ["義務教育", "义　务 教 育", "ＥＥＰＯ"])
def test_marks_follow_the_folding_of_the_search(reader: Meet, plain: str, typed: str) -> None:
    met = reader(plain).visit(f"s/7b/合集-1/?q={typed}")
    met.page.wait_for_function("document.readyState === 'complete'")
    if typed == "ＥＥＰＯ":
        met.page.wait_for_timeout(300)
        assert met.marked() == []
        expect(met.page.locator(".walk")).to_have_count(0)
    else:
        met.page.wait_for_function("CSS.highlights.has('search-found')")
        assert met.marked() == ["义务教育"]


def test_instant_navigation_changes_nothing(reader: Meet, instant: str) -> None:
    met = reader(instant).visit("years/")
    page = met.page
    page.evaluate("window.same = true")
    met.open().type("第9号校园")
    page.locator(".found__section a").click()
    page.wait_for_url(re.compile("#s1-2$"))
    page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == ["第9号校园"]
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(page.locator(".md-sidebar a", has_text="主要工作")).to_be_visible()
    page.locator(".sections a", has_text="主题").click()
    page.wait_for_url("**/topics/")
    assert page.evaluate("window.same"), "the page was loaded anew"
    expect(page.locator(".sections [aria-current]")).to_have_text("主题")
    expect(page.locator(".walk")).to_have_count(0)
    assert met.marked() == []
    page.keyboard.press("/")
    expect(met.field).to_be_focused()
    met.type(QUERY)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/find/"))
    follow(met)


def test_a_site_built_by_zensical_has_the_same_search(reader: Meet, zensical: str) -> None:
    met = reader(zensical).visit("years/").open().type("wenjiang")
    expect(met.page.locator(".search-pages a").first).to_contain_text("温江区")
    met.visit(f"find/?q={QUERY}")
    follow(met)
    assert all(url.startswith(zensical) for url in met.asked)


def compose(page: Page, text: str, *, commit: bool) -> None:
    """Type by an input method, as the browser reports it."""
    session = page.context.new_cdp_session(page)
    for end in range(1, len(text) + 1):
        half = text[:end]
        position = {"selectionStart": end, "selectionEnd": end}
        session.send("Input.imeSetComposition", {"text": half, **position})
    if commit:
        session.send("Input.insertText", {"text": "集团化"})


def test_what_is_being_composed_is_not_searched_for(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    compose(met.page, "jituanhua", commit=False)
    met.page.wait_for_timeout(500)
    assert met.field.input_value() == "jituanhua"
    assert not met.status.is_visible()
    assert not [url for url in met.asked if re.search(r"suggest\.json|/[a-z]\d+/\d+\.bin", url)]
    compose(met.page, "jituanhua", commit=True)
    expect(met.field).to_have_value("集团化")
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")


def test_keys_of_an_input_method_act_in_no_other_way(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    met.page.evaluate("""() => {
      const field = document.querySelector('.search-input');
      const key = (name, more) => field.dispatchEvent(
        new KeyboardEvent('keydown', {key: name, bubbles: true, cancelable: true, ...more}));
      field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
      key('ArrowDown', {isComposing: true});
      key('ArrowDown', {keyCode: 229});
      field.form.requestSubmit();
    }""")
    expect(met.field).to_be_focused()
    assert met.page.url == plain


def test_only_the_newest_question_is_answered(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("")
    answers = met.page.evaluate("""async () => {
      const main = document.querySelector('script[type=module]').src;
      const { Newest } = await import(new URL('engine.js', main));
      const newest = new Newest();
      const later = (ms, value) => new Promise(resolve => setTimeout(resolve, ms, value));
      const bad = newest.ask(() => later(30).then(() => { throw new Error('old'); }));
      const slow = newest.ask(() => later(60, 'slow'));
      const fast = newest.ask(() => later(5, 'fast'));
      return Promise.all([bad, slow, fast]);
    }""")
    assert answers == [None, None, "fast"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("温江", "温江区"),
        ("wenjiang", "温江区"),
        ("wjq", "温江区"),
        ("温洲市", "温州市"),
        ("wenjang", "温江区"),
        ("溫州", "温州市"),
        ("义务", "义务教育"),
        ("2016", "2016 年"),
    ],
)
def test_pages_are_suggested_by_name_pinyin_and_with_a_slip(
    reader: Meet, plain: str, typed: str, name: str
) -> None:
    met = reader(plain).visit("").open().type(typed)
    row = met.page.locator(".search-pages a").first
    expect(row.locator(".search-pages__name")).to_have_text(name)
    row.click()
    expect(met.page.locator("h1")).to_contain_text(name)
    assert met.complaints == []


def test_nothing_is_loaded_before_the_first_keystroke(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    met.page.wait_for_timeout(200)
    assert not [url for url in met.asked if re.search(r"lunr|suggest\.json|\.bin|worker", url)]
    met.type("温")
    expect(met.page.locator(".search-pages a").first).to_be_visible()
    assert sum("lunr.js" in url for url in met.asked) == 1


def test_loose_matches_are_plainly_marked(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open().type("火星上的集团化办学")
    expect(met.status).to_contain_text("没有找到")
    notice = met.page.locator(".search-notice")
    expect(notice).to_contain_text("没有一节含有 火星上的集团化办学")
    expect(notice).to_contain_text("不是完全匹配")
    expect(met.page.locator(".found__summary").first).to_be_visible()


def test_filters_that_leave_nothing_can_be_dropped(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/?q=第7号校园&year=2015")
    expect(met.page.locator(".search-notice")).to_contain_text("在所选的范围里")
    met.page.get_by_role("button", name="不限范围再找").click()
    expect(met.status).to_have_text("1 篇 · 1 节 · 1 处")


def test_an_error_is_said_and_can_be_mended(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/")
    met.page.route("**/*.bin", lambda route: route.abort())
    met.type(QUERY)
    alert = met.page.get_by_role("alert")
    expect(alert).to_contain_text("没有载入")
    assert met.status.inner_text() == ""
    met.page.unroute("**/*.bin")
    alert.get_by_role("button", name="重试").click()
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    expect(alert).to_have_count(0)


def test_a_slow_answer_is_announced(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/")

    def late(route: Route) -> None:
        met.page.wait_for_timeout(2000)
        route.continue_()

    met.page.route("**/index.bin", late)
    met.type(QUERY)
    expect(met.status).to_have_text("正在搜索…")
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")


ANYTHING = [
    "的" * 10_000,
    "x y " * 2_500,
    "   ",
    "，。！？",
    '"',
    '"集团化办学',
    "-",
    "-集团化",
    "标题:",
    "年份:abc",
    "😀👩‍👩‍👧‍👦",
    "(.*)[a-z]+\\",
    "*",
    "**",
    "~1",
    "<script>window.hurt=1</script>",
    HOSTILE,
    "\u202e\u0000\ufeff",
    "../../%2e%2e/?q=#&",
]


def answered(met: Reader) -> None:
    met.page.wait_for_timeout(180)
    expect(met.page.locator(".search-body:not([aria-busy])")).to_have_count(1)
    expect(met.page.locator("[role=alert]")).to_have_count(0)
    assert met.page.evaluate("window.hurt") is None
    assert met.page.locator("main img, dialog img").count() == 0
    assert met.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert met.complaints == []


def test_nothing_that_can_be_typed_breaks_the_dialog(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    for typed in ANYTHING:
        met.type(typed)
        answered(met)


def test_nothing_that_can_be_typed_breaks_the_page(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/")
    for typed in ANYTHING:
        met.type(typed)
        answered(met)
        met.page.reload()
        answered(met)
        if len(typed) < 100:
            expect(met.field).to_have_value(typed)


def test_a_query_too_long_for_an_address_is_still_marked(reader: Meet, plain: str) -> None:
    long = "学校安全。" * 60
    met = reader(plain).visit("").open().type(long)
    expect(met.status).to_have_text("24 篇 · 24 节 · 24 处")
    met.page.locator(".found__section a").first.click()
    met.page.wait_for_url(re.compile(r"\?q=#s1-1$"))
    met.page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == [long]


def test_hostile_titles_are_shown_as_text(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/?q=onerror")
    expect(met.page.locator(".found__title")).to_have_text(HOSTILE)
    met.page.locator(".found__title a").click()
    met.page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == ["onerror"]
    assert met.page.evaluate("window.hurt") is None


AUDIT = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


def audit(page: Page) -> list[str]:
    page.wait_for_timeout(300)
    page.evaluate(AXE)
    found = page.evaluate(AUDIT)
    return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_barrier_in_the_search(reader: Meet, plain: str, scheme: str, width: int) -> None:
    met = reader(plain, width=width, scheme=scheme).visit("years/").open()
    assert audit(met.page) == []
    met.type("温江")
    expect(met.page.locator(".search-pages a").first).to_be_visible()
    assert audit(met.page) == []
    met.type(QUERY)
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    assert audit(met.page) == []
    met.type("火星上的集团化办学")
    expect(met.page.locator(".search-notice")).to_be_visible()
    assert audit(met.page) == []

    met.visit("find/")
    assert audit(met.page) == []
    met.visit(f"find/?q={QUERY}&region=四川省&year=2016&year=2017")
    expect(met.page.locator(".found__summary").first).to_be_visible()
    if width < 700:
        met.page.get_by_role("button", name="筛选").click()
    assert audit(met.page) == []
    met.visit(f"s/7b/合集-1/?q={QUERY}#s2")
    expect(met.page.locator(".walk")).to_be_visible()
    assert audit(met.page) == []


SMALL = """() => [...document.querySelectorAll(
  ':is(.search-dialog, .search-page, .walk, .search-slot) :is(a, button, input:not([type=checkbox]), label)')]
  .filter(e => e.checkVisibility() && e.getClientRects().length)
  .map(e => [e.textContent.trim() || e.className, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 24)
  .map(([name, box]) => `${name} ${box.width}×${box.height}`)"""


def test_on_a_phone_the_dialog_fills_the_screen_and_can_be_hit(reader: Meet, plain: str) -> None:
    met = reader(plain, width=390, has_touch=True).visit("").open().type("温江")
    page = met.page
    expect(page.locator(".search-pages a").first).to_be_visible()
    box = page.locator(".search-dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
    met.type(QUERY)
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    assert page.evaluate(SMALL) == []
    met.visit(f"find/?q={QUERY}&year=2016&year=2017")
    expect(page.locator(".found__summary").first).to_be_visible()
    expect(page.get_by_role("checkbox", name="四川省")).to_be_hidden()
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_role("checkbox", name="四川省")).to_be_visible()
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    met.visit(f"s/7b/合集-1/?q={QUERY}#s2")
    expect(page.locator(".walk")).to_be_visible()
    assert page.evaluate(SMALL) == []


def test_without_scripts_the_way_leads_on(reader: Meet, plain: str) -> None:
    met = reader(plain, java_script_enabled=False).visit("")
    met.page.locator(".search-open").click()
    met.page.wait_for_url("**/find/")
    expect(met.page.locator(".search-waiting")).to_be_visible(timeout=5000)
    met.page.locator(".search-waiting a", has_text="地区").click()
    expect(met.page.locator("h1")).to_contain_text("地区")
