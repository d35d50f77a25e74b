"""A publisher's tables beside the corpus: they extend the package's own, and a bad entry is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie.data.tables import extend
from zongjie.index.words import synonyms
from zongjie.metadata.milestones import milestones
from zongjie.metadata.topics import topics
from zongjie.pipeline import gather

TEXT = (
    "县教育局工作总结\n今年，我县教育局抓好工作，全县取得成效。\n桃花源铺子收录\n"
    "一、蓝图计划\n蓝图计划全面实施，桃花源会议精神得到落实，蓝图计划成效明显。\n"
)


def lay(corpus: Path, **tables: str) -> None:
    (corpus / "_tables").mkdir(exist_ok=True)
    for name, content in tables.items():
        (corpus / "_tables" / f"{name}.yml").write_text(content, "utf-8")


def test_tables_beside_the_corpus_extend_the_package_s_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    before = gather(tmp_path, jobs=1)
    assert before.problems == ()
    assert "桃花源铺子" in before.sources[0].text
    lay(
        tmp_path,
        topics="- {topic: 蓝图, strong: [蓝图计划]}\n",
        milestones="- {id: 桃花源会议, match: 桃花源会议, from: 2021, to: 2021, note: 某年的会议}\n",
        chrome="lines:\n  - 桃花源铺子.{0,9}\n",
    )
    found = gather(tmp_path, jobs=1)
    assert found.problems == ()
    summary = found.summaries[0]
    assert summary.year.value == 2021
    assert summary.topics == ("蓝图",)
    assert "桃花源铺子" not in found.sources[0].text
    (tmp_path / "_tables" / "topics.yml").unlink()
    assert gather(tmp_path, jobs=1).summaries[0].topics == before.summaries[0].topics


def test_words_of_like_meaning_are_among_them(tmp_path: Path) -> None:
    lay(tmp_path, synonyms="- {words: [海岛学校, 小岛学校]}\n")
    assert extend(tmp_path / "_tables") == ()
    assert synonyms()[-1] == ("海岛学校", "小岛学校")
    assert len(synonyms()) > 1


def test_further_processes_use_them_too(tmp_path: Path) -> None:
    for number in range(17):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("县", f"县第{number}"), "utf-8")
    lay(tmp_path, topics="- {topic: 蓝图, strong: [蓝图计划]}\n")
    assert {s.topics for s in gather(tmp_path, jobs=2).summaries} == {("蓝图",)}


@pytest.mark.parametrize(
    ("table", "content", "line", "says"),
    [
        ("topics", "- {topic: 甲, strong: [乙]}\n- {topic: 丙, wrods: [丁]}\n", 2, "wrods"),
        ("topics", "- {topic: 甲, strong: [乙]}\n- 丙\n", 2, "键值"),
        ("topics", "甲\n", 1, "列表"),
        ("milestones", "- {id: 甲, match: '(', from: 2001, note: 乙}\n", 1, "正则式"),
        ("milestones", "- {id: 甲, match: '.*', from: 2001, note: 乙}\n", 1, "不限长度"),
        ("milestones", "- {id: 甲, match: 乙, from: 2021, to: 2001, note: 丙}\n", 1, "晚于"),
        ("chrome", "lines:\n  - 甲\n  - '乙+'\n", 3, "不限长度"),
        ("chrome", "liens: [甲]\n", 1, "liens"),
        ("synonyms", "- {words: [甲, 乙]}\n- {words: [丙]}\n", 2, "只有一个词"),
        ("spun", "- {was: 甲, match: [乙]\n", 2, "YAML"),
        ("toopics", "- {topic: 甲}\n", 0, "可以补充的是"),
    ],
)
def test_a_bad_entry_is_named_with_its_line(
    tmp_path: Path, table: str, content: str, line: int, says: str
) -> None:
    lay(tmp_path, **{table: content})
    (problem,) = extend(tmp_path / "_tables")
    assert (problem.file, problem.line) == (f"_tables/{table}.yml", line)
    assert says in str(problem)
    assert problem.remedy


def test_good_entries_hold_beside_bad_ones(tmp_path: Path) -> None:
    lay(
        tmp_path,
        topics="- {topic: 甲}\n- {topic: 乙, strong: [丙]}\n- {topic: 丁, strong: 5}\n",
        milestones="- {id: 戊, match: 己, from: 2001, note: 庚}\n",
    )
    assert [p.line for p in extend(tmp_path / "_tables")] == [1, 3]
    assert [topic.name for topic in topics()][-1] == "乙"
    assert milestones()[-1].name == "戊"


def test_tables_that_are_no_text_are_named(tmp_path: Path) -> None:
    lay(tmp_path, topics="")
    (tmp_path / "_tables" / "topics.yml").write_bytes("主题".encode("gbk"))
    (problem,) = extend(tmp_path / "_tables")
    assert "UTF-8" in problem.why


def test_the_examples_of_the_guide_are_sound(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent / "docs/guide/add.md").read_text("utf-8")
    examples = re.findall(r"^\| `(\w+)\.yml` \|.*\| `(.*)` \|$", guide, re.MULTILINE)
    assert len(examples) == 7
    lay(tmp_path, **dict(examples))
    assert extend(tmp_path / "_tables") == ()
