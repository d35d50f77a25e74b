"""One engine under measurement in headless Chromium: cold queries, then all queries in one page."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Error, Page, sync_playwright

from .engines.base import Built, Engine, FailedError
from .figures import Cold, Reply, Result, score
from .queries import LONGER, Query
from .server import Host, serving
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
QUIET_MS = 60
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


class Session:
    """An engine's site in a fresh browser profile."""

    def __init__(self, browser: Browser, host: Host, engine: Engine, built: Built) -> None:
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.host = host
        options = quote(json.dumps(dict(built.options)))
        self.page.goto(f"{host.address}/@bench/run.html?driver={engine.driver}&options={options}")
        self.page.wait_for_function("window.bench")
        host.take()

    def call(self, script: str, *args: Any) -> tuple[float, Any]:
        """Run a step of the driver; give milliseconds and answer."""
        out = self.page.evaluate(script, list(args) if len(args) > 1 else args[0])
        return out["ms"], out.get("answer")

    def settle(self) -> tuple[int, int]:
        """Wait until nothing more is asked for; give bytes and requests since the last step.

        A visitor takes longer than this to type, and an engine may load in the background.
        """
        before = -1
        while before != self.host.requests:
            before = self.host.requests
            self.page.wait_for_timeout(QUIET_MS)
        return self.host.take()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *error: object) -> None:
        self.context.close()


def cold(session: Session, query: Any, seconds: float) -> Cold:
    """Ask one query in a fresh profile."""
    start_ms, _ = session.call(OPEN, seconds)
    start_bytes, _ = session.settle()
    ms, _ = session.call(SEARCH, query, 0, seconds)
    size, requests = session.settle()
    session.call(SEARCH, query, 10, seconds)
    ten_bytes, ten_requests = session.settle()
    return Cold(start_bytes, start_ms, size, requests, ms, ten_bytes, ten_requests)


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
            with Session(self.browser, host, engine, built) as session:
                result.cold.append(cold(session, engine.typed(query), limit))
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
