"""The lists of signs by which a site's words are known: `data/chrome.yml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zongjie.data.needles import Patterns
from zongjie.data.tables import loader, rows
from zongjie.shapes import remembered

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Signs:
    """One list as a pattern, which is tried only on lines that hold a word that it cannot do without."""

    name: str
    plain: re.Pattern[str]

    def search(self, line: str, start: int = 0) -> re.Match[str] | None:
        """Find the first sign."""
        return self.plain.search(line, start) if self.name in _hints(line) else None

    def fullmatch(self, line: str) -> re.Match[str] | None:
        """Match a whole line."""
        return self.plain.fullmatch(line) if self.name in _hints(line) else None

    def finditer(self, line: str) -> Iterator[re.Match[str]]:
        """Find all signs."""
        return self.plain.finditer(line) if self.name in _hints(line) else iter(())

    def sub(self, with_what: str, line: str) -> str:
        """Put something in the place of all signs."""
        return self.plain.sub(with_what, line) if self.name in _hints(line) else line


def table(name: str) -> Signs:
    """Give one of the lists."""
    return _tables()[0][name]


@remembered
def _hints(line: str) -> frozenset[str]:
    """Name the lists of which a sign may stand in a line."""
    lists, patterns = _tables()
    found = patterns.candidates(line)
    return frozenset(map(tuple(lists).__getitem__, found)) if found else _NONE


@loader("chrome.yml")
def _tables() -> tuple[dict[str, Signs], Patterns]:
    found: dict[str, list[str]] = {}
    for row in rows("chrome.yml"):
        name = row.text("list")
        if not row.own and name not in found:
            row.fail(f"没有叫“{name}”的一类", f"可用的是 {'、'.join(found)}", "改正类名")
        found.setdefault(name, []).append(row.pattern("entry", bounded=False).pattern)
    lists = {n: Signs(n, re.compile("|".join(p), re.IGNORECASE)) for n, p in found.items()}
    return lists, Patterns([signs.plain for signs in lists.values()])
