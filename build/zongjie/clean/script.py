"""Rules for traditional script and for pinyin written behind characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import jieba
import opencc
from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, han_count, lines

_TONED = "āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"(?<=[{HAN}])[(（]([a-zü{_TONED}]{{1,6}})[)）]")
_MANY = 3
"""Toned annotations in a text from which on those without a tone mark are annotations, too."""
_DENSE = 0.06
"""Share of traditional characters from which on a line is held to be in traditional script."""


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def simplified(text: str) -> str:
    """Convert a word to simplified script, character for character."""
    return str(_converter().convert(text))


@cache
def readings(char: str) -> frozenset[str]:
    """Give all readings of a character, without tones."""
    return frozenset(
        to_normal(reading) for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0]
    )


def word_frequency(word: str) -> int:
    """Give the frequency of a word in jieba's dictionary, 0 where it is not in it."""
    return int(_dictionary().get(word, 0))


@cache
def _dictionary() -> dict[str, int]:
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    return dict(jieba.dt.FREQ)


def pinyin_notes(text: str) -> Iterator[Edit]:
    """Drop pinyin in brackets that only repeats the reading of the character before it.

    Harm: none to Latin text in brackets: it must be a reading of that very character and carry a
    tone mark, or stand among others that do.

    >>> fix(pinyin_notes, "科學(xué)發(fā)展觀(guān)"), fix(pinyin_notes, "人工智能(AI)、云平台(yun)")
    ('科學發展觀', '人工智能(AI)、云平台(yun)')
    """
    found = [m for m in _PINYIN.finditer(text) if to_normal(m[1]) in readings(text[m.start() - 1])]
    toned = [m for m in found if any(c in _TONED for c in m[1])]
    for match in found if len(toned) >= _MANY else toned:
        yield Edit(match.start(), match.end())


def traditional(text: str) -> Iterator[Edit]:
    """Convert traditional script to simplified, line by line, where a line is written in it.

    Harm: characters that are right in both scripts (著, 乾, 於 in names) stay in simplified lines.

    >>> fix(traditional, "教育局以科學發展觀為指導"), fix(traditional, "成效显著，於老师")
    ('教育局以科学发展观为指导', '成效显著，於老师')
    """
    everywhere = _share(text) >= _DENSE / 2 and han_count(text) >= 200
    for line in lines(text):
        plain = simplified(line.text)
        if len(plain) != len(line.text):
            plain = "".join(map(simplified, line.text))
        changed = [i for i, c in enumerate(line.text) if c != plain[i]]
        dense = len(changed) >= 3 and len(changed) >= _DENSE * han_count(line.text)
        if everywhere or dense:
            for i in changed:
                yield Edit(line.start + i, line.start + i + 1, plain[i])


def _share(text: str) -> float:
    """Give the share of the Han characters that differ between the scripts."""
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return sum(simplified(c) != c for c in han) / len(han) if han else 0.0
