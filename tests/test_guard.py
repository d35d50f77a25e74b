"""A build keeps to what is its own: nothing of the publisher's is written over or removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from zongjie.cache import kept_beside
from zongjie.cli import main
from zongjie.site import SiteError, write_docs


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh collection, in which one is."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "集子"]) == 0
    monkeypatch.chdir("集子")
    return tmp_path / "集子"


def contents(folder: Path) -> dict[Path, bytes]:
    """Give the files of a folder, but for what is kept of former builds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if ".cache" not in path.parts}


@pytest.mark.parametrize(
    "chosen", [".", "..", "corpus", "corpus/网站", "docs", "docs/网站", "mkdocs.yml", "mine"]
)
def test_the_site_takes_the_place_of_nothing_else(
    place: Path, chosen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "mine").mkdir()
    (place / "mine/note.txt").write_text("我的", "utf-8")
    before = contents(place)
    assert main(["build", "--site", chosen]) == 1
    said = capsys.readouterr().out
    assert "不能用作网站目录" in said and "处理：" in said
    assert contents(place) == before


def test_a_site_is_built_anew_in_its_place_and_an_empty_folder_is_one(place: Path) -> None:
    (place / "site").mkdir()
    assert main(["build"]) == main(["build"]) == 0
    assert (place / "site/index.html").is_file()


def test_a_second_build_at_the_same_time_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = kept_beside(place / "docs")
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"):
        assert main(["build"]) == 1
    assert "另一个 zongjie 正在" in capsys.readouterr().out
    assert main(["build"]) == 0


def test_a_second_build_leaves_a_swap_of_the_first_alone(place: Path) -> None:
    assert main(["build"]) == 0
    (place / "site").rename(place / ".site.old")  # as between the two steps of a swap
    with FileLock(kept_beside(place / "docs") / ".lock"):
        assert main(["build"]) == 1
        assert (place / ".site.old").is_dir() and not (place / "site").exists()
    assert main(["build"]) == 0
    assert (place / "site/index.html").is_file() and not (place / ".site.old").exists()


def test_pages_are_kept_in_another_folder(place: Path) -> None:
    (place / "docs").rename(place / "pages")
    assert main(["build", "--docs", "pages"]) == 0
    assert not (place / "docs").exists()


def test_own_files_beside_the_generated_stay(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/mine.csv").write_text("我的", "utf-8")
    write_docs({"data/a.md": "文", "s/a.md": "文"}, tmp_path)
    write_docs({"s/a.md": "又一篇"}, tmp_path)
    assert not (tmp_path / "data/a.md").exists()
    assert (tmp_path / "data/mine.csv").read_text("utf-8") == "我的"
    assert (tmp_path / "s/a.md").read_text("utf-8") == "又一篇"


def test_a_page_takes_the_place_of_no_own_file(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("手写的首页", "utf-8")
    with pytest.raises(SiteError, match=r"index\.md 不是生成的文件"):
        write_docs({"index.md": "首页", "s/a.md": "文"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.md"]
    assert (tmp_path / "index.md").read_text("utf-8") == "手写的首页"


@pytest.mark.parametrize("lines", ["../mkdocs.yml\n/etc/x\nguide/use.md\n", "\0\n\n", "s/a.md\n"])
def test_a_manifest_leads_nowhere_else(tmp_path: Path, lines: str) -> None:
    docs = tmp_path / "docs"
    for own in (tmp_path / "mkdocs.yml", docs / "guide/use.md"):
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text("手写", "utf-8")
    (docs / ".zongjie").write_text(lines, "utf-8")
    assert write_docs({}, docs).removed == ()
    assert (docs / "guide/use.md").exists() and (tmp_path / "mkdocs.yml").exists()


def _flat(config: str) -> str:
    return config.replace("use_directory_urls: true", "use_directory_urls: false")


def _broken(config: str) -> str:
    return config + "\nsite_name: [\n"


@pytest.mark.parametrize(
    ("change", "word"), [(_flat, "use_directory_urls"), (_broken, "mkdocs.yml")]
)
def test_a_configuration_that_cannot_be_is_named(
    place: Path, change: Callable[[str], str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build"]) == 0
    before = contents(place / "site")
    config = place / "mkdocs.yml"
    config.write_text(change(config.read_text("utf-8")), "utf-8")
    for command in ("build", "serve"):
        capsys.readouterr()
        assert main([command]) == 1
        assert word in capsys.readouterr().out
    assert contents(place / "site") == before


def test_own_styles_and_scripts_stay(place: Path) -> None:
    own = {
        "assets/stylesheets/extra.css": "p { color: red }",
        "assets/javascripts/extra.js": "1;",
        "assets/site.css": "q { color: red }",
        "robots.txt": "User-agent: 甲",
    }
    for name, text in own.items():
        (place / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "docs" / name).write_text(text, "utf-8")
    config = place / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "extra_css:\n" in text
    text = text.replace("extra_css:\n", "extra_css:\n  - assets/stylesheets/extra.css\n")
    config.write_text(text + "\nextra_javascript:\n  - assets/javascripts/extra.js\n", "utf-8")
    assert main(["build"]) == 0
    page = (place / "site/index.html").read_text("utf-8")
    for name, text in own.items():
        assert (place / "site" / name).read_text("utf-8") == text
        assert name in page or name == "robots.txt"
    left = {path.name for path in (place / "site/assets/stylesheets").iterdir()}
    assert left == {"extra.css"}


def test_a_new_collection_names_no_address_of_others(place: Path) -> None:
    assert "example.github.io" not in (place / "mkdocs.yml").read_text("utf-8")
    assert main(["build"]) == 0
    site = contents(place / "site")
    named = [path for path, data in site.items() if b"example.github.io" in data]
    assert all("guide" in path.parts for path in named)  # which tells of such addresses


def test_offline_needs_a_site_of_its_own(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert main(["offline", "--out", "site/all.zip"]) == 1
    assert "不能放在网站里面" in capsys.readouterr().out
    for folder in (place / "site").glob("code-*"):
        folder.rename(place / "gone")
    assert main(["offline", "--out", "out/all.zip"]) == 1
    assert "没有程序目录" in capsys.readouterr().out
    assert not list((place / "out").iterdir())
