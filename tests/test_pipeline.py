"""The steps together: problems are collected, the other files go on, addresses are stable."""

from __future__ import annotations

from pathlib import Path

import pytest

from zongjie.pipeline import gather

TEXT = "县教育局工作总结\n2021年，我县教育局抓好工作，全县取得成效。\n一、党建\n加强党建。\n"


def write(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)


def test_bad_files_do_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, b_txt=b"", c_txt=bytes(range(256)) * 20, d_yml="year: 2019\n")
    found = gather(tmp_path, jobs=1)
    assert [s.id for s in found.summaries] == ["a-1"]
    assert {problem.file for problem in found.problems} == {"b.txt", "c.txt", "d.yml"}


def test_two_files_of_one_name_have_addresses_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, a_md=TEXT.replace("党建", "安全"))
    found = gather(tmp_path, jobs=1)
    assert [s.id for s in found.summaries] == ["a-md-1", "a-1"]
    assert found.problems == ()


def test_two_summaries_of_one_address_clash(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, b_txt=TEXT.replace("党建", "安全"), b_yml="id: a-1\n")
    found = gather(tmp_path, jobs=1)
    assert len(found.summaries) == 1
    (problem,) = found.problems
    assert problem.file == "b.txt"
    assert "a-1" in problem.what


def test_names_that_differ_in_case_only_clash(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT, A_txt=TEXT.replace("党建", "安全"))
    assert len(gather(tmp_path, jobs=1).problems) == 1


def test_a_jump_is_a_problem_with_its_line_until_it_is_accepted(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT + "三、安全\n狠抓安全。\n")
    (problem,) = gather(tmp_path, jobs=1).problems
    assert (problem.file, problem.line) == ("a.txt", 5)
    assert "三、" in problem.what
    write(tmp_path, a_yml="accept_gaps: true\n")
    assert gather(tmp_path, jobs=1).problems == ()


def test_nothing_left_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, a_txt="首页 登录 注册\n版权所有 某某网\n")
    problems = gather(tmp_path, jobs=1).problems
    assert [problem.what for problem in problems] == ["清洗后没有剩下正文"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_and_content_do_not_depend_on_the_number_of_processes(
    tmp_path: Path, jobs: int
) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(TEXT.replace("党建", f"第{number}项"), "utf-8")
    counted: list[tuple[int, int]] = []
    found = gather(tmp_path, jobs=jobs, done=lambda n, total: counted.append((n, total)))
    assert [s.id for s in found.summaries] == [f"{n:02}-1" for n in range(20)]
    assert counted == [(n, 20) for n in range(1, 21)]
    total = sum(len(c.source.text) for c in found.sources)
    assert sum(found.fates().values()) == total


def test_an_address_does_not_depend_on_metadata(tmp_path: Path) -> None:
    write(tmp_path, a_txt=TEXT)
    before = gather(tmp_path, jobs=1).summaries[0]
    write(tmp_path, a_yml="year: 1999\ntitle: 别的题\n")
    after = gather(tmp_path, jobs=1).summaries[0]
    assert (before.id, [s.anchor for s in before.walk()]) == (
        after.id,
        [s.anchor for s in after.walk()],
    )


@pytest.mark.parametrize(
    ("labels", "first"),
    [("一三", "核对原文"), ("一二一", "先用 zongjie inspect"), ("二三", "先用 zongjie inspect")],
)
def test_what_a_gap_is_likely_to_come_from_is_looked_at_first(
    tmp_path: Path, labels: str, first: str
) -> None:
    body = "".join(f"{label}、工作\n全县教育系统抓好工作，取得成效。\n" for label in labels)
    (tmp_path / "a.txt").write_text(f"某县教育局2021年工作总结\n{body}", "utf-8")
    found = gather(tmp_path, jobs=1).problems
    (problem,) = [p for p in found if p.what.startswith("编号不连续")]
    assert problem.remedy.startswith(first)
    assert "accept_gaps" in problem.remedy
