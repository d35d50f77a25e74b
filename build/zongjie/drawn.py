"""Pages under `docs/` that stand as a former run drew them, so that they need not be drawn again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex

from zongjie.cache import Cache, key, stamp
from zongjie.models import Summary

_NAME = "drawn"
_State = tuple[int, int]
"""Size of a file, and when it was last changed, in nanoseconds."""


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
        self._docs = docs
        self._labels: dict[int, tuple[Summary, str]] = {}
        self._editions = editions or {}
        name, found = (self.kept and self.kept.get(_NAME)) or (b"", {})
        self._former: dict[str, tuple[str, dict[str, _State]]] = found if name == stamp() else {}
        self._now: dict[str, tuple[str, tuple[str, ...]]] = {}

    def label(self, item: Summary) -> str:
        """Name all that is known of a summary: another one, another name."""
        if not self.kept:
            return ""
        if id(item) not in self._labels:
            edition = self._editions.get(item.origin.file) or token_hex()
            self._labels[id(item)] = item, f"{edition[:32]} {item.origin.item} {item.flags}"
        return self._labels[id(item)][1]

    def pages(self, name: str, given: object, draw: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Draw some pages that belong together, if they do not stand.

        Args:
            name: Of the pages.
            given: All that they are drawn from, in plain values; summaries as their labels.
            draw: Draws them.
        """
        if not self.kept:
            return draw()
        own = key(repr(given).encode("utf-8", "surrogatepass"))
        former, files = self._former.get(name, ("", {}))
        stand = former == own and all(self._state(path) == was for path, was in files.items())
        made = {} if stand else draw()
        if stand:
            self.standing.update(files)
        self._now[name] = own, tuple(files if stand else made)
        return made

    def note(self) -> None:
        """Keep for the next run what is known of the pages, now that they are written."""
        if self.kept:
            found = {
                name: (own, {path: self._state(path) for path in paths})
                for name, (own, paths) in self._now.items()
            }
            self.kept.put(_NAME, (stamp(), found))

    def _state(self, path: str) -> _State | None:
        try:
            found = (self._docs / path).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


NOTHING = Drawn()
"""No page stands, and nothing is kept."""
