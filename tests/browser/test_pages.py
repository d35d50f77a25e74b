from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from zongjie.models import Cleaned
from zongjie.render import address
from zongjie.site import build_site

LEDGER = address.ledger("上半年总结（合集）.txt").replace(".md", "/")
PAGES = {
    "home": "",
    "summary": "s/00/上半年总结-1/",
    "ledger": LEDGER,
    "region": "regions/浙江省/温州市/",
    "regions": "regions/",
    "topic": "topics/党建/",
    "year": "years/2021/",
    "sources": "sources/",
    "guide": "guide/data/",
    "missing": "404.html",
}

Visit = Callable[..., Any]

CONTRAST = """() => {
  const channels = c => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = c;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b]
    .map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const found = channels(getComputedStyle(e).backgroundColor);
      if (found[3] > 250) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility({visibilityProperty: true})) continue;
    if (!element.getClientRects().length || element.closest('.md-skip, .headerlink')) continue;
    const style = getComputedStyle(element);
    const below = behind(element);
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= +getComputedStyle(e).opacity;
    if (opacity < .05) continue;
    const ink = channels(style.color);
    const front = ink.slice(0, 3).map((v, i) => v * opacity + below[i] * (1 - opacity));
    const [high, low] = [light(front), light(below)].sort((a, b) => b - a);
    const ratio = (high + .05) / (low + .05);
    if (ratio < 4.5) poor.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_is_sound(visit: Visit, path: str, width: int, scheme: str) -> None:
    seen = visit(path, width=width, scheme=scheme)
    if path == LEDGER:
        expect(seen.page.locator("#L1")).to_be_visible()
    assert seen.complaints == []
    assert seen.elsewhere == []
    overflow = seen.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    if width != 820:
        assert seen.page.evaluate(CONTRAST) == []


def test_figures_of_the_home_page_stand_in_a_row_without_marks(visit: Visit) -> None:
    page = visit("", width=1440).page
    items = page.locator(".figures > li")
    tops = items.evaluate_all("items => items.map(item => item.getBoundingClientRect().top)")
    assert len(tops) > 3
    assert len(set(tops)) == 1
    marks = page.locator("article li").evaluate_all(
        "items => items.map(item => getComputedStyle(item).listStyleType)"
    )
    assert set(marks) == {"none"}


def test_dark_mode_follows_the_system_and_the_reader(visit: Visit) -> None:
    page = visit("", scheme="dark").page
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate(scheme) == "default"
    page.reload()
    assert page.evaluate(scheme) == "default"


def test_ledger_switches_between_its_views(visit: Visit, source: Cleaned) -> None:
    page = visit(LEDGER).page
    mark = page.locator(".ledger-text del", has_text="xx")
    expect(mark).to_be_visible()
    page.get_by_text("只看清洗后").click()
    assert not mark.is_visible()
    assert page.locator(".ledger-text").inner_text().strip() == source.text.strip()
    page.get_by_text("只看原文").click()
    assert "2021年,xx区教育局" in page.locator(".ledger-text").inner_text()


def test_ledger_can_be_switched_by_keyboard(visit: Visit) -> None:
    page = visit(LEDGER).page
    expect(page.locator("#L1")).to_be_visible()
    page.locator("#view-both").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#view-clean").is_checked()


def test_a_line_that_is_folded_away_opens_when_linked(visit: Visit) -> None:
    page = visit(LEDGER + "#L14").page
    expect(page.locator("#L14")).to_be_visible()


def test_evidence_opens_and_leads_to_its_line(visit: Visit) -> None:
    page = visit("s/00/上半年总结-1/").page
    page.get_by_role("button", name="年份的依据").click()
    page.get_by_role("link", name="原文第 2 行").first.click()
    page.wait_for_url("**#L2")
    expect(page.locator("#L2")).to_be_in_viewport()


def test_first_tab_stop_leads_to_the_text(visit: Visit) -> None:
    page = visit("s/00/上半年总结-1/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "跳到正文"


def test_sections_are_reached_on_a_phone_by_keyboard(visit: Visit) -> None:
    page = visit("", width=390).page
    page.keyboard.press("Tab")  # past the skip link
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "地区":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_missing_scripts_are_spoken_of_at_once_or_when_they_are_overdue(
    chromium: Browser, address: str, motion: Any
) -> None:
    for scripts in (False, True):
        context = chromium.new_context(java_script_enabled=scripts, reduced_motion=motion)
        page = context.new_page()
        page.route("**/ui/site.js", lambda route: route.abort())
        page.goto(f"{address}compare/")
        notice = page.locator(".search-waiting")
        assert notice.is_visible() != scripts
        expect(notice).to_be_visible(timeout=10_000)
        context.close()


def test_the_button_that_copies_code_has_a_name(
    chromium: Browser, tmp_path: Path, serving: Callable[[Path], AbstractContextManager[str]]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 甲\n\n    code\n", "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: 集\nplugins: []\ntheme: {name: material, language: zh, font: false,"
        " features: [content.code.copy]}\n",
        "utf-8",
    )
    build_site(config, tmp_path / "docs", tmp_path / "site")
    with serving(tmp_path / "site") as address:
        page = chromium.new_page()
        page.goto(address)
        expect(page.locator(".md-code__button")).to_have_attribute("title", "复制")
        page.close()
