"""The letters of an index: its characters, and the frequent pairs of characters that count as one.

In a large text the list of a pair such as 教育 is too long to load. The pair then counts as a letter
of its own. So that all who look for it find short lists, one bigram of letters begins at each
character of the stream:

    where ab of the characters abc counts as one    ab, c
    where bc does, and ab does not                  a, bc
    else                                            a, b
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zongjie.index.stream import Numbers

PAIR = 0x110000
"""The number of the first pair as a letter; that of a character is its code point."""
SECOND = 1 << 21
"""More than any letter: a key is its first letter times this, and its second letter."""

Span = tuple[int, int]
"""Keys, from the first to before the last."""


@dataclass(frozen=True, slots=True)
class Gram:
    """The lists that say together where some neighbouring characters of a term stand."""

    start: int
    """The first of these characters."""
    stop: int
    spans: tuple[Span, ...]
    """Of the keys of the lists."""


class Letters:
    """The letters of an index.

    Args:
        pairs: Those that count as letters, one after the other, ascending.
    """

    def __init__(self, pairs: str) -> None:
        self._pairs = [(ord(a), ord(b)) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
        self._numbers = {pair: PAIR + number for number, pair in enumerate(self._pairs)}

    def spans(self, codes: Sequence[int]) -> tuple[Span, ...]:
        """Give the keys of the lists of a term of one or two characters."""
        if len(codes) > 1:
            return self.grams(codes)[0].spans
        (char,) = codes
        return _filled(_all(char, char + 1), _all(*self._beginning(char)))

    def grams(self, codes: Sequence[int]) -> list[Gram]:
        """Give the gram that begins at each character of a term but the last.

        >>> [(gram.start, gram.stop) for gram in Letters("教育").grams([*map(ord, "市教育局长")])]
        [(0, 3), (1, 4), (2, 4), (3, 5)]
        """
        return [self._gram(codes, start) for start in range(len(codes) - 1)]

    def bigrams(self, keys: Numbers) -> Numbers:
        """Give the bigrams of characters that those of letters begin with, as keys."""
        first, second = np.divmod(keys, SECOND)
        pairs = np.array(self._pairs, np.int64).reshape(-1, 2)
        own, next_ = first >= PAIR, second >= PAIR
        found = keys.copy()
        found[own] = pairs[first[own] - PAIR] @ (SECOND, 1)
        found[next_] = first[next_] * SECOND + pairs[second[next_] - PAIR, 0]
        return found

    def _gram(self, codes: Sequence[int], start: int) -> Gram:
        first, second, *third = codes[start : start + 3]
        pair = self._numbers.get((first, second))
        if pair and third:
            return Gram(start, start + 3, (_one(pair, third[0]),))
        if pair:
            return Gram(start, start + 2, (_all(pair, pair + 1),))
        if not third:
            low, high = self._beginning(second)
            more = first * SECOND + low, first * SECOND + high
            return Gram(start, start + 2, _filled(_one(first, second), more))
        if pair := self._numbers.get((second, third[0])):
            return Gram(start, start + 3, (_one(first, pair),))
        return Gram(start, start + 2, (_one(first, second),))

    def _beginning(self, char: int) -> tuple[int, int]:
        """Give the first pair that begins with a character, and the one after the last."""
        low, high = (bisect_left(self._pairs, (code, 0)) for code in (char, char + 1))
        return PAIR + low, PAIR + high


def _one(first: int, second: int) -> Span:
    return first * SECOND + second, first * SECOND + second + 1


def _all(low: int, high: int) -> Span:
    """Give all keys whose first letter is from `low` to before `high`."""
    return low * SECOND, high * SECOND


def _filled(*spans: Span) -> tuple[Span, ...]:
    return tuple((low, high) for low, high in spans if low < high)
