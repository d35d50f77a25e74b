"""What is known of the pages of the former site, so that one that would be the same is not made again.

A page follows from its Markdown, from what all pages share, and from which of the files that it
links to are there; any other file from the one that it is a copy of, whose time it has. What would be
the same stands in the new site as a second name of the same file, where the file system knows such.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

Anchors = dict[str, dict[str, str]]
"""A page that is linked to → an anchor in it → the link as it was written."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a page that was made has to do with others; pages are named by their Markdown files."""

    ids: frozenset[str]
    """Its anchors."""
    anchors: Anchors
    files: frozenset[str]
    """All that it links to."""
    firm: bool
    """Whether each link leads to a file that is there; another may gain by a new file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it was written."""

    key: str
    """Names what it follows from."""
    size: int
    time: int
    """Of the last change of the file, in nanoseconds."""
    made: Made


def entry(file: Path, key: str, made: Made) -> Entry:
    """Note a page that stands in a file."""
    found = file.stat()
    return Entry(key, found.st_size, found.st_mtime_ns, made)


def take(former: Path, size: int, time: int, fresh: Path) -> bool:
    """Give a file a second name, if it is as it was noted; tell whether it is."""
    try:
        found = former.stat()
    except OSError:
        return False
    if (found.st_size, found.st_mtime_ns) != (size, time):
        return False
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(former, fresh)
    except OSError:
        shutil.copy2(former, fresh)
    return True


def copy(source: Path, former: Path, fresh: Path) -> None:
    """Copy a file, or take the copy of the former site if the source was not changed since."""
    found = source.stat()
    if not take(former, found.st_size, found.st_mtime_ns, fresh):
        fresh.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, fresh)
        os.utime(fresh, ns=(found.st_atime_ns, found.st_mtime_ns))
