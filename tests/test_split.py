"""Splitting, on cases of what is a section and what only looks like one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from zongjie.clean import clean
from zongjie.models import Outline, Section, Source
from zongjie.split import split, unassigned
from zongjie.split.sequence import jumps

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "split.yml").read_text("utf-8")
)
FILLER = "全县教育系统坚持立德树人，深化改革，办学条件改善，质量提升，群众满意度提高。" * 6


def outlines(text: str) -> tuple[Outline, ...]:
    return split(clean(Source("x.txt", "0" * 64, "utf-8", text)))


def drawn(sections: Sequence[Section], depth: int = 0) -> Iterator[str]:
    for section in sections:
        follows = "=" if section.paragraphs else ""
        yield "  " * depth + section.label + section.heading + follows
        yield from drawn(section.children, depth + 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    found = outlines(case["text"])
    result = []
    for outline in found:
        result += [f"# {outline.title}"] if len(found) > 1 else []
        result += drawn(outline.sections)
    assert result == case["tree"].splitlines()


def body(topic: str) -> str:
    return f"今年，我局在县委领导下抓好{topic}，取得成效。{FILLER}\n一、{topic}\n{FILLER}\n"


def test_repeated_titles_part_summaries() -> None:
    text = "".join(f"教育局年度工作总结\n{body(topic)}" for topic in ("党建", "安全", "德育"))
    found = outlines(text)
    assert [o.sections[0].heading for o in found] == ["党建", "安全", "德育"]
    assert {o.collection for o in found} == {"教育局年度工作总结"}


def test_a_new_beginning_without_a_mark() -> None:
    text = "县教育局工作总结\n" + body("党建") + f"二、安全\n{FILLER}\n" + body("德育")
    found = outlines(text)
    assert [[s.label for s in o.sections] for o in found] == [["一、", "二、"], ["一、"]]
    assert [o.title for o in found] == ["县教育局工作总结", ""]


def test_a_plan_that_counts_anew_is_no_new_summary() -> None:
    text = "县教育局工作总结\n" + body("党建") + "2022年，我局将以提高质量为中心，抓好以下工作：\n"
    assert len(outlines(text + f"一、安全\n{FILLER}")) == 1


def test_a_title_above_the_body_that_reports() -> None:
    (found,) = outlines("某某县教育局\n2021年工作总结\n" + body("党建"))
    assert found.title == "××县教育局2021年工作总结"


def test_anchors_are_distinct_and_follow_the_numbers() -> None:
    text = "一、甲。\n（一）乙。\n（二）丙。\n二、丁。\n重点工作\n一、戊。\n二、己。\n二、庚。\n"
    (found,) = outlines(text)
    anchors = [section.anchor for section in found.walk()]
    assert len(set(anchors)) == len(anchors)
    assert anchors[:4] == ["s1", "s1-1", "s1-2", "s2"]


def test_jumps_are_reported_and_masks_are_none() -> None:
    (found,) = outlines("一、党建。\n（×）甲。\n（×）乙。\n三、安全。\n四、德育。\n")
    assert [(j.section.label, j.expected, j.found) for j in jumps(found.sections)] == [
        ("三、", 2, 3)
    ]


def test_an_empty_text_is_one_empty_summary() -> None:
    (found,) = outlines("")
    assert (found.title, found.preamble, found.sections) == ("", (), ())


@pytest.mark.parametrize("mark", ["第{}篇", "范文{}："])
def test_a_mark_above_a_title_belongs_to_it(mark: str) -> None:
    parts = [f"{mark.format(n)}\n{n}县教育局工作总结\n{FILLER}" for n in "一二三"]
    text = "\n".join(["教育局工作总结三篇", *parts])
    cleaned = clean(Source("x.txt", "0" * 64, "utf-8", text))
    found = split(cleaned)
    assert [o.title for o in found] == [f"{n}县教育局工作总结" for n in "一二三"]
    assert list(unassigned(cleaned.text, found)) == []


def test_a_title_below_a_general_marked_one_is_the_texts_own() -> None:
    parts = [
        f"教育局工作总结 篇{n}\n{p}县教育局20{n}0年工作总结\n{FILLER}"
        for n, p in ((1, "甲"), (2, "乙"))
    ]
    found = outlines("\n".join(["教育局工作总结精选2篇", *parts]))
    assert [o.title for o in found] == ["甲县教育局2010年工作总结", "乙县教育局2020年工作总结"]


def test_the_first_title_below_that_of_a_compilation_stays() -> None:
    parts = [f"201{n}年县教育局工作总结\n{FILLER * 8}" for n in range(3)]
    found = outlines("\n".join(["【公文汇】2010-2012年教育局工作总结汇编（3篇）", *parts]))
    assert [o.title for o in found] == [f"201{n}年县教育局工作总结" for n in range(3)]


@pytest.mark.parametrize("mark", ["{}.", "（{}）", "Part {} ", "★", ""])
def test_titles_behind_labels_part_summaries(mark: str) -> None:
    parts = [
        f"{mark.format(n)}{'甲乙丙'[n - 1]}县教育局202{n}年工作总结\n{FILLER}\n一、党建\n{FILLER}\n二、安全\n{FILLER}"
        for n in (1, 2, 3)
    ]
    found = outlines("\n".join(parts))
    assert [o.title for o in found] == [
        f"{'甲乙丙'[n - 1]}县教育局202{n}年工作总结" for n in (1, 2, 3)
    ]
    assert [[s.label for s in o.sections] for o in found] == [["一、", "二、"]] * 3


def test_parts_of_one_report_with_a_year_are_no_summaries() -> None:
    text = f"甲县教育局工作汇报\n一、2021年工作总结\n{FILLER}\n二、2022年工作总结\n{FILLER}"
    assert len(outlines(text)) == 1
    text = f"甲县教育局工作汇报\n一、县教育局2021年工作总结\n{FILLER}\n二、县教育局2022年工作计划\n{FILLER}"
    assert len(outlines(text)) == 1


SHORT = "今年，我局抓好各项工作。\n一、项目\n计划投资3亿元，新建学校5所。\n二、队伍\n招聘教师200名，培训教师。"


@pytest.mark.parametrize("rule", ["", "———————————\n", "\n"])
def test_a_plan_below_a_summary_is_of_its_own(rule: str) -> None:
    text = f"怀宁县教育局2021年工作总结\n{SHORT}\n{rule}怀宁县教育局2022年工作计划\n{SHORT}"
    found = outlines(text)
    assert [o.title for o in found] == ["怀宁县教育局2021年工作总结", "怀宁县教育局2022年工作计划"]
    assert [[s.number for s in o.sections] for o in found] == [["1", "2"], ["1", "2"]]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("怀宁县教育局2021年工作总结及2022年工作计划", "怀宁县教育局2022年工作计划"),
        ("怀宁县教育局2021年工作总结", "2022年工作计划"),
    ],
)
def test_a_plan_that_is_part_of_a_summary_stays_in_it(title: str, heading: str) -> None:
    (found,) = outlines(f"{title}\n{SHORT}\n{heading}\n{SHORT.partition(chr(10))[2]}")
    assert [s.number for s in found.sections] == ["1", "2", "p1"]


def test_marks_of_several_kinds_count_on() -> None:
    marks = ("【第1篇】", "【第2篇】", "范文（三）：")
    text = "\n".join(f"{mark}县教育局工作总结\n{FILLER}" for mark in marks)
    assert len(outlines("教育局工作总结【3篇】\n" + text)) == 3
