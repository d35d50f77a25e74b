"""Typing: input methods, suggestions, and which question is answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.search.visitor import Meet


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
