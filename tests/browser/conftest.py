"""A browser and a local server for the tests that look at the built site."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(playwright: Playwright) -> str:
    """Find a Chromium: $CHROMIUM, the system's, or Playwright's own; fail where there is none."""
    own = playwright.chromium.executable_path
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), own]
    for path in candidates:
        if path and Path(path).is_file():
            return path
    pytest.fail(
        "no Chromium found: install one (apt install chromium, or playwright install chromium) "
        f"or name it in the environment variable CHROMIUM; looked for {', '.join(NAMES)}, {own}"
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        yield browser
        browser.close()


class _Host(http.server.SimpleHTTPRequestHandler):
    """As GitHub Pages: open to other sites."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Host, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serving() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve a folder: `with serving(folder) as address`, with a slash at the end."""
    return _serving


@pytest.fixture(scope="session")
def address(sample_site: Path) -> Iterator[str]:
    """Address of the sample site, with a slash at the end."""
    with _serving(sample_site.parent) as address:
        yield f"{address}{sample_site.name}/"


@dataclass
class Visit:
    """A page that is open, and what it complained of and asked other hosts for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[object]:
    """Open a page of the sample site: `visit(path, width=…, scheme=…)`."""
    contexts = []

    def open_page(path: str, width: int = 1280, scheme: str = "light") -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        seen = Visit(context.new_page())

        def console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                seen.complaints.append(message.text)

        def request(asked: Request) -> None:
            if not asked.url.startswith((address, "data:")):
                seen.elsewhere.append(asked.url)

        seen.page.on("console", console)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("request", request)
        seen.page.goto(address + path, wait_until="load")
        return seen

    yield open_page
    for context in contexts:
        context.close()
