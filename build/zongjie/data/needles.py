"""Which of many words a text holds, and what many patterns match in it, in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import ahocorasick_rs

from re import _constants as ops, _parser as parser  # type: ignore[attr-defined]  # isort: skip


class Words:
    """A set of words to look for."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, store_patterns=True)

    def found(self, text: str) -> list[str]:
        """Give the words that stand in a text, each as often as it does, inside others too."""
        return self._automaton.find_matches_as_strings(text, overlapping=True)

    def places(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each word that stands in a text, inside others too, with its start and end."""
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield self._words[index], start, end


class Patterns:
    """A table of patterns, most of which match in few texts.

    What must stand in each match of a pattern is read off the pattern itself.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._cased = not any(pattern.flags & re.IGNORECASE for pattern in patterns)
        for index, pattern in enumerate(patterns):
            for word in needles(pattern) or ("",):
                self._by_word[word if self._cased else word.casefold()].append(index)
        self._words = Words(filter(None, self._by_word))
        self._everywhere = frozenset(self._by_word.get("", ()))
        longest = [_parsed(pattern).getwidth()[1] for pattern in patterns]
        self._longest = [size if self._cased and size <= _LONG else 0 for size in longest]

    def candidates(self, text: str) -> frozenset[int]:
        """Give the indexes of the patterns that may match in a text; the others cannot."""
        found = self._words.found(text if self._cased else text.casefold())
        return self._everywhere.union(*map(self._by_word.__getitem__, found))

    def matches(self, text: str) -> Iterator[tuple[int, list[re.Match[str]]]]:
        """Yield the index of each pattern that stands in a text, in order, and all that it matches.

        A pattern is tried only where a match could begin that reaches one of its words; a long one,
        and one without such words, everywhere.
        """
        spans: dict[int, list[tuple[int, int]]] = {index: [] for index in self._everywhere}
        for word, start, end in self._words.places(text if self._cased else text.casefold()):
            for index in self._by_word[word]:
                tried = spans.setdefault(index, [])
                if longest := self._longest[index]:
                    tried.append((max(0, end - longest), start))
        for index in sorted(spans):
            pattern, tried = self._patterns[index], spans[index]
            found = list(_matched(pattern, text, tried) if tried else pattern.finditer(text))
            if found:
                yield index, found


def _matched(
    pattern: re.Pattern[str], text: str, spans: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds that begins within some spans; these are in order of their starts."""
    place = 0
    for first, last in spans:
        place = max(place, first)
        while place <= last:
            found = pattern.match(text, place)
            place = max(found.end(), place) if found and found.end() > place else place + 1
            if found:
                yield found


def needles(pattern: re.Pattern[str]) -> frozenset[str]:
    """Give words of which each match of a pattern holds one; none where there are no such words.

    >>> sorted(needles(re.compile("第(?P<n>[0-9]{1,3})个(?:全国)?教师节|教师(?!后)[法节]庆")))
    ['个全国教师节', '个教师节', '教师法庆', '教师节庆']
    >>> needles(re.compile("[甲乙]?(?:丙|[0-9])"))
    frozenset()
    """
    return _of_sequence(_parsed(pattern))[1]


def _parsed(pattern: re.Pattern[str]) -> Any:
    return parser.parse(pattern.pattern, pattern.flags)


_NOTHING: frozenset[str] = frozenset()
_EMPTY = frozenset(("",))
_LONG = 60
"""Characters of the longest match of a pattern that is only tried near its words."""
_MOST = 60
"""Different words of one stretch of a pattern above which they are no longer spelled out."""


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str], frozenset[str]]:
    """Read a sequence: all that it can match, if that can be spelled out, and what it must hold."""
    run, options = _EMPTY, []
    for item in items:
        whole, held = _of_item(*item)
        if whole and len(run) * len(whole) <= _MOST:
            run = frozenset(a + b for a in run for b in whole)
        else:
            options += [run, held]
            run = _EMPTY
    best = max((*options, run), key=lambda words: (min(map(len, words), default=0), -len(words)))
    return _NOTHING if options else run, _NOTHING if "" in best else best


def _of_item(kind: object, value: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Read one item like a sequence."""
    letters = [(kind, value)] if kind is ops.LITERAL else value if kind is ops.IN else ()
    if letters and all(part is ops.LITERAL for part, _ in letters):
        words = frozenset(chr(code) for _, code in letters)
        return words, words
    if kind in (ops.ASSERT, ops.ASSERT_NOT, ops.AT):
        return _EMPTY, _NOTHING
    if kind is ops.SUBPATTERN:
        return _of_sequence(value[-1])
    if kind is ops.MAX_REPEAT:
        whole, held = _of_sequence(value[-1])
        optional = value[:2] == (0, 1) and bool(whole)
        return whole | _EMPTY if optional else _NOTHING, held if value[0] else _NOTHING
    if kind is ops.BRANCH:
        wholes, helds = zip(*map(_of_sequence, value[1]), strict=True)
        return _joined(wholes), _joined(helds)
    return _NOTHING, _NOTHING


def _joined(branches: Sequence[frozenset[str]]) -> frozenset[str]:
    return _NOTHING.union(*branches) if all(branches) else _NOTHING
