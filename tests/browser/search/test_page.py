"""The page of the search: filters, order, result pages, and the address that holds them."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.search.collection import QUERY
from tests.browser.search.visitor import Meet


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


def test_the_program_comes_in_few_files(reader: Meet, plain: str) -> None:
    met = reader(plain).visit(f"find/?q={QUERY}")
    expect(met.page.locator(".found__summary").first).to_be_visible()
    scripts = {url.rpartition("/")[2] for url in met.asked if url.endswith(".js")}
    few = {"base.js", "bundle.js", "site.js", "main-later.js", "worker.js", "lunr.js"}
    assert {"site.js", "main-later.js"} <= scripts <= few


def test_the_search_does_without_workers(reader: Meet, plain: str) -> None:
    met = reader(plain)
    met.page.add_init_script(
        "window.Worker = class { constructor() { throw new Error('none'); } };"
    )
    met.visit(f"find/?q={QUERY}")
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    met.type("推进集团化飞船")  # what loosens a query is loaded when it must be
    expect(met.page.locator(".search-notice")).to_be_visible()
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
