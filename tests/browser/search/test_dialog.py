"""The dialog of the search, on every page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.search.collection import QUERY
from tests.browser.search.visitor import Meet


def test_dialog_shows_exact_totals_and_results(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("years/").open().type(QUERY)
    expect(met.status).to_have_text("24 篇 · 48 节 · 96 处")
    first = met.page.locator(".found__summary").first
    expect(first.locator(".found__facts")).to_contain_text("4 处")
    section = first.locator(".found__section", has_text="推进集团化办学").first
    expect(section.locator(".found__trail")).to_have_text("一、主要工作（一）推进集团化办学 3 处")
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


def test_single_keys_can_be_turned_off(reader: Meet, plain: str) -> None:
    met = reader(plain).visit("").open()
    met.page.get_by_role("checkbox", name="按 / 搜索").uncheck()
    met.page.keyboard.press("Escape")
    expect(met.page.locator(".search-open")).to_have_attribute(
        "aria-keyshortcuts", "Control+K Meta+K"
    )
    met.visit(f"s/7b/合集-1/?q={QUERY}")
    expect(met.page.locator(".walk__place")).to_have_text("1 / 4")
    for key in ("/", "n", "Shift+N"):
        met.page.keyboard.press(key)
    expect(met.page.locator(".walk__place")).to_have_text("1 / 4")
    expect(met.page.locator(".search-dialog")).to_have_count(0)
    met.page.keyboard.press("Control+k")
    expect(met.field).to_be_focused()
    met.page.get_by_role("checkbox", name="按 / 搜索").check()
    met.page.keyboard.press("Escape")
    expect(met.page.locator(".search-dialog")).to_be_hidden()
    expect(met.page.locator(".search-dialog :focus")).to_have_count(0)  # one frame later
    met.page.keyboard.press("n")
    expect(met.page.locator(".walk__place")).to_have_text("2 / 4")


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
