"""The search index against brute force: what it finds is what Ctrl+F would."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from zongjie.index import Page, Reader, build, pages_of, postings, stream
from zongjie.index.fold import Folder, simplified_table
from zongjie.pipeline import gather

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def pages() -> list[Page]:
    return pages_of(gather(CORPUS).summaries)


@pytest.fixture(scope="session")
def reader(pages: list[Page], tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("index")
    for path, data in build(pages).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Reader(folder)


def test_work_in_portions_gives_the_same_files(
    pages: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build(pages)
    monkeypatch.setattr(postings, "_SORTED", 5_000)
    monkeypatch.setattr(stream, "_UNITS", 7)
    assert build(pages) == whole


def counted(text: str, term: str) -> int:
    """Count the places where a term begins, overlapping ones too."""
    return sum(text.startswith(term, place) for place in range(len(text)))


def test_random_substrings_are_found_and_counted_exactly(pages: list[Page], reader: Reader) -> None:
    fold = Folder(simplified_table()).fold
    units = [
        (page.id, part.anchor, [fold(unit) for unit in part.units])
        for page in pages
        for part in page.parts
    ]
    pick = random.Random(7)
    texts = [text for _, _, folded in units for text in folded if text]
    for _ in range(300):
        text = pick.choice(texts)
        start = pick.randrange(len(text))
        term = text[start : start + pick.randint(1, 12)]
        answer = reader.search(f'"{term}"' if '"' not in term else term, limit=math.inf)
        if '"' in term:
            continue
        expected = {
            (page, anchor): number
            for page, anchor, folded in units
            if (number := sum(counted(unit, term) for unit in folded))
        }
        found = {
            (group.id, section.anchor): section.occurrences
            for group in answer.groups
            for section in group.sections
        }
        assert found.keys() == expected.keys(), term
        assert answer.total.sections == len(expected)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("義務教育", "义务教育"), ("ＥＥＰＯ", "eepo"), ("集 团 化", "集团化"), ("ＡＨＫ", "AHK")],
)
def test_other_forms_give_the_same_answer(reader: Reader, written: str, plain: str) -> None:
    one, other = (reader.search(f'"{query}"', limit=math.inf) for query in (written, plain))
    assert one.total == other.total
    assert one.total.sections > 0


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', "-", "-的", "标题:", "年份:abc", "(", "[a-z]*", "😀", "<b>", "学" * 10_000],
)
def test_nothing_that_can_be_typed_is_an_error(reader: Reader, query: str) -> None:
    reader.search(query)


def test_filters_and_exclusions(reader: Reader) -> None:
    everything = reader.search("教育", limit=math.inf)
    year = reader.search("教育", filters={"year": [2021]}, limit=math.inf)
    without = reader.search("教育 -安全", limit=math.inf)
    assert {group.year for group in year.groups} == {2021}
    assert 0 < year.total.sections < everything.total.sections
    assert without.total.sections < everything.total.sections
    assert dict(everything.facets["year"])[2021] == year.total.summaries


def test_the_same_pages_give_the_same_bytes(pages: list[Page]) -> None:
    assert build(pages) == build(pages)
