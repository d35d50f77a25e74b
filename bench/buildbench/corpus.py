"""A corpus of any size out of a real one: recombined sections, other regions, years and figures.

The sections are taken as they stand in the sources, so that all their damage (masks, traditional
script with pinyin, cut lines, half-width signs) comes with them; what the real sources have around
their texts stands around the made ones. The same corpus, number and seed give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from zongjie.clean import clean
from zongjie.metadata.gazetteer import load, stem_of
from zongjie.models import Cleaned, Outline
from zongjie.read import read_file, sources
from zongjie.split import split

LENGTH = 4400
"""Raw characters at which a summary ends, about; its last section and its head come on top."""
_NUMERALS = "一二三四五六七八九十"
_KINDS = ("工作总结", "工作总结", "上半年工作总结", "工作总结和下一年工作思路")
_SIZES = (1, 1, 1, 1, 2, 4)
"""Summaries per file."""
_ENCODINGS = ("utf-8",) * 17 + ("gb18030",) * 2 + ("utf-16",)
_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])[1-9]\d{0,4}(?=[\u4e00-\u9fff%％])(?!年)")
_MASKED = re.compile(r"(?:\\?\*\\?\*|[×XxＸ]{2}|##)(?=[县区市])[县区市]")


@dataclass(frozen=True, slots=True)
class Voice:
    """What one real source gives: its texts without their outer numbers, and what surrounds them."""

    head: str
    tail: str
    openings: tuple[str, ...]
    sections: tuple[str, ...]


def voices(corpus: Path) -> list[Voice]:
    """Take the sources of a corpus apart."""
    cleaned = (clean(read_file(path, corpus)) for path in sources(corpus))
    found = [_voice(source, split(source)) for source in cleaned]
    return [voice for voice in found if voice.sections]


def _voice(source: Cleaned, outlines: tuple[Outline, ...]) -> Voice:
    first = source.source_span(outlines[0].start, outlines[0].start + 1)[0]
    last = source.source_span(outlines[-1].end - 1, outlines[-1].end)[1]
    removed = [s for s in source.ledger if s.fate == "removed"]
    text = source.source.text
    openings, sections = [], []
    for outline in outlines:
        starts = [section.start for section in outline.sections]
        openings.append(_raw(source, outline.start, starts[0] if starts else outline.end))
        for section, end in zip(outline.sections, [*starts[1:], outline.end], strict=True):
            sections.append(_raw(source, section.start + len(section.label), end))
    return Voice(
        "".join(text[s.start : s.end] for s in removed if s.end <= first),
        "".join(text[s.start : s.end] for s in removed if s.start >= last),
        tuple(filter(None, openings)),
        tuple(filter(None, sections)),
    )


def _raw(source: Cleaned, start: int, end: int) -> str:
    if start >= end:
        return ""
    first, last = source.source_span(start, end)
    return source.source.text[first:last].strip()


def write(folder: Path, count: int, stock: list[Voice], seed: int = 1) -> None:
    """Write sources that hold `count` summaries, a folder per province."""
    for name, data in files(count, stock, seed):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def files(count: int, stock: list[Voice], seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give the sources by name; each depends on its number alone, so a larger corpus goes on."""
    counties = sorted(code for code in load().kinds if code in load().names)
    number = 0
    while number < count:
        rng = Random(f"{seed} {number}")
        size = min(rng.choice(_SIZES), count - number)
        code, year = rng.choice(counties), rng.randint(2005, 2023)
        province, _, county = load().path(code)
        text = _file(rng, rng.choice(stock), size, county or load().names[code], year)
        if rng.random() < 0.3:
            text = text.replace("\n", "\r\n")
        name = f"{province}/{county or province}教育局{year}年-{number:05d}.txt"
        yield name, text.encode(rng.choice(_ENCODINGS), "replace")
        number += size


def _file(rng: Random, voice: Voice, size: int, county: str, year: int) -> str:
    items = [_summary(rng, voice, county, year) for _ in range(size)]
    if size == 1:
        return f"{voice.head}\n{items[0]}\n{voice.tail}"
    marked = (f"篇{n}：{item}" for n, item in enumerate(items, 1))
    title = f"{county}教育局{year}年工作总结（合集{size}篇）"
    return "\n\n".join([voice.head, title, *marked, voice.tail])


def _summary(rng: Random, voice: Voice, county: str, year: int) -> str:
    named = rng.random() < 0.6
    title = f"{county if named else '**' + county[-1]}教育局{year}年{rng.choice(_KINDS)}"
    length, wanted = 0, rng.lognormvariate(0, 0.35) * LENGTH
    blocks = [title, rng.choice(voice.openings)] if voice.openings else [title]
    deck: list[str] = []
    number = 0
    while length < wanted:
        deck = deck or rng.sample(voice.sections, len(voice.sections))
        number += 1
        section = _varied(rng, deck.pop(), county if named else "")
        length += len(section)
        blocks.append(f"{_numeral(number)}、{section}")
    return "\n".join(blocks)


def _varied(rng: Random, text: str, county: str) -> str:
    """Put other figures, and the county where it was masked; years and labels stay."""
    if county:
        text = _MASKED.sub(county, text)
        text = re.sub("全[县区市]", f"{stem_of(county)}\\g<0>", text, count=1)
    return _FIGURE.sub(lambda m: str(rng.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), text)


def _numeral(number: int) -> str:
    """Write 1 to 99 in Chinese.

    >>> [_numeral(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    head = "十" if tens == 1 else _NUMERALS[tens - 1] + "十" if tens else ""
    return head + (_NUMERALS[ones - 1] if ones else "")
