"""`zongjie add`: what is copied, what is named as there already, what the publisher is asked."""

from __future__ import annotations

import errno
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from zongjie.cli import main
from zongjie.pipeline import gather

FILES = Path(__file__).parent / "files"
TEXT = "教育局工作总结\n今年，我局抓好工作，全县取得成效。\n一、党建\n加强党建。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_shown_copied_and_asked_about(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "in" / "总结.txt").write_text("首页 登录 注册\n" + TEXT, "utf-8")
    assert main(["add", "in/总结.txt"]) == 0
    said = capsys.readouterr().out
    for words in (
        "教育局工作总结",
        "年份  —",
        "地区  —",
        "一、党建",
        "删去 首页 登录 注册",
        "已放入",
    ):
        assert words in said
    assert (place / "corpus" / "总结.txt").read_bytes() == (place / "in" / "总结.txt").read_bytes()
    asked = (place / "corpus" / "总结.yml").read_text("utf-8")
    assert "# year: " in asked and "# region: " in asked
    assert all(line.startswith("#") for line in asked.splitlines())
    found = gather(place / "corpus", jobs=1)
    assert found.problems == ()
    assert found.summaries[0].year.value is None


def test_a_confirmed_answer_holds(place: Path) -> None:
    (place / "in" / "总结.txt").write_text(TEXT, "utf-8")
    assert main(["add", "in/总结.txt"]) == 0
    sidecar = place / "corpus" / "总结.yml"
    lines = sidecar.read_text("utf-8").replace("# year: ", "year: 2021").splitlines()
    sidecar.write_text("\n".join(lines), "utf-8")
    found = gather(place / "corpus", jobs=1)
    assert found.problems == ()
    assert (found.summaries[0].year.value, found.summaries[0].year.basis) == (2021, "override")


def test_the_items_of_a_compilation_are_asked_about_one_by_one(place: Path) -> None:
    items = "".join(f"篇{n}：县教育局工作总结\n{TEXT.partition(chr(10))[2]}" for n in (1, 2))
    (place / "in" / "两篇.txt").write_text("工作总结两篇\n" + items, "utf-8")
    assert main(["add", "in/两篇.txt"]) == 0
    asked = (place / "corpus" / "两篇.yml").read_text("utf-8")
    bare = [line.removeprefix("# ") for line in asked.splitlines()[2:]]
    data = yaml.safe_load("\n".join(bare))
    assert set(data["items"]) == {1, 2}
    assert set(data["items"][1]) == {"year", "region"}


def test_the_words_of_a_source_say_nothing_in_a_sidecar(place: Path) -> None:
    title = "教育局\u2028year: 1999\u0085工作总结"
    (place / "in" / "a.txt").write_text(TEXT.replace("教育局工作总结", title), "utf-8")
    assert main(["add", "in/a.txt"]) == 0
    assert yaml.safe_load((place / "corpus" / "a.yml").read_text("utf-8")) is None


def test_nothing_is_asked_where_all_is_stated(place: Path) -> None:
    text = TEXT.replace("教育局工作总结", "浙江省温州市洞头区教育局2021年工作总结").replace(
        "全县", "全区"
    )
    (place / "in" / "a.txt").write_text(text, "utf-8")
    assert main(["add", "in/a.txt"]) == 0
    assert [path.name for path in (place / "corpus").iterdir()] == ["a.txt"]


def test_copies_are_named_and_not_added_twice(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "corpus").mkdir()
    (place / "corpus" / "a.txt").write_text(TEXT, "utf-8")
    shutil.copy(place / "corpus" / "a.txt", place / "in" / "b.txt")
    (place / "in" / "c.txt").write_bytes(TEXT.replace("\n", "\r\n　　").encode("gb18030"))
    assert main(["add", "in/b.txt", "in/c.txt"]) == 1
    said = capsys.readouterr().out
    assert "b.txt: 内容已经在语料目录里。原因：与 a.txt 相同" in said
    assert "c.txt: 内容已经在语料目录里。原因：与 a.txt 相同" in said
    assert [path.name for path in (place / "corpus").iterdir()] == ["a.txt"]


def test_the_same_text_twice_in_one_go(place: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (place / "in" / name).write_text(TEXT, "utf-8")
    assert main(["add", "in/a.txt", "in/b.txt"]) == 1
    assert not (place / "corpus" / "b.txt").exists()


def test_what_cannot_be_added_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "corpus").mkdir()
    (place / "corpus" / "A.txt").write_text(TEXT, "utf-8")
    (place / "in" / "a.txt").write_text(TEXT.replace("党建", "安全"), "utf-8")
    (place / "in" / "b.txt").write_bytes(b"")
    (place / "in" / "c.jpg").write_bytes(b"\xff\xd8\xff")
    hidden = ["README.txt", ".x.txt", "~$x.txt"]
    for name in hidden:
        (place / "in" / name).write_text(TEXT, "utf-8")
    files = ["a.txt", "b.txt", "c.jpg", "", "无.txt", "../corpus/A.txt", *hidden]
    assert main(["add", *(f"in/{name}" for name in files)]) == 1
    said = capsys.readouterr().out
    for words in ("同名文件", "文件是空的", "不认识这种文件", "目录", "路径不存在", "它自己"):
        assert words in said
    assert said.count("生成网站时不读") == len(hidden)
    assert [path.name for path in (place / "corpus").iterdir()] == ["A.txt"]


def test_a_full_disk_leaves_nothing_half_copied(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "in" / "a.txt").write_text(TEXT, "utf-8")

    def full(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    assert main(["add", "in/a.txt"]) == 1
    assert "腾出空间" in capsys.readouterr().out
    assert list((place / "corpus").iterdir()) == []


def test_what_could_not_be_added_leaves_nothing_and_may_be_added_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(place / "in" / "a.zip", "w") as pack:
        pack.writestr("甲.txt", TEXT)
        pack.writestr("乙.txt", TEXT.replace("党建", "安全"))
    shutil.copy(place / "in" / "a.zip", place / "in" / "b.zip")
    write, written = Path.write_text, list[str]()

    def full(path: Path, text: str, encoding: str) -> int:
        write(path, text[:9], encoding)
        written.append(path.name)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, text, encoding)

    monkeypatch.setattr(Path, "write_text", full)
    assert main(["add", "in/a.zip", "in/b.zip"]) == 1
    files = {p.relative_to(place / "corpus").as_posix() for p in (place / "corpus").rglob("*.*")}
    assert files == {"b.zip", "b/甲.yml", "b/乙.yml"}


def test_two_equal_files_of_an_archive_are_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(place / "in" / "a.zip", "w") as pack:
        pack.writestr("甲.txt", TEXT)
        pack.writestr("乙.txt", TEXT)
    assert main(["add", "in/a.zip"]) == 0
    assert "与 a.zip/乙.txt 相同" in capsys.readouterr().out


def test_an_archive_is_added_whole(place: Path) -> None:
    with zipfile.ZipFile(place / "in" / "两份.zip", "w") as pack:
        pack.write(FILES / "summary.docx", "甲.docx")
        pack.writestr("乙.txt", TEXT)
    assert main(["add", "in/两份.zip"]) == 0
    assert (place / "corpus" / "两份" / "乙.yml").is_file()
    found = gather(place / "corpus", jobs=1)
    assert len(found.summaries) == 2
    assert found.problems == ()
