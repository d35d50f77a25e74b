"""What a section is about, and what a summary is mostly about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
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
    """Give the topics of a section, three at most, the weightiest first.

    The heading weighs more than the text, and the text by how densely it speaks of a topic, so that
    a long section that mentions everything is about nothing. A section that only holds others takes
    the topics that more than half of them share.
    """
    known = topics() if table is None else table
    heading = _MARKS.sub("", section.heading)
    body = _MARKS.sub("", "".join(section.paragraphs))
    headed = {topic.name: _in_heading(topic, heading) for topic in known}
    scores = {topic.name: headed[topic.name] + _in_body(topic, body) for topic in known}
    least = max(scores.values(), default=0.0) * _SHARE
    ranked = sorted(scores, key=lambda name: -scores[name])
    found = [n for n in ranked if headed[n] >= _HEADING or scores[n] >= max(_FLOOR, least)][:_MOST]
    if found or body or not section.children:
        return tuple(found)
    votes = Counter(name for child in section.children for name in section_topics(child, known))
    shared = [name for name, count in votes.most_common(_MOST) if count * 2 > len(section.children)]
    return tuple(shared)


def _in_heading(topic: Topic, heading: str) -> float:
    """Weigh the weightiest word of a topic in the heading: the full weight for a strong one."""
    top = max((weight for word, weight in topic.weights if word in heading), default=0.0)
    return top * _HEADING / _STRONG


def _in_body(topic: Topic, body: str) -> float:
    """Weigh how densely a text speaks of a topic."""
    hits = sum(
        weight * min(body.count(word), _OFTEN) for word, weight in topic.weights if word in body
    )
    return hits / max(1.0, len(body) / _SPAN)


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
