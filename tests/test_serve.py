"""`zongjie serve`: what is edited is seen at once, all the rest soon after."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs import livereload

from zongjie.cli import main
from zongjie.commands import collection

TEXT = "县教育局2021年工作总结\n2021年，我县教育局抓好工作。\n一、党建\n加强党建。\n二、安全\n校园平安。\n"


def test_an_edited_source_is_shown_before_all_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers: list[livereload.LiveReloadServer] = []

    class Known(livereload.LiveReloadServer):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options | {"polling_interval": 0.05})
            servers.append(self)

    done: list[tuple[str, bool, bool]] = []
    edited = tmp_path / "集子/corpus/甲.txt"

    def noted(name: str, step: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object) -> object:
            result = step(*args)
            page = next((tmp_path / "集子/site/s").glob("*/甲-1/index.html")).read_text("utf-8")
            listed = (tmp_path / "集子/site/quality/index.html").read_text("utf-8")
            done.append((name, "新添的一句" in page, "不存在" in listed))
            return result

        return run

    monkeypatch.setattr(livereload, "LiveReloadServer", Known)
    monkeypatch.setattr(collection, "_preview", noted("some", collection._preview))
    monkeypatch.setattr(collection, "_render", noted("all", collection._render))
    monkeypatch.chdir(tmp_path)
    assert main(["new", "集子"]) == 0
    monkeypatch.chdir("集子")
    edited.write_text(TEXT, "utf-8")
    served = threading.Thread(target=main, args=(["serve", "--port", "0"],))
    served.start()
    try:
        wait_for(lambda: bool(servers) and servers[0].observer.is_alive())  # and it watches
        edited.write_text(TEXT.replace("加强党建。", "加强党建。新添的一句。"), "utf-8")
        edited.with_suffix(".yml").write_text("items:\n  7:\n    year: 2020\n", "utf-8")
        wait_for(lambda: len(done) == 3)
    finally:
        servers[0].shutdown(wait=True)
        served.join(10)
    assert done == [("all", False, False), ("some", True, False), ("all", True, True)]


def test_a_new_source_is_built_with_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    monkeypatch.setattr(collection, "_render", lambda *_: steps.append("all"))
    monkeypatch.setattr(collection, "_preview", lambda *_: steps.append("some"))
    monkeypatch.setattr(collection, "report", lambda *_: None)

    def serve(_config: Path, _site: Path, rebuild: Callable[[], None], *_: object) -> None:
        rebuild()
        rebuild()
        (tmp_path / "corpus/乙.txt").write_text(TEXT, "utf-8")
        rebuild()
        (tmp_path / "corpus/乙.txt").write_text(TEXT + "三、教学\n", "utf-8")
        rebuild()
        rebuild()

    monkeypatch.setattr(collection, "serve_site", serve)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/甲.txt").write_text(TEXT, "utf-8")
    assert main(["serve"]) == 0
    assert steps == ["all", "all", "all", "some", "all"]


def wait_for(met: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
