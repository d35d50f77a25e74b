"""How many characters of sources were kept, repaired and removed, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

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
        one = _KNOWN.get(source) or _KNOWN.setdefault(source, _one(source))
        for fate, number in one.fates.items():
            result.fates[fate] += number
        for own in one.rules:
            key = (own.rule, own.fate)
            rule = rules.setdefault(key, RuleTally(*key))
            rule.times += own.times
            rule.before += own.before
            rule.after += own.after
    result.rules = sorted(rules.values(), key=lambda r: (-r.before, -r.times, r.rule, r.fate))
    return result


_KNOWN = WeakKeyDictionary[Cleaned, Tally]()
"""What was counted once: several pages ask for it."""


def _one(source: Cleaned) -> Tally:
    result = Tally()
    rules: dict[tuple[str, Fate], RuleTally] = {}
    for stretch in source.ledger:
        length = stretch.end - stretch.start
        result.fates[stretch.fate] += length
        if stretch.fate == "kept":
            continue
        key = (stretch.rule, stretch.fate)
        rule = rules.setdefault(key, RuleTally(*key))
        rule.times += 1
        rule.before += length
        rule.after += len(stretch.text)
    result.rules = list(rules.values())
    return result
