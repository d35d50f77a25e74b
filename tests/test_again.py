"""A build with all that former ones kept gives what a build from nothing gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from zongjie import drawn as drawn_pages
from zongjie import pipeline
from zongjie.cache import kept_beside
from zongjie.cli import main
from zongjie.data.tables import extend
from zongjie.drawn import Drawn
from zongjie.pipeline import gather, site_files
from zongjie.read import TABLES
from zongjie.site import write_docs

similar = import_module("zongjie.link.similar")  # the package gives a function of this name

CORPUS = Path(__file__).parent / "corpus"
TEXT = "某县教育局2021年工作总结\n一、党建\n加强党建，推进集团化办学，贯彻《义务教育法》。\n二、安全\n{}\n"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def steps(folder: Path) -> set[str]:
    """Go from a corpus to pages, and give the paths of those that were not drawn again."""
    corpus, docs = folder / "corpus", folder / "docs"
    found = gather(corpus, jobs=1, kept=kept_beside(corpus))
    drawn = Drawn(docs, kept_beside(docs), found.editions)
    write_docs(site_files(found, corpus, "集", drawn), docs, drawn.standing)
    drawn.note()
    return drawn.standing


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A collection whose pages were made before."""
    folder = tmp_path / "again"
    shutil.copytree(CORPUS, folder / "corpus")
    for number in range(3):
        text = TEXT.format(f"狠抓校园安全，排查隐患，培训教师{number}次。" * 3)
        (folder / f"corpus/新{number}.txt").write_text(text, "utf-8")
    assert steps(folder) == set()
    yield folder
    extend(folder)


def anew(folder: Path) -> dict[str, bytes]:
    """Give the pages that come of a corpus where nothing is kept."""
    fresh = folder.with_name("anew")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(folder / "corpus", fresh / "corpus")
    found = gather(fresh / "corpus", jobs=1)
    write_docs(site_files(found, fresh / "corpus", "集"), fresh / "docs")
    return files(fresh / "docs")


def edited(folder: Path) -> None:
    with (folder / "corpus/新1.txt").open("a", encoding="utf-8") as file:
        file.write("全年走访学校二十三所，推进集团化办学。\n")


def corrected(folder: Path) -> None:
    (folder / "corpus/新2.yml").write_text("year: 2019\ntitle: 别的题目\n", "utf-8")


def added(folder: Path) -> None:
    copy = (folder / "corpus/新0.txt").read_text("utf-8").replace("党建", "党的建设")
    (folder / "corpus/新3.txt").write_text(copy, "utf-8")


def removed(folder: Path) -> None:
    (folder / "corpus/新0.txt").unlink()


def named(folder: Path) -> None:
    (folder / "corpus" / TABLES).mkdir()
    (folder / "corpus" / TABLES / "terms.yml").write_text(
        "- {term: 排查隐患, group: 本地}\n", "utf-8"
    )


def touched(folder: Path) -> None:
    page = next((folder / "docs/s").rglob("新1-1.md"))
    page.write_text("别的", "utf-8")
    next((folder / "docs/terms").glob("集团化*.md")).unlink()


def damaged(folder: Path) -> None:
    for name in ("corpus", "docs"):
        for entry in kept_beside(folder / name).iterdir():
            entry.write_bytes(entry.read_bytes()[:-9] + b"123456789")


@pytest.mark.parametrize("change", [edited, corrected, added, removed, named, touched, damaged])
def test_the_same_pages_as_from_nothing(place: Path, change: Callable[[Path], None]) -> None:
    before = files(place / "docs")
    change(place)
    stayed = steps(place)
    assert bool(stayed) == (change not in (named, damaged))
    now = files(place / "docs")
    assert now == anew(place)
    assert (now != before) == (change not in (touched, damaged))
    assert steps(place) > {path for path in now if path.startswith("s/")}
    assert files(place / "docs") == now


def test_nothing_is_kept_where_the_code_changes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(place / "docs")
    monkeypatch.setattr(drawn_pages, "stamp", lambda: b"another")
    assert steps(place) == set()
    assert files(place / "docs") == before


def test_bytes_are_packed_once_and_forgotten_with_them(tmp_path: Path) -> None:
    packed: list[bytes] = []

    def pack(data: bytes) -> bytes:
        packed.append(data)
        return data * 2

    for given in ([b"1", b"2"], [b"2", b"3"], [b"1", b"2"]):
        drawn = Drawn(tmp_path, tmp_path / "kept")
        assert [drawn.packed(data, pack) for data in given] == [data * 2 for data in given]
        drawn.note()
    assert packed == [b"1", b"2", b"3", b"1"]


def test_a_large_collection_comes_to_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_LARGE", 1)
    assert anew(place) == files(place / "docs")


def test_texts_are_laid_side_by_side_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    real = similar.cpdist

    def cpdist(ours: list[str], theirs: list[str], **options: Any) -> Any:
        compared.append(len(ours))
        return real(ours, theirs, **options)

    monkeypatch.setattr(similar, "cpdist", cpdist)
    steps(place)
    added(place)
    steps(place)
    anew(place)
    none, few, all_of_them = compared
    assert none == 0 < few < all_of_them / 2


def test_the_same_site_as_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "一"]) == main(["new", "二"]) == 0
    for number in range(3):
        text = TEXT.format(f"狠抓校园安全，排查隐患，培训教师{number}次。" * 3)
        (tmp_path / f"一/corpus/新{number}.txt").write_text(text, "utf-8")
    monkeypatch.chdir("一")
    assert main(["build"]) == 0
    for change in (edited, added, removed):
        change(Path())
        assert main(["build"]) == 0
    shutil.copytree("corpus", "../二/corpus", dirs_exist_ok=True)
    site = files(Path("site"))
    monkeypatch.chdir("../二")
    assert main(["build"]) == 0
    assert files(Path("site")) == site
