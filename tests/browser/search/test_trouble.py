"""Nothing found, errors, and whatever else can be typed."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser.search.collection import HOSTILE, QUERY
from tests.browser.search.visitor import Meet, Reader


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


def test_hostile_titles_are_shown_as_text(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("find/?q=onerror")
    expect(met.page.locator(".found__title")).to_have_text(HOSTILE)
    met.page.locator(".found__title a").click()
    met.page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == ["onerror"]
    assert met.page.evaluate("window.hurt") is None
