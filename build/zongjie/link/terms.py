"""The terms of the field: those of a table, wherever they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from zongjie.data.tables import loader, rows
from zongjie.link.mentions import extract, in_order
from zongjie.link.nouns import Mention, Place, Term
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


class Use(NamedTuple):
    """An entry in a summary."""

    entry: int
    """Its number among the entries."""
    places: tuple[int, ...]
    """The numbers of the summary's places, in reading order, each once."""
    extract: str
    """The words around the first."""
    name: str
    """The form that stands there."""
    times: int


class Finder:
    """Finds entries in texts."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take the entries that are looked for."""
        self.entries = entries
        self._owners = defaultdict[str, list[int]](list)
        for number, entry in enumerate(entries):
            for form in dict.fromkeys((entry.name, *entry.also)):
                self._owners[form].append(number)
        self.forms = list(self._owners)
        self._finder = AhoCorasick(self.forms)

    def uses(self, texts: Sequence[str]) -> Iterator[Use]:
        """Find the entries that stand in the texts of a summary."""
        found = defaultdict[int, list[tuple[int, re.Match[str]]]](list)
        for at, number in sorted(self._present(texts)):
            found[number] += ((at, hit) for hit in self._pattern(number).finditer(texts[at]))
        for number, hits in sorted(found.items()):
            first = hits[0][1]
            words = extract(first.string, *first.span())
            places = tuple(dict.fromkeys(at for at, _ in hits))
            yield Use(number, places, words, first.group(), len(hits))

    def _present(self, texts: Sequence[str]) -> set[tuple[int, int]]:
        """Give the numbers of texts, each with that of an entry which may stand there."""
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        whole = well_formed("\n".join(texts))  # one search takes less time than many
        found = self._finder.find_matches_as_indexes(whole, overlapping=True)
        forms = {(bisect_right(starts, start) - 1, form) for form, start, _ in found}
        return {(at, owner) for at, form in forms for owner in self._owners[self.forms[form]]}

    def _pattern(self, number: int) -> re.Pattern[str]:
        """Give what finds each appearance once, by the longest form that stands there."""
        return _pattern(self.entries[number].name, *self.entries[number].also)


def terms(
    finder: Finder, summaries: Iterable[tuple[Sequence[Place], Iterable[Use]]]
) -> tuple[Term, ...]:
    """Gather all appearances of the terms; one that appears nowhere is left out.

    Args:
        finder: What found them.
        summaries: The places of each summary, and the terms in them.
    """
    found: list[list[Mention]] = [[] for _ in finder.entries]
    for places, uses in summaries:
        for use in uses:
            sections = tuple(places[at].section for at in use.places)
            summary = places[0].summary
            found[use.entry].append(Mention(summary, sections, use.extract, use.name, use.times))
    return tuple(
        Term(entry.name, entry.also, entry.group, entry.note, entry.found, in_order(hits))
        for entry, hits in zip(finder.entries, found, strict=True)
        if hits
    )


@cache
def _pattern(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: -len(form)))))
