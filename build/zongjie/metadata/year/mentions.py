"""Years that a text names in figures: stated outright, named in passing, or in the date at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zongjie.metadata.fold import Folded
from zongjie.metadata.headline import repeated_titles
from zongjie.metadata.year.clues import Clue, Reach
from zongjie.metadata.zones import Zone
from zongjie.models import Evidence
from zongjie.shapes import HAN, number

_YEAR = re.compile(r"((?:19|20)(?<![0-9×—.]..)[0-9]{2})(?:年度?)(?!版)")
_SCHOOL_YEAR = re.compile(
    r"(?<![0-9])(20[0-9]{2})年?[—至/](20[0-9]{2})学?年?(?:学年度?|度)?(?P<term>第[一二]学期|[上下]学期)?"
)
_OPENS = re.compile(
    r"以来|来[，、]|上半年|下半年|全年|第[一二三四]季度|[，、]|我[省市县区局镇乡校们]|全[省市县区镇乡校体]|是|注定|在|对|"
    rf"[×{HAN}]{{0,12}}(?:教育|教体|区|县|市|镇|乡|学校|中学|小学|幼儿园)"
)
_COMPARED = re.compile(r"(?:比|较|自|从|于|截至|截止|与|和|同|到|至|据|在|以|对照|相对|原定)$")
_PLANNED = re.compile(
    r"(?:全[省市县区]|[省市县区])?(?:教育)?(?:工作)?(?:重点|主要)?(?:工作)?(?:计划|思路|打算|安排|重点|目标|要点|规划|展望)|"
    r"(?:年?底|年?末|年?前)|[^，。]{0,8}(?:将(?!近)|拟|力争|预计|计划(?!生))"
)
_AIMED = re.compile("(?:(?<!截)(?<!截止)[到至迄]|力争|争取|确保|实现|面向)$")
_SUMS_UP = re.compile(
    r"(?:上半年|下半年|第[一二三四]季度)?(?:的)?(?:[省市县区镇乡]|全[市县区])?(?:教育|教体|教学)?(?:系统|事业)?(?:的)?(?:各项|主要|重点)?"
    r"(?:工作|改革发展)?(?:开展|完成|进展)?(?:的)?(?:总结|回顾|情况|小结|汇报|述职)|(?:上半年|下半年)?(?:主要|重点)?工作(?:如下|成效)"
)
_BACKGROUND = re.compile(
    r"[，、](?!在|以)[^，。]{0,8}(?:习近平|总书记|国务院|教育部|中央|建校|始建|撤县|设区|全国|大会)"
)
_SUMMING = re.compile("(?:总结|回顾)(?:过去的?)?$")
"""What stands before the year reported on: 总结2011年工作，安排2012年任务."""
_SUMMED = re.compile("[^，。；]{0,12}?(?:工作|情况|成绩|经验|成效|回顾)")
_ARRANGED = re.compile(
    "(?:安排|部署|谋划|布置|研究|明确|展望|计划|做好|抓好)(?:部署|落实|和)?(?:我[省市县区局校])?$"
)
_CLAUSE_REST = re.compile("[^，。；！？、：\n]{0,12}(?=[，。；！？、：\n]|$)")
_DATED = re.compile(r"[(]?(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?[)]?")
"""A line that holds nothing but a date."""
_TAIL_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")


@dataclass(frozen=True, slots=True)
class Statement:
    """A year that a text or a title states as the one reported on."""

    year: int
    span: tuple[int, int] | None
    """First and last calendar year of a school year."""
    words: str
    evidence: Evidence


def stated(folded: Folded, zone: Zone, reach: Reach) -> Statement | None:
    """Find the year that running text states plainly, or nothing where two compete."""
    skipped = repeated_titles(folded)
    opening = _opening(skipped)
    if school := _school_year(folded, opening[0], min(opening[1], zone.start)):
        return school
    scores: dict[int, int] = {}
    firsts: dict[int, tuple[int, int]] = {}
    latest = 0
    for hit in _mentions(folded, zone, reach, skipped):
        year = int(hit[1])
        weight = _weight(folded, hit, opening)
        latest = max(latest, year)
        if weight:
            scores[year] = scores.get(year, 0) + weight
            firsts.setdefault(year, hit.span())
    best = sorted(scores, key=lambda year: -scores[year])[:2]
    if not best or scores[best[0]] < 3 or (len(best) > 1 and scores[best[1]] >= scores[best[0]]):
        return None
    start, end = firsts[best[0]]
    if latest > best[0] + (not folded.text.startswith("以来", end)):
        return None
    evidence = folded.evidence(start, _clause_end(folded.text, end), "正文写明所报年份")
    return Statement(best[0], None, folded.quote(start, end), evidence)


def _clause_end(text: str, position: int) -> int:
    """Give where a short clause ends, else the position itself: no word is cut in half."""
    found = _CLAUSE_REST.match(text, position)
    return found.end() if found else position


def _opening(skipped: list[tuple[int, int]]) -> tuple[int, int]:
    """Give the stretch at the head of the text where the year reported on is usually named."""
    start = skipped[-1][1] if skipped else 0
    return start, start + 260


def _school_year(folded: Folded, start: int, end: int) -> Statement | None:
    """Give the first school year of a stretch, unless it is planned (…学年，将推进…)."""
    found = _SCHOOL_YEAR.search(folded.text, start, end)
    if not found or "学" not in found.group() or not _follows(found):
        return None
    comma = folded.text.startswith("，", found.end())
    if _PLANNED.match(folded.text, found.end() + comma):
        return None
    evidence = folded.evidence(*found.span(), "写明所报学年")
    return Statement(_reported(found), (int(found[1]), int(found[2])), found.group(), evidence)


def _follows(found: re.Match[str]) -> bool:
    return int(found[2]) == int(found[1]) + 1


def _reported(found: re.Match[str]) -> int:
    """Give the calendar year of a school year: of its first term the first, else the second."""
    return int(found[1] if found["term"] in ("第一学期", "上学期") else found[2])


def _mentions(
    folded: Folded, zone: Zone, reach: Reach, skipped: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the years named as of the present: not in a plan, a range, a document's name or a title."""
    for hit in _YEAR.finditer(folded.text, 0, zone.start):
        if not reach.first <= int(hit[1]) <= reach.last or any(
            a <= hit.start() < b for a, b in skipped
        ):
            continue
        if _PLANNED.match(folded.text, hit.end()) and not _SUMS_UP.match(folded.text, hit.end()):
            continue
        before = folded.before(hit.start(), 12)
        if _AIMED.search(before) or _ARRANGED.search(before) or _is_dateline(folded, hit):
            continue
        if folded.text.startswith(("—", "至", "到"), hit.end()) or _in_name(folded, hit.start()):
            continue
        yield hit


def _is_dateline(folded: Folded, hit: re.Match[str]) -> bool:
    """Tell whether a year belongs to a date that has its line to itself: when it was said or signed."""
    start = folded.text.rfind("\n", 0, hit.start()) + 1
    end = folded.text.find("\n", hit.end())
    return bool(_DATED.fullmatch(folded.text[start : end if end >= 0 else None].strip()))


def _in_name(folded: Folded, position: int) -> bool:
    """Tell whether a position stands in the name of a document, 《…》."""
    raw, at = folded.passage.text, folded.position(position)
    head = raw[max(0, at - 40) : at]
    return head.rfind("《") > head.rfind("》")


def _weight(folded: Folded, hit: re.Match[str], opening: tuple[int, int]) -> int:
    """Weigh how plainly a mention says that this is the year reported on; 3 is enough."""
    before, end = folded.before(hit.start(), 12), hit.end()
    if before.endswith(("今年(", "本年度(", "今年即")) or _SUMS_UP.match(folded.text, end):
        return 3
    if _SUMMING.search(before) and _SUMMED.match(folded.text, end):
        return 3
    if _COMPARED.search(before) and not (
        before in ("在", "自", "对") and not folded.text.startswith("以来", end)
    ):
        return 0
    if not _OPENS.match(folded.text, end) or _BACKGROUND.match(folded.text, end):
        return 0
    begins = not before or before[-1] == "】"  # 【概况】2010年，
    if opening[0] <= hit.start() < opening[1] and (begins or before[-1] == "："):
        return 3
    return int(begins)


def mention_clues(folded: Folded, zone: Zone, reach: Reach) -> list[Clue]:
    """Give what the years named in passing, a plan's heading and the closing date say.

    A summary can be written some weeks after its year and name the new one, so that a year named
    in passing bounds from below only with a year's grace.
    """
    hits = list(_mentions(folded, zone, reach, repeated_titles(folded)))
    clues = []
    if hits:
        hit = max(hits, key=lambda found: int(found[1]))
        year = int(hit[1])
        clues.append(
            Clue(f"{year}年", year - 1, None, (year, reach.last), folded, hit.span(),
                 f"文中已提到{year}年的事")
        )  # fmt: skip
    if zone.year and reach.first < zone.year <= reach.last + 1:
        clues.append(_planned(folded, zone, zone.year))
    return clues + (closing_date(folded) or _dateline(folded, reach))


def _dateline(folded: Folded, reach: Reach) -> list[Clue]:
    """Read the date under the title, when a speech was held: on its year or on the one before."""
    position = 0
    for line in folded.text.split("\n")[:4]:
        if found := _DATED.fullmatch(line.strip()):
            year = int(line.strip("( ")[:4])
            at = position + line.index(found.group())
            if reach.first < year <= reach.last:
                note = f"文首日期在{year}年"
                span = at, at + len(found.group())
                return [Clue("文首日期", year - 1, year, None, folded, span, note)]
        position += len(line) + 1
    return []


def _planned(folded: Folded, zone: Zone, year: int) -> Clue:
    if zone.ahead == "same":
        note = f"下一步计划在{year}年之内，所报即这一年"
        return Clue(f"{year}年计划", year, year, None, folded, (zone.start, zone.end), note)
    note = f"所附为{year}年的计划，所报当是上一年"
    return Clue(f"{year}年计划", year - 1, year - 1, None, folded, (zone.start, zone.end), note)


def closing_date(folded: Folded) -> list[Clue]:
    """Read the date under the text, which stands alone on one of the last lines."""
    end = len(folded.text)
    for line in reversed(folded.text.rstrip("\n").split("\n")[-3:]):
        found = _TAIL_DATE.search(line)
        if found and len(line) <= 30 and "，" not in line:
            year, month = int(found[1]), _month(found[2])
            at = folded.text.rfind(line, 0, end) + found.start()
            first = year - 1 if month <= 4 else year
            note = f"文末日期是{year}年{month}月"
            return [Clue("文末日期", first, year, None, folded, (at, at + len(found[0])), note)]
    return []


def _month(numeral: str) -> int:
    return min(12, number(numeral))
