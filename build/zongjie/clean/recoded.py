"""The rule for text that was decoded as another encoding than its own, whole lines of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zongjie.clean.edits import Edit
from zongjie.clean.encoding import common
from zongjie.clean.script import simplified, word_frequency
from zongjie.shapes import HAN, lines

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
_HOLED = re.compile(rb"[\xe0-\xef](?:\xff[\x80-\xbf\xff]|[\x80-\xbf]\xff)")
"""A character of which a byte is lost."""
_STOP = {"gb18030": re.compile(rb"\xe3\x80\xff$"), "western": re.compile(rb"\xe3\x80\xff")}
_STOPS = {"gb18030": "。".encode(), "western": "、".encode()}
"""What is left of 。 at the end of a line, in GBK, and of 、, of which Windows has no last byte."""
_FEWEST = 3
"""Different letters of the shortest line that is looked at: ×× is no garbled text."""
_COMMON, _LOST, _WORDS = 0.85, 0.25, 0.15
"""Shares of common characters and of lost ones in a mended line; of words among its pairs."""


def recoded(text: str) -> Iterator[Edit]:
    r"""Read a line anew that was decoded as Western, GBK or Big5 and was none of these.

    A byte that the wrong encoding could not hold is lost: its character becomes U+FFFD.

    Harm: Latin letters with accents are no Chinese in any encoding; a line is only touched where the
    mended one is of common characters and makes words, and the garbled one does not.

    >>> fix(recoded, "ÉäºéÏØ½ÌÓý¾Ö2012Äê\n½øÒ»²½"), fix(recoded, "鏁欒偛灞€宸ヤ綔鎬荤粨锛屾垚鏁堟槑鏄俱€�")
    ('射洪县教育局2012年\n进一步', '教育局工作总结，成效明显。')
    >>> fix(recoded, "Ángela Núñez, Zoë Müller"), fix(recoded, "县教育局工作总结")
    ('Ángela Núñez, Zoë Müller', '县教育局工作总结')
    """
    for line in lines(text) if _GARBLED.search(text) else ():
        if not _GARBLED.search(line.text) or len(set(_LETTERS.findall(line.text))) < _FEWEST:
            continue
        if mended := _mended(line.text):
            yield Edit(line.start, line.end, mended)


def _mended(line: str) -> str:
    """Give the line in the first reading that makes Chinese of it; empty if none does."""
    for taken, own in _READINGS:
        code = _code(line, taken)
        if own == "utf-8":
            code = _HOLED.sub("\ufffd".encode(), _STOP[taken].sub(_STOPS[taken], code))
        found = code.decode(own, "replace")
        if found and _reads(found) and not _reads(line):
            return found
    return ""


def _code(line: str, taken: str) -> bytes:
    """Give the bytes of a line as the wrong encoding had them; none where it holds other signs."""
    if taken == "gb18030":
        line = _NO_LEAD.sub("\0", line)
    elif taken == "western":
        line = "".join(x if x < "\u0100" or x == "\ufffd" else _western(x) for x in line)
    encoding = "latin-1" if taken == "western" else taken
    lost = {"\0": b"\x80", "\ufffd": b"\xff"}
    parts = re.split("([\0\ufffd])", line)
    return b"".join(lost.get(x) or x.encode(encoding, "replace") for x in parts)


def _western(char: str) -> str:
    """Give the control character that Windows shows as a letter or sign."""
    return char.encode("cp1252", "replace").decode("latin-1")


def _reads(line: str) -> bool:
    """Tell whether a line is of common characters, and its pairs of characters are words."""
    letters = _LETTERS.findall(line)
    lost = letters.count("\ufffd")
    known = [x for x in letters if x != "\ufffd"]
    if lost > _LOST * len(letters) or sum(map(common, known)) < _COMMON * len(known):
        return False
    runs = re.findall(f"[{HAN}]{{2,}}", simplified(line))
    pairs = [a + b for run in runs for a, b in pairwise(run)]
    return bool(pairs) and sum(word_frequency(x) > 0 for x in pairs) >= _WORDS * len(pairs)
