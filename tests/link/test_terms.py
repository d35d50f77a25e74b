"""The terms of the field: those of the table, and those that are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie.data.tables import extend
from zongjie.link.discover import discover
from zongjie.link.features import Tools, features, in_a_row
from zongjie.link.nouns import Term
from zongjie.link.terms import Entry, Finder, table, terms
from zongjie.link.tokens import Tokenizer
from zongjie.models import Summary

Make = Callable[..., Summary]


def found_in(summaries: list[Summary], entries: tuple[Entry, ...]) -> tuple[Term, ...]:
    finder = Finder(entries)
    tools = Tools(Tokenizer(finder.forms), finder)
    texts = in_a_row(summaries, [features(item, tools) for item in summaries], tools)
    return terms(finder, ((one.places, one.features.uses) for one in texts.each()))


def discovered(summaries: list[Summary], known: tuple[str, ...] = ()) -> list[str]:
    tools = Tools(Tokenizer(), Finder(()))
    texts = in_a_row(summaries, [features(item, tools) for item in summaries], tools)
    return [entry.name for entry in discover(texts, known)]


def test_the_table_is_broad_and_sound() -> None:
    entries = table()
    names = {entry.name for entry in entries}
    assert len(entries) > 180
    assert {"集团化办学", "区管校聘", "双减", "控辍保学"} <= names
    forms = [form for entry in entries for form in {entry.name, *entry.also}]
    assert len(forms) == len(set(forms)), {form for form in forms if forms.count(form) > 1}
    assert all(entry.group for entry in entries)


def test_a_publisher_adds_terms_and_forms(tmp_path: Path) -> None:
    own = "- {term: 双减, also: [减量提质]}\n- {name: 乙}\n- {term: 海上花园, group: 本地, note: 目标}\n"
    (tmp_path / "terms.yml").write_text(own, "utf-8")
    try:
        (problem,) = extend(tmp_path)
        entries = {entry.name: entry for entry in table()}
    finally:
        extend(tmp_path / "none")
    assert problem.line == 2
    assert "减量提质" in entries["双减"].also
    assert entries["双减"].group == "课程与教学"
    assert entries["海上花园"] == Entry("海上花园", (), "本地", "目标")
    assert "海上花园" not in {entry.name for entry in table()}


def test_first_and_all_appearances(make: Make) -> None:
    entry = Entry("集团化办学", ("教育集团", "集团化"))
    later = make("后", ["推进集团化办学，组建教育集团。", "其他。", "集团化管理"], year=2021)
    first = make("先", ["组建教育集团"], year=2014)
    (term,) = found_in([later, first, make("无", ["其他工作"])], (entry, Entry("双减")))
    assert [m.summary.id for m in term.mentions] == ["先", "后"]
    assert [m.name for m in term.mentions] == ["教育集团", "集团化办学"]
    assert term.mentions[1].times == 3
    assert [s.number for s in term.mentions[1].sections if s] == ["1", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "在职教师参加全国培训",
        "修复学校围墙",
        "人民师范学院",
        "独特教学风格",
        "其中职称评定",
        "教研学习",
    ],
)
def test_forms_do_not_hide_in_other_words(text: str, make: Make) -> None:
    names = {term.name for term in found_in([make("甲", [text])], table())}
    assert not names & {"职业教育", "国培计划", "复学复课", "代课教师", "特殊教育", "研学实践"}


CONTEXTS = (
    "大力推进{}建设",
    "我们把{}作为重点",
    "各校围绕{}开展活动",
    "关于{}的意见已经印发",
    "加快{}步伐",
)


def test_what_several_summaries_quote_is_found(make: Make) -> None:
    summaries = [make(f"总结{n}", [f"深入实施“蓝天育苗”工程，{n}所学校参加。"]) for n in range(3)]
    assert discovered(summaries) == ["蓝天育苗"]
    assert discovered(summaries[:2]) == []
    assert discovered(summaries, ("育苗",)) == []


def test_a_name_that_stands_in_many_contexts_is_found(make: Make) -> None:
    summaries = [
        make(
            f"总结{n}",
            [text.format("校园健康服务中心") + "。" for text in CONTEXTS[n:] + CONTEXTS[:n]],
        )
        for n in range(5)
    ]
    filler = make("其他", [f"第{n}项工作有了新的进步，群众更加满意。" for n in range(200)])
    assert "校园健康服务中心" in discovered([*summaries, filler])


def test_a_phrase_that_always_stands_alike_is_none(make: Make) -> None:
    summaries = [make(f"总结{n}", ["在县委坚强领导下努力工作。"]) for n in range(6)]
    assert discovered(summaries) == []
