"""What a section is about, and what a summary is mostly about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from zongjie.data.needles import Words
from zongjie.data.tables import loader, rows
from zongjie.models import Section

_STRONG, _PLAIN = 2.0, 1.0
_HEADING = 3.0
"""What a strong word weighs in the heading; it makes the topic one of the section's."""
_SPAN = 120
"""Characters of text over which the hits in the body are averaged."""
_OFTEN = 4
"""Hits of one word that count at most."""
_FLOOR = 2.4
_SHARE = 0.4
"""What a topic must score, and the share of the best topic's score that it must reach."""
_MOST = 3
_SUMMARY_MOST, _SUMMARY_SHARE = 8, 0.04
_MARKS = re.compile("[“”\"'‘’「」《》]")
_Weights = dict[str, list[tuple[int, float]]]
"""What each word weighs for which topics, by their places in the table."""


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """One row of `data/topics.yml`, where the fields are explained."""

    name: str
    weights: tuple[tuple[str, float], ...]


@loader("topics.yml")
def topics() -> tuple[Topic, ...]:
    """Read the topics, those of a publisher's own table included.

    A row for a topic that is known adds its words to it.

    Raises:
        InputError: A row is wrong; the problem names the line and the remedy.
    """
    found: dict[str, dict[str, float]] = {}
    for row in rows("topics.yml"):
        row.only("topic", "strong", "words")
        weights = found.setdefault(row.text("topic"), {})
        weights |= dict.fromkeys(row.words("words"), _PLAIN)
        weights |= dict.fromkeys(row.words("strong"), _STRONG)
        if not weights:
            row.fail("没有词", "没有词就认不出这个主题", "补上 strong 或 words")
    return tuple(Topic(name, tuple(weights.items())) for name, weights in found.items())


def with_topics(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Give the sections of a summary, and all below them, with their topics: three at most each.

    The heading weighs more than the text, and the text by how densely it speaks of a topic, so that
    a long section that mentions everything is about nothing. A section that only holds others takes
    the topics that more than half of them share.
    """
    parts = [part for section in sections for part in section.walk()]
    texts = [text for part in parts for text in (part.heading, "".join(part.paragraphs))]
    lines = _MARKS.sub("", "\n".join(["".join(text.split()) for text in texts])).split("\n")
    weights, words = _words(topics())
    held, bodies = _held(lines, words), lines[1::2]
    told = map(_told, held[::2], held[1::2], map(len, bodies), repeat(weights))
    found = zip(told, bodies, strict=True)
    return tuple([_tagged(section, found) for section in sections])


def _held(lines: Sequence[str], words: Words) -> list[list[str]]:
    """Give the words that each line holds, as often as it does: all lines in one pass."""
    held: list[list[str]] = [[]]
    for word in words.found("\n".join(lines)):
        if word == "\n":
            held.append([])
        else:
            held[-1].append(word)
    return held


def _tagged(section: Section, told: Iterator[tuple[list[str], str]]) -> Section:
    """Give a section, and all below it, with the topics that come, beside the bodies, in order."""
    found, body = next(told)
    children = tuple([_tagged(child, told) for child in section.children])
    if not found and not body:
        votes = Counter(name for child in children for name in child.topics)
        found = [n for n, count in votes.most_common(_MOST) if count * 2 > len(children)]
    if not (children or found or section.topics):
        return section
    return Section(
        section.label, section.number, section.heading, section.stop, section.inline, section.start,
        section.paragraphs, children, tuple(found),
    )  # fmt: skip


def _told(heading: Sequence[str], body: Sequence[str], length: int, weights: _Weights) -> list[str]:
    """Name the topics of which the words of a heading, and of a body of some length, speak."""
    if not heading and not body:
        return []
    headed: dict[int, float] = {}
    for word in heading:
        for topic, weight in weights[word]:
            headed[topic] = max(headed.get(topic, 0.0), weight * _HEADING / _STRONG)
    counts: dict[str, int] = {}
    for word in body:
        counts[word] = counts.get(word, 0) + 1
    told: dict[int, float] = {}
    for word, count in counts.items():
        often = count if count < _OFTEN else _OFTEN
        for topic, weight in weights[word]:
            told[topic] = told.get(topic, 0.0) + weight * often
    spans = max(1.0, length / _SPAN)
    scores = headed | {t: headed.get(t, 0.0) + weight / spans for t, weight in told.items()}
    least = max(_FLOOR, max(scores.values()) * _SHARE)
    best = [t for t, score in scores.items() if score >= least or headed.get(t, 0.0) >= _HEADING]
    best.sort(key=lambda topic: (-scores[topic], topic))
    return [topics()[topic].name for topic in best[:_MOST]]


@lru_cache(maxsize=4)
def _words(table: tuple[Topic, ...]) -> tuple[_Weights, Words]:
    """Give the weights of all words; and what finds the words, and line breaks."""
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, topic in enumerate(table):
        for word, weight in topic.weights:
            weights[word].append((index, weight))
    return weights, Words(("\n", *weights))


def summary_topics(sections: Iterable[Section]) -> tuple[str, ...]:
    """Give the topics of a summary, eight at most, by the length of the sections about them.

    The sections carry their topics. A section's length is that of its own text, its parts left out;
    the first of its topics counts in full, the others by half.
    """
    weights: Counter[str] = Counter()
    total = 0
    for section in (part for root in sections for part in root.walk()):
        length = len(section.heading) + sum(map(len, section.paragraphs))
        total += length
        for rank, name in enumerate(section.topics):
            weights[name] += length if rank == 0 else length // 2
    floor = total * _SUMMARY_SHARE
    return tuple(n for n, weight in weights.most_common(_SUMMARY_MOST) if weight >= floor)
