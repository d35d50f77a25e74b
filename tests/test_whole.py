"""Real sources, built as `make site` builds them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from zongjie.cli import main

ROOT = Path(__file__).parent.parent


def lay_out(folder: Path) -> Path:
    """Put down what is written by hand, and nothing generated."""
    shutil.copytree(ROOT / "tests/corpus", folder / "corpus")
    for name in ("build/theme", "docs/guide"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "docs/design.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection with its site in `site/`."""
    folder = lay_out(tmp_path_factory.mktemp("whole"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["build", "--strict"]) == 0
    return folder


class Page(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.append(value)
            elif name == "id" and value:
                self.ids.append(value)


def test_every_internal_link_and_anchor_resolves(place: Path) -> None:
    site = place / "site"
    pages = {
        path.relative_to(site).as_posix(): Page(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }
    assert len(pages) > 60
    dead = []
    for name, page in pages.items():
        # the error page is served under any address, so its links begin at the root
        here = "http://h/zongjie/" + name.removesuffix("index.html")
        for link in page.links:
            target = urlsplit(urljoin(here, link))
            if target.netloc != "h":
                continue
            path = unquote(target.path).removeprefix("/zongjie/")
            file = path + "index.html" if path.endswith("/") or not path else path
            anchors = pages[file].ids if file in pages else []
            if not (site / file).is_file() or (
                target.fragment and unquote(target.fragment) not in anchors
            ):
                dead.append((name, link))
    assert dead == []


def test_ids_are_distinct_on_every_page(place: Path) -> None:
    for path in (place / "site").rglob("*.html"):
        ids = Page(path.read_text("utf-8")).ids
        assert len(set(ids)) == len(ids), path


def test_the_same_input_gives_the_same_bytes(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = lay_out(tmp_path / "again")
    monkeypatch.chdir(again)
    assert main(["build"]) == 0
    first, second = (
        {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
        for site in (place / "site", again / "site")
    )
    assert first == second


def test_the_export_says_what_the_schema_says(place: Path) -> None:
    data = place / "site" / "data"
    lines = (data / "summaries.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == 13
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    fields = {field["name"] for field in resource["schema"]["fields"]}
    assert all(set(record) == fields for record in records)
    for record in records:
        assert (place / "site" / record["url"] / "index.html").is_file()
        for key in ("year", "region", "level", "period"):
            assert record[key]["basis"] in ("stated", "inferred", "override", "unknown")


def test_the_same_pages_build_with_zensical(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "zensical"
    for name in ("docs", "build"):
        shutil.copytree(place / name, folder / name)
    shutil.copy(place / "mkdocs.yml", folder)
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = (
        {p.relative_to(site).as_posix() for p in site.rglob("index.html")}
        for site in (place / "site", folder / "site")
    )
    assert ours == theirs
