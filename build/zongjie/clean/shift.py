"""Shifted GBK without an ASCII letter at its end: the last byte was dropped or became U+FFFD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zongjie.clean.edits import Edit
from zongjie.clean.encoding import common, first_character
from zongjie.clean.script import word_frequency
from zongjie.shapes import lines

SIGNS = "[\ufffd\ue000-\uf8ff]"
"""Signs that decoders put for pairs of bytes without a character."""
_RUN = re.compile("[^\x00-\x7f\ufffd]+\ufffd?")
_SHORTEST = 5
_STRANGE = 0.25
"""Share of uncommon characters from which on a stretch is held to be garbled."""


def open_shift(text: str) -> Iterator[Edit]:
    r"""Mend GBK text that is shifted by a lost byte up to the end of its double-byte characters.

    All bytes but those of the first and the last character are there; these two are restored where
    one word is far likelier than others, else they become U+FFFD.

    Harm: only lines with characters of private use or U+FFFD are looked at, and of these only what
    reads, moved by a byte, as common characters throughout while it mostly did not before.

    >>> fix(open_shift, "加强师资队伍建设，平\ue264\ue7ae１曜蓟\ue1f2ㄉ瑁\ue0e3繁０雌谕瓿\ufffd")
    '加强师资队伍建设，平�学校标准化建设，确保按期完成'
    >>> fix(open_shift, "人\ue000口\ufffd") == "人\ue000口\ufffd"
    True
    """
    for line in lines(text):
        if re.search(SIGNS, line.text):
            for run in _RUN.finditer(line.text):
                if edit := _mended(line.text, *run.span()):
                    yield Edit(line.start + edit.start, line.start + edit.end, edit.text)


def _mended(line: str, lowest: int, end: int) -> Edit | None:
    """Mend the garbled stretch at the end of a run of double-byte characters."""
    top = end - 2 if line[end - 1] == "\ufffd" else end - 1
    following = _bytes(line[top]) if top >= lowest else b""
    if not following:
        return None
    tail = following
    read: list[str] = []
    strange, best = int(not common(line[top])), 0
    for place in range(top - 1, lowest - 1, -1):
        own = _bytes(line[place])
        char = (own[1:] + following[:1]).decode("gbk", "replace") if own else ""
        if len(char) != 1 or not common(char):
            break
        read.append(char)
        strange += not common(line[place])
        if len(read) >= _SHORTEST and strange >= _STRANGE * len(read) and not common(line[place]):
            best = len(read)
        following = own
    if not best:
        return None
    first = top - best
    whole = "".join(reversed(read[:best]))
    start = first_character(line[max(0, first - 2) : first], line[first])
    return Edit(first, end, start + whole + _last_character(whole[-2:], tail[1:]))


def _bytes(char: str) -> bytes:
    """Give the two bytes of a garbled character."""
    code = char.encode("gb18030")
    return code if len(code) == 2 else b""


@lru_cache(maxsize=4096)
def _last_character(before: str, lead: bytes) -> str:
    """Restore the character whose second byte was lost, or give U+FFFD."""
    trails = (*range(0x40, 0x7F), *range(0x80, 0xFF))
    return likeliest(before, ((lead + bytes([x])).decode("gbk", "ignore") for x in trails))


def likeliest(before: str, chars: Iterable[str], times: int = 5) -> str:
    """Choose the character that makes a far likelier word with what stands before it, or U+FFFD.

    Far likelier is `times` as frequent as any other.

    >>> likeliest("党建工", "佐作你"), likeliest("的", "佐作你") == "\ufffd"
    ('作', True)
    """
    best = [
        (max(word_frequency(before[-n:] + char) for n in (1, 2)), char)
        for char in chars
        if len(char) == 1
    ]
    best.sort(reverse=True)
    likely = best and best[0][0] > 0 and (len(best) < 2 or best[0][0] >= times * max(1, best[1][0]))
    return best[0][1] if likely else "\ufffd"
