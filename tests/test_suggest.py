from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from lunr.index import Index

from zongjie.index import suggest
from zongjie.index.suggest import Kind, Name
from zongjie.models import Cleaned, Summary


def read(files: dict[str, bytes]) -> Any:
    return json.loads(files[suggest.NAMES])


def found(data: Any, typed: str) -> list[str]:
    """What lunr finds by prefix, best first as the file has it."""
    hits = Index.load(data["index"]).search(f"{typed}*")
    return [data["pages"][int(hit["ref"])][1] for hit in sorted(hits, key=lambda h: int(h["ref"]))]


@pytest.fixture(scope="module")
def few() -> Any:
    return read(
        suggest.files(
            [
                Name("title", "温江区教育局工作总结", "s/7d/甲-1.md"),
                Name("topic", "集团办学", "topics/集团办学.md", "3 节", 3),
                Name("region", "温江区", "regions/四川省/成都市/温江区.md", "四川省", 2),
                Name("region", "温州市", "regions/浙江省/温州市.md", "浙江省", 5),
                Name("year", "2021 年", "years/2021.md"),
            ]
        )
    )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("温", ["温州市", "温江区", "温江区教育局工作总结"]),
        ("温江", ["温江区", "温江区教育局工作总结"]),
        ("wenjiang", ["温江区"]),
        ("wjq", ["温江区"]),
        ("jtbx", ["集团办学"]),
        ("2021", ["2021 年"]),
        ("教育", ["温江区教育局工作总结"]),
        ("成都", []),
    ],
)
def test_a_page_is_found_by_name_pinyin_initials_and_words(
    few: Any, typed: str, names: list[str]
) -> None:
    assert found(few, typed) == names


def test_pages_stand_in_the_order_of_their_importance(few: Any) -> None:
    assert [page[:2] for page in few["pages"]] == [
        ["year", "2021 年"],
        ["region", "温州市"],
        ["region", "温江区"],
        ["topic", "集团办学"],
        ["title", "温江区教育局工作总结"],
    ]
    assert few["pages"][2][2:] == ["四川省", "regions/四川省/成都市/温江区/"]


def test_traditional_characters_of_the_names_are_listed() -> None:
    data = read(suggest.files([Name("topic", "义务教育均衡", "topics/a.md")]))
    assert "義义" in data["simplified"]
    assert "國" not in data["simplified"]


def test_names_of_a_collection(summaries: list[Summary], source: Cleaned) -> None:
    names = suggest.names(summaries, [source])
    assert {name.kind for name in names} == {"year", "region", "topic", "source", "title"}
    county = next(name for name in names if name.text == "洞头区")
    assert county.path == "regions/浙江省/温州市/洞头区.md"
    assert county.note == "浙江省 › 温州市 › 1 篇"


def test_the_files_stay_within_their_budget_and_titles_go_first() -> None:
    names = [Name("region", f"区划{n:05}县", f"regions/{n}.md", "某省", n) for n in range(1000)]
    names += [
        Name("title", f"第{n:05}号教育局工作总结", f"s/{n}.md", "2021 年 某省某市", -n)
        for n in range(30_000)
    ]
    files = suggest.files(names)
    size = sum(len(gzip.compress(data)) for data in files.values())
    assert size <= suggest.BUDGET
    kept = read(files)["pages"]
    assert sum(page[0] == "region" for page in kept) == 1000
    titles = [page[1] for page in kept if page[0] == "title"]
    assert titles == [f"第{n:05}号教育局工作总结" for n in range(len(titles))]
    assert len(titles) > 500


def test_the_lightest_of_a_kind_is_left_out() -> None:
    names = [Name("region", f"区{n:05}县", f"r/{n}.md", weight=n) for n in range(5000)]
    kept = json.loads(suggest.suggestions(names, 50_000))["pages"]
    assert 0 < len(kept) < 5000
    assert kept[0][1] == "区04999县"


def test_the_same_names_give_the_same_bytes(summaries: list[Summary], source: Cleaned) -> None:
    names = suggest.names(summaries, [source])
    assert suggest.files(names) == suggest.files(reversed(names))


def test_lunr_is_the_one_that_the_index_is_written_for(few: Any) -> None:
    lunr = suggest.files([])[suggest.LUNR].decode()
    assert few["index"]["version"] in lunr[:200]


@pytest.mark.parametrize(
    "text", ["", "   ", "*", "<script>", "a/b c-d", "\ud800", "😀", "甲" * 9000]
)
@pytest.mark.parametrize("kind", suggest.KINDS)
def test_any_name_can_be_indexed(text: str, kind: Kind) -> None:
    data = read(suggest.files([Name(kind, text, "s/a.md"), Name("year", "2021", "years/2021.md")]))
    assert found(data, "2021") == ["2021"]


def test_a_collection_without_pages() -> None:
    assert read(suggest.files([]))["pages"] == []
