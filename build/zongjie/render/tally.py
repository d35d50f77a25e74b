"""How many characters of sources were kept, repaired and removed, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from zongjie.models import Cleaned, Fate


@dataclass(slots=True)
class RuleTally:
    """What one rule did."""

    rule: str
    fate: Fate
    times: int = 0
    before: int = 0
    """Characters of the source that it touched."""
    after: int = 0
    """Characters that stand for them."""


@dataclass(slots=True)
class Tally:
    """Characters of the sources by fate, and what each rule did, in order of size."""

    fates: dict[Fate, int] = field(default_factory=lambda: {"kept": 0, "repaired": 0, "removed": 0})
    rules: list[RuleTally] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Characters of the sources."""
        return sum(self.fates.values())

    def share(self, fate: Fate) -> float:
        """Give the share of a fate, from 0 to 1."""
        return self.fates[fate] / self.total if self.total else 0.0


def tally(sources: Iterable[Cleaned]) -> Tally:
    """Count the characters of all ledgers."""
    result = Tally()
    rules: dict[tuple[str, Fate], RuleTally] = {}
    for source in sources:
        for (fate, name), (times, before, after) in source.sums.items():
            result.fates[fate] += before
            if fate == "kept":
                continue
            rule = rules.setdefault((name, fate), RuleTally(name, fate))
            rule.times += times
            rule.before += before
            rule.after += after
    result.rules = sorted(rules.values(), key=lambda r: (-r.before, -r.times, r.rule, r.fate))
    return result
