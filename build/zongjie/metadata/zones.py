"""Where a summary stops reporting and starts to plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from zongjie.metadata.fold import Folded

Ahead = Literal["same", "next", "open"]

_LABEL = re.compile(
    r"#{0,6}(?:第?[一二三四五六七八九十]{1,3}(?:部分|章)?[、．.：，]?|"
    r"\([一二三四五六七八九十0-9]{1,3}\)、?|[0-9]{1,2}[、.．])?"
)
_WHEN = (
    r"(?P<when>下半年|明年|来年|下一?年度?|新的一年|[2×][0×][0-9×]{2}年度?(?:下半年|全年)?|×{1,4}年度?(?:下半年)?|"
    r"下一?阶段|下一?步|今后(?:一段时间)?|下学期|下一?季度)"
)
_NOUN = r"(?:思路|打算|计划|安排|重点|设想|目标|要点|举措|任务|规划|建议|方向)"
_FILL = r"(?:的|我|全|[县区市镇乡局校]|教育|教学|工作|重点|主要|总体|初步|基本|发展|推进|及|和|几点|几项)"
_PLAN = re.compile(rf"{_WHEN}{_FILL}{{0,8}}{_NOUN}")
_BARE = re.compile(
    rf"(?:工作|教育工作|主要|总体|发展|重点){_FILL}{{0,4}}(?:思路|打算|计划|设想){_FILL}{{0,6}}(?:工作|思路|计划|打算)?：?$"
)
_WILL = re.compile(rf"{_WHEN}[，,][^。；，]{{0,16}}(?:将|要|计划|打算|着力|继续|重点)")
_FIRST = frozenset("下明来新2×今工教主总发重")
"""How what these patterns match begins."""
_BREAK = re.compile("[\n。；！](?:(?<=\n)|(?=[一二三四五六七八九十]{1,3}、))")
"""What ends a line, or a part of one before a part that begins with a label of its own."""
_REPORT = re.compile("总结|回顾|情况|小结|汇报")


@dataclass(frozen=True, slots=True)
class Zone:
    """The part of a text that speaks of what is to come, to the end of the text."""

    start: int
    """Offset in the folded text; the text's length where nothing is planned."""
    end: int
    """Where the heading ends that opens the zone."""
    ahead: Ahead
    """Planned for the same year (下半年), for the next one, or left open."""
    year: int | None
    """The year that the heading names, where it does."""


def plan_zone(folded: Folded, *, half: bool) -> Zone:
    """Find the first line, or labelled part of one, that opens a plan.

    `half` tells that the text reports on a part of a year; what is then left open falls into it.
    """
    if opening := _opening(folded):
        return _zone(*opening, half=half)
    return Zone(len(folded.text), len(folded.text), "open", None)


@lru_cache(maxsize=2)
def _opening(folded: Folded) -> tuple[re.Match[str], int] | None:
    """Match the words that open the plan, its label left out, and give where they stand."""
    for position, line in _pieces(folded.text):
        label = _LABEL.match(line)
        body = line[label.end() :] if label else line
        if position > 0 and body[:1] in _FIRST and (found := _opens(body)):
            return found, position + len(line) - len(body)
    return None


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines, and parts of lines that begin with a label of their own, with their offsets."""
    start = 0
    for found in _BREAK.finditer(text):
        yield start, text[start : found.end()].rstrip("\n")
        start = found.end()
    yield start, text[start:]


def _opens(body: str) -> re.Match[str] | None:
    """Match a line that opens a plan; one that also reports (总结和下半年思路) does not."""
    found = _PLAN.match(body) or _WILL.match(body)
    if not found and len(body) <= 24:
        found = _BARE.match(body)
    if found and _REPORT.search(body[: found.end() + 4].partition("，")[0]):
        return None
    return found


def _zone(found: re.Match[str], start: int, *, half: bool) -> Zone:
    when = found.groupdict().get("when") or ""
    year = int(when[:4]) if when[:4].isdecimal() else None
    ahead: Ahead = "open"
    if "下半年" in when or (half and not when.startswith(("明年", "来年"))):
        ahead = "same"
    elif when.startswith(("明年", "来年", "下年", "下一年", "新的一年")) or (year or "×" in when):
        ahead = "next"
    return Zone(start, start + found.end(), ahead, year)
