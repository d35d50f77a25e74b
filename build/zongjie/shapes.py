"""What a stretch of text looks like: a label, a title, a finished sentence. Judged by form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DIGITS = "一二三四五六七八九十百零〇○两"
TERMINAL = "。！？!?；;：:…"
CLOSING = "”’」』）)》】\"'"

Style = Literal["part", "han", "paren", "num", "numparen", "circled", "ordinal", "shi"]

RANK: dict[Style, int] = {
    "part": 0, "han": 1, "paren": 2, "num": 3, "numparen": 4, "circled": 5,
}  # fmt: skip
"""The customary order of label styles from outside to inside; the other styles stand anywhere."""

_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class Label:
    """A numbering label found in a text."""

    style: Style
    number: int | None
    """None where the number is masked, as in `（×）`."""
    text: str
    """In compact full-width form."""
    start: int
    end: int
    """Where it stands, white space behind it included."""


def number(numeral: str) -> int:
    """Give the value of a Chinese or Arabic numeral below one thousand.

    >>> [number(n) for n in ("二", "十", "十二", "二十", "二十三", "一百零二", "7")]
    [2, 10, 12, 20, 23, 102, 7]
    """
    if numeral.isdecimal():
        return int(numeral)
    total = unit = 0
    for char in numeral:
        if char == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif char == "十":
            total, unit = total + (unit or 1) * 10, 0
        else:
            unit = _VALUES[char]
    return total + unit


_N = "[一二三四五六七八九十]{1,3}"
_GAP = "[ \u3000]*"
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_N}){_GAP}(部分|章|节)[、：:，,]?{_GAP}")),
    # 「一、二批次」 and 「一、二年级」 enumerate; they do not number
    ("han", re.compile(rf"({_N}){_GAP}[、．.]{_GAP}(?![、，])"
                       rf"(?!{_N}(?:是|[、，批期届等线次年至和到个](?!来)))")),
    ("paren", re.compile(rf"[（(]{_GAP}({_N}){_GAP}[）)]{_GAP}[、.．]?{_GAP}")),
    ("numparen", re.compile(rf"[（(]{_GAP}(\d{{1,2}}|×+){_GAP}[）)]{_GAP}[、.．]?{_GAP}")),
    ("numparen", re.compile(rf"(\d{{1,2}}){_GAP}[）)]{_GAP}[、.．]?{_GAP}")),
    ("num", re.compile(rf"(\d{{1,2}}){_GAP}(、){_GAP}(?![\d、，]*\d[、，和至])(?![、，])")),
    # 「1.8月」 is item 1 about August, 「1.8%」 and 「1.8万」 are figures
    ("num", re.compile(rf"(\d{{1,2}}){_GAP}([.．]){_GAP}"
                       rf"(?=[{HAN}“‘《〈「（(×A-Za-z]|\d{{1,2}}{_GAP}月|[12]\d{{3}}{_GAP}(?:年|—|-)|20×)"
                       rf"(?!×+[%％.])(?!(?:万|亿|倍|个|元|米|吨|公里|平方)(?![{HAN}]{{0,3}}(?:工程|计划)))")),
    ("ordinal", re.compile(rf"第({_N})[，,、：:](?!{_N}[{HAN}]?(?:批|期|届|次|年|季))")),
    ("shi", re.compile(rf"({_N})([是要])(?!否|素|点|害|领)")),
)  # fmt: skip
_CIRCLED = re.compile(f"[\u2460-\u249b\u2776-\u277f]{_GAP}[、.．]?{_GAP}")
_STARTS = frozenset("第一二三四五六七八九十（(0123456789")


def label_at(text: str, position: int) -> Label | None:
    """Read the label that stands at a position, judged by its own form alone.

    >>> label_at("1.8月19日，举办培训", 0).text, label_at("1.1%的学生", 0)
    ('1.', None)
    >>> label_at("(四) 着眼优质", 0).text, label_at("（2020年）", 0)
    ('（四）', None)
    """
    char = text[position : position + 1]
    if found := _CIRCLED.match(text, position):
        return _circled(char, position, found.end())
    if char not in _STARTS or (char.isdecimal() and text[max(0, position - 1)].isdecimal()
                               and position):  # fmt: skip
        return None
    for style, pattern in _LABELS:
        if found := pattern.match(text, position):
            numeral = found.group(1)
            value = None if numeral[0] == "×" else number(numeral)
            if value == 0:
                return None
            return Label(style, value, _compact(style, found), position, found.end())
    return None


def _circled(char: str, start: int, end: int) -> Label:
    code = ord(char)
    if code <= 0x2473:
        return Label("circled", code - 0x245F, char, start, end)
    if code <= 0x2487:
        return Label("numparen", code - 0x2473, f"（{code - 0x2473}）", start, end)
    if code <= 0x249B:
        return Label("num", code - 0x2487, f"{code - 0x2487}.", start, end)
    return Label("circled", code - 0x2775, char, start, end)


def _compact(style: Style, found: re.Match[str]) -> str:
    """Write a label in its compact full-width form."""
    numeral = found.group(1)
    if style in ("paren", "numparen"):
        opened = found.group(0).lstrip()[0] in "（("
        return f"（{numeral}）" if opened else f"{numeral}）"
    if style == "num":
        return numeral + ("." if found.group(2) == "．" else found.group(2))
    if style == "shi":
        return numeral + found.group(2)
    if style == "part":
        return f"第{numeral}{found.group(2)}"
    if style == "ordinal":
        mark = found.group(0).rstrip()[-1]
        return f"第{numeral}" + {",": "，", ":": "："}.get(mark, mark)
    return f"{numeral}、"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, white space around it left out."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank."""
    for found in re.finditer(r"[^\n]+", text):
        raw = found.group()
        stripped = raw.strip()
        if stripped:
            start = found.start() + raw.index(stripped[0])
            yield Line(start, start + len(stripped), stripped)


def han_count(text: str) -> int:
    """Count the Han characters of a text."""
    return len(re.findall(f"[{HAN}]", text))


def finished(text: str) -> bool:
    """Tell whether a line ends as a sentence ends.

    >>> finished("取得成效。"), finished("他说：“好。”"), finished("着力推进")
    (True, True, False)
    """
    stripped = text.rstrip().rstrip(CLOSING)
    return stripped[-1:] in TERMINAL or text.rstrip()[-1:] in TERMINAL


_SIGNATURE = re.compile(
    r"[（(]?(?:[\u4e00-\u9fff×]{2,30}(?:局|委|委员会|政府|中心校?|学校|小学|中学|幼儿园|厅|党组|办公室|总校|学区|教育组|教办))?[ \u3000]*"
    r"(?:(?:[12][\d×]{3}|[二×][\d×〇○零Oo一二三四五六七八九]{3})[ \u3000]*年[ \u3000]*[\d×一二三四五六七八九十元]{1,3}[ \u3000]*月(?:[ \u3000]*[\d×一二三四五六七八九十]{1,3}[ \u3000]*日)?)?[）)]?"
)


def is_signature(text: str) -> bool:
    """Tell whether a line is a signature: the reporting body, a date, or both.

    >>> is_signature("缙云县教育局"), is_signature("二〇一四年十二月二十六日"), is_signature("加强学校")
    (True, True, True)
    >>> is_signature("狠抓落实。"), is_signature("")
    (False, False)
    """
    return bool(text.strip()) and bool(_SIGNATURE.fullmatch(text.strip()))


_TITLE_TAIL = re.compile(
    r"(?:工作|教育|年度|年终|半年|情况|自查|述职|季度|培训|党建|教学|德育|活动|安全)?"
    r"(?:总结|汇报|报告|小结|思路|计划|打算|要点|安排|规划|设想)"
)
_TITLE_WORD = re.compile(r"总结|小结|(?:工作|情况|进展|落实)(?:情况)?的?(?:汇报|报告|回顾)|述职报告|教育工作(?:要点|计划|思路)")
_TITLE_REST = re.compile(
    r"(?:[（(\[【]?(?:范文|范本|模板|样本|精选|合集|汇编|集锦|集合|通用|最新|简短|优秀|参考|大全|[一二三四五六七八九十\d]{1,3}[篇份则]|"
    r"第?[篇例]?[一二三四五六七八九十\d]{1,3}篇?|[\d]{3,5}字|最新版|完整版|及|和|与|[一-龥]{0,6}(?:稿|版))[）)\]】]?\s*)*$"
)


def is_title(text: str) -> bool:
    """Tell whether a line looks like the title of a summary.

    >>> is_title("区教育局2021年上半年工作总结和下半年工作思路"), is_title("乡镇教育年终工作总结 篇1")
    (True, True)
    >>> is_title("一、上半年工作总结"), is_title("现将工作总结如下："), is_title("上半年工作总结")
    (False, False, False)
    """
    stripped = text.strip(" \u3000#*《》【】")
    if not 6 <= len(stripped) <= 80 or label_at(stripped, 0) or re.search("[。；！？!?;，,]", stripped):
        return False
    word = _TITLE_WORD.search(stripped)
    if not word or re.fullmatch(r"(?:[\d×]+年)?度?(?:上半年|下半年|全年|年度|今年)?的?(?:主要)?工作(?:总结|情况|回顾|汇报)", stripped):
        return False
    tails = list(_TITLE_TAIL.finditer(stripped))
    return bool(tails) and bool(_TITLE_REST.fullmatch(stripped[tails[-1].end() :].strip()))


_COUNT = rf"({_N}|\d{{1,2}})"
_LEADING_MARK = re.compile(
    rf"[【\[（(《<]?{_GAP}(?:第{_GAP}{_COUNT}{_GAP}篇|(?:篇|范文|例文|样本){_GAP}{_COUNT}){_GAP}[】\]）)》>]?"
    rf"{_GAP}[：:、.．\-—]?{_GAP}(.*)"
)
_TRAILING_MARK = re.compile(
    rf"(.{{4,50}}?){_GAP}(?:[（(【\[]?(?:第?{_GAP}篇|范文|例|之){_GAP}{_COUNT}{_GAP}[）)】\]]?|第{_COUNT}篇|[（(【\[]{_COUNT}[）)】\]])"
)


def item_mark(text: str) -> tuple[int, str] | None:
    """Read the line that begins a summary of a compilation: its number and title.

    The title is empty where the line has none.

    >>> item_mark("篇1：区教育局工作总结"), item_mark("乡镇教育年终工作总结 篇2"), item_mark("【第三篇】")
    ((1, '区教育局工作总结'), (2, '乡镇教育年终工作总结'), (3, ''))
    >>> item_mark("教育局工作总结(4)"), item_mark("精选教育局工作总结四篇"), item_mark("（一）总结")
    ((4, '教育局工作总结'), None, None)
    """
    stripped = text.strip()
    if len(stripped) > 80 or finished(stripped.rstrip("：:")):
        return None
    if found := _LEADING_MARK.fullmatch(stripped):
        title = found[3].strip("》】 ")
        if not title or len(title) <= 60 and not re.search("[，。；]", title):
            return number(found[1] or found[2]), title
    if (found := _TRAILING_MARK.fullmatch(stripped)) and is_title(found[1]):
        return number(found[2] or found[3] or found[4]), found[1].strip()
    return None
