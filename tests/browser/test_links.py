"""The links on the pages of summaries, and the pages of documents and terms, in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from zongjie.link import flagged, link
from zongjie.models import (
    UNKNOWN_VALUE,
    Cleaned,
    Origin,
    Region,
    Section,
    Source,
    Stretch,
    Summary,
    Year,
)
from zongjie.render import Extras, pages
from zongjie.site import GENERATED, GENERATED_FILES, build_site, write_docs

ROOT = Path(__file__).parents[2]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
AUDIT = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ["s/33/甲/", "s/71/乙/", "documents/", "documents/works/", "terms/", "terms/集团化办学/"]  # fmt: skip

FIRST = (
    "落实《中华人民共和国义务教育法》，推进集团化办学，组建教育集团12个，名校领办薄弱学校，教师轮岗交流，"
    "课程资源共享，捆绑考核，《××区集团化办学若干意见》已经印发，《中国教育报》作了报道。"
)
LIKE = (
    "依据《义务教育法》，全区教育集团覆盖所有薄弱学校，集团化办学深入人心，骨干教师轮岗满三年，"
    "名校与成员校课程统一配置，考核捆绑进行，集团内同步教研备课。"
)
OTHER = "严格校车安全管理，给校车安装定位设备，联合交警整治接送学生车辆超员超速行为，逐车登记检验合格标志。"


def _summary(name: str, texts: list[str]) -> Summary:
    sections = tuple(
        Section(f"{n}、", str(n), "办学", "。", False, 0, (text,), topics=("集团化办学",))
        for n, text in enumerate(texts, 1)
    )
    region = Region("四川省", "成都市", "温江区", None, None, "stated", 1.0)
    return Summary(
        id=name, title=f"{name}工作总结", collection=None, origin=Origin(f"{name}.txt", "0" * 64, 1),
        year=Year(2020, None, "stated", 1.0), period=UNKNOWN_VALUE, level=UNKNOWN_VALUE,
        region=region, topics=(), flags=(), preamble=(), sections=sections,
    )  # fmt: skip


@pytest.fixture(scope="module")
def linked(
    tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    """Address of a site with links of every kind."""
    texts = {
        "甲": [FIRST, OTHER],
        "乙": [LIKE],
        "丙": [FIRST, OTHER],
        "丁": [LIKE[::-1], FIRST[:40] + "。"],
    }
    items = [_summary(name, own) for name, own in texts.items()]
    links = link(items)
    sources = [
        Cleaned(
            Source(item.origin.file, "0" * 64, "utf-8", FIRST),
            (Stretch(0, len(FIRST), "kept", "", FIRST),),
        )
        for item in items
    ]
    folder = tmp_path_factory.mktemp("linked")
    generated = shutil.ignore_patterns(*GENERATED, *GENERATED_FILES)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=generated)
    made = pages(flagged(items, links), sources, {}, Extras(links=links))
    write_docs(made, folder / "docs")
    build_site(ROOT / "mkdocs.yml", folder / "docs", folder / "zongjie")
    with serving(folder) as address:
        yield f"{address}zongjie/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_barrier_and_no_overflow(page: Page, linked: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(linked + path)
    page.evaluate(OPEN)
    assert page.evaluate(WIDE) <= 0
    page.evaluate(AXE)
    assert page.evaluate(AUDIT) == []


def test_from_a_section_to_one_like_it(page: Page, linked: str) -> None:
    page.goto(f"{linked}s/33/甲/")
    group = page.locator("details.alike", has_text="相近章节").first
    group.locator("summary").click()
    assert "同讲" in group.inner_text()
    group.locator("a").first.click()
    page.wait_for_url("**/#s1")
    assert page.locator("#s1").is_visible()


def test_a_copy_is_named_and_leads_to_its_passages(page: Page, linked: str) -> None:
    page.goto(f"{linked}s/33/甲/")
    assert "另有副本" in page.locator(".notes").inner_text()
    assert "基本相同" in page.locator(".cross").inner_text()


def test_from_a_document_to_where_it_is_cited(page: Page, linked: str) -> None:
    page.goto(f"{linked}documents/")
    page.locator(".places a").first.click()
    page.wait_for_url("**/s/**#s*")
    assert page.locator(":target").count() == 1


def test_links_are_not_printed(page: Page, linked: str) -> None:
    page.goto(f"{linked}s/33/甲/")
    page.emulate_media(media="print")
    assert not page.locator(".cross").is_visible()
    assert not page.locator("details.alike").first.is_visible()
