"""What a publisher should confirm of a summary: values that the text does not settle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from zongjie.models import Evidence, Summary

SURE = 0.85
"""Confidence from which on an inferred value is not asked about."""


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
    if not summary.title:
        yield Question("title", "", "没有找到标题")
    year = summary.year
    guess = "" if year.value is None else str(year.value)
    if year.conflict:
        yield Question("year", guess, year.conflict)
    elif year.value is None and year.basis != "override":
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
