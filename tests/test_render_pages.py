from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest

from zongjie.models import Cleaned, Region, Summary
from zongjie.render import Extras, address, ledger, pages
from zongjie.render.lists import sources
from zongjie.render.tally import tally


def _pages(summaries: list[Summary], source: Cleaned, rules: dict[str, str]) -> dict[str, str]:
    found = pages(summaries, [source], rules, Extras({source.source.file: b"raw"}))
    return {path: text for path, text in found.items() if isinstance(text, str)}


def test_every_kind_of_page_is_there(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    paths = set(pages(summaries, [source], rules, Extras({source.source.file: b"raw"})))
    assert {
        "index.md", "years/index.md", "years/2021.md", "years/range.md", "regions/index.md",
        "regions/浙江省.md", "regions/浙江省/温州市.md", "regions/浙江省/温州市/洞头区.md",
        address.region(()), "topics/index.md", "topics/党建.md", "topics/校园安全.md",
        "sources/index.md", "s/00/上半年总结-1.md", "s/a7/上半年总结-2.md", "data/summaries.jsonl",
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
    assert "下一篇</span> [工作总结](../a7/%E4" in found["s/00/上半年总结-1.md"]
    assert "上一篇" not in found["s/00/上半年总结-1.md"]
    assert "上一篇" in found["s/a7/上半年总结-2.md"]


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
    for path in ("s/00/上半年总结-1.md", "regions/浙江省.md", "regions/浙江省/温州市/洞头区.md"):
        assert few[path] == many[path]


def test_topic_page_lists_the_uppermost_sections(
    summaries: list[Summary], source: Cleaned, rules: dict[str, str]
) -> None:
    page = _pages(summaries, source, rules)["topics/党建.md"]
    assert page.count("#s1-1)") == 2
    assert "#s1-1-1)" not in page


def test_the_list_of_very_many_sources_names_files_alone(
    summaries: list[Summary],
    source: Cleaned,
    rules: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = _pages(summaries, source, rules)["sources/index.md"]
    monkeypatch.setattr(sources, "_LISTED", 0)
    many = _pages(summaries, source, rules)["sources/index.md"]
    assert [text.count("](../s/") for text in (few, many)] == [2, 0]
    assert "](view.md?" in many
    assert "2 篇总结" in many


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
    ("file", "name"),
    [
        ("总结.txt", "总结.txt"),
        ("总结.docx", "总结-docx-f8c3ab.docx"),
        ("子目录/总结.txt", "子目录-总结-"),
    ],
)
def test_address_of_the_original(file: str, name: str) -> None:
    assert re.fullmatch("sources/[0-9a-f]{2}/[^/]+", address.original(file))
    assert address.original(file).rpartition("/")[2].startswith(name.rpartition("-")[0])
    assert address.original(file).endswith(file.rpartition(".")[2])


@pytest.mark.parametrize("originals", [True, False])
def test_the_view_of_sources_knows_whether_raw_files_stand_alone(originals: bool) -> None:
    assert ("data-originals" in ledger.page({}, originals=originals)) == originals


def test_no_two_originals_have_one_address() -> None:
    files = ["a.txt", "a.html", "a.docx", "a.TXT", "a/b.txt", "a-b.txt"]
    assert len({address.original(file) for file in files}) == len(files)


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


def test_tally_counts_every_character(source: Cleaned) -> None:
    counted = tally([source])
    assert counted.total == len(source.source.text)
    assert counted.fates["repaired"] == 3
    assert [rule.rule for rule in counted.rules] == ["tails", "site-lines", "masks", "widths"]


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
