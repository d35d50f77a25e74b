"""Terms that a collection uses often and the table does not know: found by statistics, few and sure.

A term is a row of words that stand together far more often than by chance (cohesion), with many
different words on either side (freedom), in several summaries, and with the build of a name. What
several summaries put in quotation marks is taken on their word.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zongjie.link.features import Ints, Texts
from zongjie.link.terms import Entry
from zongjie.link.tokens import Tokenizer
from zongjie.shapes import HAN

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

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
_QUOTED = re.compile(f"[“‘]([{HAN}]{{3,10}})[”’]")
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


def discover(texts: Texts, known: Collection[str]) -> tuple[Entry, ...]:
    """Find terms, those in most summaries first; none that holds a known form, or is held by one."""
    every = math.ceil(sum(map(len, texts.texts)) / _SAMPLE) or 1
    held = np.unique(texts.owners)
    chosen = np.isin(texts.owners, held[::every])
    least = max(_SUMMARIES, math.ceil(_SHARE * len(held[::every])))
    held_in = _quoted(texts, chosen) | _bound(texts, chosen, least)
    ranked = sorted(held_in, key=lambda name: (-held_in[name], name))
    found: list[str] = []
    for name in ranked:
        if held_in[name] >= least and not any(k in name or name in k for k in (*known, *found)):
            found.append(name)
    return tuple(Entry(name, group=GROUP, found=True) for name in found[:_MOST])


def _quoted(texts: Texts, chosen: Bools) -> dict[str, int]:
    """Count the summaries that put a name in quotation marks."""
    held = defaultdict[str, set[int]](set)
    for at in np.flatnonzero(chosen).tolist():
        for name in _QUOTED.findall(texts.texts[at]):
            held[name].add(texts.owners[at])
    return {name: len(summaries) for name, summaries in held.items()}


def _bound(texts: Texts, chosen: Bools, least: int) -> dict[str, int]:
    """Count the summaries of the rows of words that are bound together and free to either side."""
    words, cut = texts.words
    lines = np.repeat(np.arange(len(chosen)), texts.marks["words"])
    line, word = lines[chosen[lines]], cut[chosen[lines]].astype(np.int64)
    same, none = line[1:] == line[:-1], len(words)
    before = np.append(none, np.where(same, word[:-1], none))
    after = np.append(np.where(same, word[1:], none), none)
    lengths = np.array([len(text) for text in words])
    found: list[tuple[int, int, str, int]] = []
    for rows in _rows(word, _often(words, word, same, least)):
        last = rows.begins + rows.size - 1
        freedom = np.minimum(
            *(_entropy(rows.ids, side) for side in (before[rows.begins], after[last]))
        )
        held = _apart(rows.ids, texts.owners[line[rows.begins]])
        letters = sum(lengths[word[rows.first + n]] for n in range(rows.size))
        good = (rows.cohesion >= _COHESION) & (freedom >= _FREEDOM) & (held >= least)
        good &= (letters >= _SHORTEST) & (letters <= _LONGEST)
        for place, summaries in zip(rows.first[good].tolist(), held[good].tolist(), strict=True):
            row = [words[number] for number in word[place : place + rows.size]]
            if _is_name(row, texts.tools.tokenizer):
                found.append((place, rows.size, "".join(row), summaries))
    return {name: summaries for *_, name, summaries in sorted(found)}


class _Rows(NamedTuple):
    """All rows of so many words."""

    size: int
    begins: Ints
    """The first word of each appearance."""
    ids: Ints
    """The number of the row that stands there."""
    first: Ints
    """Where each row begins first."""
    cohesion: Floats
    """The pointwise mutual information of each row's weakest parting."""


def _rows(word: Ints, often: Bools) -> Iterator[_Rows]:
    """Yield the rows of two to four words each two of which stand together often."""
    begins, ids, times = np.arange(len(word)), word, [np.bincount(word)[word]]
    most = int(word.max(initial=0)) + 1
    for size in range(2, _WORDS + 1):
        begins = begins[often[begins + size - 2]]
        rows = ids[begins] * most + word[begins + size - 1]
        _, at, numbers = np.unique(rows, return_index=True, return_inverse=True)
        number, first = np.bincount(numbers), begins[at]
        ids, known = np.zeros_like(word), np.zeros_like(word)
        ids[begins], known[begins] = numbers, number[numbers]
        times.append(known)
        partings = [times[n - 1][first] * times[size - n - 1][first + n] for n in range(1, size)]
        cohesion = np.log2(number * len(word) / np.max(partings, axis=0))
        yield _Rows(size, begins, numbers, first, cohesion)


def _often(words: Sequence[str], word: Ints, same: Bools, least: int) -> Bools:
    """Say of each word whether it often stands before the one that follows it, in the same text."""
    han = np.array([bool(_HAN.fullmatch(text)) for text in words], bool)
    begins = np.flatnonzero(same & han[word[:-1]] & han[word[1:]])
    pairs = word[begins] * len(words) + word[begins + 1]
    _, which, number = np.unique(pairs, return_inverse=True, return_counts=True)
    often = np.zeros(len(word), bool)
    often[begins[number[which] >= least]] = True
    return often


def _apart(rows: Ints, others: Ints) -> Ints:
    """Count the different others of each row."""
    most = int(others.max(initial=0)) + 1
    pairs, _ = np.unique(rows * most + others, return_counts=True)  # sorts, which is faster here
    return np.bincount(pairs // most)


def _entropy(rows: Ints, beside: Ints) -> Floats:
    """Give the entropy, in bits, of what stands beside each row."""
    most = int(beside.max(initial=0)) + 1
    pairs, number = np.unique(rows * most + beside, return_counts=True)
    share = number / np.bincount(rows)[pairs // most]
    return np.bincount(pairs // most, -share * np.log2(share)).astype(np.float64)


def _is_name(row: Sequence[str], tokenizer: Tokenizer) -> bool:
    if _VAGUE & {row[0], row[-1]}:
        return False
    tags = [tokenizer.part_of_speech(word) for word in row]
    return tags[-1] in _LAST and all(tag in _INNER for tag in tags)
