"""What the benchmark asks of an engine."""

from __future__ import annotations

import importlib.metadata
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..corpus import Page
from ..queries import Query
from ..server import packed

Place = tuple[int, int | None]
"""A page and a section in it, or a whole page."""


class FailedError(Exception):
    """An engine could not do its part; the message says why and goes into the table."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock and seconds of processor time, which other load does not lengthen."""

    wall: float
    cpu: float

    @classmethod
    def read(cls, path: Path) -> Spent:
        """Read what a process has noted of itself."""
        wall, cpu = map(float, path.read_text(encoding="utf-8").split())
        return cls(wall, cpu)

    def less(self, other: Spent) -> Spent:
        """Subtract, never below nothing."""
        return Spent(max(0.0, self.wall - other.wall), max(0.0, self.cpu - other.cpu))


@dataclass(frozen=True, slots=True)
class Built:
    """A site that an engine has built: where, how long, which files are its index."""

    root: Path
    spent: Spent
    files: tuple[Path, ...]
    locate: Callable[[str], Place | None]
    options: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    @property
    def size(self) -> int:
        """Bytes of the index on disk."""
        return sum(path.stat().st_size for path in self.files)

    @property
    def sent_size(self) -> int:
        """Bytes of the index as a static host sends it."""
        return sum(len(packed(path)) for path in self.files)


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine under test; `driver` names a module in `drivers/`.

    `sections` tells whether it finds sections or whole pages.
    """

    name: str
    label: str
    driver: str
    sections: bool
    build: Callable[[list[Page], Path, float], Built]
    version: Callable[[], str]
    typed: Callable[[Query], Any] = lambda query: query.text


def run(args: list[str], limit: float, **options: Any) -> Spent:
    """Run a command; give its time.

    Raises:
        FailedError: it ended with an error or took longer than the limit.
    """
    start, before = time.perf_counter(), processor_time()
    with subprocess.Popen(
        args,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        **options,
    ) as process:
        try:
            output = process.communicate(timeout=limit)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise FailedError(f"建索引超过 {limit:.0f} 秒，已中止") from None
    if process.returncode:
        raise FailedError(f"建索引失败（{process.returncode}）：{output.strip()[-300:]}")
    return Spent(time.perf_counter() - start, processor_time() - before)


def processor_time() -> float:
    """Give the processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_order(locations: Iterable[str]) -> dict[str, Place]:
    """Map the addresses of an engine's sections to places: they stand in the order of the page.

    >>> by_order(["p00003/", "p00003/#_1"])["p00003/#_1"]
    (3, 1)
    """
    out: dict[str, Place] = {}
    seen: dict[int, int] = {}
    for location in locations:
        if not location.startswith("p"):
            continue
        page = int(location[1:6])
        out[location] = (page, seen.get(page, 0))
        seen[page] = seen.get(page, 0) + 1
    return out


def version_of(package: str) -> Callable[[], str]:
    """Give a function that tells the version of an installed package."""
    return lambda: importlib.metadata.version(package)
