"""Nothing found: the query cut into words that occur, and queries near to it that find something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zongjie.index.hits import hits
from zongjie.index.match import Matches, Wanted, allowed, context, counts, matches, score
from zongjie.index.store import Store

MOST_WORDS = 24
"""Words of a query that are looked at."""
MOST_TRIED = 12
"""Other queries that are tried, and how many of them are given."""
MOST_GIVEN = 3
_LONGEST = 8
_LONGEST_VARIED = 24
_PER_WORD = 100.0
"""Added to the score for each word: more than all else, so that more words come first."""


@dataclass(frozen=True)
class Loose:
    """What was found with a part of the words."""

    found: Matches
    words: tuple[str, ...]
    dropped: tuple[str, ...]
    needed: int
    alternatives: tuple[dict[str, str], ...]


def relax(store: Store, wanted: Wanted) -> Loose:
    """Find the parts that have most words of the query.

    A term that occurs as it stands is one of the words; another is cut, from the left, into the
    longest ones; single characters count only where there is nothing else. More than half of the
    words are needed, or as many as any part has.
    """
    known, synonyms = store.words()
    occurring, dropped = list[str](), list[str]()
    cut = list(dict.fromkeys(_cut(store, wanted.terms, known)))
    for word in ([word for word in cut if len(word) > 1] or cut)[:MOST_WORDS]:
        (occurring if len(hits(store, word).parts) else dropped).append(word)
    found, needed = _most(store, wanted, occurring)
    others = _alternatives(store, wanted.terms, known, synonyms)
    return Loose(found, tuple(occurring), tuple(dropped), needed, others)


def _cut(store: Store, terms: Sequence[str], known: frozenset[str]) -> Iterator[str]:
    for term in terms[:MOST_WORDS]:
        if len(hits(store, term).parts):
            yield term
        else:
            yield from pieces(term, known)


def pieces(term: str, known: frozenset[str]) -> list[str]:
    """Cut a term into the longest known words from the left, and what is between them.

    >>> pieces("推进集团化办字", frozenset({"推进", "集团", "集团化"}))
    ['推进', '集团化', '办字']
    """
    found, rest, at = list[str](), "", 0
    while at < len(term):
        lengths = range(min(_LONGEST, len(term) - at), 1, -1)
        word = next((term[at : at + n] for n in lengths if term[at : at + n] in known), "")
        if word:
            found += [rest, word]
            rest = ""
        else:
            rest += term[at]
        at += len(word) or 1
    return [piece for piece in (*found, rest) if piece]


def _most(store: Store, wanted: Wanted, words: Sequence[str]) -> tuple[Matches, int]:
    size = store.head.parts
    held, own = np.zeros(size, np.int64), np.zeros(size, np.bool_)
    occurrences, scores = np.zeros(size, np.int64), np.zeros(size)
    for word in words:
        found = hits(store, word)
        above = context(store, word, found)
        if counts(word, words):
            occurrences[found.parts] += found.counts
        scores += score(store, found, above)
        own[found.parts] = True
        above[found.parts] = True
        held += above
    held[~(own & allowed(store, replace(wanted, terms=())))] = 0
    needed = min(len(words) // 2 + 1, int(held.max(initial=0)))
    alive = held >= needed if needed else np.zeros(size, np.bool_)
    return matches(alive, occurrences, scores + _PER_WORD * held), needed


def _alternatives(
    store: Store, terms: Sequence[str], known: frozenset[str], synonyms: Sequence[Sequence[str]]
) -> tuple[dict[str, str], ...]:
    """Try the query with a synonym, or with one character changed in what is no known word."""
    if len(terms) != 1 or len(terms[0]) > _LONGEST_VARIED:
        return ()
    term = terms[0]
    tried = [(query, "synonym") for query in _with_synonyms(term, synonyms)]
    tried += [(query, "character") for query in _with_other_character(term, known)]
    given = [
        {"query": query, "why": why}
        for query, why in tried[:MOST_TRIED]
        if len(hits(store, query).parts)
    ]
    return tuple(given[:MOST_GIVEN])


def _with_synonyms(term: str, synonyms: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in synonyms:
        for word in row:
            if word in term:
                yield from (term.replace(word, other) for other in row if other != word)


def _with_other_character(term: str, known: frozenset[str]) -> Iterator[str]:
    at = 0
    for piece in pieces(term, known):
        if piece not in known and len(piece) > 1:
            for word in sorted(known):
                if len(word) == len(piece) and sum(map(str.__ne__, word, piece)) == 1:
                    yield term[:at] + word + term[at + len(piece) :]
        at += len(piece)
