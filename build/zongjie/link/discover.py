"""Terms that a collection uses often and the table does not know: found by statistics, few and sure.

A term is a row of words that stand together far more often than by chance (cohesion), with many
different words on either side (freedom), in several summaries, and with the build of a name. What
several summaries put in quotation marks is taken on their word.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zongjie.link.nouns import Place
from zongjie.link.terms import Entry
from zongjie.link.tokens import Tokenizer

GROUP = "从总结中发现"
_SAMPLE = 1_500_000
"""Characters that are looked at: of more, every second, third … summary is taken."""
_SUMMARIES, _SHARE = 3, 0.003
"""Summaries, and share of those looked at, in which a term must stand."""
_COHESION, _FREEDOM = 5.5, 1.2
"""In bits: the least of a term's cohesions over all its partings; the lesser of its two freedoms."""
_SHORTEST, _LONGEST, _WORDS = 5, 10, 4
_MOST = 100
_HAN = re.compile("[\u4e00-\u9fff]+")
_QUOTED = re.compile("[“‘]([\u4e00-\u9fff]{3,10})[”’]")
_INNER = frozenset(("n", "vn", "an", "b", "j", "l", "nz", "nt", "s", "a", "i"))
_LAST = frozenset(("n", "vn", "an", "j", "l", "nz", "nt"))
"""Parts of speech (ICTPOS, as jieba tags them) that a name may have, and may end in."""
_VAGUE = frozenset(
    [
        "工作",
        "活动",
        "情况",
        "问题",
        "全县",
        "全市",
        "全区",
        "全省",
        "全乡",
        "全镇",
        "有关",
        "相关",
        "各类",
        "重点",
        "主要",
    ]
)


@dataclass(slots=True)
class _Seen:
    """What is counted of a row of words."""

    times: int = 0
    summaries: set[str] = field(default_factory=set)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)


_Row = tuple[str, ...]


def discover(
    places: Sequence[Place], texts: Sequence[str], known: Collection[str], tokenizer: Tokenizer
) -> tuple[Entry, ...]:
    """Find terms, those in most summaries first; none that holds a known form, or is held by one."""
    chosen = _sample(places, texts)
    least = max(_SUMMARIES, math.ceil(_SHARE * len({place.summary.id for place, _ in chosen})))
    held = _quoted(chosen) | _bound(chosen, least, tokenizer)
    ranked = sorted(held, key=lambda name: (-held[name], name))
    found: list[str] = []
    for name in ranked:
        if held[name] >= least and not any(k in name or name in k for k in (*known, *found)):
            found.append(name)
    return tuple(Entry(name, group=GROUP, found=True) for name in found[:_MOST])


def _sample(places: Sequence[Place], texts: Sequence[str]) -> list[tuple[Place, str]]:
    ids = {summary: at for at, summary in enumerate(dict.fromkeys(p.summary.id for p in places))}
    every = math.ceil(sum(map(len, texts)) / _SAMPLE) or 1
    both = zip(places, texts, strict=True)
    return [(place, text) for place, text in both if ids[place.summary.id] % every == 0]


def _quoted(chosen: Sequence[tuple[Place, str]]) -> dict[str, int]:
    """Count the summaries that put a name in quotation marks."""
    held = defaultdict[str, set[str]](set)
    for place, text in chosen:
        for name in _QUOTED.findall(text):
            held[name].add(place.summary.id)
    return {name: len(summaries) for name, summaries in held.items()}


def _bound(chosen: Sequence[tuple[Place, str]], least: int, tokenizer: Tokenizer) -> dict[str, int]:
    """Count the summaries of the rows of words that are bound together and free to either side."""
    lines = [(place.summary.id, tokenizer.words(text)) for place, text in chosen]
    words = Counter(word for _, line in lines for word in line)
    pairs = Counter(pair for _, line in lines for pair in pairwise(line))
    often = {
        pair for pair, times in pairs.items() if times >= least and all(map(_HAN.fullmatch, pair))
    }
    seen = defaultdict[_Row, _Seen](_Seen)
    for summary, line in lines:
        for start, end in _rows(line, often):
            one = seen[tuple(line[start:end])]
            one.times += 1
            one.summaries.add(summary)
            one.before[line[start - 1] if start else ""] += 1
            one.after[line[end] if end < len(line) else ""] += 1
    total = words.total()
    return {
        "".join(row): len(one.summaries)
        for row, one in seen.items()
        if len(one.summaries) >= least
        and _SHORTEST <= len("".join(row)) <= _LONGEST
        and _is_name(row, tokenizer)
        and _cohesion(row, words, seen, total) >= _COHESION
        and min(_entropy(one.before), _entropy(one.after)) >= _FREEDOM
    }


def _rows(line: Sequence[str], often: Collection[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield the rows of two to four words each two of which stand together often."""
    for start in range(len(line)):
        for end in range(start + 2, min(start + _WORDS, len(line)) + 1):
            if (line[end - 2], line[end - 1]) not in often:
                break
            yield start, end


def _cohesion(row: _Row, words: Counter[str], seen: defaultdict[_Row, _Seen], total: int) -> float:
    """Give the pointwise mutual information of the weakest parting of a row."""

    def times(part: _Row) -> int:
        return seen[part].times if len(part) > 1 else words[part[0]]

    partings = (times(row[:at]) * times(row[at:]) for at in range(1, len(row)))
    return math.log2(times(row) * total / max(partings))


def _entropy(counts: Counter[str]) -> float:
    total = counts.total()
    return -sum(n / total * math.log2(n / total) for n in counts.values())


def _is_name(row: _Row, tokenizer: Tokenizer) -> bool:
    if _VAGUE & {row[0], row[-1]}:
        return False
    tags = [tokenizer.part_of_speech(word) for word in row]
    return tags[-1] in _LAST and all(tag in _INNER for tag in tags)
