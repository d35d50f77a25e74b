"""What a publisher should confirm of a summary: values that the text does not settle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from zongjie.metadata.flags import UNTITLED
from zongjie.models import Evidence, Summary
from zongjie.shapes import is_title

SURE = 0.85
"""Confidence from which on an inferred value is not asked about."""
_LONG = 3_000
"""Characters from which on a summary has sections."""


class Question(NamedTuple):
    """One thing to confirm."""

    key: str
    """Of a sidecar."""
    value: str
    """The best guess as a sidecar would say it, in YAML on one line; empty where there is none."""
    why: str
    """Why it is open, in Chinese."""


def questions(summary: Summary) -> Iterator[Question]:
    """Ask about the title, year and region that are missing, doubtful or contradicted."""
    if UNTITLED in summary.flags:
        yield Question("title", _plain(summary.title), "没有找到标题，暂以文件名代替")
    year = summary.year
    guess = "" if year.value is None else str(year.value)
    if year.conflict:
        yield Question("year", guess, year.conflict)
    elif year.value is None and year.basis not in ("override", "stated"):
        known = f"，线索只到 {year.range[0]}—{year.range[1]} 年间" if year.range else ""
        yield Question("year", "", f"没有写明年份{known}")
    elif year.basis == "inferred" and year.confidence < SURE:
        yield Question("year", guess, _because(year.evidence))
    region = summary.region
    if region.basis == "unknown":
        yield Question("region", "", "没有写明地区")
    elif region.basis == "inferred" and region.confidence < SURE:
        names = zip(("province", "city", "county", "town"),
                    (region.province, region.city, region.county, region.town), strict=True)  # fmt: skip
        known = ", ".join(f"{level}: {_plain(name)}" for level, name in names if name)
        yield Question("region", f"{{{known}}}", _because(region.evidence))


def _because(evidence: tuple[Evidence, ...]) -> str:
    quotes = "；".join(f"“{e.quote[:30]}”{e.note}" for e in evidence[:2])
    return f"由线索推断，把握不大：{quotes}"


def _plain(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def odd_splits(items: Sequence[Summary]) -> Iterator[tuple[Summary, str]]:
    """Name the summaries of a source that were perhaps cut in the wrong place, and why."""
    sizes = {item.id: sum(map(len, _texts(item))) for item in items}
    usual = median(sizes.values()) if sizes else 0
    for item in items:
        title = next((line for line in _texts(item) if is_title(line) and line != item.title), None)
        if title:
            yield item, f"文中有一行像另一篇的标题：“{title[:40]}”"
        elif len(items) > 2 and sizes[item.id] * 8 < usual:
            yield item, "比同一合集的其他各篇短得多"
        elif not item.sections and sizes[item.id] > _LONG:
            yield item, f"{sizes[item.id]:,} 字没有分出一节"


def _texts(item: Summary) -> Iterator[str]:
    """Yield the paragraphs and headings of a summary."""
    yield from item.preamble
    for section in item.walk():
        yield section.heading
        yield from section.paragraphs
