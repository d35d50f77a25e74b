"""Passages that two summaries share: word for word, or with words changed by hand or machine.

Sentences that are the same but for punctuation and masks are found by an index of their plain
forms; sections whose words were changed have been found by comparing them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import accumulate, chain, combinations

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
_MOST = 10
"""Other summaries that are listed for one."""
_QUOTE = 120
"""Characters of a shared section that are kept to know it by."""
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
    letters: int
    likeness: float
    sentence: str = ""


_Kept = tuple[list[_Common], int]
"""What one summary shares with another, and how many letters that is."""


def copies(
    places: Sequence[Place], texts: Sequence[str], letters: Sequence[int], copied: Copied
) -> dict[str, tuple[Copy, ...]]:
    """Gather what each summary shares with others: summary's id → other summaries, most first.

    Args:
        places: All places, a section right before its parts.
        texts: The own text of each.
        letters: The length of its plain form.
        copied: The sections that are copies of one another.
    """
    lengths = defaultdict[str, int](int)
    for place, length in zip(places, letters, strict=True):
        lengths[place.summary.id] += length
    common = defaultdict[str, defaultdict[str, list[_Common]]](lambda: defaultdict(list))
    for stretch in chain(_sections(places, letters, copied), _sentences(places, texts)):
        ids = places[stretch.here].summary.id, places[stretch.there].summary.id
        common[ids[0]][ids[1]].append(stretch)
    found = {}
    for own, others in sorted(common.items()):
        kept = {other: _kept(stretches) for other, stretches in others.items()}
        most = sorted((o for o in kept if kept[o][1] >= _LEAST), key=lambda o: (-kept[o][1], o))
        if most:
            found[own] = tuple(
                _copy(places, texts, kept[o], (lengths[own], lengths[o])) for o in most[:_MOST]
            )
    return found


def _sections(places: Sequence[Place], letters: Sequence[int], copied: Copied) -> Iterator[_Common]:
    before = [0, *accumulate(letters)]

    @cache
    def end(at: int) -> int:
        section = places[at].section
        return at + (sum(1 for _ in section.walk()) if section else 1)

    for (here, there), likeness in copied.items():
        until = end(here)
        yield _Common(here, until, there, before[until] - before[here], likeness)


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
                yield _Common(a, a, b, len(plain(said_a)), 1.0, said_a.strip())
                yield _Common(b, b, a, len(plain(said_b)), 1.0, said_b.strip())


def _kept(common: list[_Common]) -> _Kept:
    """Leave out what lies in a stretch that is kept, and count the letters of the others."""
    kept, covered = list[_Common](), -1
    for stretch in sorted(common, key=_reading_order):
        if stretch.here >= covered:
            kept.append(stretch)
            covered = max(covered, stretch.until)
    return kept, sum(stretch.letters for stretch in kept)


def _copy(
    places: Sequence[Place], texts: Sequence[str], found: _Kept, lengths: tuple[int, int]
) -> Copy:
    """Join the stretches that one summary shares with another, given the letters of both."""
    kept, letters = found
    shared = (
        Shared(places[s.here], places[s.there], s.sentence or texts[s.here][:_QUOTE], s.likeness)
        for s in kept
    )
    whole = letters >= _WHOLE * min(lengths)
    return Copy(places[kept[0].there].summary, tuple(shared), letters, letters / lengths[0], whole)


def _reading_order(stretch: _Common) -> tuple[int, int, float, int]:
    """Key to sort: a section before its parts and its sentences, the most alike first."""
    return stretch.here, -stretch.until, -stretch.likeness, stretch.there
