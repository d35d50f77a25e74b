"""The text of summaries by the places where it stands, and the plain form in which it is compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from zongjie.link.nouns import Place
from zongjie.models import Section, Summary

_NOT_TEXT = re.compile(r"[\W_]+")


def places(summaries: Iterable[Summary]) -> Iterator[tuple[Place, str]]:
    """Yield each place with its own text, in reading order: a line for heading and each paragraph."""
    for summary in summaries:
        if summary.preamble:
            yield Place(summary), "\n".join(summary.preamble)
        waiting = list(reversed(summary.sections))
        while waiting:
            section = waiting.pop()
            yield Place(summary, section), own_text(section)
            waiting.extend(reversed(section.children))


def own_text(section: Section) -> str:
    """Give a section's heading and paragraphs, those of its parts left out.

    A heading that runs into its paragraph stands in one line with it.
    """
    head = section.heading + section.stop
    joined = section.stop or not section.heading
    first = section.paragraphs[:1] if joined else ()
    return "\n".join(("".join((head, *first)), *section.paragraphs[len(first) :]))


def plain(text: str) -> str:
    """Fold a text for comparison: letters, digits and Han characters alone, in one width and case.

    Masks vanish with the punctuation: a copyist may have masked what the other left.

    >>> plain("“两不愁”，第××次（2021年）")
    '两不愁第次2021年'
    """
    letters = _NOT_TEXT.sub("", text)
    if not unicodedata.is_normalized("NFKC", letters):
        letters = _NOT_TEXT.sub("", unicodedata.normalize("NFKC", letters))
    return letters.lower()
