"""Passages that two summaries share: word for word, or with words changed by hand or machine.

Sentences that are the same but for punctuation and masks are found by an index of their plain
forms; sections whose words were changed have been found by comparing them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from zongjie.link.nouns import Copy, Place, Shared
from zongjie.link.similar import Copied
from zongjie.link.texts import plain

_SENTENCE = 20
"""Letters from which on an equal sentence is no accident."""
_STOCK = 12
"""A sentence in more summaries than this is a stock phrase."""
_LEAST = 40
"""Letters that two summaries must share."""
_WHOLE = 0.8
"""Share of the shorter summary from which on the two are copies of each other."""
_MOST = 20
"""Other summaries that are listed for one."""
_STOPS = re.compile(r"[。！？；!?;\n]+")


_Said = tuple[int, str]
"""The number of a place, and a sentence in it."""


@dataclass(frozen=True, slots=True)
class _Common:
    """What two places have in common: a section with all its parts, or a sentence."""

    here: int
    until: int
    """The place after the section's last; `here` for a sentence, beside which others may stand."""
    there: int
    text: str
    likeness: float


def copies(
    places: Sequence[Place], texts: Sequence[str], copied: Copied
) -> dict[str, tuple[Copy, ...]]:
    """Gather what each summary shares with others: summary's id → other summaries, most first.

    Args:
        places: All places, a section right before its parts.
        texts: The own text of each.
        copied: The sections that are copies of one another.
    """
    lengths = defaultdict[str, int](int)
    for place, text in zip(places, texts, strict=True):
        lengths[place.summary.id] += len(plain(text))
    common = defaultdict[tuple[str, str], list[_Common]](list)
    for stretch in (*_sections(places, texts, copied), *_sentences(places, texts)):
        ids = places[stretch.here].summary.id, places[stretch.there].summary.id
        common[ids].append(stretch)
    found = defaultdict[str, list[Copy]](list)
    for (own, other), stretches in common.items():
        if copy := _copy(places, stretches, lengths[own], lengths[other]):
            found[own].append(copy)
    return {own: tuple(sorted(listed, key=_rank)[:_MOST]) for own, listed in sorted(found.items())}


def _rank(copy: Copy) -> tuple[int, str]:
    return -copy.characters, copy.other.id


def _sections(places: Sequence[Place], texts: Sequence[str], copied: Copied) -> Iterator[_Common]:
    for (here, there), likeness in copied.items():
        section = places[here].section
        until = here + (sum(1 for _ in section.walk()) if section else 1)
        yield _Common(here, until, there, "\n".join(texts[here:until]), likeness)


def _sentences(places: Sequence[Place], texts: Sequence[str]) -> Iterator[_Common]:
    """Yield the sentences that stand in two summaries, both ways round."""
    first: dict[bytes, _Said] = {}
    held = defaultdict[bytes, dict[str, _Said]](dict)
    for at, text in enumerate(texts):
        for sentence in _STOPS.split(text):
            letters = plain(sentence)
            if len(letters) >= _SENTENCE:
                key = blake2b(letters.encode("utf-8", "replace"), digest_size=8).digest()
                said = first.setdefault(key, (at, sentence))
                if places[said[0]].summary is not places[at].summary:
                    held[key].setdefault(places[said[0]].summary.id, said)
                    held[key].setdefault(places[at].summary.id, (at, sentence))
    for holders in held.values():
        if len(holders) <= _STOCK:
            for (a, said_a), (b, said_b) in combinations(holders.values(), 2):
                yield _Common(a, a, b, said_a.strip(), 1.0)
                yield _Common(b, b, a, said_b.strip(), 1.0)


def _copy(places: Sequence[Place], common: list[_Common], own: int, other: int) -> Copy | None:
    """Join the stretches that one summary shares with another; None where they are too few."""
    kept, covered = list[_Common](), -1
    for stretch in sorted(common, key=_reading_order):
        if stretch.here >= covered:
            kept.append(stretch)
            covered = max(covered, stretch.until)
    characters = sum(len(plain(stretch.text)) for stretch in kept)
    if characters < _LEAST:
        return None
    shared = (Shared(places[s.here], places[s.there], s.text, s.likeness) for s in kept)
    whole = characters >= _WHOLE * min(own, other)
    return Copy(places[kept[0].there].summary, tuple(shared), characters, characters / own, whole)


def _reading_order(stretch: _Common) -> tuple[int, int, float, int]:
    """Key to sort: a section before its parts and its sentences, the most alike first."""
    return stretch.here, -stretch.until, -stretch.likeness, stretch.there
