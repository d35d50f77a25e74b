"""How large a site is, and what of it."""

from __future__ import annotations

import gzip
import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

START = ("search/index.bin", "search/suggest.json", "search/lunr.js")
"""What the search loads before the first question, where it is there."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes, unless it says otherwise; paths are relative to the site."""

    total: int
    files: int
    largest: tuple[str, int]
    crowded: tuple[str, int]
    """The folder with the most entries, and how many."""
    folders: dict[str, tuple[int, int]]
    """Per folder at the top: files and bytes."""
    html: dict[str, tuple[int, int, int]]
    """Per kind of page: pages, bytes of the median and of the largest."""
    start: dict[str, int]
    """Start files of the search, gzipped."""


def measure(site: Path) -> Sizes:
    """Look at each file of a site."""
    sizes: dict[str, int] = {}
    entries: dict[str, int] = {}
    for folder, names, files in os.walk(site):
        entries[Path(folder).relative_to(site).as_posix()] = len(names) + len(files)
        for path in (Path(folder, name) for name in files):
            sizes[path.relative_to(site).as_posix()] = path.stat().st_size
    start = {p: len(gzip.compress((site / p).read_bytes(), 6)) for p in START if p in sizes}
    return Sizes(
        sum(sizes.values()),
        len(sizes),
        max(sizes.items(), key=lambda item: item[1]),
        max(entries.items(), key=lambda item: item[1]),
        _folders(sizes),
        _html(sizes),
        start,
    )


def _folders(sizes: dict[str, int]) -> dict[str, tuple[int, int]]:
    count: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path, size in sizes.items():
        count[path.partition("/")[0]] += 1
        total[path.partition("/")[0]] += size
    return {name: (count[name], size) for name, size in total.most_common()}


def _html(sizes: dict[str, int]) -> dict[str, tuple[int, int, int]]:
    kinds = defaultdict(list)
    for path, size in sizes.items():
        if path.endswith(".html"):
            kinds[path.partition("/")[0]].append(size)
    return {
        kind: (len(all_), sorted(all_)[len(all_) // 2], max(all_))
        for kind, all_ in sorted(kinds.items())
    }
