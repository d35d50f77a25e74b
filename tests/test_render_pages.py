from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.models import Cleaned, Region, Source, Stretch, Summary
from zongjie.render import Extras, address, ledger, pages
from zongjie.render.tally import tally

DUMMY = Source("x.txt", "0" * 64, "utf-8", "")


def _pages(summaries: list[Summary], source: Cleaned, rules: dict[str, str]) -> dict[str, str]:
    found = pages(summaries, [source], rules, Extras({source.source.file: b"raw"}))
    return {path: text for path, text in found.items() if isinstance(text, str)}


def _ledger(source: Cleaned, rules: dict[str, str]) -> str:
    (page,) = ledger.pages(source, [], rules, original=False).values()
    return page


def test_every_kind_of_page_is_there(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    paths = set(pages(summaries, [source], rules, Extras({source.source.file: b"raw"})))
    assert {
        "index.md", "years/index.md", "years/2021.md", "years/range.md", "regions/index.md",
        "regions/浙江省.md", "regions/浙江省/温州市.md", "regions/浙江省/温州市/洞头区.md",
        address.region(()), "topics/index.md", "topics/党建.md", "topics/校园安全.md",
        "sources/index.md", "s/上半年总结-1.md", "s/上半年总结-2.md", "data/summaries.jsonl",
        "data/datapackage.json",
    } <= paths  # fmt: skip
    assert address.original(source.source.file) in paths


def test_same_input_gives_same_pages_in_any_order(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    first = pages(summaries, [source], rules)
    second = pages(summaries[::-1], [source], rules)
    assert list(first.items()) == list(second.items())


def test_two_summaries_with_one_id_are_refused(
    summary: Summary, source: Cleaned, rules: dict[str, str]
) -> None:
    other = Cleaned(replace(source.source, file="另一个.txt"), source.ledger)
    twin = replace(summary, origin=replace(summary.origin, file="另一个.txt"))
    with pytest.raises(ValueError, match="same path"):
        pages([summary, twin], [source, other], rules)


def test_neighbours_in_the_compilation(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    found = _pages(summaries, source, rules)
    assert "下一篇</span> [工作总结](%E4" in found["s/上半年总结-1.md"]
    assert "上一篇" not in found["s/上半年总结-1.md"]
    assert "上一篇" in found["s/上半年总结-2.md"]


def test_a_page_does_not_grow_with_other_pages(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    more = [
        replace(
            summaries[0],
            id=f"别的-{n}",
            origin=replace(summaries[0].origin, item=n + 2),
            region=Region(f"省{n}", None, None, None, None, "stated", 1.0),
        )
        for n in range(1, 40)
    ]
    few, many = _pages(summaries, source, rules), _pages(summaries + more, source, rules)
    for path in ("s/上半年总结-1.md", "regions/浙江省.md", "regions/浙江省/温州市/洞头区.md"):
        assert few[path] == many[path]


def test_topic_page_lists_the_uppermost_sections(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    page = _pages(summaries, source, rules)["topics/党建.md"]
    assert page.count("#s1-1)") == 2
    assert "#s1-1-1)" not in page


def test_data_package_describes_the_data(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    found = pages(summaries, [source], rules)
    data, package = found["data/summaries.jsonl"], found["data/datapackage.json"]
    assert isinstance(data, bytes)
    resource = json.loads(package)["resources"][0]
    assert resource["bytes"] == len(data)
    assert resource["hash"] == f"sha256:{sha256(data).hexdigest()}"
    records = [json.loads(line) for line in data.decode().splitlines()]
    assert [r["id"] for r in records] == ["上半年总结-1", "上半年总结-2"]
    assert [f["name"] for f in resource["schema"]["fields"]] == list(records[0])


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("总结.txt", "sources/original/总结.txt"),
        ("总结.docx", "sources/original/总结-docx-f8c3ab.docx"),
        ("子目录/总结.txt", "sources/original/子目录/总结.txt"),
    ],
)
def test_address_of_the_original(file: str, expected: str) -> None:
    assert address.original(file).rpartition("-")[0] == expected.rpartition("-")[0]
    assert address.original(file).endswith(expected.rpartition(".")[2])


@pytest.mark.parametrize("file", ["x.html", "x.svg", "x.md", "x.js", "x.HTM"])
def test_originals_that_could_act_become_text(file: str) -> None:
    assert address.original(file).endswith(".txt")


@pytest.mark.parametrize("name", ["index", "README", "unknown", "../x", "a/b", ".", "", "x" * 300])
def test_slugs_are_safe_and_distinct(name: str) -> None:
    slug = address.slug(name)
    assert slug
    assert len(slug) < 100
    assert not set(slug) & set("/\\. ")
    assert slug.lower() not in {"index", "readme", "unknown"}
    assert address.slug(name + "?") != slug


def test_ledger_shows_the_whole_source(
    source: Cleaned, rules: dict[str, str], article: type
) -> None:
    page = _ledger(source, rules)
    text = article(f"<article>{page}</article>")
    shown = page.partition('class="ledger-text">')[2]
    for line in ("展开阅读全文", "版权所有", "<ins", ">，</ins>", "版权所有"):
        assert line in shown
    assert [i for i in text.ids if i.startswith("L")] == [f"L{n}" for n in range(1, 19)]
    assert 'class="fold"' in shown
    assert "共 7 行" in shown
    assert 'title="修复：遮盖写法统一为 ×"' in shown


def test_ledger_of_changes_over_lines_and_at_the_ends() -> None:
    text = "甲\n乙\n丙"
    cleaned = Cleaned(
        replace(DUMMY, text=text),
        (
            Stretch(0, 0, "repaired", "insert", "首"),
            Stretch(0, 1, "kept", "", "甲"),
            Stretch(1, 3, "repaired", "join", "、"),
            Stretch(3, 5, "removed", "chrome", ""),
            Stretch(5, 5, "repaired", "insert", "尾"),
        ),
    )
    page = _ledger(cleaned, {})
    assert page.count(">、</ins>") == 1
    assert page.count(">首</ins>") == 1
    assert page.count(">尾</ins>") == 1
    assert "甲<del" in page


class _Sides(HTMLParser):
    """The two sides of a ledger page: the source and the cleaned text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.raw = self.clean = ""
        self._inside = {"del": 0, "ins": 0, "a": 0, "summary": 0, "nl": 0}
        self._spans: list[bool] = []
        text = page.partition('<div class="ledger-text">')[2]
        self.feed(text.removesuffix("</div>\n</div>\n"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            self._spans.append(("class", "nl") in attrs)
            self._inside["nl"] += self._spans[-1]
            if self._spans[-1] and self._inside["del"]:
                self.raw += "\n"
        elif tag in self._inside:
            self._inside[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._inside["nl"] -= self._spans.pop()
        elif tag in self._inside:
            self._inside[tag] -= 1

    def handle_data(self, data: str) -> None:
        if self._inside["a"] or self._inside["summary"] or self._inside["nl"]:
            return
        if not self._inside["ins"]:
            self.raw += data
        if not self._inside["del"]:
            self.clean += data


@given(st.lists(st.tuples(st.sampled_from(["kept", "repaired", "removed"]), st.text("甲<&\n×. "))))
def test_ledger_gives_both_sides_back(tiles: list[tuple[str, str]]) -> None:
    stretches, position = [], 0
    for fate, text in tiles:
        new = {"kept": text, "repaired": text[::-1] + "新\n", "removed": ""}[fate]
        end = position + len(text)
        stretches.append(Stretch(position, end, fate, fate, new))  # type: ignore[arg-type]
        position = end
    source = replace(DUMMY, text="".join(text for _, text in tiles))
    cleaned = Cleaned(source, tuple(stretches))
    sides = _Sides(_ledger(cleaned, {}))
    assert sides.raw == source.text
    assert sides.clean == cleaned.text


def test_tally_counts_every_character(source: Cleaned) -> None:
    counted = tally([source])
    assert counted.total == len(source.source.text)
    assert counted.fates["repaired"] == 3
    assert [rule.rule for rule in counted.rules] == ["site-chrome", "mask", "punctuation"]


def test_a_topic_with_very_many_sections_has_a_page_per_year(
    summary: Summary, source: Cleaned, rules: dict[str, str]
) -> None:
    many = [
        replace(
            summary,
            id=f"s-{n}",
            origin=replace(summary.origin, item=n),
            year=replace(summary.year, value=2000 + n % 20),
        )
        for n in range(1, 220)
    ]
    found = _pages(many, source, rules)
    assert "](%E5%85%9A%E5%BB%BA/2019.md)" in found["topics/党建.md"]
    assert found["topics/党建/2019.md"].count("#s1-1)") == 11
    assert len(found["topics/党建.md"]) < 2500
