"""The command line, as a publisher uses it."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import html5lib
import pytest

from zongjie.cli import main
from zongjie.index import Page, Part, build
from zongjie.index.files import START
from zongjie.pipeline import gather
from zongjie.site import write_index

ROOT = Path(__file__).parent.parent
TEXT = "县教育局工作总结\n2021年，我县教育局抓好工作，全县取得成效。\n一、党建\n加强党建。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh collection: a corpus of one source, the hand-written pages and the theme."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "build" / "theme", tmp_path / "build" / "theme")
    shutil.copytree(ROOT / "docs" / "guide", tmp_path / "docs" / "guide")
    shutil.copy(ROOT / "docs" / "design.md", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_build_prints_a_summary_and_leaves_a_site(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    for word in ("源文件", "总结", "章节", "保留字符", "修复字符", "删去字符", "问题"):
        assert word in said
    assert (place / "site" / "s" / "2f" / "a-1" / "index.html").is_file()
    line = (place / "site" / "data" / "summaries.jsonl").read_text("utf-8")
    assert json.loads(line)["year"]["value"] == 2021


def test_the_name_of_the_site_is_the_configuration_s(place: Path) -> None:
    config = (place / "mkdocs.yml").read_text("utf-8")
    name = "甲省 *教育* 总结"
    (place / "mkdocs.yml").write_text(
        config.replace("name: 教育局工作总结", f"name: {name}"), "utf-8"
    )
    assert main(["build"]) == 0
    home = html5lib.parse(
        (place / "site/index.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    assert [heading.text for heading in home.iter("h1")] == [name]
    package = json.loads((place / "site/data/datapackage.json").read_text("utf-8"))
    assert package["title"] == name


def test_a_collection_needs_no_guides(place: Path) -> None:
    shutil.rmtree(place / "docs")
    config = (place / "mkdocs.yml").read_text("utf-8")
    (place / "mkdocs.yml").write_text(
        re.sub(r"(?m)^ +- .*: (?:guide/|design).*\n|^  - 说明:\n", "", config), "utf-8"
    )
    assert main(["build"]) == 0
    assert "guide/" not in (place / "site/years/index.html").read_text("utf-8")


def test_strict_fails_on_a_problem_but_builds(place: Path) -> None:
    (place / "corpus" / "b.txt").write_bytes(b"")
    assert main(["build"]) == 0
    assert main(["build", "--strict"]) == 1
    assert (place / "site" / "s" / "2f" / "a-1" / "index.html").is_file()


def test_a_failed_build_leaves_the_last_site(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    before = (place / "site" / "index.html").read_bytes()
    (place / "docs" / "guide" / "use.md").write_text("[断了](nowhere.md)\n", "utf-8")
    assert main(["build"]) == 1
    assert "原来的网站不变" in capsys.readouterr().out
    assert (place / "site" / "index.html").read_bytes() == before


def test_check_lists_all_problems_at_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    (place / "corpus" / "a.yml").write_text("yaer: 2021\nlevel: 国\n", "utf-8")
    (place / "corpus" / "b.txt").write_bytes(b"")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "a.yml:1" in said and "a.yml:2" in said and "b.txt: " in said
    assert said.count("处理：") == 3


def test_inspect(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(place / "corpus" / "a.txt")]) == 0
    said = capsys.readouterr().out
    assert "2021" in said and "一、党建" in said and "台账" in said
    assert main(["inspect", "--json", str(place / "corpus" / "a.txt")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "".join(TEXT[s["start"] : s["end"]] for s in found["ledger"]) == TEXT
    assert {s["fate"] for s in found["ledger"]} <= {"kept", "repaired", "removed"}


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_missing_corpus_is_named(
    command: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--corpus", str(place / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().out


def test_inspect_understands_a_source_as_a_build_does(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = place / "corpus"
    (corpus / "_tables").mkdir()
    (corpus / "_tables" / "topics.yml").write_text(
        "- {topic: 冰雪运动, strong: [冰雪运动]}\n- {topic: 空}\n", "utf-8"
    )
    text = TEXT.replace("党建", "冰雪运动")
    with ZipFile(corpus / "v.zip", "w") as pack:
        pack.writestr("市/b.txt", text)
        pack.writestr("市/c.txt", "")
    (corpus / "市").mkdir()
    (corpus / "市" / "d.txt").write_text(text, "utf-8")
    built = {summary.id: summary.topics for summary in gather(corpus, jobs=1).summaries}

    def told(path: str) -> Any:
        code = main(["inspect", "--json", f"corpus/{path}"])
        assert code == (path == "v.zip")
        said = capsys.readouterr()
        assert "_tables/topics.yml:2: " in said.err
        return json.loads(said.out)

    whole, inside, below = told("v.zip"), told("v.zip/市/b.txt"), told("市/d.txt")
    assert [found["file"] for found in whole] == ["v.zip/市/b.txt", "v.zip/市/c.txt"]
    assert whole[0] == inside
    found = [summary for source in (inside, below) for summary in source["summaries"]]
    assert found and all(built[summary["id"]] == tuple(summary["topics"]) for summary in found)
    assert "冰雪运动" in found[0]["topics"]
    assert main(["inspect", "--corpus", "docs", "corpus/市/d.txt"]) == 0
    assert "冰雪运动" not in capsys.readouterr().out.split("主题")[1].split("\n")[0]


@pytest.mark.parametrize(
    ("path", "why"),
    [("v.zip/无.txt", "路径不存在"), ("a.jpg", "能读的是"), ("", "这是一个目录")],
)
def test_what_cannot_be_inspected_is_named(
    place: Path, capsys: pytest.CaptureFixture[str], path: str, why: str
) -> None:
    with ZipFile(place / "corpus" / "v.zip", "w") as pack:
        pack.writestr("b.txt", TEXT)
    (place / "corpus" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    assert main(["inspect", f"corpus/{path}"]) == 1
    assert why in capsys.readouterr().out


def test_a_missing_file_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(place / "nowhere.txt")]) == 1
    assert "nowhere.txt" in capsys.readouterr().out


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of twelve texts."""
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        (tmp_path / "notes").mkdir(exist_ok=True)
        (tmp_path / "notes" / f"{number}.md").write_text(f"# 第{number}篇\n加强党建\n", "utf-8")
    return tmp_path / "notes"


def test_search_lists_ten_for_people_and_all_as_json(
    notes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", str(notes), "out"]) == 0
    capsys.readouterr()
    for more, shown in (([], 12), (["--limit", "3"], 3)):
        assert main(["search", "党建", "--index", "out", "--json", *more]) == 0
        groups = json.loads(capsys.readouterr().out)["groups"]
        assert len(groups) == shown
        assert all(group["sections"][0]["snippet"]["text"] == "加强党建" for group in groups)
    assert main(["search", "党建", "--index", "out"]) == 0
    assert capsys.readouterr().out.count("/\n    加强党建") == 10


@pytest.mark.parametrize("query", [["-第3篇"], ["党建", "-第3篇"], ["-第3篇 党建"]])
def test_a_query_may_begin_with_what_it_excludes(
    notes: Path, capsys: pytest.CaptureFixture[str], query: list[str]
) -> None:
    assert main(["index", str(notes), "out"]) == 0
    capsys.readouterr()
    assert main(["search", *query, "--index", "out", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["groups"]) == 11


def test_search_says_what_is_inferred(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = (Part("", 0, "总结", False, ("党建",)),)
    page = Page("x", "总结", "x/", parts, 2021, ("四川省",), inferred=("region",))
    write_index(build([page]), tmp_path)
    assert main(["search", "党建", "--index", str(tmp_path)]) == 0
    assert "总结  2021 四川省（推断）" in capsys.readouterr().out


def test_an_index_takes_the_place_of_the_former_and_of_nothing_else(notes: Path) -> None:
    (notes.parent / "out" / "0123456789abcdef").mkdir(parents=True)
    (notes.parent / "out" / "0123456789abcdef" / "我的.txt").write_text("", "utf-8")
    assert main(["index", "notes", "out"]) == 0
    first = files_of(notes.parent / "out")
    next((notes.parent / "out").glob("*/t0/0.bin")).write_bytes(b"")
    assert main(["index", "notes", "out"]) == 0
    assert files_of(notes.parent / "out") == first
    (notes / "0.md").write_text("别的", "utf-8")
    assert main(["index", "notes", "out"]) == 0
    assert main(["index", "notes", "fresh"]) == 0
    own = {"0123456789abcdef/我的.txt": b""}
    assert files_of(notes.parent / "out") == files_of(notes.parent / "fresh") | own


def test_an_index_that_cannot_be_written_leaves_the_former(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["index", "notes", "out"]) == 0
    first = files_of(notes.parent / "out")
    (notes / "0.md").write_text("别的", "utf-8")
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == START:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["index", "notes", "out"]) == 1
    assert "No space left" in capsys.readouterr().out
    assert files_of(notes.parent / "out") == first
    monkeypatch.undo()
    assert main(["index", str(notes), str(notes / "0.md")]) == 1
    assert "没有生成" in capsys.readouterr().out


def test_wrong_usage() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["build", "--jobs", "0"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "corpus/a.txt"],
        ["new", "/proc/新"],
        ["index", "corpus", "corpus/a.txt"],
        ["search", "党建", "--index", "corpus/a.txt"],
        ["build", "--docs", "mkdocs.yml"],
        ["build", "--config", "nowhere.yml"],
        ["serve", "--config", "nowhere.yml"],
        ["check", "--corpus", "corpus/a.txt"],
        ["add", "nowhere.txt", "--corpus", "corpus/a.txt/b"],
    ],
    ids=" ".join,
)
def test_a_wrong_place_is_said_in_a_line(
    place: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in (place / "corpus").iterdir()}
    assert main(arguments) == 1
    said = capsys.readouterr().out
    assert said.strip() and "Traceback" not in said
    assert {path: path.read_bytes() for path in (place / "corpus").iterdir()} == before


@pytest.mark.parametrize("port", ["99999", "-1", "八千", "1e3"])
def test_a_port_that_is_none(port: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--port", port])


def test_numpy_is_told_how_to_sort_before_it_is_imported() -> None:
    code = (
        "import os, sys; from zongjie.cli import main; assert 'numpy' not in sys.modules;"
        "main(['check', '--corpus', 'nowhere']); print(os.environ['NPY_DISABLE_CPU_FEATURES'])"
    )
    told = {k: v for k, v in os.environ.items() if k != "NPY_DISABLE_CPU_FEATURES"}
    for given, said in (({}, "X86_V4 AVX512_SKX"), ({"NPY_DISABLE_CPU_FEATURES": "mine"}, "mine")):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            check=False,
            env=told | given,
            capture_output=True,
            text=True,
        )
        assert ran.stdout.splitlines()[-1:] == [said], ran.stderr


def test_ctrl_c_ends_a_build_quietly(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    assert main(["build"]) == 0
    before = (place / "site/index.html").read_bytes()
    monkeypatch.setattr("zongjie.commands.collection.site_files", interrupted)
    assert main(["build"]) == 130
    assert "已中断" in capsys.readouterr().out
    assert (place / "site/index.html").read_bytes() == before
