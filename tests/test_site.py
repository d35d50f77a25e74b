from __future__ import annotations

import gzip
import json
import os
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest

from zongjie.models import Cleaned, Section, Summary
from zongjie.render import pages
from zongjie.site import SiteError, build_site, write_docs
from zongjie.site import write as site

ROOT = Path(__file__).parent.parent

Build = Callable[[Sequence[Summary]], Path]

HOSTILE = [
    "<script>alert('甲')</script>",
    "{{ config.site_name }}{% include 'x' %}",
    "[点我](javascript:alert(1))",
    "![](https://evil.example/x.png)",
    "---\ntitle: 乙\n---",
    "!!python/object/apply:os.system ['x']",
    "文 {: onclick=alert(1) #s9 }",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt; &amp;amp;",
    "[toc] # 一 > 二 * 三 | 四",
    "引号“”\"'与<尖括号>" + "长" * 200,
]
ALLOWED = {
    "article", "a", "b", "span", "small", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "dl",
    "dt", "dd", "ul", "ol", "li", "details", "summary", "strong", "q", "i", "section",
    "button", "cite",
}  # fmt: skip


def _hostile(summary: Summary, text: str) -> Summary:
    section = Section("一、", "1", text, "", False, 0, (text, text), (), (text,))
    leaf = Section("1.", "1.1", text, "。", False, 0, (text,))
    return replace(
        summary,
        title=text,
        collection=text,
        origin=replace(summary.origin, site=text, uploaded=text),
        year=replace(summary.year, conflict=text),
        region=replace(summary.region, province=text, town=text),
        topics=(text,),
        flags=(text,),
        preamble=(text,),
        sections=(replace(section, children=(leaf,)),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_literal_in_the_built_page(
    build: Build, summary: Summary, text: str, article: type
) -> None:
    built = build([_hostile(summary, text)])
    html = (built / "s/00/上半年总结-1/index.html").read_text("utf-8")
    shown = article(html)
    said = " ".join(text.split())
    assert " ".join(shown.text.split()).count(said) >= 8
    assert {tag for tag, _ in shown.elements} <= ALLOWED
    for _, attributes in shown.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not re.match(r"\w+:", attributes.get("href") or "")
    page = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)
    assert [" ".join(title.text.split()).startswith(said) for title in page.iter("title")] == [True]
    assert not page.xpath("//body/@onload | //script[not(@src or @type='application/ld+json')]")
    (data,) = page.xpath("//head/script[@type='application/ld+json']")
    assert json.loads(data.text)["name"] == text


def test_very_many_nested_sections(build: Build, summary: Summary, article: type) -> None:
    section = Section("（一）", "1", "最内", "", False, 0, ("文。",))
    for depth in range(499):
        section = Section("（一）", "1", f"第{depth}层", "", False, 0, (), (section,))
    built = build([replace(summary, sections=(section,))])
    shown = article((built / "s/00/上半年总结-1/index.html").read_text("utf-8"))
    assert "最内" in shown.text
    assert sum(tag == "h6" for tag, _ in shown.elements) == 496


def test_text_of_the_built_page_is_the_text(sample_site: Path, article: type) -> None:
    shown = article((sample_site / "s/00/上半年总结-1/index.html").read_text("utf-8"))
    text = re.sub(r"\s+", " ", shown.text)
    for part in (
        "区教育局2021年上半年工作总结", "2021年，××区教育局认真工作。", "一、主要工作",
        "（一）抓好党建", "认真学习。", "1.开展活动。全年活动3×4次。", "（二）确保安全",
        "校园平安。", "原文写明", "推断",
    ):  # fmt: skip
        assert part in text
    assert {"s1", "s1-1", "s1-1-1", "s1-2", "s2"} <= set(shown.ids)


def test_page_names_its_language_and_no_other_host(sample_site: Path) -> None:
    for file in sample_site.rglob("*.html"):
        html = file.read_text("utf-8")
        assert "<html lang=zh-CN>" in html
        assert not re.findall(r"(?:src|href)=\"?(?:https?:)?//(?!example\.github\.io/)", html)


def test_two_builds_are_the_same_bytes(
    tmp_path: Path, build: Build, summaries: list[Summary], monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build(summaries)
    first = _bytes(built)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build_site(ROOT / "mkdocs.yml", tmp_path / "docs", tmp_path / "elsewhere" / "site")
    assert _bytes(tmp_path / "elsewhere" / "site") == first
    assert os.environ["SOURCE_DATE_EPOCH"] == "1700000000"
    sitemap = gzip.decompress(first["sitemap.xml.gz"])
    assert sitemap == first["sitemap.xml"]
    assert b"lastmod" not in sitemap
    assert b"/s/00/%E4%B8%8A" in sitemap


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_failed_build_keeps_the_former_site(
    tmp_path: Path, build: Build, summaries: list[Summary]
) -> None:
    built = build(summaries)
    first = _bytes(built)
    (tmp_path / "docs" / "guide" / "use.md").write_text("[断](nowhere.md)\n", "utf-8")
    with pytest.raises(SiteError, match=r"nowhere\.md"):
        build_site(ROOT / "mkdocs.yml", tmp_path / "docs", built)
    assert _bytes(built) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "zongjie"]


def test_stale_files_go_and_hand_written_ones_stay(
    tmp_path: Path, summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "use.md").write_text("手写", "utf-8")
    (tmp_path / "about.md").write_text("手写", "utf-8")
    first = write_docs(pages(summaries, [source], rules), tmp_path)
    assert "s/a7/上半年总结-2.md" in first.changed
    again = write_docs(pages(summaries, [source], rules), tmp_path)
    assert (again.changed, again.removed) == ((), ())
    fewer = write_docs(pages(summaries[:1], [source], rules), tmp_path)
    assert "s/a7/上半年总结-2.md" in fewer.removed
    assert not (tmp_path / "s/a7/上半年总结-2.md").exists()
    assert (tmp_path / "guide" / "use.md").read_text("utf-8") == "手写"
    assert (tmp_path / "about.md").exists()


def test_folders_that_became_empty_go(tmp_path: Path) -> None:
    write_docs({"regions/甲/乙.md": "文", "regions/甲.md": "文"}, tmp_path)
    write_docs({"regions/甲.md": "文"}, tmp_path)
    assert [path.name for path in (tmp_path / "regions").iterdir()] == ["甲.md"]


@pytest.mark.parametrize(
    "path", ["guide/use.md", "../x.md", "s/../../x.md", "/etc/x", "s", "mkdocs.yml", "s\\..\\x"]
)
def test_paths_outside_the_generated_folders_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        write_docs({"s/a.md": "文", path: "文"}, tmp_path)
    assert not list(tmp_path.iterdir())


def test_serve_rebuilds_on_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs import livereload  # noqa: PLC0415

    servers: list[livereload.LiveReloadServer] = []

    class Known(livereload.LiveReloadServer):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, polling_interval=0.05, **options)
            servers.append(self)

    monkeypatch.setattr(livereload, "LiveReloadServer", Known)
    corpus, built, times = tmp_path / "corpus", tmp_path / "site", []
    corpus.mkdir()

    def rebuild() -> None:
        times.append(1)
        built.mkdir(exist_ok=True)
        (built / "index.html").write_text(f"<body>第 {len(times)} 次</body>", "utf-8")

    served = threading.Thread(
        target=site.serve,
        args=(ROOT / "mkdocs.yml", built, rebuild, [corpus], ("127.0.0.1", 0)),
    )
    served.start()
    try:
        _wait_until(lambda: servers and servers[0].serve_thread.is_alive())
        host, port = servers[0].server_address[:2]
        address = f"http://{host}:{port}/zongjie/"
        assert "第 1 次" in _get(address)
        (corpus / "新.txt").write_text("文", "utf-8")
        _wait_until(lambda: "第 2 次" in _get(address))
        with pytest.raises(urllib.error.HTTPError) as missing:
            _get(address + "没有/".encode().hex())
        missing.value.close()
    finally:
        servers[0].shutdown(wait=True)
        served.join(5)
    assert not served.is_alive()


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        text: str = answer.read().decode()
    return text


def _wait_until(met: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
