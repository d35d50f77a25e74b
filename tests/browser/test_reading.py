"""What a visitor does besides searching: browse, read, compare, cite, print; by any means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from zongjie.render import address

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
SUMMARY = "s/00/上半年总结-1/"
LEDGER = address.ledger("上半年总结（合集）.txt").replace(".md", "/")
SIDES = "compare/?s=00/上半年总结-1/s1-1&s=a7/上半年总结-2/s1-1"
KINDS = {
    "home": "",
    "summary": SUMMARY,
    "summary-unknown": "s/a7/上半年总结-2/",
    "ledger": LEDGER,
    "years": "years/",
    "year": "years/2021/",
    "regions": "regions/",
    "region": "regions/浙江省/温州市/",
    "nowhere": "regions/unknown/",
    "topics": "topics/",
    "topic": "topics/党建/",
    "levels": "levels/",
    "level": "levels/区/",
    "periods": "periods/",
    "sources": "sources/",
    "documents": "documents/",
    "terms": "terms/",
    "rules": "sources/rules/",
    "compare": SIDES,
    "compare-empty": "compare/",
    "find": "find/?q=党建",
    "guide": "guide/use/",
    "design": "design/",
    "missing": "404.html",
}

Visit = Callable[..., Any]


def _settled(page: Page) -> None:
    """Wait for what scripts put on the page."""
    if "/compare/" in page.url:
        expect(page.locator(".compare-column, .compare-ways").first).to_be_visible()
    if "/view/" in page.url:
        expect(page.locator("#L1")).to_be_visible()
    if "/find/" in page.url:
        expect(page.locator(".found__summary").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_barrier_and_no_complaint_on_any_kind_of_page(
    visit: Visit, path: str, scheme: str
) -> None:
    seen = visit(path, scheme=scheme)
    _settled(seen.page)
    seen.page.evaluate(AXE)
    found = seen.page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert seen.complaints == []
    assert seen.elsewhere == []


@pytest.mark.parametrize("way", [("年份", "2021 年"), ("地区", "浙江省"), ("层级", "区级")])
def test_from_home_to_a_section(visit: Visit, way: tuple[str, str]) -> None:
    page = visit("").page
    page.get_by_role("link", name=f"按{way[0]}", exact=True).click()
    page.locator("article").get_by_role("link", name=way[1], exact=True).click()
    page.locator(".entries").get_by_role("link", name="区教育局2021年上半年工作总结").first.click()
    page.locator(".md-sidebar--secondary").get_by_role("link", name="（二）确保安全").click()
    page.wait_for_url("**/#s1-2")
    expect(page.locator("#s1-2")).to_be_in_viewport()


def test_from_home_to_a_section_by_topic(visit: Visit) -> None:
    page = visit("").page
    page.locator(".cloud").get_by_role("link", name="党建", exact=True).click()
    page.get_by_role("link", name="（一）抓好党建").first.click()
    page.wait_for_url("**/#s1-1")
    expect(page.locator("#s1-1")).to_be_in_viewport()


def test_from_home_to_a_section_by_search(visit: Visit) -> None:
    page = visit("").page
    page.get_by_role("searchbox").fill("校园平安")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=*")
    page.locator(".found__section a").first.click()
    page.wait_for_url("**#s1-2")


@pytest.fixture
def copied(visit: Visit) -> Iterator[Callable[[str], str]]:
    """Copy by the button of a name and give what is in the clipboard."""

    def copy(name: str) -> str:
        page = visit(SUMMARY).page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_text("引用这一篇").click()
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text("已复制")).to_be_visible()
        return str(page.evaluate("navigator.clipboard.readText()"))

    yield copy


def test_a_citation_is_copied(copied: Callable[[str], str]) -> None:
    assert re.fullmatch(
        r"区教育局2021年上半年工作总结\[EB/OL\]\.\(2022-01-02\)\[\d{4}-\d\d-\d\d\]\."
        r"https://example\.github\.io/zongjie/s/\S+/\.",
        copied("复制 GB/T 7714"),
    )


@pytest.mark.parametrize("text", ["50%_{x}", "\\y~^#$&"])
def test_nothing_acts_in_tex(visit: Visit, text: str) -> None:
    written = visit("").page.evaluate(
        "async text => (await import(new URL('../reading/cite.js', "
        "document.querySelector('script[src$=\"ui/site.js\"]').src))).tex(text)",
        text,
    )
    bare = re.sub(r"\\[\\{}#$%&_~^]|\\text\w+\{\}", "", written)
    assert not set(bare) & set("#$%&_~^\\{}")


def test_a_bibtex_entry_is_copied(copied: Callable[[str], str]) -> None:
    lines = copied("复制 BibTeX").splitlines()
    assert re.fullmatch(r"@online\{zongjie-[0-9a-f]{8},", lines[0])
    assert lines[-1] == "}"
    assert any(
        re.fullmatch(r"  url = \{https://example\.github\.io/\S+\},", line) for line in lines
    )


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("find/?q=校园平安", ".found__facts span:has-text('洞头区') i"),
        (SIDES, ".compare-column .found__facts span:has-text('洞头区') i"),
        (LEDGER, ".entries small:has-text('洞头区') i"),
        ("topics/党建/", ".entries small:has-text('洞头区') i"),
    ],
)
def test_what_is_inferred_says_so(visit: Visit, path: str, place: str) -> None:
    page = visit(path).page
    _settled(page)
    expect(page.locator(place)).to_have_text("推断")
    assert "2021 年推断" not in page.locator("article").first.inner_text()


def test_a_year_that_is_inferred_is_cited_as_such(visit: Visit) -> None:
    entry = visit("s/a7/上半年总结-2/").page.locator("pre.cite__form")
    expect(entry).to_contain_text("报告的年度：2006—2009 年间（推断）")


NOTED = """async ([change, text]) => {
  const main = document.querySelector('script[src$="ui/site.js"]').src;
  const notes = await import(new URL('../reading/notes.js', main));
  const host = document.createElement('p');
  host.append(text);
  notes[change](host.firstChild);
  return [host.textContent, ...[...host.children].map((child) => child.outerHTML)];
}"""


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("××区", ["××"]), ("20××年", ["××"]), ("3×4×5", []), ("3 × 4", []), ("20××2", ["××"]),
        ("×月×日，3×4", ["×", "×"]), ("3 ×4", ["×"]), ("无", []),
    ],
)  # fmt: skip
def test_masks_are_set_apart_and_products_are_not(
    visit: Visit, text: str, masks: list[str]
) -> None:
    page = visit(SUMMARY).page
    expect(page.locator(".prose i")).to_have_text(["××"])
    found = page.evaluate(NOTED, ["setApart", text])
    assert found == [text, *(f"<i>{mask}</i>" for mask in masks)]


def test_topics_of_a_section_lead_where_those_of_the_card_do(visit: Visit) -> None:
    text, *links = visit(SUMMARY).page.evaluate(NOTED, ["leadOn", "#党建 #别的 #校园安全"])
    assert text.split() == ["党建", "#别的", "校园安全"]
    assert links == [
        f'<a href="../../../topics/{name}/">{name}</a>' for name in ("党建", "校园安全")
    ]


@pytest.mark.parametrize("how", ["hover", "focus", "tap"])
def test_evidence_opens_and_closes(visit: Visit, how: str) -> None:
    page = visit(SUMMARY).page
    mark = page.get_by_role("button", name="年份的依据")
    evidence = page.locator(".facts dd > span > span >> nth=0")
    expect(evidence).to_be_hidden()
    {"hover": mark.hover, "focus": mark.focus, "tap": mark.click}[how]()
    expect(evidence).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert "标题写明" in evidence.inner_text()
    page.keyboard.press("Escape")
    expect(evidence).to_be_hidden()
    expect(mark).to_have_attribute("aria-expanded", "false")


def test_evidence_is_reached_by_keyboard(visit: Visit) -> None:
    page = visit(SUMMARY).page
    page.get_by_role("button", name="年份的依据").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "原文第 2 行"
    page.keyboard.press("Enter")
    page.wait_for_url("**#L2")


def test_sections_are_picked_and_shown_side_by_side(visit: Visit, address: str) -> None:
    page = visit(SUMMARY).page
    page.get_by_role("button", name="加入对照：（一）抓好党建").click()
    expect(page.locator(".compare-tray")).to_contain_text("再加一节")
    page.goto(f"{address}topics/党建/")
    page.get_by_role("button", name="加入对照").nth(1).click()
    page.get_by_role("link", name="并排对照").click()
    page.wait_for_url(re.compile(r"/compare/\?s=.*&s="))
    expect(page.locator(".compare-column")).to_have_count(2)
    expect(page.locator(".compare-column").first).to_contain_text("认真学习。")
    shared = page.url
    page.evaluate("localStorage.clear()")
    page.goto(shared)
    expect(page.locator(".compare-column")).to_have_count(2)
    expect(page.locator(".compare-column mark").first).to_be_visible()
    page.get_by_role("button", name="移出").first.click()
    expect(page.locator(".compare-column")).to_have_count(1)
    page.go_back()
    expect(page.locator(".compare-column")).to_have_count(2)


def test_a_result_is_picked(visit: Visit) -> None:
    page = visit("find/?q=校园平安").page
    button = page.get_by_role("button", name="加入对照").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".compare-tray")).to_contain_text("（二）确保安全")
    page.get_by_role("button", name="清空").last.click()
    expect(page.locator(".compare-tray")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_section_that_is_gone_is_said_to_be(visit: Visit) -> None:
    seen = visit("compare/?s=00/上半年总结-1/s1-1&s=00/没有-1/s9&s=00/<b>/x")
    expect(seen.page.locator(".compare-column")).to_have_count(3)
    expect(seen.page.locator(".compare-column").nth(1)).to_contain_text("没有找到这一节")
    assert seen.complaints == []


COMMON = """async texts => {
  const {common} = await import(new URL('../compare/common.js', document.querySelector('script[src$="ui/site.js"]').src));
  return common(texts).map(({marks, share}, at) => [
    marks.map((places, line) => places.map(([a, b]) => texts[at][line].slice(a, b))), share]);
}"""


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([["全区推进集团化办学。"], ["全市推进集团化办学。"]], [[[[]], 0], [[[]], 0]]),
        (
            [["我区推进集团化办学，成效好。"], ["推进“集团化”办学成效大"]],
            [[[["推进集团化办学，成效"]], 0.75], [[["推进“集团化”办学成效"]], 0.9]],
        ),
        ([["𠀀一二三四五六七"], ["甲", "𠀀一二三四五六七"]], [[[["𠀀一二三四五六七"]], 1], [[[], ["𠀀一二三四五六七"]], 0.889]]),
        ([["一二三四五六七八九"], []], [[[[]], 0], [[], 0]]),
    ],
)  # fmt: skip
def test_wording_in_common(visit: Visit, texts: list[list[str]], expected: list[Any]) -> None:
    found = visit("").page.evaluate(COMMON, texts)
    assert [[marks, round(share, 3)] for marks, share in found] == expected


def test_a_summary_is_read_and_compared_by_keyboard_alone(visit: Visit) -> None:
    page = visit(SUMMARY).page

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if name in (
                page.evaluate(
                    "document.activeElement.ariaLabel || document.activeElement.textContent"
                )
                or ""
            ):
                return
        raise AssertionError(name)

    tab_to("加入对照：（一）抓好党建")
    page.keyboard.press("Enter")
    tab_to("加入对照：（二）确保安全")
    page.keyboard.press(" ")
    tab_to("并排对照")
    page.keyboard.press("Enter")
    expect(page.locator(".compare-column")).to_have_count(2)  # fmt: skip


def test_print_gives_a_clean_document(visit: Visit) -> None:
    page = visit(SUMMARY, scheme="dark").page
    page.emulate_media(media="print")
    for shown in (".prose", ".facts", "p.cite__form", "h1"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in (
        ".md-header",
        ".crumbs",
        ".headerlink",
        ".compare-pick",
        "pre.cite__form",
        "footer",
    ):
        assert page.locator(hidden).evaluate_all("all => all.every(e => !e.checkVisibility())")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    data = page.pdf(prefer_css_page_size=True)
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1


def test_contents_follow_the_reading(visit: Visit) -> None:
    page = visit(SUMMARY).page
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator("#s2").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('#s2').offsetTop)")
    active = page.locator(".md-sidebar--secondary .md-nav__link--active")
    expect(active.last).to_contain_text("二、下一步打算")


def test_no_script_is_needed_to_read_or_browse(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + quote(SUMMARY))
    page.get_by_role("button", name="原文写明").first.focus()
    expect(page.locator(".facts dd > span > span >> nth=0")).to_be_visible()
    page.goto(address + "compare/")
    expect(page.locator(".search-waiting")).to_be_visible(timeout=5000)
    context.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("path", [SIDES, "compare/", "levels/区/"])
def test_pages_fit_the_screen(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width=width).page
    _settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
