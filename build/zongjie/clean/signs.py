"""The lists of signs by which a site's words are known: `data/chrome.yml` as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from zongjie.data.needles import Patterns
from zongjie.data.tables import loader, rows
from zongjie.shapes import remembered


@dataclass(frozen=True, slots=True)
class Signs:
    """One list as a pattern, which is tried only on lines that hold a word that it cannot do without."""

    index: int
    plain: re.Pattern[str]

    def search(self, line: str, start: int = 0) -> re.Match[str] | None:
        """Find the first sign."""
        return self.plain.search(line, start) if self.index in _hints(line) else None

    def fullmatch(self, line: str) -> re.Match[str] | None:
        """Match a whole line."""
        return self.plain.fullmatch(line) if self.index in _hints(line) else None

    def finditer(self, line: str) -> Iterator[re.Match[str]]:
        """Find all signs."""
        return self.plain.finditer(line) if self.index in _hints(line) else iter(())

    def sub(self, with_what: str, line: str) -> str:
        """Put something in the place of all signs."""
        return self.plain.sub(with_what, line) if self.index in _hints(line) else line


def table(name: str) -> Signs:
    """Give one of the lists."""
    return _tables()[0][name]


@remembered
def _hints(line: str) -> frozenset[int]:
    """Give the indexes of the lists of which a sign may stand in a line."""
    return _tables()[1].candidates(line)


@loader("chrome.yml")
def _tables() -> tuple[dict[str, Signs], Patterns]:
    found: dict[str, list[str]] = {}
    for row in rows("chrome.yml"):
        name = row.text("list")
        if not row.own and name not in found:
            row.fail(f"没有叫“{name}”的一类", f"可用的是 {'、'.join(found)}", "改正类名")
        found.setdefault(name, []).append(row.pattern("entry", bounded=False).pattern)
    plain = [re.compile("|".join(patterns), re.IGNORECASE) for patterns in found.values()]
    return dict(zip(found, map(Signs, count(), plain), strict=False)), Patterns(plain)
