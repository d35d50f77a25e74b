"""The period reported on: a year, half of one, a quarter, a school year — or a plan, not a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zongjie.metadata.fold import Folded, fold
from zongjie.metadata.headline import copied, repeated_titles, several_years
from zongjie.metadata.zones import Zone, plan_zone
from zongjie.models import UNKNOWN_VALUE, Evidence, Passage, Value

_REPORT = re.compile("总结|小结|汇报|报告|回顾|回眸|综述|概述|纪实|述职|情况|自评|亮点|成效")
_PLAN = re.compile("计划|思路|打算|要点|安排|规划|设想")
_AND_PLAN = re.compile(
    r"(?:及其?|和|与|暨|、|并)?(?:[2×][0×][0-9×]{2}年度?)?(?:上半年|下半年|明年|来年|下一?年度?|下一?步|下一?阶段|今后)?"
    r"(?:的)?(?:教育)?(?:工作)?(?:重点)?(?:工作)?(?:计划|思路|打算|要点|安排|设想)"
)
_SPANS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("前三季度", re.compile("(?:前|[一1](?:季度)?[—至到]|[一1]、[二2]、)第?[三3]个?季度"), 1.0),
    ("第一季度", re.compile("第?[一1]季度(?![—至到、和])"), 1.0),
    ("第二季度", re.compile("(?<![—至到、和第前])第?[二2]季度"), 1.0),
    ("第三季度", re.compile("(?<![—至到、和第])第?[三3]季度(?![—至到、和])"), 1.0),
    ("第四季度", re.compile("(?<![—至到、和第])第?[四4]季度"), 1.0),
    (
        "上半年",
        re.compile(
            "上半年|(?<!下)半年(?:工作)?(?:总结|小结|汇报)|年中|[一1](?:季度)?[—至到、和]第?[二2]季度"
        ),
        1.0,
    ),
    ("下半年", re.compile("下半年|[三3](?:季度)?[—至到、和]第?[四4]季度"), 1.0),
    ("第一学期", re.compile("第一学期|上学期|秋季学期"), 1.0),
    ("第二学期", re.compile("第二学期|下学期|春季学期"), 1.0),
    ("学年", re.compile("学年"), 1.0),
    ("月度", re.compile("(?<![0-9—至到、和])1?[0-9]月份?(?:工作)?(?:总结|小结|汇报)"), 1.0),
    ("全年", re.compile("年终|年度|全年|一年来?的?工作|年底"), 1.0),
    (
        "全年",
        re.compile(
            r"(?<![0-9×])(?<![0-9年][—至到])[0-9×]{1,6}年[^0-9上下\n]{0,24}(?:总结|小结|汇报|报告|综述|概述|纪实|回顾|回眸|工作(?:亮点|成效|(?:完成|开展|进展|落实)?情况))"
        ),
        0.8,
    ),
)
"""What a title says of the period, the more special before the more general, and how plainly."""
_MONTHS = re.compile(
    "(?<![0-9])(1?[0-9])月?份?[—至到](?:[2×][0×][0-9×]{2}年)?(1?[0-9])月份?(?![0-9]*日)"
)
_NAMED = {
    (1, 3): "第一季度", (4, 6): "第二季度", (7, 9): "第三季度", (10, 12): "第四季度",
    (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度", (1, 12): "全年",
}  # fmt: skip
"""The stretches of months that have a name."""
_SOME_MONTHS, _SOME_YEARS = "若干月", "若干年"
"""Stretches without a name: known to be none of the others, and shown as unknown."""

_BODY_HALF = re.compile(
    r"(?:^|\n)[^，。\n]{0,10}上半年[^，。\n]{0,8}(?:工作|情况|总结|回顾)|(?:^|\n)[^，。\n]{0,6}上半年[，、全我]|现将[^。]{0,12}上半年"
)
# both patterns begin with a first letter and look back from there, which is found fastest
_BODY_YEAR = re.compile(
    r"[一过这回总全年](?:(?<=一)年来|(?<=过)去的?一年[，里中]|(?<=这)一年[，里中]"
    r"|(?:(?<=回)顾|(?<=总)结)(?:过去)?(?:的)?一年|(?<=全)年(?:共|工作|累计|完成)"
    r"|(?<=年)度(?:内|工作目标))"
)
_LATE = re.compile(
    r"[今教19第国年秋](?:(?<!下.)(?:(?<=今)年(?:教师节|9月份?|1[012]月份?|第四季度|国庆)|(?<=教)师节|(?<=9)月份?"
    r"|(?<=1)[012]月份?|(?<=第)四季度|(?<=国)庆)"
    r"(?:期间|前后|，|[0-9]{1,2}(?:—[0-9]{1,2})?日(?![)）]?(?:\n|$))|举办|开展|召开|以|表彰)"
    r"|(?<=年)底前?(?:已|完成)|(?<=秋)季(?:学期|开学)(?:[^，。]{0,6})(?:已|完成))"
)
_HALF_PASSING = re.compile(r"上半年[，,]|今年上半年|截[至止]6月|1—6月")


def find_period(passage: Passage, titles: Sequence[Passage | None]) -> Value:
    """Find the period from the titles, else from what the text says of itself.

    Args:
        passage: The summary's cleaned text, title excluded.
        titles: Its own title, then its compilation's; either may be absent or None.

    Returns:
        One of 全年 上半年 下半年 第N季度 前三季度 第N学期 学年 月度 计划, or an unknown value; unknown,
        too, where the title names a stretch that is none of these: 1—10月, 2019—2021年.
    """
    found = _found(passage, tuple(titles))
    return UNKNOWN_VALUE if found.value in (_SOME_MONTHS, _SOME_YEARS) else found


@lru_cache(maxsize=2)
def _found(passage: Passage, titles: tuple[Passage | None, ...]) -> Value:
    folded = fold(passage)
    spoken = _from_text(folded)
    headed = _from_titles(folded, titles)
    if headed is None:
        return spoken
    if spoken.value is None or spoken.value == headed.value:
        if spoken.value and headed.basis == "inferred":
            basis, sure = spoken.basis, max(0.9, spoken.confidence)
            return Value(headed.value, basis, sure, headed.evidence + spoken.evidence)
        return _unless_half(folded, headed)
    if headed.basis == "stated":
        return headed
    return spoken if spoken.confidence >= 0.9 else UNKNOWN_VALUE


def reports_half(passage: Passage, titles: Sequence[Passage | None]) -> bool:
    """Tell whether a summary reports on less than a whole year, as far as that is plain."""
    value = _found(passage, tuple(titles)).value
    return value is not None and value not in ("全年", "学年", "计划", _SOME_YEARS)


def _from_titles(body: Folded, titles: Sequence[Passage | None]) -> Value | None:
    """Read the own title, one repeated in the text, then the compilation's."""
    own = titles[0] if titles else None
    collection = titles[1] if len(titles) > 1 else None
    if own is not None:
        site = copied(own.text, collection.text if collection else None)
        value = _read(fold(own), 0, len(fold(own).text), own=not site)
        if value:
            return value
    for start, end in repeated_titles(body):
        if value := _read(body, start, end, own=True):
            return value
    if collection is not None:
        plain = fold(collection)
        return _read(plain, 0, len(plain.text), own=False)
    return None


def _read(folded: Folded, start: int, end: int, *, own: bool) -> Value | None:
    """Read one title; what it adds about a plan (和下半年工作思路) is left aside."""
    title = folded.text[start:end]
    plan = _AND_PLAN.search(title)
    if _PLAN.search(title) and not _REPORT.search(title):
        return _value("计划", 1.0, folded.evidence(start, end, "标题是计划"), own=own)
    if plan and _REPORT.search(title[: plan.start()]):
        title = title[: plan.start()]
    if several := several_years(title):
        first, end = several.found.span()
        evidence = folded.evidence(start + first, start + end, "标题所报不止一年")
        return _value(_SOME_YEARS, 1.0, evidence, own=own)
    if months := _MONTHS.search(title):
        name = _NAMED.get((int(months[1]), int(months[2])), _SOME_MONTHS)
        evidence = folded.evidence(start + months.start(), start + months.end(), "标题写明起止月份")
        return _value(name, 1.0, evidence, own=own)
    for name, pattern, weight in _SPANS:
        if found := pattern.search(title):
            evidence = folded.evidence(
                start + found.start(), start + found.end(), f"标题表明所报是{name}"
            )
            return _value(name, weight, evidence, own=own)
    return None


def _value(name: str, weight: float, evidence: Evidence, *, own: bool) -> Value:
    if own and weight == 1.0:
        return Value(name, "stated", 1.0, (evidence,))
    return Value(name, "inferred", 0.7 * weight if not own else weight, (evidence,))


def _from_text(folded: Folded) -> Value:
    """Read what the text says of itself: its headings, its opening, and what it plans next."""
    zone = plan_zone(folded, half=False)
    if half := _BODY_HALF.search(folded.text, 0, min(zone.start, 400)):
        start = half.start() + len(half.group()) - len(half.group().lstrip("\n"))
        said = folded.evidence(start, half.end(), "正文自称上半年")
        return Value("上半年", "stated", 1.0, (said,))
    if zone.ahead == "same" and zone.start < zone.end:
        heading = folded.evidence(zone.start, zone.end, "附下半年的计划，所报是上半年")
        return Value("上半年", "inferred", 0.9, (heading,))
    return _whole_year(folded, zone)


def _whole_year(folded: Folded, zone: Zone) -> Value:
    if year := _BODY_YEAR.search(folded.text):
        return Value("全年", "inferred", 0.9, (folded.evidence(*year.span(), "正文自称一年"),))
    if zone.ahead == "next" and zone.start < zone.end:
        heading = folded.evidence(zone.start, zone.end, "附来年的计划，所报是全年")
        return Value("全年", "inferred", 0.8, (heading,))
    if late := _LATE.search(folded.text, 0, zone.start):
        return Value("全年", "inferred", 0.6, (folded.evidence(*late.span(), "已报到下半年的事"),))
    return UNKNOWN_VALUE


def _unless_half(folded: Folded, headed: Value) -> Value:
    """Give up a year that only the form of the title suggests where the text counts by half-years."""
    if headed.basis == "stated" or headed.value != "全年" or headed.confidence > 0.8:
        return headed
    return UNKNOWN_VALUE if _HALF_PASSING.search(folded.text) else headed
