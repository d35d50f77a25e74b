"""What a publisher needs: the wheel, a new collection, the workflows, what hosts ask of a site."""

from __future__ import annotations

import io
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
import pytest
import yaml

from zongjie.drawn import Drawn
from zongjie.models import Summary
from zongjie.render import export
from zongjie.render.feed import feed
from zongjie.site import GENERATED, Plan, SiteError, build_site, renderers
from zongjie.site.history import arrivals

ROOT = Path(__file__).parent.parent
WORKFLOWS = [ROOT / ".github/workflows/site.yml", ROOT / "build/zongjie/starter/workflow.yml"]
GUIDE = ROOT / "docs/guide/publish.md"
BASE = "https://someone.github.io/repo-name"


def run(command: Sequence[str | Path], folder: Path, **more: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ | more
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def copy_tree(folder: Path) -> None:
    """Copy what is under version control, or would be."""
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.parent.name)
def test_workflows_are_sound_and_ask_for_no_more_than_they_need(workflow: Path) -> None:
    hold_sound(workflow)


def hold_sound(workflow: Path) -> None:
    run([Path(sys.executable).with_name("actionlint"), workflow], ROOT)
    data = yaml.safe_load(workflow.read_text("utf-8"))
    assert data["permissions"] == {}
    for name, job in data["jobs"].items():
        writes = {scope for scope, level in job["permissions"].items() if level == "write"}
        assert writes == ({"pages", "id-token"} if name == "deploy" else set())
        for step in job["steps"]:
            action, _, commit = step.get("uses", "").partition("@")
            assert not action or (action.startswith("actions/") and len(commit) == 40)


@pytest.fixture(scope="session")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel in it; its folder of commands."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    copy_tree(source)
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder], source)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    commands = folder / "venv/bin"
    pip: list[str | Path] = [
        commands / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-q",
    ]
    run([*pip, "-c", ROOT / "constraints.txt", wheel], folder)
    shutil.rmtree(source)
    return commands


def steps(workflow: Path, job: str, event: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the commands of a job with their environments, as the runner would run them."""
    data: dict[str, Any] = yaml.safe_load(workflow.read_text("utf-8"))
    for step in data["jobs"][job]["steps"]:
        wanted = step.get("if")
        known = {None: True, "github.event_name == 'pull_request'": event == "pull_request"}
        known["github.event_name != 'pull_request'"] = event != "pull_request"
        if known[wanted] and "run" in step:
            base = "" if event == "pull_request" else BASE
            environment = {
                name: value.replace("${{ steps.pages.outputs.base_url }}", base)
                for name, value in step.get("env", {}).items()
            }
            assert not any("${{" in value for value in environment.values())
            yield step["run"], environment


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_a_new_collection_builds_in_a_clean_environment_as_its_workflow_would(
    clean_environment: Path, tmp_path: Path, event: str
) -> None:
    path = f"{clean_environment}{os.pathsep}{os.environ['PATH']}"
    demo = tmp_path / "demo"
    assert f"-w {demo}/wheels ." in run(["zongjie", "new", "demo"], tmp_path, PATH=path)
    for command, environment in steps(demo / ".github/workflows/site.yml", "build", event):
        run(["bash", "-e", "-c", command], demo, PATH=path, **environment)
    home = (demo / "site/index.html").read_text("utf-8")
    assert list((demo / "site").glob("code-*/ui/site.js"))
    assert (demo / "site/search/index.bin").is_file()
    if event == "push":
        assert f"<link href={BASE}/ rel=canonical>" in home
        assert f"{BASE}/s/" in (demo / "site/sitemap.xml").read_text("utf-8")
        assert f"Sitemap: {BASE}/sitemap.xml" in (demo / "site/robots.txt").read_text("utf-8")
        assert " href=/repo-name/" in (demo / "site/404.html").read_text("utf-8")
    else:
        assert (demo / "dist/zongjie-offline.zip").is_file()
    found = run(["zongjie", "search", "集团化办学"], demo, PATH=path)
    assert "1 篇" in found
    ignored = (demo / ".gitignore").read_text("utf-8").splitlines()
    assert {f"/docs/{name}/" for name in GENERATED} < set(ignored)


def test_the_workflow_of_several_sites_in_the_guide_builds_them(
    clean_environment: Path, tmp_path: Path
) -> None:
    path = f"{clean_environment}{os.pathsep}{os.environ['PATH']}"
    (shown,) = re.findall(r"```yaml\n(name: .+?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    workflow = tmp_path / "sites.yml"
    workflow.write_text(shown, "utf-8")
    hold_sound(workflow)
    run(["zongjie", "new", "demo"], tmp_path, PATH=path)
    demo = tmp_path / "demo"
    (sample,) = demo.glob("corpus/*.txt")
    for province in ("hubei", "hunan"):
        (demo / "corpus" / province).mkdir()
        shutil.copy(sample, demo / "corpus" / province)
    for command, environment in steps(workflow, "build", "push"):
        run(["bash", "-e", "-c", command], demo, PATH=path, **environment)
    for province in ("hubei", "hunan"):
        site = demo / "out" / province
        assert (site / "search/index.bin").is_file()
        home = (site / "index.html").read_text("utf-8")
        assert f"<link href={BASE}/{province}/ rel=canonical>" in home
    published = yaml.safe_load(shown)["jobs"]["build"]["steps"][-1]["with"]["path"]
    assert demo / published == site.parent


def test_a_new_collection_is_not_put_over_another(clean_environment: Path, tmp_path: Path) -> None:
    (tmp_path / "有东西").write_text("", "utf-8")
    done = subprocess.run(
        [clean_environment / "zongjie", "new", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "目录里已有东西" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["有东西"]


def test_the_project_builds_in_a_clean_copy_as_its_workflow_would(tmp_path: Path) -> None:
    copy_tree(tmp_path)
    for command, environment in steps(WORKFLOWS[0], "build", "push"):
        run(["bash", "-e", "-c", command], tmp_path, **environment)
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert f"<loc>{BASE}/</loc>" in sitemap
    assert "example.github.io" not in sitemap
    assert [command for command, _ in steps(WORKFLOWS[0], "test", "push")] == ["make test"]


def test_the_feed_names_the_newest_first_and_no_date_that_nobody_knows(summary: Summary) -> None:
    old = replace(
        summary, id="旧", title="旧 <&>\x00", origin=replace(summary.origin, file="旧.txt")
    )
    new = replace(summary, id="新", origin=replace(summary.origin, file="新.txt"))
    none = replace(summary, id="无", origin=replace(summary.origin, file="无.txt"))
    inside = replace(summary, id="包", origin=replace(summary.origin, file="市/历年.zip/县/甲.txt"))
    known = {
        "旧.txt": datetime(2024, 1, 1, tzinfo=UTC),
        "市/历年.zip": datetime(2024, 7, 1, tzinfo=UTC),
        "新.txt": datetime(2025, 1, 1, tzinfo=UTC),
    }
    data = feed([none, old, inside, new], known, "总结", f"{BASE}/")
    assert data == feed([new, inside, none, old], known, "总结", f"{BASE}/")
    items = ElementTree.fromstring(data).findall("channel/item")
    titles = [item.findtext("title") for item in items]
    assert titles == [new.title, inside.title, "旧 <&>", none.title]
    assert [item.findtext("pubDate") for item in items] == [
        "Wed, 01 Jan 2025 00:00:00 +0000",
        "Mon, 01 Jul 2024 00:00:00 +0000",
        "Mon, 01 Jan 2024 00:00:00 +0000",
        None,
    ]
    assert items[0].findtext("guid") == f"{BASE}/s/3c/%E6%96%B0/"
    assert summary.region.basis == "inferred"
    assert "区（推断）" in (items[0].findtext("description") or "")


def test_only_version_control_knows_when_a_source_came(tmp_path: Path) -> None:
    def commit(name: str, date: str) -> None:
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text(date, "utf-8")
        run(["git", "add", "-A"], tmp_path)
        who = ["-c", "user.name=甲", "-c", "user.email=a@example.org"]
        run(["git", *who, "commit", "-qm", "x"], tmp_path, GIT_COMMITTER_DATE=date)

    (tmp_path / "corpus").mkdir()
    assert arrivals(tmp_path / "corpus") == {}
    run(["git", "init", "-q"], tmp_path)
    assert arrivals(tmp_path / "corpus") == {}
    commit("甲 乙.txt", "2024-01-01T00:00:00+08:00")
    commit("市/丙.txt", "2024-02-01T00:00:00+08:00")
    commit("甲 乙.txt", "2024-03-01T00:00:00+08:00")
    found = {name: time.isoformat() for name, time in arrivals(tmp_path / "corpus").items()}
    assert found == {
        "甲 乙.txt": "2024-01-01T00:00:00+08:00",
        "市/丙.txt": "2024-02-01T00:00:00+08:00",
    }
    run(["git", "clone", "-q", "--depth=1", f"file://{tmp_path}", "shallow"], tmp_path)
    assert arrivals(tmp_path / "shallow/corpus") == {}


def test_the_error_page_offers_the_search(sample_site: Path) -> None:
    page = (sample_site / "404.html").read_text("utf-8")
    assert "action=/zongjie/find/ " in page
    assert " name=q " in page


def test_nothing_is_published_that_no_page_uses(
    build: Callable[[list[Summary]], Path], summaries: list[Summary]
) -> None:
    site = build(summaries)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert not [name for name in names if name.endswith(".map") or "/lunr/" in name]
    assert names > {"search/index.bin", "search/client.js"}
    code = {name.split("/")[0] for name in names if name.startswith("code-")}
    assert len(code) == 1
    client = (site / "search/client.js").read_text("utf-8")
    assert (site / "search" / client.split('"')[1]).resolve().is_file()


def test_records_that_are_too_many_for_a_file_go_into_several(summary: Summary) -> None:
    many = [replace(summary, id=f"总结-{number}") for number in range(9)]
    whole = export.begin(many)()
    assert sorted(whole) == ["data/datapackage.json", "data/index.md", "data/summaries.jsonl"]
    lines = whole["data/summaries.jsonl"]
    room = 2 * len(lines) // 9 + 9
    parts = export.begin(list(reversed(many)), room=room)()
    names = [name for name in parts if name.endswith(".xz")]
    assert names == [f"data/summaries-{number:03}.jsonl.xz" for number in range(1, 6)]
    unpacked = [lzma.decompress(parts[name]) for name in names]  # type: ignore[arg-type]
    assert b"".join(unpacked) == lines
    assert all(len(part) <= room for part in unpacked)
    resources = json.loads(parts["data/datapackage.json"])["resources"]
    assert [resource["path"] for resource in resources] == [name[5:] for name in names]
    assert all(resource["compression"] == "xz" for resource in resources)
    assert all(name[5:] in str(parts["data/index.md"]) for name in names)


def test_raw_files_are_packed_where_they_are_many() -> None:
    raw = {f"省/{n}.txt": bytes(str(n), "ascii") * 3000 for n in range(9)}
    assert export.alone(raw) and not export.alone(raw, room=10_000)
    parts = export.begin([], raw, room=10_000)()
    names = sorted(name for name in parts if name.endswith(".tar.xz"))
    assert names == [f"data/originals-{number:03}.tar.xz" for number in range(1, len(names) + 1)]
    found = {}
    for name in names:
        data = io.BytesIO(parts[name])  # type: ignore[arg-type]
        with tarfile.open(fileobj=data) as archive:
            for entry in archive:
                found[entry.name] = archive.extractfile(entry).read()  # type: ignore[union-attr]
    assert found == raw
    assert parts == export.begin([], dict(reversed(raw.items())), room=10_000)()
    assert names[0].removeprefix("data/") in str(parts["data/index.md"])


def test_raw_files_that_stayed_the_same_are_not_read_again(tmp_path: Path) -> None:
    raw = {f"{n}.txt": bytes(str(n), "ascii") * 3000 for n in range(9)}
    read: list[str] = []

    class Raw(dict[str, bytes]):
        def __getitem__(self, file: str) -> bytes:
            read.append(file)
            return super().__getitem__(file)

    def archives() -> export.Files:
        read.clear()
        editions = {file: sha256(data).hexdigest() for file, data in raw.items()}
        drawn = Drawn(tmp_path, tmp_path / "kept", editions)
        assert not export.alone(Raw(raw), 10_000, drawn)
        found = export.begin([], Raw(raw), room=10_000, drawn=drawn)()
        drawn.note()
        return found

    first = archives()
    assert set(read) == raw.keys()
    assert archives() == first and not read
    raw["4.txt"] = b"x" * 3000
    assert archives() == export.begin([], raw, room=10_000)()
    assert set(read) == {"3.txt", "4.txt", "5.txt"}


def test_addresses_and_signs_are_short_and_the_page_is_the_same() -> None:
    text = '[湖](../湖%20北/a.md "x") &#42;&#60;b&#62; &#38;amp; `%E6%B9%96` "%E6%B9%96"'
    plain, slim = (markdown.markdown(text, extensions=e) for e in ([], ["zongjie.site.slim"]))
    assert len(slim) < len(plain)
    assert "&#60;b&#62; &#38;amp;" in slim
    assert 'href="../湖%20北/a.md"' in slim
    assert slim.count("%E6%B9%96") == plain.count("%E6%B9%96")


def test_where_zensical_is_missing_the_remedy_is_named(
    sample_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderers, "find_spec", lambda _name: None)
    docs = sample_site.parent / "docs"
    with pytest.raises(SiteError, match="pip install zensical"):
        build_site(ROOT / "mkdocs.yml", docs, tmp_path / "site", Plan("zensical"))
    assert not (tmp_path / "site").exists()


def test_zensical_builds_the_same_pages_with_the_same_code(
    build: Callable[[list[Summary]], Path], summaries: list[Summary], tmp_path: Path
) -> None:
    first = build(summaries)
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("  custom_dir: build/theme\n", "")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    plan = Plan("zensical", f"{BASE}/")
    build_site(tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / "z", plan)
    ours, theirs = (
        {p.relative_to(site).as_posix() for p in site.rglob("*") if p.suffix in (".html", ".js", ".css", ".txt")}
        for site in (first, tmp_path / "z")
    )  # fmt: skip
    renderers_own = "assets/"
    assert {n for n in ours if not n.startswith(renderers_own)} == {
        n for n in theirs if not n.startswith(renderers_own)
    }
    home = (tmp_path / "z/index.html").read_text("utf-8")
    assert f"href={BASE}/ " in home
    assert re.search(r"src=(?:\./)?code-\w+/ui/site\.js ", home)
    assert not (tmp_path / ".zensical.yml").exists()
