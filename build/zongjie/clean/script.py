"""Rules for traditional script and for pinyin written behind characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import chain

import opencc

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, Line, han_count, lines

_TONED = "āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"[(（](?<=[{HAN}].)([a-zü{_TONED}]{{1,6}})[)）]")
_MANY = 3
"""Toned annotations in a text from which on those without a tone mark are annotations, too."""
_ZHE = re.compile("著(?![名作称书述录者有])(?<![显名原巨土专编论卓昭合译遗]著)")
"""著 that is 着 in simplified script: 着力, 随着; not 著名, 显著."""
_HAN = re.compile("[\u4e00-\u9fff]+")
_JAPANESE = re.compile("[ぁ-ヺ].?[ぁ-ヺ]")
_CURLY = dict(zip("「」『』", "“”‘’", strict=True))
_CORNERS = re.compile("[「」『』]")
_DENSE = 0.06
"""Share of traditional characters from which on a line is held to be in traditional script."""
_FEWEST = 3
"""Traditional characters that such a line has at least."""
_LEAST = 200
"""Han characters from which on half that share tells it of a whole text."""


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Convert text to simplified script; words decide where a character has two forms."""
    return str(_converter().convert(text))


@cache
def _simple(char: str) -> str:
    """Convert one character."""
    return simplified(char)


@cache
def toneless(syllable: str) -> str:
    """Give a syllable without its tone."""
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415 - slow to import

    return to_normal(syllable)


@cache
def readings(char: str) -> frozenset[str]:
    """Give all readings of a character, without tones."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - slow to import

    return frozenset(map(toneless, PINYIN_DICT.get(ord(char), char).split(",")))


def word_frequency(word: str) -> int:
    """Give the frequency of a word in jieba's dictionary, 0 where it is not in it."""
    return int(_dictionary().get(word, 0))


@cache
def _dictionary() -> dict[str, int]:
    import jieba  # noqa: PLC0415 - slow to import

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
    found = [m for m in _PINYIN.finditer(text) if toneless(m[1]) in readings(text[m.start() - 1])]
    toned = [m for m in found if any(c in _TONED for c in m[1])]
    for match in found if len(toned) >= _MANY else toned:
        yield Edit(match.start(), match.end())


def traditional(text: str) -> Iterator[Edit]:
    r"""Convert traditional script to simplified, line by line, where a line is written in it.

    Where several lines are, a copyist mixed the scripts: of the others, too, is converted what
    simplified script does not have.

    Harm: characters that are right in both scripts (著, 乾, 於 in names) stay in simplified lines,
    and all that is Japanese stays.

    >>> fix(traditional, "教育局以科學發展觀為指導"), fix(traditional, "成效显著，於老师")
    ('教育局以科学发展观为指导', '成效显著，於老师')
    >>> fix(traditional, "一、黨建\n縣教育局貫徹落實\n全縣學校開展\n於老师")
    '一、党建\n县教育局贯彻落实\n全县学校开展\n於老师'
    >>> fix(traditional, "學校運営について協議員會"), fix(traditional, "參觀臺灣學校\n學生宿舍")
    ('學校運営について協議員會', '参观台湾学校\n學生宿舍')
    """
    places = [found.start() for found in changing().finditer(text)]
    if len(places) < _FEWEST:
        return
    everywhere = _is_dense(text, "".join(map(text.__getitem__, places)))
    others, written, behind = list[Line](), 0, 0
    for line in lines(text):
        before, behind = behind, bisect_left(places, line.end, behind)
        if (before == behind and not everywhere) or _JAPANESE.search(line.text):
            continue
        changed = _changes(line) if everywhere or behind - before >= _FEWEST else []
        script = sum(text[edit.start] not in "「」『』著" for edit in changed)
        if everywhere or script >= max(_FEWEST, _DENSE * han_count(line.text)):
            written += 1
            yield from changed
        else:
            others.append(line)
    for edit in chain.from_iterable(map(_changes, others)) if written > 1 else ():
        if not text[edit.start].encode("gb2312", "ignore"):
            yield edit


def _changes(line: Line) -> list[Edit]:
    """Find the characters of a line that are others in simplified script."""
    new, start = _plain(line.text), line.start
    perhaps = (found.start() for found in _turning().finditer(line.text))
    return [Edit(start + i, start + i + 1, new[i]) for i in perhaps if line.text[i] != new[i]]


def _plain(line: str) -> str:
    """Convert a line to simplified script, character by character if it would shrink or grow."""
    plain = simplified(line)
    if len(plain) != len(line):
        plain = "".join(map(_simple, line))
    return _CORNERS.sub(lambda sign: _CURLY[sign.group()], _ZHE.sub("着", plain))


def _is_dense(text: str, changing: str) -> bool:
    """Tell whether so many characters differ between the scripts that the whole text is in one."""
    odd = len(_differing().findall(changing))
    if odd < _LEAST * _DENSE / 2:
        return False
    for end in (50 * odd, None):  # mostly it is soon known that the text is too long for that
        size = sum(map(len, _HAN.findall(text[:end])))
        if size and odd / size < _DENSE / 2:
            return False
    return han_count(text) >= _LEAST


@cache
def _differing() -> re.Pattern[str]:
    """Match a character that differs between the scripts."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    plain = simplified("\n".join(han)).split("\n")
    return re.compile(f"[{''.join(a for a, b in zip(han, plain, strict=True) if a != b)}]")


@cache
def changing() -> re.Pattern[str]:
    """Match every character that conversion may change, be it within a word only, or a rare one."""
    inside_words = "沈藉覆坏瞭衹甦哩么俱彷"
    rare = "\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff"
    return re.compile(f"{_differing().pattern[:-1]}{inside_words}{rare}]")


@cache
def _turning() -> re.Pattern[str]:
    """Match every character of a line in traditional script that may become another."""
    return re.compile(f"{changing().pattern[:-1]}著「」『』]")
