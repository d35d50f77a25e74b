"""One engine under measurement in headless Chromium: cold queries, then all queries in one page."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Error, Page, sync_playwright

from .engines.base import Built, Engine, FailedError
from .figures import Cold, Reply, Result, score
from .queries import LONGER, Query
from .server import Host, Report, serving
from .truth import Right, Truth

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ALL = float("inf")
PATIENCE = 30
"""Seconds that a step may take longer than its limit before its page is given up."""
COLD_PART = 0.25
"""Share of the time limit that cold queries may take."""
OPEN, SEARCH = "s => bench.open(s)", "([q, limit, s]) => bench.search(q, limit, s)"


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or None, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def page_of(host: Host, engine: Engine, built: Built, **more: Any) -> str:
    """Give the address of an engine's page, with what its script is told."""
    told = {"driver": engine.driver, "options": dict(built.options), **more}
    query = urlencode({name: json.dumps(value) for name, value in told.items()})
    return f"{host.address}/@bench/run.html?{query}"


class Session:
    """An engine's site in a fresh browser profile."""

    def __init__(self, browser: Browser, host: Host, engine: Engine, built: Built) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.goto(page_of(host, engine, built))
        self.page.wait_for_function("window.bench")

    def call(self, script: str, *args: Any) -> tuple[float, Any]:
        """Run a step of the driver; give milliseconds and answer."""
        out = self.page.evaluate(script, list(args) if len(args) > 1 else args[0])
        return out["ms"], out.get("answer")

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *error: object) -> None:
        self.context.close()


def heard(host: Host, seconds: float) -> Report:
    """Wait for the next report of the page."""
    try:
        report = host.reports.get(timeout=seconds + PATIENCE)
    except queue.Empty:
        raise FailedError("浏览器中失败：没有回音") from None
    if error := report.said.get("error"):
        raise FailedError(f"浏览器中失败：{error}")
    return report


def ask_cold(  # noqa: PLR0913, PLR0917
    browser: Browser, engine: Engine, built: Built, host: Host, query: Query, limit: float
) -> Cold:
    """Ask one query in a fresh profile, in a page that no debugger watches and that asks by itself.

    Being watched, as Playwright watches its pages, makes each request some milliseconds longer.

    Raises:
        FailedError: the engine failed, or said nothing for too long.
    """
    devtools = browser.new_browser_cdp_session()
    profile = devtools.send("Target.createBrowserContext")
    address = page_of(host, engine, built, cold=[engine.typed(query), limit])
    try:
        devtools.send("Target.createTarget", {"url": address, **profile})
        _, start, first, ten = [heard(host, limit) for _ in range(4)]
    finally:
        devtools.send("Target.disposeBrowserContext", profile)
        devtools.detach()
    return Cold(
        start_bytes=start.bytes,
        start_ms=start.said["ms"],
        bytes=first.bytes,
        requests=first.requests,
        ms=first.said["ms"],
        ten_bytes=ten.bytes,
        ten_requests=ten.requests,
    )


class Bench:
    """Measures engines over one set of pages with one list of queries."""

    def __init__(
        self, browser: Browser, truth: Truth, queries: list[tuple[Query, Right]], cold: int
    ) -> None:
        self.browser = browser
        self.truth = truth
        self.queries = queries
        self.cold = [q for q, _ in queries if q.kind in LONGER][:cold]

    def measure(self, engine: Engine, built: Built, result: Result, limit: float) -> None:
        """Take all figures; either part ends when its time is over, done or not.

        Raises:
            FailedError: the engine did not start or did not answer.
        """
        with serving(built.root) as host:
            try:
                self.measure_cold(engine, built, host, result, limit)
                self.measure_all(engine, built, host, result, limit)
            except Error as error:
                reason = str(error).strip().splitlines()[0][:200]
                raise FailedError(f"浏览器中失败：{reason}") from error
            if host.missing:
                result.note += f"；404：{'、'.join(sorted(set(host.missing))[:3])}"

    def measure_cold(
        self, engine: Engine, built: Built, host: Host, result: Result, limit: float
    ) -> None:
        """Ask each cold query in a profile of its own."""
        end = time.monotonic() + limit * COLD_PART
        for query in self.cold:
            result.cold.append(ask_cold(self.browser, engine, built, host, query, limit))
            if time.monotonic() > end:
                break

    def measure_all(
        self, engine: Engine, built: Built, host: Host, result: Result, limit: float
    ) -> None:
        """Ask all queries one after the other in one page, and judge what is found."""
        end = time.monotonic() + limit
        with Session(self.browser, host, engine, built) as session:
            session.call(OPEN, limit)
            for query, right in self.queries:
                reply = self.ask(session, engine, built, query, limit)
                result.scores.append(score(query, right, reply, self.truth, engine.sections))
                if time.monotonic() > end:
                    break

    def ask(
        self, session: Session, engine: Engine, built: Built, query: Query, limit: float
    ) -> Reply:
        """Ask one query: timed as a visitor asks it, then, where need be, again for all matches."""
        typed = engine.typed(query)
        ms, answer = session.call(SEARCH, typed, 0, limit)
        if not answer.get("complete"):
            answer = session.call(SEARCH, typed, ALL, limit)[1]
        places = [place for place in map(built.locate, answer["found"]) if place is not None]
        by_section = answer.get("unit") == "sections"
        return Reply(ms, answer["shown"], by_section, answer.get("occurrences"), places)
