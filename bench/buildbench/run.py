"""Run a command; give its time, and the most memory that it and its children held at a time."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.2
"""Seconds between two looks at the memory, at least."""
_REST = 30
"""Times as long as a look takes until the next: it holds up the process that is looked at."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took."""

    wall: float
    cpu: float
    """Seconds, of all its processes, as far as they were seen."""
    peak: int
    """Bytes: the largest sum of the proportional set sizes of all its processes."""
    output: str


def run(command: list[str], folder: Path) -> Spent:
    """Run a command in a folder, when all that was written before is on disk.

    Raises:
        subprocess.CalledProcessError: It ended with another code than 0; carries its output.
    """
    os.sync()
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        watch = _Watch(process.pid)
        output = process.communicate()[0]
        watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    wall = time.perf_counter() - start
    return Spent(wall, sum(watch.seconds.values()), watch.peak, output)


class _Watch(threading.Thread):
    """Looks at the memory and time of a process and all below it until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process = psutil.Process(pid)
        self.peak = 0
        self.seconds: dict[int, float] = {}
        """Of the processor, by process: who starts them does not wait for all of them."""
        self.over = threading.Event()
        self.start()

    def run(self) -> None:
        pause = EVERY
        while not self.over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, self._now())
            pause = max(EVERY, _REST * (time.perf_counter() - start))

    def _now(self) -> int:
        total = 0
        try:
            family = [self.process, *self.process.children(recursive=True)]
        except psutil.Error:
            return 0
        for process in family:
            try:
                total += process.memory_full_info().pss
                used = process.cpu_times()
                self.seconds[process.pid] = used.user + used.system
            except psutil.Error:  # it has ended meanwhile
                continue
        return total

    def stop(self) -> None:
        self.over.set()
        self.join()
