"""The sites that are searched, and readers who do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage

from tests.browser.search.collection import lay_out
from tests.browser.search.visitor import Reader
from zongjie.site import build_site


@pytest.fixture(scope="session")
def web(
    tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[tuple[str, Path]]:
    """Address and folder of a server of sites, each under a path of its own."""
    folder = tmp_path_factory.mktemp("web")
    with serving(folder) as address:
        yield address, folder


@pytest.fixture(scope="session")
def plain(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site under a sub-path."""
    folder = tmp_path_factory.mktemp("plain")
    lay_out(folder)
    build_site(folder / "mkdocs.yml", folder / "docs", web[1] / "repo-name")
    return web[0] + "repo-name/"


@pytest.fixture(scope="session")
def instant(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site with Material's instant navigation."""
    folder, site = tmp_path_factory.mktemp("instant"), f"{web[0]}instant/"

    def config(text: str) -> str:
        text = re.sub("(?m)^site_url:.*", f"site_url: {site}", text)
        return text.replace("  features:\n", "  features:\n    - navigation.instant\n")

    lay_out(folder, config)
    build_site(folder / "mkdocs.yml", folder / "docs", web[1] / "instant")
    return site


@pytest.fixture(scope="session")
def zensical(web: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the site as Zensical builds it."""
    folder = tmp_path_factory.mktemp("zensical")
    lay_out(folder)
    command = [sys.executable, "-m", "zensical", "build"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.copytree(folder / "site", web[1] / "zensical")
    return web[0] + "zensical/"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Callable[..., Reader]]:
    """A reader with a fresh profile: `reader(address, width=…, scheme=…)`."""
    contexts: list[BrowserContext] = []

    def meet(address: str, width: int = 1280, scheme: str = "light", **more: Any) -> Reader:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, color_scheme=scheme, **more)  # type: ignore[arg-type]
        contexts.append(context)
        met = Reader(context.new_page(), address)

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                met.complaints.append(message.text)

        met.page.on("console", console)
        met.page.on("pageerror", lambda error: met.complaints.append(str(error)))
        met.page.on("request", lambda request: met.asked.append(request.url))
        return met

    yield meet
    for context in contexts:
        context.close()
