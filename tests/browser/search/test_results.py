"""The page that a result leads to: marks, and the walk along them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.search.collection import QUERY, TEXT
from tests.browser.search.visitor import Meet, Reader


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


def test_a_query_too_long_for_an_address_is_still_marked(reader: Meet, plain: str) -> None:
    long = "学校安全。" * 60
    met = reader(plain).visit("").open().type(long)
    expect(met.status).to_have_text("24 篇 · 24 节 · 24 处")
    met.page.locator(".found__section a").first.click()
    met.page.wait_for_url(re.compile(r"\?q=#s1-1$"))
    met.page.wait_for_function("CSS.highlights.has('search-found')")
    assert met.marked() == [long]
