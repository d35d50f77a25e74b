"""Run the cleaning rules over a source."""

from __future__ import annotations

import re

from zongjie.clean.changes import Span, made, moved, touched
from zongjie.clean.edits import ordered, splice
from zongjie.clean.ledger import Ledger
from zongjie.clean.rules import RULES
from zongjie.models import Cleaned, Source
from zongjie.shapes import forget

MAX_ROUNDS = 6
ORDINARY = re.compile("[\u4e00-\u4e27\u4e29-\u67cf\u67d1-\u76ed\u76ef-\u951a\u951c-\u9fff]+")
"""Han characters, but for 丨, 某, 目 and 锛, which are signs of rules."""


def clean(source: Source) -> Cleaned:
    """Clean a source by all rules, again and again until none finds anything more.

    So cleaning a cleaned text changes nothing. The rounds are bounded, but no rule undoes another.
    From the third round on, rules that work by lines look only at the lines that changed since the
    round before began: in all others they found nothing then.
    """
    forget()
    ledger, letters = Ledger(source.text, source.changes), ""
    text = "".join(stretch.text for stretch in source.stretches())
    quiet = 0  # rules in a row that found nothing: the text is still the one that they saw
    before: list[Span] = []  # what changed in the round before this one, and in this one
    now: list[Span] = []
    for number in range(MAX_ROUNDS):
        if number < 2:  # later there are hardly fewer
            letters = "".join(
                set(ORDINARY.sub("", text))
                if number == 0
                else filter(text.__contains__, set(letters))
            )
        before, now = now, []
        for rule in RULES:
            if quiet == len(RULES):
                return Cleaned(source, tuple(ledger.stretches()))
            quiet += 1
            if rule.signs and not re.search(rule.signs, letters):
                continue
            if rule.by_line and number > 1 and not any(rule.find(touched(text, before + now))):
                continue
            if edits := ordered(rule.find(text)):
                ledger = ledger.amended(edits, rule.name)
                text = splice(text, edits)
                if number:  # in the first round nearly every line changes
                    before, now = moved(before, edits), moved(now, edits) + made(edits)
                letters += "".join({edit.text for edit in edits})
                quiet = 0
    return Cleaned(source, tuple(ledger.stretches()))
