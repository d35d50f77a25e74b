"""What a section is about, and what a summary is mostly about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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
_MARKS = re.compile(r"[“”\"'‘’「」《》\s]")


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


def section_topics(section: Section, table: Sequence[Topic] | None = None) -> tuple[str, ...]:
    """Give the topics of a section, three at most, the weightiest first."""
    return with_topics(section, table).topics


def with_topics(section: Section, table: Sequence[Topic] | None = None) -> Section:
    """Give a section, and all below it, with their topics.

    The heading weighs more than the text, and the text by how densely it speaks of a topic, so that
    a long section that mentions everything is about nothing. A section that only holds others takes
    the topics that more than half of them share.
    """
    known = tuple(topics() if table is None else table)
    children = tuple(with_topics(child, known) for child in section.children)
    body = _MARKS.sub("", "".join(section.paragraphs))
    found = _told(_MARKS.sub("", section.heading), body, known)
    if not found and not body:
        votes = Counter(name for child in children for name in child.topics)
        found = [n for n, count in votes.most_common(_MOST) if count * 2 > len(children)]
    if not (children or found or section.topics):
        return section
    return replace(section, children=children, topics=tuple(found))


def _told(heading: str, body: str, known: tuple[Topic, ...]) -> list[str]:
    """Name the topics of which heading and body speak."""
    weights, words = _words(known)
    headed: dict[int, float] = {}
    for word in words.within(heading):
        for topic, weight in weights[word]:
            headed[topic] = max(headed.get(topic, 0.0), weight * _HEADING / _STRONG)
    told: dict[int, float] = {}
    for word, count in Counter(words.found(body)).items():
        for topic, weight in weights[word]:
            told[topic] = told.get(topic, 0.0) + weight * min(count, _OFTEN)
    if not headed and not told:
        return []
    spans = max(1.0, len(body) / _SPAN)
    scores = {
        topic: headed.get(topic, 0.0) + told.get(topic, 0.0) / spans for topic in {*headed, *told}
    }
    least = max(_FLOOR, max(scores.values()) * _SHARE)
    best = [t for t, score in scores.items() if score >= least or headed.get(t, 0.0) >= _HEADING]
    best.sort(key=lambda topic: (-scores[topic], topic))
    return [known[topic].name for topic in best[:_MOST]]


@lru_cache(maxsize=4)
def _words(table: tuple[Topic, ...]) -> tuple[dict[str, list[tuple[int, float]]], Words]:
    """Give what each word weighs for which topics, by their places in the table."""
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, topic in enumerate(table):
        for word, weight in topic.weights:
            weights[word].append((index, weight))
    return weights, Words(weights)


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
