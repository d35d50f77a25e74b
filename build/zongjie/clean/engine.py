"""Run the cleaning rules over a source."""

from __future__ import annotations

from zongjie.clean.edits import amend, ordered, splice
from zongjie.clean.rules import RULES
from zongjie.models import Cleaned, Source

MAX_ROUNDS = 6


def clean(source: Source) -> Cleaned:
    """Clean a source by all rules, again and again until none finds anything more.

    So cleaning a cleaned text changes nothing. The rounds are bounded, but no rule undoes another.
    """
    ledger = list(source.stretches())
    text = "".join(stretch.text for stretch in ledger)
    for _ in range(MAX_ROUNDS):
        before = text
        for rule in RULES:
            if edits := ordered(rule.find(text)):
                ledger = amend(ledger, edits, rule.name)
                text = splice(text, edits)
        if text == before:
            break
    return Cleaned(source, tuple(ledger))
