"""The files of a search index → a folder, in place of those of a former one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from zongjie.index.files import START, IndexFileError, unseal


def write_index(files: Mapping[str, bytes], folder: Path) -> None:
    """Put an index into a folder, whole or not at all; what else is there stays.

    All files but the start file are in a folder that is named after their build, so a former index
    can be read until the new start file takes the place of its own.

    Raises:
        OSError: If a file cannot be written; a former index stays as it was.
    """
    (build,) = {path.split("/")[0] for path in files} - {START}
    former = _build(folder / START)
    fresh = folder / f".{START}.new"
    _remove(fresh)
    try:
        for path, data in files.items():
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
        if (folder / build).exists():  # the same texts again
            (folder / build).rename(fresh / "former")
        (fresh / build).rename(folder / build)
        (fresh / START).replace(folder / START)
    finally:
        _remove(fresh)
    if former and former != build:
        _remove(folder / former)


def _build(start: Path) -> str | None:
    """Give the build of the index that a start file belongs to, if there is a sound one."""
    try:
        return unseal(start.read_bytes(), "start", None, START)[1]
    except (OSError, IndexFileError):
        return None


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
