"""Sidecars: what they override, and slips that are named with their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zongjie.metadata.sidecar import LEVELS, PERIODS, Sidecar, read_sidecar
from zongjie.pipeline import gather

GUIDE = Path(__file__).parent.parent / "docs/guide/add.md"
TEXT = "县教育局工作总结\n2021年，我县教育局抓好工作，全县取得成效。\n一、党建\n加强党建。\n"


def sidecar(folder: Path, text: str) -> Sidecar:
    (folder / "a.yml").write_text(text, "utf-8")
    return read_sidecar(folder / "a.txt", folder)


def test_absent_and_empty(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "a.txt", tmp_path) == Sidecar()
    assert sidecar(tmp_path, "# nothing\n").problems == ()


def test_items_take_precedence_over_common_values(tmp_path: Path) -> None:
    found = sidecar(tmp_path, "year: 2019\nlevel: 县\nitems:\n  2:\n    year: 2020\n")
    assert found.problems == ()
    first, second = found.of(1), found.of(2)
    assert first.year and second.year
    assert (first.year.value, second.year.value, second.year.basis) == (2019, 2020, "override")
    assert second.level and second.level.value == "县"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: 甲\nyaer: 2019\n", 2, "yaer"),
        ("\nyear: 19\n", 2, "四位"),
        ("year: true\n", 1, "四位"),
        ("year: '2019'\n", 1, "四位"),
        ("level: 国\n", 1, "层级"),
        ("period: 半季度\n", 1, "时段"),
        ("region:\n  provinz: 浙江省\n", 2, "地区"),
        ("region: 浙江\n", 1, "地区"),
        ("topics: 党建\n", 1, "列表"),
        ("id: a/b\n", 1, "id"),
        ("uploaded: 昨天\n", 1, "uploaded"),
        ("accept_gaps: 对\n", 1, "true"),
        ("items:\n  一:\n    year: 2019\n", 3, "篇号"),
        ("items:\n  1: 2019\n", 2, "键: 值"),
        ("- year\n", 1, "键: 值"),
        ("year: [2019\n", 2, "YAML"),
        ("title: !!python/object/apply:os.system [ls]\n", 1, "title"),
    ],
)
def test_slips_are_named_with_their_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    (problem,) = sidecar(tmp_path, text).problems
    assert (problem.file, problem.line) == ("a.yml", line)
    assert words in str(problem)
    assert problem.remedy


def test_good_entries_hold_beside_a_bad_one(tmp_path: Path) -> None:
    found = sidecar(tmp_path, "year: 2019\nlevle: 县\n")
    assert len(found.problems) == 1
    year = found.of(1).year
    assert year and year.value == 2019


def test_overrides_reach_the_summary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.yml").write_text(
        "id: mine\ntitle: 新题\nyear: 不详\nregion: {province: 浙江省, city: 温州市}\n"
        "topics: [党建]\nsite: 某网\nuploaded: 2022-01-02\nperiod: 全年\nlevel: 县\n",
        "utf-8",
    )
    collection = gather(tmp_path, jobs=1)
    (found,) = collection.summaries
    assert collection.problems == ()
    assert (found.id, found.title, found.topics) == ("mine", "新题", ("党建",))
    assert (found.year.value, found.year.basis) == (None, "override")
    assert found.region.path == ("浙江省", "温州市")
    assert (found.origin.site, found.origin.uploaded) == ("某网", "2022-01-02")


def test_the_guide_names_just_what_a_sidecar_may_say(tmp_path: Path) -> None:
    _, _, table = GUIDE.read_text("utf-8").partition("## 可以写的项目")
    rows = dict(re.findall(r"^\| (`.+?`) \| (.+) \|$", table, re.MULTILINE))
    (problem,) = sidecar(tmp_path, "code: 1\n").problems
    assert re.findall(r"`(\w+)`", " ".join(rows)) == re.findall(r"[a-z_]+", problem.why)
    assert rows["`level`"] == f"层级：{'、'.join(LEVELS)}"
    assert rows["`period`"] == f"时段：{'、'.join(PERIODS)}"
    (problem,) = sidecar(tmp_path, "region: {code: 330305}\n").problems
    levels = re.findall(r"`(\w+)`", rows["`region`"])
    assert problem.why.endswith("、".join(levels))
