"""Brute force: which sections and pages contain a text. The folding follows the design, section 6."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

from .corpus import Page

DROPPED = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u180e]+")


@cache
def simplifier() -> OpenCC:
    """Load OpenCC's conversion from traditional to simplified script."""
    return OpenCC("t2s")


@cache
def simplified(char: str) -> str:
    """Convert one character by itself, so that no neighbour sways it."""
    return str(simplifier().convert(char))


def fold(text: str) -> str:
    """Fold a text: NFKC, lower case, simplified character by character, no white space.

    >>> fold("義務 教育 ＥＥＰＯ")
    '义务教育eepo'
    """
    text = DROPPED.sub("", unicodedata.normalize("NFKC", text).lower())
    return "".join(map(simplified, text))


@dataclass(frozen=True, slots=True)
class Hits:
    """Where a text stands: sections as numbers over all pages, pages, and how often in all."""

    sections: frozenset[int]
    pages: frozenset[int]
    occurrences: int


class Truth:
    """The folded text of all pages in one string, with the place where each section starts."""

    def __init__(self, pages: list[Page]) -> None:
        self.starts: list[int] = []
        self.page_of: list[int] = []
        self.first: list[int] = []
        parts: list[str] = []
        offset = 0
        for number, page in enumerate(pages):
            self.first.append(len(self.starts))
            for section in page.sections:
                self.starts.append(offset)
                self.page_of.append(number)
                part = "\n".join(map(fold, (section.heading, *section.paragraphs))) + "\n"
                parts.append(part)
                offset += len(part)
        self.text = "".join(parts)

    def section(self, page: int, number: int) -> int:
        """Give the number over all pages of a page's section."""
        return self.first[page] + number

    def hits(self, term: str) -> Hits:
        """Find a folded term everywhere; occurrences may overlap."""
        found: set[int] = set()
        count = 0
        at = self.text.find(term)
        while at >= 0:
            count += 1
            found.add(bisect_right(self.starts, at) - 1)
            at = self.text.find(term, at + 1)
        return Hits(frozenset(found), frozenset(self.page_of[s] for s in found), count)


@dataclass(frozen=True, slots=True)
class Right:
    """What an answer must hold and what it may hold, of sections and of pages.

    The two differ for more than one term only: a section or a page with all terms in one section
    must be found by all; a page that has them in different sections may be shown or not, as an
    engine looks at sections or at pages.
    """

    sections: frozenset[int]
    pages: frozenset[int]
    sections_allowed: frozenset[int]
    pages_allowed: frozenset[int]
    occurrences: int


def right(truth: Truth, terms: tuple[str, ...]) -> Right:
    """Answer a query of one or more folded terms."""
    hits = [truth.hits(term) for term in terms]
    must = frozenset.intersection(*(h.sections for h in hits))
    pages = frozenset.intersection(*(h.pages for h in hits))
    any_section = frozenset.union(*(h.sections for h in hits))
    allowed = frozenset(s for s in any_section if truth.page_of[s] in pages)
    return Right(
        must, frozenset(truth.page_of[s] for s in must), allowed, pages, hits[0].occurrences
    )
