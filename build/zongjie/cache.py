"""What was made of the sources by former runs, kept so that unchanged ones are not worked on again.

An entry is named after everything that its content follows from: the source's name, its bytes, its
sidecar's, the publisher's tables, all code and tables of the package, and the versions of the
packages installed. An entry that is damaged, or that cannot be written, is as good as none.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path
from typing import Any

_DIGEST = 32
_TRUSTED = (
    "zongjie.models", "zongjie.errors", "zongjie.kept", "zongjie.examine", "zongjie.site.former",
    "zongjie.link.features", "zongjie.link.terms", "zongjie.link.documents", "zongjie.link.cited",
)  # fmt: skip
"""Modules whose classes an entry may hold; what names any other is damaged."""


def kept_beside(folder: Path) -> Path:
    """Give where is kept what was made of a folder: `.cache/zongjie/NAME` beside it."""
    whole = folder.resolve()
    return whole.parent / ".cache/zongjie" / whole.name


@cache
def stamp() -> bytes:
    """Give a digest of the package's own files, of Python, and of the packages installed."""
    digest = sha256(sys.version.encode())
    for name in sorted(f"{d.metadata['Name']} {d.version}" for d in distributions()):
        digest.update(name.encode() + b"\0")
    digest.update(digest_of(Path(str(files("zongjie")))))
    return digest.digest()


def digest_of(folder: Path) -> bytes:
    """Give a digest of all files of a folder, their names included; compiled code is left out."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            name = path.relative_to(folder).as_posix().encode()
            digest.update(name + b"\0" + sha256(path.read_bytes()).digest())
    return digest.digest()


def key(*parts: bytes) -> str:
    """Name what follows from these bytes."""
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


class Cache:
    """A folder of entries; its files are only ever replaced whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def get(self, name: str) -> Any:
        """Give an entry, or None where it is not there or not as it was written."""
        try:
            data = (self._folder / name).read_bytes()
            if sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
                return None
            with no_collection():  # thousands of records are made, and none is garbage
                return _Reader(io.BytesIO(zlib.decompress(data[_DIGEST:]))).load()
        except (OSError, zlib.error, pickle.UnpicklingError, AttributeError, EOFError, TypeError):
            return None

    def put(self, name: str, entry: object, *, small: bool = True) -> None:
        """Keep an entry, if there is room for it; digests do not become `small` by being packed."""
        packed = zlib.compress(pickle.dumps(entry, pickle.HIGHEST_PROTOCOL), int(small))
        part = self._folder / f".{name}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(sha256(packed).digest() + packed)
            part.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def keep(self, names: Iterable[str]) -> None:
        """Drop all entries but these, and what runs that were killed left of others."""
        wanted = set(names)
        for path in self._folder.glob("*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)


@contextmanager
def no_collection() -> Iterator[None]:
    """Let nobody look for cyclic garbage, again and again, among millions of records that stay."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def none_of_these() -> Iterator[None]:
    """Let nobody look for cyclic garbage among the records that there are, but among new ones."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not enabled:
            gc.disable()


class _Reader(pickle.Unpickler):
    """Reads an entry, and calls nothing but what makes the package's own records."""

    def find_class(self, module: str, name: str) -> Any:
        """Give one of the package's own classes."""
        return _own(module, name)


@cache
def _own(module: str, name: str) -> type:
    found = getattr(importlib.import_module(module), name) if module in _TRUSTED else None
    if not isinstance(found, type) or found.__module__ != module:
        raise pickle.UnpicklingError(f"{module}.{name}")
    return found
