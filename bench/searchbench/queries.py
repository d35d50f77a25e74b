"""Queries drawn at random from the texts: the same seed gives the same queries."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

import jieba
from opencc import OpenCC

from .corpus import Page
from .truth import fold

RANDOM = {f"{n}字": n for n in (1, 2, 3, 4, 6, 8)}
"""Classes of random strings and their length in characters."""
LONGER = tuple(kind for kind, n in RANDOM.items() if n > 1)
"""The classes on which the budgets of the design are set."""
CLASSES = (*RANDOM, "带标点", "词", "两词", "繁体")
TRIES = 200


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed, and its terms folded."""

    kind: str
    text: str
    terms: tuple[str, ...]


class Draw:
    """Draws strings from the paragraphs and headings, each character being equally likely."""

    def __init__(self, pages: list[Page], seed: int) -> None:
        self.random = random.Random(seed)
        self.texts = [t for p in pages for s in p.sections for t in (s.heading, *s.paragraphs)]
        self.ends = list(accumulate(map(len, self.texts)))
        self.traditional = OpenCC("s2t")

    def paragraph(self) -> str:
        """Draw a paragraph, a long one more often."""
        return self.random.choices(self.texts, cum_weights=self.ends)[0]

    def string(self, length: int) -> str:
        """Draw a string of letters, digits and Han: no white space, no punctuation."""
        text = self.stretch(length)
        return text if text.isalnum() else ""

    def mixed(self) -> str:
        """Draw six characters with a punctuation sign inside."""
        text = self.stretch(6)
        inside = text[1:-1]
        sign = any(not c.isalnum() for c in inside) and '"' not in text and "-" not in text
        return text if sign and not any(map(str.isspace, text)) and text[:1].isalnum() else ""

    def stretch(self, length: int) -> str:
        """Draw any stretch of a paragraph."""
        text = self.paragraph()
        at = self.random.randrange(len(text))
        return text[at : at + length] if at + length <= len(text) else ""

    def words(self) -> list[str]:
        """Cut a paragraph; give its words of two characters or more that the dictionary has."""
        words = jieba.cut(self.paragraph())
        return [w for w in words if len(w) > 1 and w in jieba.dt.FREQ and w.isalnum()]

    def word(self) -> str:
        """Draw a word as often as it stands in the texts."""
        words = self.words()
        return self.random.choice(words) if words else ""

    def pair(self) -> str:
        """Draw two different words of one paragraph."""
        words = sorted(set(self.words()))
        if len(words) < 2:
            return ""
        one, two = self.random.sample(words, 2)
        return "" if one in two or two in one else f"{one} {two}"

    def in_traditional(self) -> str:
        """Draw a word or a string of four and write it in traditional script."""
        plain = self.random.choice((self.word, lambda: self.string(4)))()
        text = self.traditional.convert(plain)
        return text if text != plain and fold(text) == fold(plain) else ""


def draw(pages: list[Page], per_class: int, seed: int) -> list[Query]:
    """Draw the queries of all classes, shuffled, so that a run cut short has some of each."""
    source = Draw(pages, seed)
    out = [q for kind in CLASSES for q in drawn(source, kind, per_class)]
    source.random.shuffle(out)
    return out


def drawn(source: Draw, kind: str, count: int) -> Iterator[Query]:
    """Draw different queries of one class, fewer where the texts do not hold so many."""
    makers: dict[str, Callable[[], str]] = {
        "带标点": source.mixed,
        "词": source.word,
        "两词": source.pair,
        "繁体": source.in_traditional,
    }
    make = makers.get(kind, lambda: source.string(RANDOM[kind]))
    seen: set[str] = set()
    for _ in range(count * TRIES):
        text = make()
        if text and text not in seen:
            seen.add(text)
            yield Query(kind, text, tuple(map(fold, text.split())))
        if len(seen) == count:
            return
