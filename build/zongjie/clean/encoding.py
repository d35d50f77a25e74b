"""Rules for what encoders and converters left behind: line ends, invisible signs, entities, mojibake."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from zongjie.clean.edits import Edit
from zongjie.clean.script import readings, simplified, toneless, word_frequency
from zongjie.shapes import HAN, remembered

_LINE_END = re.compile("\r(?=\n)|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = (
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
_INVISIBLE = re.compile(INVISIBLE)
COMPATIBLE = "[\u2e80-\u2fdf\uf900-\ufaff０-９Ａ-Ｚａ-ｚ％＋＝＠\u00a0\u2000-\u200a\u202f\u205f\t]"
_COMPAT = re.compile(f"[，．{COMPATIBLE[1:]}(?:(?<![，．])|(?<=[０-９].)(?=[０-９]))")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
TRAILS = "[@-~]"
"""ASCII characters that may be the second byte of a GBK character."""
LETTERS = "[a-züāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]"
"""Letters of pinyin."""


def line_ends(text: str) -> Iterator[Edit]:
    r"""Write every line end as a line feed.

    Form feeds and Unicode's own separators count as line ends: PDF converters leave them.

    >>> fix(line_ends, "一、党建\r\n二、安全\r三、督导")
    '一、党建\n二、安全\n三、督导'
    """
    for found in _LINE_END.finditer(text):
        follows = text[found.end() : found.end() + 1] == "\n"
        yield Edit(found.start(), found.end(), "" if follows else "\n")


def invisible(text: str) -> Iterator[Edit]:
    r"""Remove what no reader can see: control, zero-width and direction characters.

    A private-use character stood for something that is lost: it becomes U+FFFD.

    >>> fix(invisible, "教\u200b育\ufeff局\u202e")
    '教育局'
    """
    for found in _INVISIBLE.finditer(text):
        lost = "\ue000" <= found.group() <= "\uf8ff"
        yield Edit(found.start(), found.end(), "\ufffd" if lost else "")


def compatibility_forms(text: str) -> Iterator[Edit]:
    """Write radicals, compatibility ideographs, full-width letters and digits in their plain form.

    Harm: none to meaning; Unicode calls them equivalent (NFKC). Other full-width signs are left.

    >>> fix(compatibility_forms, "⼯作２０２１年ＡＰＰ，占比５．２％，１，２８６人")
    '工作2021年APP，占比5.2%，1,286人'
    """
    for found in _COMPAT.finditer(text):
        # two spaces: what a tab sets apart are columns
        plain = unicodedata.normalize("NFKC", found.group()) if found.group() != "\t" else "  "
        if plain != found.group():
            yield Edit(found.start(), found.end(), plain)


def entities(text: str) -> Iterator[Edit]:
    """Read HTML entities that were left standing in the text.

    >>> fix(entities, "&ldquo;双减&rdquo;&nbsp;AT&T")
    '“双减” AT&T'
    """
    for found in _ENTITY.finditer(text):
        plain = html.unescape(found.group())
        if plain != found.group() and len(plain) == 1 and (plain.isprintable() or plain.isspace()):
            yield Edit(found.start(), found.end(), " " if plain.isspace() else plain)


_WIDE = {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}
_FINAL = re.compile(rf"{TRAILS}(?<=[^\x00-\x7f].)(?![A-Za-z])")
_COMMON_SIGNS = "，。、；：？！“”‘’（）《》【】—…·×％"
_SHORTEST, _LONGEST = 5, 120
_FEW = 3
"""Uncommon characters in a line from which on it is looked at."""


def shifted_gbk(text: str) -> Iterator[Edit]:
    """Mend GBK text from which one byte was lost, so that all bytes paired up wrongly.

    The bytes of the garbled stretch, moved by one, give the true text back, up to the next ASCII
    letter, which is the last byte of a character itself. Of the first character only the second
    byte is known: it is restored when exactly one likely word fits, else it becomes U+FFFD.

    Harm: a stretch is only touched where the mended characters are all common ones and the garbled
    ones mostly are not.

    >>> fix(shifted_gbk, "“星級”評選和學!耙恢鲀梢怼惫芾砟J綖榍腥朦c，追求")
    '“星級”評選和學校“一主兩翼”管理模式為切入點，追求'
    """
    end = 0
    for final in _FINAL.finditer(text):
        if final.start() >= end:
            start = text.rfind("\n", end, final.start()) + 1 or end
            end = text.find("\n", start)
            end = end if end >= 0 else len(text)
            if _uncommon(text[start:end]) >= _FEW:
                yield from _shifted_in(text, start, end)


@remembered
def _uncommon(line: str) -> int:
    """Count the uncommon characters of a line that are no letters."""
    return sum(not common(char) for char in _perhaps_uncommon().findall(line))


@cache
def _perhaps_uncommon() -> re.Pattern[str]:
    """Match a character that is neither a letter nor seen to be common at first glance."""
    pairs = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    plain = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    return re.compile(f"[^\x00-\u2fff{_COMMON_SIGNS}{''.join(filter(common, plain))}]")


def _shifted_in(text: str, start: int, end: int) -> Iterator[Edit]:
    """Find the garbled stretches of one line."""
    position = start
    for final in _FINAL.finditer(text, start, end):
        last = final.end()
        if found := _stretch(text, max(position, last - _LONGEST), last):
            first, mended = found
            whole = first_character(text[max(0, first - 2) : first], text[first])
            yield Edit(first, last, whole + mended)
            position = last


def _stretch(text: str, lowest: int, last: int) -> tuple[int, str] | None:
    """Find where the garbled stretch that ends at `last` begins, and what it reads when mended.

    Going back from its end, each character gives its second byte to the one before; the stretch
    reaches back as long as that yields common characters.
    """
    mended: list[str] = []
    uncommon = 0
    best: tuple[float, int, str] | None = None
    following = text[last - 1].encode("ascii")
    for place in range(last - 2, lowest - 1, -1):
        own = _gbk(text[place])
        char = _decoded(own[1:] + following) if own else ""
        if not char or not common(char):
            break
        mended.append(char)
        uncommon += not common(text[place])
        size = len(mended)
        if size >= _SHORTEST and size - uncommon <= 0.75 * size:
            score = uncommon + 0.5 * _is_known(text[max(0, place - 2) : place], text[place])
            if best is None or score >= best[0]:
                best = (score, place, "".join(reversed(mended)))
        following = own[:1]
    return best[1:] if best else None


def _gbk(char: str) -> bytes:
    """Give the two GBK bytes of a garbled character; ASCII inside stood for a full-width sign."""
    try:
        code = _WIDE.get(char, char).encode("gbk")
    except UnicodeError:
        return b""
    return code if len(code) == 2 else b""


def _decoded(code: bytes) -> str:
    try:
        return code.decode("gbk")
    except UnicodeError:
        return ""


def _is_known(before: str, garbled: str) -> bool:
    """Tell whether the first character of a stretch can be restored."""
    return first_character(before, garbled) != "\ufffd"


@lru_cache(maxsize=16384)
def common(char: str) -> bool:
    """Tell whether a character is CJK punctuation or, simplified, of GB 2312's first level."""
    if char in _COMMON_SIGNS:
        return True
    try:
        code = simplified(char).encode("gb2312")
    except UnicodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7


@lru_cache(maxsize=4096)
def first_character(before: str, garbled: str) -> str:
    """Restore the character whose first byte was lost, or give U+FFFD."""
    trail = _WIDE.get(garbled, garbled).encode("gb18030")[:1]
    chars = [char for lead in range(0x81, 0xFF) if (char := _decoded(bytes([lead]) + trail))]
    starts = {before[-n:] for n in (1, 2) if before and "\n" not in before[-n:]}
    frequencies = [0] * len(chars)
    for start in starts:
        words = simplified("\n".join(start + char for char in chars)).split("\n")
        frequencies = list(map(max, frequencies, map(word_frequency, words)))
    best = sorted(zip(frequencies, chars, strict=True), reverse=True)
    likely = best and best[0][0] > 0 and (len(best) < 2 or best[0][0] >= 5 * max(1, best[1][0]))
    return best[0][1] if likely else "\ufffd"


_SYLLABLE = "[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{1,6}"
_HALF = re.compile(rf"({TRAILS})(?<![A-Za-z].)(?=[(（]({_SYLLABLE})[)）])")
_TORN_NOTE = re.compile(
    rf"[?？](?<=[{HAN}].){_SYLLABLE}[)）](?:[?？]({_SYLLABLE})[)）]|({TRAILS})(?![A-Za-z]))"
)


def torn_note(text: str) -> Iterator[Edit]:
    """Restore a character that fell to pieces with its pinyin note: of it, a sound or a byte is left.

    It is restored, in simplified script, when exactly one character of that sound, or with that second GBK byte, makes a
    word with what stands before it.

    >>> fix(torn_note, "《聊城日?qǐng)?bào)》"), fix(torn_note, "劉延?xùn)|在")
    ('《聊城日报》', '劉延东在')
    """
    for found in _TORN_NOTE.finditer(text):
        before = text[max(0, found.start() - 2) : found.start()]
        words = _by_word(before, found[2], found[1])
        if words and (len(words) < 2 or words[0][0] >= 5 * words[1][0]):
            yield Edit(found.start(), found.end(), words[0][1])


@lru_cache(maxsize=4096)
def _by_word(before: str, trail: str | None, sound: str | None) -> list[tuple[int, str]]:
    """List the characters that make a word with the text before them, the most frequent first.

    Args:
        before: The two characters before.
        trail: The second GBK byte of the character, as ASCII; any if None.
        sound: Its reading; any if None.
    """
    found: dict[str, int] = {}
    for char in _by_sound()[toneless(sound)] if sound else _of_trail(trail or ""):
        frequency = max(word_frequency(simplified(before[-n:] + char)) for n in (1, 2))
        if frequency:
            found[simplified(char)] = frequency
    return sorted(((f, c) for c, f in found.items()), reverse=True)


@cache
def _by_sound() -> dict[str, list[str]]:
    """Give the characters of GBK that have a reading."""
    found: dict[str, list[str]] = defaultdict(list)
    for trail in range(0x40, 0xFF):
        for char in _of_trail(chr(trail)):
            for sound in readings(char):
                found[sound].append(char)
    return found


def _of_trail(trail: str) -> Iterator[str]:
    """Yield the characters of GBK that have a second byte."""
    for lead in range(0x81, 0xFF):
        if char := _decoded(bytes([lead, ord(trail)])):
            yield char


def lost_lead_byte(text: str) -> Iterator[Edit]:
    """Restore a character of which only the second GBK byte is left, by the pinyin behind it.

    Harm: a single Latin letter with its own pinyin in brackets would have to stand in the text.

    >>> fix(lost_lead_byte, "以此為切入c(diǎn)，F(xiàn)已全部開工")
    '以此為切入點(diǎn)，現(xiàn)已全部開工'
    """
    for found in _HALF.finditer(text):
        if char := _by_trail(found.group(1), found.group(2)):
            yield Edit(found.start(1), found.end(1), char)


def _by_trail(trail: str, pinyin: str) -> str | None:
    """Give the most common character with this second GBK byte and this reading."""
    fitting = [
        char
        for char in _of_trail(trail)
        if re.match(f"[{HAN}]", char) and toneless(pinyin) in readings(char)
    ]
    return max(fitting, key=lambda char: (word_frequency(simplified(char)), char), default=None)
