"""Pages under `docs/` that stand as a former run drew them, so that they need not be drawn again."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from zongjie.cache import Cache, key, stamp
from zongjie.models import Summary

_PAGES, _PACKED = "drawn", "packed"
_PLAIN = 2
"""The format of `marshal` in which equal values have equal bytes: a later one marks what is shared."""
Packed = TypeVar("Packed")
State = tuple[int, int]
"""Size of a file, and when it was last changed, in nanoseconds."""


def state(file: str | Path) -> State:
    """Give the state of a file.

    Raises:
        OSError: It is not there.
    """
    found = os.stat(file)  # noqa: PTH116 - of a path as text in half the time
    return found.st_size, found.st_mtime_ns


class Drawn:
    """Draws pages, but for those that were drawn from the same and stand untouched."""

    def __init__(
        self,
        docs: Path = Path(),
        kept: Path | None = None,
        editions: Mapping[str, str] | None = None,
    ) -> None:
        """Read what is known of a former run.

        Args:
            docs: The folder of the pages.
            kept: Folder for what is known of them; if none is given, all are drawn.
            editions: Names for each source, by its file, what follows from it.
        """
        self.kept = Cache(kept) if kept else None
        self.standing: set[str] = set()
        """Paths of pages that were not drawn again."""
        self._folder = str(docs)
        self._labels: dict[int, tuple[Summary, str]] = {}
        self._editions = editions or {}
        self._former: dict[str, tuple[str, dict[str, State]]] = self._read(_PAGES)
        self._now: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._packed: dict[str, Any] = self._read(_PACKED)
        self._used: set[str] = set()

    def label(self, item: Summary) -> str:
        """Name all that is known of a summary: another one, another name."""
        if not self.kept:
            return ""
        if id(item) not in self._labels:
            edition = self.edition(item.origin.file)
            self._labels[id(item)] = item, f"{edition[:32]} {item.origin.item} {item.flags}"
        return self._labels[id(item)][1]

    def edition(self, file: str) -> str:
        """Name all that is known of a source: another one, another name."""
        return self._editions.get(file) or token_hex()

    def pages(self, name: str, given: Any, draw: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Draw some pages that belong together, if they do not stand.

        Args:
            name: Of the pages.
            given: All that they are drawn from, in values that `marshal` knows; summaries as their labels.
            draw: Draws them.
        """
        if not self.kept:
            return draw()
        own = key(marshal.dumps(given, _PLAIN))
        former, files = self._former.get(name, ("", {}))
        stand = former == own and all(self._state(path) == was for path, was in files.items())
        made = {} if stand else draw()
        if stand:
            self.standing.update(files)
        self._now[name] = own, tuple(files if stand else made)
        return made

    def packed(self, data: bytes, pack: Callable[[bytes], Packed]) -> Packed:
        """Pack some bytes, if that was not done by the former run; what is given is plain values."""
        if not self.kept:
            return pack(data)
        name = key(data)
        self._used.add(name)
        if name not in self._packed:
            self._packed[name] = pack(data)
        found: Packed = self._packed[name]
        return found

    def holds(self, data: bytes) -> bool:
        """Say whether the former run packed these bytes."""
        return bool(self.kept) and key(data) in self._packed

    def note(self) -> None:
        """Keep for the next run what is known of the pages, now that they are written."""
        if self.kept:
            found = {
                name: (own, {path: self._state(path) for path in paths})
                for name, (own, paths) in self._now.items()
            }
            self.kept.put(_PAGES, (stamp(), found))
            used = {name: data for name, data in self._packed.items() if name in self._used}
            self.kept.put(_PACKED, (stamp(), used))

    def _read(self, name: str) -> dict[str, Any]:
        owner, found = (self.kept and self.kept.get(name)) or (b"", {})
        return found if owner == stamp() else {}

    def _state(self, path: str) -> State | None:
        try:
            return state(f"{self._folder}/{path}")
        except OSError:
            return None


NOTHING = Drawn()
"""No page stands, and nothing is kept."""
