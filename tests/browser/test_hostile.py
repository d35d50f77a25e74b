"""Texts that would act if they could: built like any other, opened in Chromium, read as they stand."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from zongjie.cli import main
from zongjie.pipeline import gather
from zongjie.read.numerals import numeral
from zongjie.render import address

ROOT = Path(__file__).parents[2]
RAN = "window.ran=1"
HOSTILE = {
    "script": f"<script>{RAN}</script>",
    "closed": f"</p></div></article><script>{RAN}</script>",
    "handler": f"<img src=x onerror={RAN}>",
    "quoted": f"\"'><svg onload={RAN}>",
    "link": f"[点我](javascript:{RAN})和<a href='javascript:{RAN}'>这里</a>",
    "picture": "![图](https://evil.example/x.png)<img src=//evil.example/y.png>",
    "frame": "<iframe src=https://evil.example/></iframe><link rel=stylesheet href=//evil.example/z.css>",
    "style": "<style>@import '//evil.example/a.css';*{display:none}</style>",
    "meta": "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "template": "{{ config.site_name }}{% include '/etc/passwd' %}{# 注 #}",
    "attributes": f"校园{{: onclick={RAN} #s1 .search }}",
    "yaml": "!!python/object/apply:os.system ['id'] &a *a",
    "front": "---\ntitle: 假题\nhide: [toc]\n---",
    "rtl": "甲\u202e乙丙丁\u202c\u2066戊\u2069己",
    "control": "前\x00\x01\x02\x08\x0b\x0c\x1b[31m\x7f\x85后",
    "lone": "末\ufffe\uffff末",
    "zero": "零\u200b\u200d\ufeff宽",
    "snippet": '--8<-- "/etc/passwd"\n;--8<--',
    "abbr": "*[教育]: 假注\n[^1]: 假脚注\n[教育]: https://evil.example/",
    "fence": "```\n~~~\n<!-- 注\n]]>\n?>",
    "entity": "&#60;script&#62;window.ran=1&#60;/script&#62;&lt;b&gt;",
}
NESTED = "".join(
    f"{numeral(n, 'chineseCounting')}、第{n}部分\n（一）其中\n1.再分\n（1）又分\n①细分\n"
    for n in range(1, 100)
)
LONG = "教育" * 175_000  # a megabyte without a break
TITLE = "某县教育局2021年工作总结"


def text() -> str:
    parts = [
        f"我局抓好第{n}项工作，{content}，全县教育系统取得明显成效。"
        for n, content in enumerate(HOSTILE.values(), 1)
    ]
    return "\n".join(
        [TITLE, "2021年，我局抓好工作。", *parts, NESTED, "（一）" * 500, "长文：" + LONG]
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of nothing but hostile texts."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("build/theme", "docs/guide"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "docs/design.md"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(text(), "utf-8", newline="")
    page = "".join(f"<p>{content}</p>" for content in HOSTILE.values())
    (folder / "corpus" / "b.html").write_text(f"<h1>乙县教育局工作总结</h1>{page}", "utf-8")
    (folder / "corpus" / "<img src=x onerror=window.ran=1>.txt").write_text(
        "丙县教育局2020年工作总结\n2020年，我局抓好工作。\n一、党建\n加强党建。\n", "utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["build", "--site", "zongjie", "--jobs", "1"]) == 0
    return folder


@pytest.fixture(scope="module")
def hostile_address(
    place: Path, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[str]:
    with serving(place) as address:
        yield f"{address}zongjie/"


@pytest.fixture
def watched(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it asked for."""
    context = chromium.new_context()
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    yield page, asked
    context.close()


def test_nothing_acts_and_all_is_readable(
    place: Path, hostile_address: str, watched: tuple[Page, list[str]]
) -> None:
    page, asked = watched
    site = place / "zongjie"
    shown = {}
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        if not any(words in file.read_text("utf-8") for words in ("ran=1", "evil.example", LONG)):
            continue
        page.goto(hostile_address + path + "/", wait_until="load")
        assert page.evaluate("window.ran") is None, path
        assert page.locator("script:text('ran')").count() == 0
        shown[path] = page.locator("article").inner_text()
    for name in sorted(path.name for path in (place / "corpus").iterdir()):
        page.goto(hostile_address + address.ledger(name).replace(".md", "/"))
        expect(page.locator(".ledger-text")).to_be_visible(timeout=30_000)
        assert page.evaluate("window.ran") is None, name
        expect(page.locator("h1")).to_have_text(name)
        shown[name] = page.locator("article").inner_text()
    assert all(url.startswith((hostile_address, "data:")) for url in asked)
    summary = shown["s/2f/a-1"]
    for words in ("{{ config.site_name }}", "<iframe src=https://evil", "--8<--", "]]>"):
        assert words in summary, words
    assert LONG in summary
    raw = shown["a.txt"]
    for words in (
        f"<img src=x onerror={RAN}>",
        "<iframe src=",
        "假题",
        "![图](https",
        "␀␁",
        "甲\ufffd乙",
    ):
        assert words in raw, words
    assert not any("\u202e" in text or "\x1b" in text for text in shown.values())


def test_labels_without_end_are_told_apart(place: Path) -> None:
    found = gather(place / "corpus", jobs=1)
    sections = [s for summary in found.summaries for s in summary.walk()]
    assert len({s.number for s in sections if s.label}) >= 5 * 99


@pytest.mark.parametrize(
    "piece", ["（一）", "一、", "（", "1.", "**", "<a ", "[甲](", "“", "×", "&#", "a@", "１"]
)
def test_time_grows_no_faster_than_the_text(tmp_path: Path, piece: str) -> None:
    def seconds(characters: int) -> float:
        folder = tmp_path / str(characters)
        folder.mkdir()
        whole = f"{TITLE}\n今年，" + piece * (characters // len(piece))
        (folder / "a.txt").write_text(whole, "utf-8")
        start = time.process_time()
        gather(folder, jobs=1)
        return time.process_time() - start

    seconds(1_000)
    short, long = seconds(5_000), seconds(40_000)
    assert long < 16 * short + 1.0
