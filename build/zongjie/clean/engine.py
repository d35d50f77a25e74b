"""Run the cleaning rules over a source."""

from __future__ import annotations

import re

from zongjie.clean.edits import amend, ordered, splice
from zongjie.clean.rules import RULES
from zongjie.models import Cleaned, Source
from zongjie.shapes import forget

MAX_ROUNDS = 6
ORDINARY = re.compile("[\u4e00-\u4e27\u4e29-\u67cf\u67d1-\u76ed\u76ef-\u9fff]+")
"""Han characters, but for 丨, 某 and 目, which are signs of rules."""


def clean(source: Source) -> Cleaned:
    """Clean a source by all rules, again and again until none finds anything more.

    So cleaning a cleaned text changes nothing. The rounds are bounded, but no rule undoes another.
    """
    forget()
    ledger = list(source.stretches())
    text = "".join(stretch.text for stretch in ledger)
    quiet = 0  # rules in a row that found nothing: the text is still the one that they saw
    for _ in range(MAX_ROUNDS):
        letters = "".join(set(ORDINARY.sub("", text)))
        for rule in RULES:
            if quiet == len(RULES):
                return Cleaned(source, tuple(ledger))
            quiet += 1
            if rule.signs and not re.search(rule.signs, letters):
                continue
            if edits := ordered(rule.find(text)):
                ledger = amend(ledger, edits, rule.name)
                text = splice(text, edits)
                letters += "".join({edit.text for edit in edits})
                quiet = 0
    return Cleaned(source, tuple(ledger))
