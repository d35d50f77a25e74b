"""The search for everybody: by axe, on a phone, without scripts."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.search.collection import QUERY
from tests.browser.search.visitor import Meet

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")


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
  ':is(.search-dialog, .search-page, .walk, #search-slot) :is(a, button, input:not([type=checkbox]), label)')]
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


@pytest.mark.parametrize("of", ["plain", "instant", "zensical"])
@pytest.mark.parametrize("way", [".entries a", ".sections a"])
def test_the_skip_link_leads_before_all_that_is_read(
    reader: Meet, request: pytest.FixtureRequest, of: str, way: str
) -> None:
    page = reader(request.getfixturevalue(of)).visit("years/2016/").page
    page.locator(way).first.click()
    page.wait_for_url(lambda url: "2016" not in url)
    page.locator(".md-skip").press("Enter")
    page.wait_for_url("**/#__skip")
    expect(page.locator("#__skip")).to_be_focused()
    assert page.evaluate("""() => {
      const article = document.querySelector("article");
      const read = [...article.querySelectorAll("*")].filter((one) => one.checkVisibility());
      return [article, read[0]].includes(document.activeElement);
    }""")


def test_without_scripts_the_way_leads_on(reader: Meet, plain: str) -> None:
    met = reader(plain, java_script_enabled=False).visit("")
    met.page.locator(".search-open").click()
    met.page.wait_for_url("**/find/")
    expect(met.page.locator(".search-waiting")).to_be_visible(timeout=5000)
    met.page.locator(".search-waiting a", has_text="地区").click()
    expect(met.page.locator("h1")).to_contain_text("地区")
