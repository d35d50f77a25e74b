"""The terms of the field: those of a table, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from zongjie.data.tables import loader, rows
from zongjie.link.mentions import Found, mentions
from zongjie.link.nouns import Place, Term
from zongjie.link.tokens import well_formed


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `data/terms.yml`, where the fields are explained, or a term that was found."""

    name: str
    also: tuple[str, ...] = ()
    group: str = ""
    note: str = ""
    found: bool = False


@loader("terms.yml")
def table() -> tuple[Entry, ...]:
    """Read the terms, those of a publisher's own table included.

    A row for a term that is known adds its forms, and its group and note where they say something.

    Raises:
        InputError: A row is wrong; the problem names the line and the remedy.
    """
    entries: dict[str, Entry] = {}
    for row in rows("terms.yml"):
        row.only("term", "also", "group", "note")
        name = row.text("term")
        old = entries.get(name, Entry(name))
        group = row.text("group", old.group or "其他")
        note = row.text("note") if "note" in row.fields else old.note
        entries[name] = Entry(name, (*old.also, *row.words("also")), group, note)
    return tuple(entries.values())


def terms(
    places: Sequence[Place], texts: Sequence[str], entries: Iterable[Entry]
) -> tuple[Term, ...]:
    """Gather all appearances of the terms; one that appears nowhere is left out."""
    known = list(entries)
    owners = defaultdict[str, list[int]](list)
    for number, entry in enumerate(known):
        for form in {entry.name, *entry.also}:
            owners[form].append(number)
    found: list[list[Found]] = [[] for _ in known]
    forms = list(owners)
    finder = AhoCorasick(forms)
    for place, text in zip(places, texts, strict=True):
        present = {
            at for at, *_ in finder.find_matches_as_indexes(well_formed(text), overlapping=True)
        }
        for number in {owner for at in present for owner in owners[forms[at]]}:
            found[number] += _in_place(known[number], place, text)
    return tuple(
        Term(entry.name, entry.also, entry.group, entry.note, entry.found, mentions(hits))
        for entry, hits in zip(known, found, strict=True)
        if hits
    )


def _in_place(entry: Entry, place: Place, text: str) -> Iterator[Found]:
    """Find each appearance once, by the longest form that stands there."""
    for hit in _pattern(entry.name, *entry.also).finditer(text):
        yield Found(place, text, hit.start(), hit.end())


@cache
def _pattern(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: -len(form)))))
