"""A static host on loopback that compresses as such hosts do and counts what it sends."""

from __future__ import annotations

import gzip
import json
import mimetypes
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DRIVERS = Path(__file__).parent / "drivers"
COMPRESSED = frozenset((".html", ".js", ".mjs", ".css", ".json", ".xml", ".svg", ".txt", ".wasm"))
"""Suffixes that GitHub Pages and its like send with gzip; all others go out as they are."""
QUIET = 0.06
"""Seconds without a request after which a page is taken to ask for nothing more."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a page says of a step that it has done, and what was sent for that step."""

    said: dict[str, Any]
    bytes: int
    requests: int


def packed(path: Path) -> bytes:
    """Give the bytes of a file as they are sent."""
    data = path.read_bytes()
    return gzip.compress(data, 6, mtime=0) if path.suffix in COMPRESSED else data


@dataclass
class Host:
    """What is served and what has been sent since the last `take`."""

    root: Path
    address: str = ""
    sent: int = 0
    requests: int = 0
    missing: list[str] = field(default_factory=list)
    cache: dict[Path, bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    reports: queue.Queue[Report] = field(default_factory=queue.Queue)

    def body(self, path: Path) -> bytes:
        """Give a file as it is sent, compressed only once."""
        if path not in self.cache:
            self.cache[path] = packed(path)
        return self.cache[path]

    def count(self, size: int) -> None:
        """Count a file sent; headers are not counted."""
        with self.lock:
            self.sent += size
            self.requests += 1

    def take(self) -> tuple[int, int]:
        """Give bytes and requests since the last call."""
        with self.lock:
            out = self.sent, self.requests
            self.sent = self.requests = 0
        return out

    def hear(self, said: dict[str, Any]) -> None:
        """Take a page's report, once nothing more is asked for.

        A visitor takes longer than this to type, and an engine may load in the background.
        """
        before = -1
        while before != self.requests:
            before = self.requests
            time.sleep(QUIET)
        self.reports.put(Report(said, *self.take()))


class Handler(BaseHTTPRequestHandler):
    """Answers GET for files below the root, and uncounted for the benchmark's own drivers."""

    protocol_version = "HTTP/1.1"
    host: Host
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Send a file."""
        path = unquote(urlsplit(self.path).path)
        own = path.startswith("/@bench/")
        root = DRIVERS if own else self.host.root
        file = (root / (path.removeprefix("/@bench/") if own else path.lstrip("/"))).resolve()
        if not (file.is_file() and file.is_relative_to(root.resolve())):
            if path != "/favicon.ico":
                self.host.missing.append(path)
            self.answer(404, b"", "text/plain", "")
            return
        body = self.host.body(file)
        if not own:
            self.host.count(len(body))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.answer(200, body, kind, "gzip" if file.suffix in COMPRESSED else "")

    def do_POST(self) -> None:
        """Take the report of a page that measures itself, which waits for the answer."""
        self.host.hear(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(200, b"", "text/plain", "")

    def answer(self, status: int, body: bytes, kind: str, encoding: str) -> None:
        """Send status, headers and body in as few packets as may be."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def serving(root: Path) -> Iterator[Host]:
    """Serve a folder for as long as the context lasts."""
    host = Host(root)
    handler = type("BoundHandler", (Handler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    host.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
