"""Rules for spaces, widths of punctuation, and slips of character recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, TERMINAL, han_count, is_title, label_at, lines, remembered

_CJK = f"{HAN}，。；：、！？“”‘’（）《》【】—…×"
# patterns begin with what is rare, the gap itself, and look back from there
_SPACED_YEAR = re.compile(r"[12](?<![\d.].)(?: ?\d){3}(?= ?年)")
_TORN = re.compile(
    rf"\d(?:(?<=[{_CJK}] .)|(?<=[{_CJK}].))(?!(?:(?<=1)9|(?<=2)0)\d\d (?:19|20)\d\d)\d{{0,3}}(?: \d{{1,3}}){{1,3}}(?:\.\d+)?(?= ?[{HAN}%])"
)
_SPACED_NUMBER = re.compile(
    r" (?:(?<=\d ) *(?=[%％‰])"
    r"|(?<=\d\. ) *(?=\d+ ?[%％‰])|(?<=\d ) *(?=\.\d+ ?[%％‰万亿])"
    rf"|(?<=\d ) *(?=[:：]\d{{1,3}}(?![\d.．、年月]))|(?<=\d ) *(?=[.．、][{HAN}“×])|(?<=\d ) *(?=[.．]\d+ ?[月])"
    r"|(?<=[\d×] ) *(?=×)|(?<=× ) *(?=[\d×年%.])|(?<=[\d×], ) *(?=[\d×]{3}))"
)
_SPACE = re.compile(
    f"[ \u3000](?:(?<=[{_CJK}].)[ \u3000]*(?=[{_CJK}])"
    "|(?<=[，。；：、！？）”》].)[ \u3000]*(?=[\\dA-Za-z])|(?<=[\\dA-Za-z%].)[ \u3000]*(?=[，。；：、！？）”》]))"
)
_WINDOW = 40
_AFTER_LABEL = re.compile("[ \u3000]+")
_RUN, _PLAIN_RUN = re.compile(f"[{HAN}]+"), re.compile(f"[{HAN}]{{2}}")
_LEFT, _RIGHT = re.compile(f"[{HAN}]*$"), re.compile(f"[{HAN}]*")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SIGN = re.compile(rf"[,;:?!](?:(?<=[{_CJK[:-1]}].)()|)")
"""A sign that may be wide; it is for sure, as the group tells, right behind what is Chinese but ×."""
_CHINESE, _FIGURE = re.compile(f"[{_CJK}]"), re.compile(r"[\d×]")
_PAIR = re.compile(r"\(([^()（）\n]{0,200})[)）]|（([^()（）\n]{0,200})\)")
_LONE_BRACKET = re.compile(f"[()](?<=[{_CJK}].)(?=[{_CJK}])")
_STOP = re.compile(
    rf"\.(?<=[{HAN}”’）》%×].)(?:(?=[ \u3000]*(?:[{HAN}“《（(]|[”’）]|$))|(?<!×.)(?=[\d×])|(?=××××年|\d{{1,2}}[、.．][{HAN}]))",
    re.MULTILINE,
)
_WIDE_POINT = re.compile(r"[^\s。；！？：.．、\d]\d{1,9}(．)\d{1,4}(?=[%％‰万亿倍元米个公平])")
"""The point of a decimal; behind the end of a sentence it is rather a label's."""
_NUMBERED_LINE = re.compile("[ \u3000]*[一二三四五六七八九十]{1,3}")
_STRAY = re.compile(rf"[`´'‘’](?:(?<=[{HAN}][`´])|(?<=的['‘’]))(?=[{HAN}])")
_FIRST = re.compile(
    rf"([lLI|丨])(?:(?<![^\n].)|(?<=[{TERMINAL}”）].))(?=[ ]?([.、．])?[ ]?[{HAN}“《×])"
)
_OTHER = re.compile(r"(?:^|[。；！？])\s{0,9}[2-9] ?[.．、]", re.MULTILINE)
_DIGITS = re.compile(
    r"(?<![A-Za-z\d])(?:[lI]?\d[\dOolI]*(?:\.[\dOolI]+)?|[lI]\.\d+|[lI][Oo])(?![A-Za-z\d])|(?<=月)[lI](?=日)"
    rf"|(?<=[{HAN}，])[lI](?= \d{{1,3}}(?: \d{{1,3}})?(?:\.\d+)? ?[{HAN}%])|(?<=\d\+)[lI](?![A-Za-z])"
)
_UNIT = re.compile("[年月日%人名所个万亿元项次节条号届级公平米台套多余岁周倍点家校班门期场]| \\d")
"""What stands behind a letter at the end of a figure that is a digit."""


_BORDER = re.compile(rf" (?:(?<=[{HAN}] )(?=\d)|(?<=[\d%×] )(?=[{HAN}]))")
_CLOSE_BORDERS = re.compile(rf"\d(?<=[{HAN}].)"), re.compile(rf"[\d%×](?=[{HAN}])")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d+)?")
_COLUMN = re.compile(
    r"[\d×][%年人]? (?=[\d×]{2})(?!\d\d ?[月日])|% (?<=[\d×].{2})(?=[\d×])|\.[\d×]{1,3}%? (?=[\d×])"
)
"""A figure before another, each of some length or with a sign of its own."""
_PROSE = re.compile("[，。；：、！？]")
_LETTER = re.compile("[lLI|丨Oo]")
"""A sign that may be read where a digit stood."""
_MISREAD = re.compile(r"[OolI](?:(?<=[\d.+月，].)|(?=[\d.])|(?<=[lI][Oo]))")
"""A letter that may stand in a figure."""
_READ_AS = str.maketrans("OolI", "0011")


def number_spaces(text: str) -> Iterator[Edit]:
    """Close numbers that stray spaces tore apart.

    Harm: columns of figures are left: a number between words, a year, a percentage is closed. Of
    several numbers behind a gap only groups of three digits are one, on a row of a table none. A space between a word and a number
    goes only where most of the text's numbers have none.

    >>> fix(number_spaces, "2 0 21年，82. 45 %，共1 200人，×× ××年，×, ×××.××万元"), fix(number_spaces, "12 34 56")
    ('2021年，82.45%，共1200人，××××年，×,×××.××万元', '12 34 56')
    >>> fix(number_spaces, "一中 486 301 61.9%"), fix(number_spaces, "今年，投入1 234 567元")
    ('一中 486 301 61.9%', '今年，投入1234567元')
    """
    spaced: list[Edit] = []
    every = 0
    for line in lines(text):
        if " " not in line.text:
            continue
        row = _in_columns(line.text)
        for found in _SPACED_YEAR.finditer(text, line.start, line.end):
            yield from _closed(found)
        for found in _TORN.finditer(text, line.start, line.end) if not row else ():
            apart = text[found.start() - 1] == " " and found[0].count(" ") > 1
            if not apart or _GROUPED.fullmatch(found[0]):
                yield from _closed(found)
        for found in _SPACED_NUMBER.finditer(text, line.start, line.end) if not row else ():
            yield Edit(found.start(), found.end())
        borders = [Edit(*x.span()) for x in _BORDER.finditer(text, line.start, line.end)]
        every += len(borders)
        spaced += borders if not row else []
    if spaced and every < 0.25 * sum(len(p.findall(text)) for p in _CLOSE_BORDERS):
        yield from spaced


def _closed(found: re.Match[str]) -> Iterator[Edit]:
    for gap in re.finditer(" ", found[0]):
        yield Edit(found.start() + gap.start(), found.start() + gap.end())


@remembered
def _in_columns(line: str) -> bool:
    """Tell whether a line is a row of a table: figures side by side, and no sentence."""
    return len(_COLUMN.findall(line)) > 1 and not _PROSE.search(line)


_APART = 10
"""Characters that stand apart in the shortest line of such with figures."""
SPREAD = re.compile(rf"(?:[{HAN}〇○×][ \u3000]{{1,4}}){{5,}}[{HAN}]")
"""A line of which every character stands apart, as titles are set."""


def han_spaces(text: str) -> Iterator[Edit]:
    """Remove stray spaces between Chinese characters.

    Harm: a space between the two halves of a heading, columns and lists of names are real spacing:
    outside sentences only single spaces beside punctuation, or between all characters, are removed.

    >>> fix(han_spaces, "开展 “三严三实”活动，校园 安全"), fix(han_spaces, "坚持立德树人 落实五育并举")
    ('开展“三严三实”活动，校园安全', '坚持立德树人 落实五育并举')
    >>> fix(han_spaces, "（一） 基本情况"), fix(han_spaces, "张三  李四  王五")
    ('（一）基本情况', '张三  李四  王五')
    >>> fix(han_spaces, "二 〇 一 一 年 工 作 总 结"), fix(han_spaces, "共 计 培 训 3 2 0 人 次 ， 投 入 3 . 2 万 元 。")
    ('二〇一一年工作总结', '共计培训320人次，投入3.2万元。')
    """
    for line in lines(text):
        if " " not in line.text and "\u3000" not in line.text:
            continue
        if SPREAD.fullmatch(line.text) or _letter_spaced(line.text):
            for wide in re.finditer("[ \u3000]+", line.text):
                yield Edit(line.start + wide.start(), line.start + wide.end())
            continue
        if is_title(line.text):
            continue
        if _in_columns(line.text):
            continue
        label = label_at(line.text, 0)
        if label and (gap := _AFTER_LABEL.search(line.text, 0, label.end)):
            yield Edit(line.start + gap.start(), line.start + gap.end())
        prose = any(sign in line.text for sign in "。，；")
        spread = not prose and _is_spread(line.text)
        for found in _SPACE.finditer(line.text, label.end if label else 0):
            if _stray(line.text, found, prose=prose, spread=spread):
                yield Edit(line.start + found.start(), line.start + found.end())


def _letter_spaced(line: str) -> bool:
    """Tell whether nearly every character of a line stands apart, figures and signs included."""
    parts = line.split(" ")
    lone = sum(len(part) == 1 for part in parts)
    return lone >= max(_APART, 0.8 * len(parts)) and 2 * han_count(line) >= lone


def _is_spread(line: str) -> bool:
    """Tell whether all Han characters of a line stand apart from each other."""
    return not _PLAIN_RUN.search(line) and len(_RUN.findall(line)) >= 3


def _stray(line: str, gap: re.Match[str], *, prose: bool, spread: bool) -> bool:
    """Tell whether a gap between Chinese characters is no real spacing."""
    if not prose and len(gap[0]) > 1:
        return False
    sizes = (_left(line, gap.start()), _right(line, gap.end()))
    if min(sizes) == 0 or not prose:
        return min(sizes) == 0 or spread
    return not (min(sizes) >= 4 and sizes[0] == sizes[1])


def _left(line: str, end: int) -> int:
    """Count the Han characters right before a place, as far as they matter."""
    found = _LEFT.search(line[max(0, end - _WINDOW) : end])
    return len(found[0]) if found else 0


def _right(line: str, start: int) -> int:
    """Count the Han characters right behind a place, as far as they matter."""
    found = _RIGHT.match(line, start, start + _WINDOW)
    return len(found[0]) if found else 0


def widths(text: str) -> Iterator[Edit]:
    """Write punctuation beside Chinese characters in full width.

    Digits, Latin words and what stands between them keep theirs: 10,000 and 12:30 are unharmed.

    >>> fix(widths, "全面打赢(防疫)战役,取得成效;共10,000人,12:30开始!"), fix(widths, "Python, AI")
    ('全面打赢（防疫）战役，取得成效；共10,000人，12:30开始！', 'Python, AI')
    >>> fix(widths, "达到84．5%"), fix(widths, "1．5万名学生")
    ('达到84.5%', '1．5万名学生')
    """
    for found in _SIGN.finditer(text) if any(map(text.__contains__, _WIDE)) else ():
        place = found.start()
        if found.lastindex or _amid_chinese(text, place):
            yield Edit(place, place + 1, _WIDE[found[0]])
    for found in _WIDE_POINT.finditer(text) if "．" in text else ():
        yield Edit(found.start(1), found.end(1), ".")
    bracketed = "(" in text or ")" in text
    for found in _PAIR.finditer(text) if bracketed else ():
        beside = text[max(0, found.start() - 1)] + text[found.end() : found.end() + 1]
        if _CHINESE.search(found[0][1:-1] + beside):
            places = ((found.start(), "(", "（"), (found.end() - 1, ")", "）"))
            yield from (Edit(i, i + 1, wide) for i, narrow, wide in places if text[i] == narrow)
    for found in _LONE_BRACKET.finditer(text) if bracketed else ():
        yield Edit(found.start(), found.end(), "（" if found[0] == "(" else "）")
    begin = last = 0
    for found in _STOP.finditer(text):
        begin = text.rfind("\n", last, found.start()) + 1 or begin
        last = found.start()
        if not _NUMBERED_LINE.fullmatch(text, begin, last):
            yield Edit(last, last + 1, "。")


def _amid_chinese(text: str, place: int) -> bool:
    """Tell whether a sign stands beside a Chinese character and not within a figure."""
    before = text[max(0, place - 9) : place].rstrip(" ")[-1:]
    after = text[place + 1 : place + 4].lstrip(" ")[:1]
    if not (_CHINESE.match(before) or _CHINESE.match(after)):
        return False
    figures = _FIGURE.match(before) and _FIGURE.match(after)
    return not (figures and text[place] in ",:" and text[place + 1] != " ")


def quotes(text: str) -> Iterator[Edit]:
    """Curl straight quotes that stand in pairs around Chinese words, curled ones among them.

    >>> fix(quotes, '围绕"双减"'), fix(quotes, "构建'双微'联盟"), fix(quotes, '“甲"和"乙”')
    ('围绕“双减”', '构建‘双微’联盟', '“甲”和“乙”')
    """
    for line in lines(text):
        for sign, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
            if sign in line.text:
                for first, last in _quoted(line.text, sign, opening, closing):
                    if _RUN.search(line.text, max(0, first - 1), last + 2):
                        places = [i for i in (first, last) if line.text[i] == sign]
                        for i in places:
                            curl = opening if i == first else closing
                            yield Edit(line.start + i, line.start + i + 1, curl)


def _quoted(line: str, sign: str, opening: str, closing: str) -> list[tuple[int, int]]:
    """Pair the quotes of a line in turn.

    Where they do not pair up, only those count that are close, or of which one says which it is.
    """
    pairs, opened, whole = [], -1, True
    for found in re.finditer(f"[{sign}{opening}{closing}]", line):
        if found[0] == (closing if opened < 0 else opening):
            whole = False
            opened = found.start() if found[0] == opening else -1
        elif opened < 0:
            opened = found.start()
        else:
            pairs.append((opened, found.start()))
            opened = -1
    if whole and opened < 0:
        return pairs
    return [
        (a, b)
        for a, b in pairs
        if b - a < 40 and (line[a] != line[b] or not re.search("[，。；]", line[a:b]))
    ]


def stray_quotes(text: str) -> Iterator[Edit]:
    """Remove the lone quote marks that copying sites sprinkle between characters.

    Harm: a quote mark that has its partner in the line is left.

    >>> fix(stray_quotes, "教师的'教学工作、需扩建的`学校"), fix(stray_quotes, "开展的'双微'联盟")
    ('教师的教学工作、需扩建的学校', "开展的'双微'联盟")
    """
    for line in lines(text) if _STRAY.search(text) else ():
        if strays := list(_STRAY.finditer(line.text)):
            odd = "`´" + "".join(p for p in ("'", "‘’") if _odd(line.text, p))
        for found in strays:
            if found[0] in odd:
                yield Edit(line.start + found.start(), line.start + found.end())


def _odd(line: str, signs: str) -> bool:
    return sum(map(line.count, signs)) % 2 == 1


def recognition_slips(text: str) -> Iterator[Edit]:
    """Mend letters that character recognition put for digits, in labels and dates.

    Harm: a sentence that begins with a single L or I right before a Chinese character; where a
    separator is missing too, the text must go on with item 2 or have other items of that form.

    >>> fix(recognition_slips, "促进发展。L全面加强党建。2 .创新品牌。"), fix(recognition_slips, "2O2l年l2月，lO个，O2O")
    ('促进发展。1.全面加强党建。2 .创新品牌。', '2021年12月，10个，O2O')
    >>> fix(recognition_slips, "占l8%，IO设备，IO接口lo次")
    '占18%，IO设备，IO接口10次'
    """
    letters = [found.start() for found in _LETTER.finditer(text)]
    firsts = [found for place in letters if (found := _FIRST.match(text, place))]
    others = [m.start() for m in _OTHER.finditer(text)] if firsts else []
    for found in firsts:
        numbered = bool(others) and (
            others[-1] > found.start() or "." in text[others[0] : others[0] + 6]
        )
        if numbered and (found[2] or found[1] in "lL"):
            yield Edit(found.start(1), found.end(1), "1" if found[2] else "1.")
    end = 0
    for place in letters:
        if place >= end and _MISREAD.match(text, place):
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place) % (len(text) + 1)
            yield from _misread_digits(text, start, end)


def _misread_digits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Find the figures of a line that letters stand in."""
    for found in _DIGITS.finditer(text, start, end):
        plain = found[0].translate(_READ_AS)
        if plain != found[0] and (found[0][-1].isdecimal() or _UNIT.match(text, found.end())):
            yield Edit(found.start(), found.end(), plain)
