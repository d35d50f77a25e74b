"""What is known of the pages of the former site, so that one that would be the same is not made again.

A page follows from its Markdown, from what all pages share, and from which of the files that it
links to are there; any other file from the one that it is a copy of, whose time it has. What would be
the same stands in the new site as a second name of the same file, where the file system knows such.
The site before the former is kept: the new one begins as that, so that folders need not be made again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from sys import intern
from typing import NamedTuple

from zongjie.drawn import State, state


class Made(NamedTuple):
    """What a page that was made has to do with others; pages are named by their Markdown files."""

    ids: frozenset[str]
    """Its anchors."""
    anchors: dict[str, frozenset[str]]
    """A page that is linked to → those of its anchors that are."""
    files: frozenset[str]
    """All that it links to."""
    firm: bool
    """Whether each link leads to a file that is there; another may gain by a new file."""

    def interned(self) -> Made:
        """Give the same with each name but once in memory, and in what is kept of it."""
        ids, files = (frozenset(map(intern, names)) for names in (self.ids, self.files))
        anchors = {intern(to): frozenset(map(intern, own)) for to, own in self.anchors.items()}
        return Made(ids, anchors, files, self.firm)


class Entry(NamedTuple):
    """A page as it was written."""

    key: str
    """Names the text of its Markdown."""
    source: State
    """Of the file of that: while it is the same, the text is."""
    state: State
    made: Made


def revive(spare: Path, fresh: Path, paths: Container[str]) -> None:
    """Let a new site begin as the one before the former.

    Args:
        spare: That site, if there is one; it is gone afterwards.
        fresh: Where the new one goes.
        paths: What may stay of it; each must be taken before anything is written there, as what
            stands may be the former site's own file.
    """
    try:
        spare.rename(fresh)
    except OSError:
        return
    for folder, _, names in os.walk(fresh, topdown=False):
        own = Path(folder).relative_to(fresh).as_posix() + "/"
        gone = [name for name in names if own.removeprefix("./") + name not in paths]
        for name in gone:
            Path(folder, name).unlink()
        if len(gone) == len(names):
            with suppress(OSError):  # other folders are in it
                Path(folder).rmdir()


def take(former: Path, noted: State, fresh: Path) -> bool:
    """Give a file a second name, if it is as it was noted; tell whether it is, and now has one.

    What else stands under that name goes.
    """
    try:
        same = state(former) == noted
    except OSError:
        same = False
    if fresh.exists():
        if same and fresh.samefile(former):
            return True
        fresh.unlink()
    if not same:
        return False
    fresh.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(former, fresh)
    except OSError:
        shutil.copy2(former, fresh)
    return True


def copy(source: Path, former: Path, fresh: Path, *, fixed: bool) -> None:
    """Copy a file, or take the copy of the former site if the source was not changed since.

    Args:
        source: What is copied.
        former: The copy in the former site.
        fresh: Where the copy goes.
        fixed: Whether the source will never be written again, so that it may get a second name.
    """
    noted = state(source)
    if not take(source if fixed else former, noted, fresh):
        fresh.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, fresh)
        os.utime(fresh, ns=(noted[1], noted[1]))
