"""Notes on the quality of a summary's text, as codes that `data/flags.yml` explains."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from zongjie.data.tables import rows
from zongjie.metadata.fold import fold
from zongjie.metadata.spun import is_spun
from zongjie.models import MASK, MOJIBAKE, Cleaned, Outline, Passage, Stretch, Year
from zongjie.shapes import HAN, finished, label_at, number

UNTITLED = "untitled"
"""The flag of a summary that is named after its file."""
_NUMERAL = "[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ANNOUNCED = re.compile(
    rf"(?:以下|如下|下面|下列)(?:的|这)?(?P<n>{_NUMERAL})(?:个|大|项|点)?(?:方面|部分|项工作|点|项)(?=[^，。]{{0,6}}(?:工作|内容)?[：:。]|$)"
)
_CONTENTS_ENTRY = re.compile(r"(?:^|[^一-十])(?P<n>[一二三四五六七八九十]{1,3})、", re.MULTILINE)
_DIGIT = "[0-9×〇○零OoＯ一二三四五六七八九]"
_SIGNED = re.compile(
    rf"{_DIGIT}{{2,4}}年[^，。]{{0,10}}[月日]?[)）]?$|{_DIGIT}{{4}}[.\-/][0-9×]{{1,2}}(?:[.\-/][0-9×]{{1,2}})?[)）]?$|"
    r"(?:局|委|委员会|学校|政府|中学|小学|[一二三四五六七八九十]中|党委|党组|办公室|幼儿园|中心校?|学区|教育组|总校|教办)[)）]?$|"
    rf"(?:局长|校长|园长|主任|书记|科长|股长|组长|厅长)[：: ]{{0,3}}[{HAN}×]{{1,2}} ?[{HAN}×]{{1,2}}$"
)
_SPACED_DATE = re.compile(r"[\d×]{4} {0,4}年 {0,4}[\d×]{1,2} {0,4}月(?: {0,4}[\d×]{1,2} {0,4}日)?")
_FOOT = re.compile(
    "[（(]?(?:抄[送报]|报送?|发送?|送|主题词|联系人|联系电话|电话|附件?[0-9一二三四]?|附表|签发人?|审核人?|起草人?|撰稿人?|执笔人?|供稿|报告人|述职人|汇报人|单位|日期|时间|地址|邮编|印发)[：:]"
    "|[（(][^（）()]{2,20}[）)]$|—? ?[0-9]{1,3} ?—?$|[^，。]{2,20}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发"
    "|[（(]?共?印(?:发|刷)?[0-9×]{1,4}份[）)]?。?$"
)
"""Lines that stand under a text and are no sentence."""
_ATTACHED, _NUMBERED = re.compile("[（(]?附[件表图]?[：:]"), re.compile("[0-9]{1,2}[.．、]")
"""The first line of a list of attachments, and the others."""
_CELL = re.compile("[ \t\u3000|│]+")
_NAME = re.compile(f"[{HAN}×]{{2,4}}")
_BROKEN = re.compile(
    "[\ufffd\ue000-\uf8ff锟烫À-ÿ](?:(?<=[\ufffd\ue000-\uf8ff])|(?<=锟)斤拷|(?<=烫)烫烫"
    "|(?<=[À-ÖØ-öø-ÿ])[À-ÖØ-öø-ÿ]{2}|(?<=â)€|(?<=Ã)[\x80-\xbf])"
)
_CONTENTS = frozenset(("contents", "word-contents"))
_MENDED = MOJIBAKE | {"lost-lead-byte", "torn-note"}
_TELLING = _MENDED | {"traditional", "preview-limit"}
_SOMETHING = re.compile(r"\S")
_SHORT = 500
_SCRIPT_SHARE, _MASK_SHARE = 0.02, 0.03


@dataclass(frozen=True, slots=True)
class Flag:
    """One row of `data/flags.yml`."""

    code: str
    label: str
    note: str


@cache
def flags() -> dict[str, Flag]:
    """Read what each code means, in the order in which the flags are shown."""
    found = {}
    for row in rows("flags.yml"):
        row.only("code", "label", "note")
        flag = Flag(row.text("code"), row.text("label"), row.text("note"))
        found[flag.code] = flag
    return found


def find_flags(passage: Passage, outline: Outline, year: Year) -> tuple[str, ...]:
    """Find what a reader should know of a text's quality.

    Args:
        passage: The summary's cleaned text; its ledger tells which rules mended the source.
        outline: The summary's tree.
        year: What was found of its year.

    Returns:
        Codes of `data/flags.yml`, in the order of that table.
    """
    found = {*_of_text(passage, outline), *_of_ledger(passage)}
    if year.conflict:
        found.add("conflicting-year")
    return tuple(code for code in flags() if code in found)


def _of_text(passage: Passage, outline: Outline) -> Iterator[str]:
    """Yield what the cleaned text and its tree show."""
    text = passage.text
    if _breaks_off(text) or _falls_short(passage, outline):
        yield "truncated"
    if is_spun(fold(passage)):
        yield "spun"
    if MASK in text:
        yield "masked"
    if text.count(MASK) >= _MASK_SHARE * len(text):
        yield "heavily-masked"
    if _BROKEN.search(text):
        yield "mojibake-left"
    if not outline.sections:
        yield "no-sections"
    if len(text) < _SHORT:
        yield "short"


def _breaks_off(text: str) -> bool:
    """Tell whether the last line ends in mid-sentence; a signature, a date, a table, a list of attachments are an end."""
    rows = [line.strip() for line in text.split("\n") if line.strip()]
    last = rows[-1] if rows else ""
    if not last or finished(last) or _FOOT.match(last):
        return False
    for row in reversed(rows):
        if _ATTACHED.match(row):
            return False
        if not _NUMBERED.match(row):
            break
    last = last.rpartition("。")[2].strip()
    signed = len(last) <= 30 and _SIGNED.search(last) and not label_at(last, 0)
    signed = signed or bool(_SPACED_DATE.fullmatch(last))
    return not signed and not _tabular(rows)


def _tabular(rows: list[str]) -> bool:
    """Tell whether the text ends in a table or in a list of people's names."""
    cells = [[cell for cell in _CELL.split(row) if cell] for row in rows[-2:]]
    last = cells[-1]
    if len(last) == 1:
        names = last[0].split("、")
        return len(names) >= 3 and all(_NAME.fullmatch(name) for name in names)
    if any(len(cell) > 12 or re.search("[，。；]", cell) for cell in last):
        return False
    named = len(last) >= 3 and all(_NAME.fullmatch(cell) for cell in last)
    return named or (len(cells) == 2 and len(last) >= 2 and len(cells[0]) == len(last))


def _falls_short(passage: Passage, outline: Outline) -> bool:
    """Tell whether fewer parts stand here than the opening or the contents list announced."""
    promised = max(_announced(outline), _listed(passage))
    if not promised or not outline.sections:
        return False
    return max(_reached(outline), len(outline.sections)) < promised


def _announced(outline: Outline) -> int:
    """Read how many parts the preamble announces: 以下5个方面."""
    found = _ANNOUNCED.search("\n".join(outline.preamble).replace(" ", ""))
    return number(found["n"]) if found else 0


def _listed(passage: Passage) -> int:
    """Count the entries of the contents list that was removed; of several summaries it tells none."""
    numbers = _contents(passage.cleaned)
    return max(numbers, default=0) if numbers.count(1) < 2 else 0


@lru_cache(maxsize=1)
def _contents(cleaned: Cleaned) -> list[int]:
    """Read the numbers of the entries; Word cuts one entry into several pieces."""
    text = "".join(
        cleaned.source.text[s.start : s.end]
        if s.rule in _CONTENTS and s.fate == "removed"
        else "\n"
        for s in cleaned.ledger
    )
    return [number(found["n"]) for found in _CONTENTS_ENTRY.finditer(text)]


def _reached(outline: Outline) -> int:
    """Give the highest number among the top sections' labels."""
    numerals = [re.search(_NUMERAL, section.label) for section in outline.sections]
    return max((number(found.group()) for found in numerals if found), default=0)


def _of_ledger(passage: Passage) -> Iterator[str]:
    """Yield what the cleaning rules met in the stretch of the source that the summary came from."""
    told = _telling(passage.cleaned)
    here = _stretches(passage, told)
    if any(s.rule in _MENDED for s in here):
        yield "mojibake-repaired"
    converted = sum(s.end - s.start for s in here if s.rule == "traditional")
    if converted >= _SCRIPT_SHARE * len(passage.text):
        yield "traditional"
    if _is_last(passage) and any(s.rule == "preview-limit" for s in told):
        yield "truncated"


@lru_cache(maxsize=1)
def _telling(cleaned: Cleaned) -> list[Stretch]:
    """Give the stretches of the ledger whose rules tell something of the source."""
    return [stretch for stretch in cleaned.ledger if stretch.rule in _TELLING]


def _stretches(passage: Passage, among: Sequence[Stretch]) -> Sequence[Stretch]:
    """Choose those of some stretches that a passage came from."""
    if passage.start >= passage.end:
        return ()
    first, last = passage.cleaned.source_span(passage.start, passage.end)
    begin = bisect_right(among, first, key=lambda stretch: stretch.end)
    return among[begin : bisect_left(among, last, key=lambda stretch: stretch.start)]


def _is_last(passage: Passage) -> bool:
    """Tell whether nothing but white space follows in the source: what a preview cuts off."""
    return not _SOMETHING.search(passage.cleaned.text, passage.end)
