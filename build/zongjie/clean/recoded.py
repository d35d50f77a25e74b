"""The rule for text that was decoded as another encoding than its own, whole lines of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise, product

import rjieba

from zongjie.clean.edits import Edit
from zongjie.clean.encoding import common
from zongjie.clean.script import simplified, word_frequency
from zongjie.clean.shift import likeliest
from zongjie.shapes import HAN, Line, lines

_WESTERN = "\x80-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xf6\xf8-\xff"
SIGNS = f"[{_WESTERN}锛ㄛ﹝\ufffd]"
"""Letters of Western Europe, or what ， and 。 become; a byte that was lost."""
_GARBLED = re.compile(
    f"[{_WESTERN}銆锛鐨勭ㄛ﹝﹜€\ufffd](?:(?<![{_WESTERN}])|[{_WESTERN}])"
)  # begins with one class, which is found fastest
_LETTERS = re.compile("[^\x00-\x7f]")
_READINGS = (
    ("western", "utf-8"), ("western", "gb18030"), ("gb18030", "utf-8"), ("big5hkscs", "gb18030"),
    ("gb18030", "big5hkscs"),
)  # fmt: skip
"""The encoding that a text was taken for, and its own."""
_NO_LEAD = re.compile("€|\ufffd(?=[^\\x00-\x7f])")
"""0x80, the one byte of UTF-8 that begins no character of GBK."""
_HOLED = re.compile(rb"[\xe0-\xef](?:[\xff?][\x80-\xbf\xff?]|[\x80-\xbf][\xff?])")
"""A character of which a byte is lost."""
_STOP = {"gb18030": re.compile(rb"\xe3\x80[\xff?]$"), "western": re.compile(rb"\xe3\x80[\xff?]")}
_STOPS = {"gb18030": "。".encode(), "western": "、".encode()}
"""What is left of 。 at the end of a line, in GBK, and of 、, of which Windows has no last byte."""
_DATE = re.compile(
    rb"(\d{4})\xe5\xb9[\xb4\xff?](?:(\d\d?)\xe6\x9c[\x88\xff?](?:(\d\d?)\xe6\x97[\xa5\xff?])?)?"
)
"""年, 月 and 日, of which GBK loses the last byte before a digit."""
_LOSABLE = {"gb18030": range(0x80, 0xC0), "western": (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Which bytes of a character are lost."""
_SURE = 50
"""How many times as frequent as any other the word is that a lost byte belonged to."""
_FEWEST = 3
"""Different letters of the shortest line that is looked at: ×× is no garbled text."""
_COMMON, _LOST, _WORDS = 0.85, 0.25, 0.15
"""Shares of common characters and of lost ones in a mended line; of words among its pairs."""


def recoded(text: str) -> Iterator[Edit]:
    r"""Read a line anew that was decoded as Western, GBK or Big5 and was none of these.

    A byte that the wrong encoding could not hold is lost: its character is restored where one word
    is far likelier than others, else it becomes U+FFFD. Where lines of a text are mended, others of
    it that are too short to be sure of are read in the same way.

    Harm: Latin letters with accents are no Chinese in any encoding; a line is only touched where the
    mended one is of common characters and makes words, and the garbled one does not.

    >>> fix(recoded, "ÉäºéÏØ½ÌÓý¾Ö2012Äê\n½øÒ»²½"), fix(recoded, "鏁欒偛灞€宸ヤ綔鎬荤粨锛屾垚鏁堟槑鏄俱€�")
    ('射洪县教育局2012年\n进一步', '教育局工作总结，成效明显。')
    >>> fix(recoded, "ÉäºéÏØ½ÌÓý¾Ö\n2012Äê1ÔÂ5ÈÕ\nZoë Müller"), fix(recoded, "2012Äê1ÔÂ5ÈÕ")
    ('射洪县教育局\n2012年1月5日\nZoë Müller', '2012Äê1ÔÂ5ÈÕ')
    >>> fix(recoded, "Ángela Núñez, Zoë Müller"), fix(recoded, "县教育局工作总结")
    ('Ángela Núñez, Zoë Müller', '县教育局工作总结')
    """
    if not _GARBLED.search(text):
        return
    left, met = list[Line](), Counter[tuple[str, str]]()
    for line in lines(text):
        told = _GARBLED.search(line.text) and len(set(_LETTERS.findall(line.text))) >= _FEWEST
        readings = (r for r in _READINGS if told and _makes(line.text, r, _reads))
        if reading := next(readings, None):
            met[reading] += 1
            yield Edit(line.start, line.end, _read(line.text, reading))
        else:
            left.append(line)
    for reading, _ in met.most_common(1):
        for line in left:
            if _LETTERS.search(line.text) and _makes(line.text, reading, _is_common):
                yield Edit(line.start, line.end, _read(line.text, reading))


def _makes(line: str, reading: tuple[str, str], sound: Callable[[str], bool]) -> bool:
    """Tell whether a reading makes a line sound that is not."""
    found = _read(line, reading)
    return bool(found) and sound(found) and not sound(line)


@lru_cache(maxsize=16)
def _read(line: str, reading: tuple[str, str]) -> str:
    """Read a line of one encoding that was taken for another; empty where it holds other signs."""
    taken, own = reading
    try:
        code = _code(line, taken)
    except UnicodeEncodeError:
        return ""
    if own == "utf-8":
        code = _STOP[taken].sub(_STOPS[taken], _DATE.sub(_dated, code))
        code = _HOLED.sub(partial(_filled, losable=_LOSABLE[taken]), code)
    return code.decode(own, "replace")


def _filled(found: re.Match[bytes], losable: Sequence[int]) -> bytes:
    """Restore a character that lost one byte where one word is far likelier, else U+FFFD."""
    before = found.string[max(0, found.start() - 18) : found.start()].decode(errors="ignore")
    codes = [losable if x in b"\xff?" else (x,) for x in found[0]]
    if before and (codes[1] is losable) != (codes[2] is losable):
        char = likeliest(before, (bytes(x).decode(errors="ignore") for x in product(*codes)), _SURE)
        if len(rjieba.cut(before + char, hmm=False)[-1]) > 1:
            return char.encode()
    return "\ufffd".encode()


def _dated(found: re.Match[bytes]) -> bytes:
    """Write a date anew."""
    parts = zip(found.groups(), "年月日", strict=True)
    return b"".join(number + sign.encode() for number, sign in parts if number)


def _code(line: str, taken: str) -> bytes:
    """Give the bytes of a line as the wrong encoding had them."""
    if taken == "gb18030":
        line = _NO_LEAD.sub("\0", line)
    elif taken == "western":
        line = "".join(x if x < "\u0100" or x == "\ufffd" else _western(x) for x in line)
    encoding = "latin-1" if taken == "western" else taken
    lost = {"\0": b"\x80", "\ufffd": b"\xff"}
    parts = re.split("([\0\ufffd])", line)
    return b"".join(lost.get(x) or x.encode(encoding) for x in parts)


def _western(char: str) -> str:
    """Give the control character that Windows shows as a letter or sign."""
    return char.encode("cp1252").decode("latin-1")


def _is_common(line: str) -> bool:
    """Tell whether a line is of common characters, few of them lost."""
    letters = _LETTERS.findall(line)
    lost = letters.count("\ufffd")
    known = [x for x in letters if x not in "\ufffd○〇"]
    return lost <= _LOST * len(letters) and sum(map(common, known)) >= _COMMON * len(known)


def _reads(line: str) -> bool:
    """Tell whether a line is of common characters, and its pairs of characters are words."""
    if not _is_common(line):
        return False
    runs = re.findall(f"[{HAN}]{{2,}}", simplified(line))
    pairs = [a + b for run in runs for a, b in pairwise(run)]
    return bool(pairs) and sum(word_frequency(x) > 0 for x in pairs) >= _WORDS * len(pairs)
