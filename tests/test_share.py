from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig

from zongjie.site import Plan, SiteError, build_site, share, write_docs
from zongjie.site.pages import Pages
from zongjie.site.renderers import Job
from zongjie.site.squeeze import squeeze_all

ROOT = Path(__file__).parent.parent

A, B, C = "s/甲.md", "s/乙.md", "s/丙.md"
PAGES = {
    "index.md": "# 首页\n\n[甲](s/%E7%94%B2.md)\n",
    A: "# 甲\n\n[乙的一节](%E4%B9%99.md#s1)\n",
    B: "# 乙\n\n## 一 {: #s1 }\n\n文。\n",
    C: "# 丙\n\n文。\n",
}


def files(folder: Path) -> dict[str, bytes]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


Build = Callable[..., dict[str, bytes]]


@pytest.fixture
def make(tmp_path: Path) -> Build:
    """Give what writes some pages and builds their site, and gives its files."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: 集\ntheme: {name: material, language: zh, font: false}\nplugins: []\n"
        "site_url: https://example.org/a/\n"
        "markdown_extensions: [attr_list, toc]\nnav: [index.md]\nnot_in_nav: /s/\n"
        "validation: {anchors: warn}\n"
    )

    def build(pages: Mapping[str, str], name: str = "site", **plan: object) -> dict[str, bytes]:
        write_docs(pages, tmp_path / "docs")
        settings = Plan(**{"notes": tmp_path / "notes", **plan})  # type: ignore[arg-type]
        build_site(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / name, settings)
        return files(tmp_path / name)

    return build


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made, in this process."""
    found: list[str] = []
    real = Pages.make

    def make(self: Pages, name: str) -> object:
        found.append(name)
        return real(self, name)

    monkeypatch.setattr(Pages, "make", make)
    return found


@pytest.mark.parametrize("pool", [False, True])
def test_same_bytes_as_by_mkdocs_alone(
    tmp_path: Path, sample_site: Path, monkeypatch: pytest.MonkeyPatch, pool: bool
) -> None:
    docs = sample_site.parent / "docs"
    monkeypatch.setattr(share, "_WORTH_A_POOL", 1 if pool else 1000)
    build_site(ROOT / "mkdocs.yml", docs, tmp_path / "shared", Plan(jobs=2))

    def alone(job: Job, config: MkDocsConfig, _said: list[str]) -> None:
        mkdocs_build(config)
        squeeze_all(job.site_dir)

    monkeypatch.setattr(share, "build", alone)
    build_site(ROOT / "mkdocs.yml", docs, tmp_path / "alone")
    assert files(tmp_path / "shared") == files(tmp_path / "alone") == files(sample_site)


def test_pages_that_would_be_the_same_stay(make: Build, written: list[str]) -> None:
    first = make(PAGES)
    assert sorted(written) == sorted(PAGES)
    written.clear()
    assert make(PAGES) == first
    assert written == ["index.md"]
    written.clear()
    changed = PAGES | {C: "# 丙\n\n改。\n", "s/丁.md": "# 丁\n"}
    after = make(changed)
    assert sorted(written) == sorted(["index.md", C, "s/丁.md"])
    assert after == make(changed, name="other", notes=None) != first


def test_what_all_pages_share_renews_all(make: Build, written: list[str], tmp_path: Path) -> None:
    make(PAGES)
    for renew in (
        PAGES | {"index.md": "# 另一个名称\n"},  # it stands in the navigation of all
        PAGES,
    ):
        written.clear()
        make(renew)
        assert sorted(written) == sorted(PAGES)
    written.clear()
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_name: 集", "site_name: 册"))
    assert make(PAGES) == make(PAGES, name="other", notes=None)


def test_a_page_that_was_touched_is_made_again(make: Build, tmp_path: Path) -> None:
    first = make(PAGES)
    (tmp_path / "site/s/丙/index.html").write_text("别的")
    (tmp_path / "site/s/乙/index.html").unlink()
    assert make(PAGES) == first
    shutil.rmtree(tmp_path / "site")
    assert make(PAGES) == first


def test_a_new_site_begins_as_the_one_before_the_former(
    make: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked: list[str] = []
    real = os.link

    def link(source: Path, name: Path) -> None:
        linked.append(name.name)
        real(source, name)

    monkeypatch.setattr(os, "link", link)
    own = tmp_path / "docs/own.txt"
    own.parent.mkdir()
    own.write_text("一")
    first = make(PAGES)
    assert make(PAGES) == first == files(tmp_path / "notes/spare")
    assert "own.txt" in linked
    linked.clear()
    assert make(PAGES) == first and not linked
    own.write_text("二")
    changed = {name: text for name, text in PAGES.items() if name != C} | {B: PAGES[B] + "\n改。\n"}
    after = make(changed)
    assert after == make(changed, name="other", notes=None) != first
    assert files(tmp_path / "notes/spare") == first
    folders = [
        {p.relative_to(s) for p in s.rglob("*")} for s in (tmp_path / "site", tmp_path / "other")
    ]
    assert folders[0] == folders[1]


def test_a_failed_build_that_began_with_a_spare_site_leaves_the_last_one(
    make: Build, tmp_path: Path
) -> None:
    make(PAGES)
    first = make(PAGES)
    (tmp_path / "site/s/丙/index.html").write_text("别的")  # in the spare site, too
    before = files(tmp_path / "site")
    with pytest.raises(SiteError, match="nirgends"):
        make(PAGES | {B: "# 乙\n\n## 一 {: #s1 }\n\n[断](nirgends.md)\n", A: "# 甲\n\n别的。\n"})
    assert files(tmp_path / "site") == before
    assert make(PAGES) == make(PAGES) == first


def test_without_second_names_for_files(make: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_files: Path) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", link)
    first = make(PAGES)
    assert make(PAGES) == make(PAGES) == first


def test_damaged_notes_are_as_good_as_none(make: Build, tmp_path: Path) -> None:
    first = make(PAGES)
    (notes,) = (tmp_path / "notes").iterdir()
    notes.write_bytes(notes.read_bytes()[:-1])
    assert make(PAGES) == first


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({B: "# 乙\n\n文。\n"}, "s/乙.md' does not contain an anchor '#s1'"),
        ({B: None}, "s/乙.md' is not found"),
    ],
)
def test_a_page_that_stays_is_still_checked(
    make: Build, tmp_path: Path, change: dict[str, str | None], said: str
) -> None:
    first = make(PAGES)
    pages = {name: text for name, text in (PAGES | change).items() if text}
    with pytest.raises(SiteError, match=said):
        make(pages)
    assert files(tmp_path / "site") == first


@pytest.mark.parametrize("pool", [False, True])
def test_complaints_come_from_all_processes(
    make: Build, monkeypatch: pytest.MonkeyPatch, pool: bool
) -> None:
    monkeypatch.setattr(share, "_WORTH_A_POOL", 1 if pool else 1000)
    broken = PAGES | {C: "[断](x.md) [空](%E4%B9%99.md#s9)\n", B: "[断](y.md)\n"}
    with pytest.raises(SiteError) as error:
        make(broken, jobs=2)
    for said in ("x.md", "y.md", "#s9", "#s1"):
        assert said in str(error.value)
    assert make(broken, jobs=2, strict=False)["s/丙/index.html"]
    late = broken | {"s/x.md": "# 来了\n"}
    after = make(late, jobs=2, strict=False)
    assert after == make(late, name="other", notes=None, strict=False)


def test_with_a_plugin_mkdocs_builds_by_itself(
    make: Build, written: list[str], tmp_path: Path
) -> None:
    (tmp_path / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>钩子</p>'\n"
    )
    with (tmp_path / "mkdocs.yml").open("a") as config:
        config.write(f"hooks: ['{tmp_path / 'hook.py'}']\n")
    built = make(PAGES)
    assert not written
    assert "<p>钩子".encode() in built["s/丙/index.html"]
