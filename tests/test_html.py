"""The HTML of every kind of page: well formed by the rules of HTML, and sound in what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import html5lib
from lxml import etree

from zongjie.models import Region, Summary, Value, Year

Build = Callable[[Sequence[Summary]], Path]

_INTERACTIVE = ("a", "button", "details", "input", "select", "textarea", "label")


def faults(html: str) -> Iterator[str]:
    """Yield what is wrong with a page."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    for place, code, _ in parser.errors:
        if code != "expected-named-entity":  # by now "&" may stand for itself before another sign
            yield f"{place}: {code}"
    yield from _ids(tree)
    yield from _attributes(tree)
    yield from _nesting(tree)


def _ids(tree: etree._ElementTree) -> Iterator[str]:
    ids = tree.xpath("//@id")
    yield from (f"id twice: {i}" for i in set(ids) if ids.count(i) > 1)
    yield from (f"id with a space: {i}" for i in ids if re.search(r"\s", i) or not i)
    for name in ("aria-controls", "aria-labelledby", "aria-describedby"):
        for value in tree.xpath(f"//@{name}"):
            yield from (f"{name} of nothing: {i}" for i in value.split() if i not in ids)
    yield from (f"label of nothing: {i}" for i in tree.xpath("//label/@for") if i not in ids)


def _attributes(tree: etree._ElementTree) -> Iterator[str]:
    for box in tree.xpath("//input[@type='checkbox' or @type='radio'][@autocomplete]"):
        yield f"autocomplete of a box: {box.get('id')}"


def _nesting(tree: etree._ElementTree) -> Iterator[str]:
    article = (tree.xpath("//article") or [tree.getroot()])[0]
    for outer in ("a", "button"):
        for inner in _INTERACTIVE:
            yield from (f"{inner} in {outer}" for _ in article.xpath(f".//{outer}//{inner}"))
    for wrong in (
        "ul/*[not(self::li)]",
        "ol/*[not(self::li)]",
        "dl/*[not(self::div or self::dt or self::dd)]",
    ):
        yield from (f"{wrong}: {found.tag}" for found in article.xpath(f".//{wrong}"))
    for wrong in (".//p//div", ".//span//div", ".//span//p", ".//button//*[self::p or self::div]"):
        yield from (f"{wrong}: {found.tag}" for found in article.xpath(wrong))
    for found in article.xpath(".//a[not(@href) or not(normalize-space() or @aria-label)]"):
        yield f"link without a target or a name: {etree.tostring(found)[:80]!r}"
    levels = [
        int(h.tag[1])
        for h in article.xpath(
            ".//*[re:match(name(), '^h[1-6]$')]",
            namespaces={"re": "http://exslt.org/regular-expressions"},
        )
    ]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} first headings"
    yield from (f"h{a} is followed by h{b}" for a, b in pairwise(levels) if b > a + 1)


def _check(site: Path) -> None:
    wrong = {}
    for file in sorted(site.rglob("*.html")):
        if found := list(faults(file.read_text("utf-8"))):
            wrong[file.relative_to(site).as_posix()] = found
    assert wrong == {}


def test_every_kind_of_page_is_valid(sample_site: Path) -> None:
    _check(sample_site)


def test_the_checks_find_faults() -> None:
    page = '<!doctype html><html lang="zh"><title>x</title><article><h1 id=a>x</h1><h3 id=a>y</h3><p><a>z</a></b><ul><p>w</ul></article>'
    found = " ".join(faults(page))
    for fault in ("id twice", "h1 is followed by h3", "link without", "unexpected-end-tag", "ul/*"):
        assert fault in found


def test_bad_metadata_gives_valid_pages_and_has_its_place(build: Build, summary: Summary) -> None:
    nothing = replace(
        summary,
        id="全无-1",
        title="",
        collection=None,
        year=Year(None, None, "unknown", 0.0),
        period=Value(None, "unknown", 0.0),
        level=Value(None, "unknown", 0.0),
        region=Region(None, None, None, None, None, "unknown", 0.0),
        topics=(),
        flags=(),
        preamble=(),
        sections=(),
    )
    long = replace(summary, id="长-1", title="“引号”\"与'<b>尖括号</b>&" + "长" * 200)
    twins = [replace(summary, id=f"双-{n}", origin=replace(summary.origin, item=n)) for n in (7, 8)]
    site = build([nothing, long, *twins])
    _check(site)
    for page in ("years/unknown", "regions/unknown", "levels/unknown", "periods/unknown"):
        text = (site / page / "index.html").read_text("utf-8")
        assert "（无标题）" in text
        assert "s/fe/全无-1/" in text
    listed = (site / "years/2021/index.html").read_text("utf-8")
    rows = re.findall(r"<li><a href=(\S*?)>.*?</a>(.*?</small>)", listed)
    twin_rows = [row for row in rows if "双-" in row[0]]
    assert len({address for address, _ in twin_rows}) == 2
    assert len({facts for _, facts in twin_rows}) == 2
    assert "<b>尖括号</b>" in unescape(listed)
    assert "<b>尖括号" not in listed
