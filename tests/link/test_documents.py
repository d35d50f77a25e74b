"""Cited documents: cases in `cases/cited.yml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from zongjie.link.documents import citations, documents
from zongjie.link.nouns import Document
from zongjie.link.texts import places
from zongjie.models import Summary
from zongjie.pipeline import gather

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests/cases/cited.yml").read_text("utf-8"))
Make = Callable[..., Summary]


def found_in(summaries: list[Summary]) -> tuple[Document, ...]:
    listed = []
    for item in summaries:
        both = list(places([item]))
        texts = [text for _, text in both]
        listed.append(([place for place, _ in both], texts, list(citations(texts))))
    return documents(listed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_cited(case: dict[str, Any], make: Make) -> None:
    texts = case["texts"]
    found = found_in([make(f"总结{n}", [text]) for n, text in enumerate(texts)])
    official = case["documents"] and case["documents"][0].get("official", True)
    assert all(document.official == official for document in found)
    got = [(sorted((d.name, *d.names)), len(d.mentions)) for d in found]
    wanted = [(sorted(d["names"]), d.get("in", 1)) for d in case["documents"]]
    assert sorted(got) == sorted(wanted)


def test_all_places_stand_in_order_of_years(make: Make) -> None:
    late = make(
        "后", ["落实《义务教育法》，依《义务教育法》办学。", "无关。", "《义务教育法》"], year=2019
    )
    early = make("先", ["《义务教育法》"], year=2006, preamble=("开头引《义务教育法》。",))
    unknown = make("不详", ["《义务教育法》"])
    (document,) = found_in([unknown, late, early])
    ids = [mention.summary.id for mention in document.mentions]
    numbers = [[s.number if s else "" for s in m.sections] for m in document.mentions]
    assert ids == ["先", "后", "不详"]
    assert numbers == [["", "1"], ["1", "3"], ["1"]]
    assert [mention.times for mention in document.mentions] == [2, 3, 1]


def test_of_equally_cited_documents_those_with_whole_names_come_first(make: Make) -> None:
    one = make("一", ["《××县教师管理办法》《义务教育法》《职业教育法》"])
    other = make("二", ["《职业教育法》"])
    names = [document.name for document in found_in([one, other])]
    assert names == ["职业教育法", "义务教育法", "××县教师管理办法"]


def test_every_name_of_the_corpus_is_listed_once() -> None:
    summaries = list(gather(ROOT / "tests/corpus", jobs=1).summaries)
    marks = sum(text.count("《") for _, text in places(summaries))
    found = found_in(summaries)
    assert sum(m.times for d in found for m in d.mentions) == marks > 40
    names = [name for d in found for name in (d.name, *d.names)]
    assert len(names) == len(set(names))
