"""The table of dated milestones: what a summary mentions tells when it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zongjie.data.tables import Row, loader, rows

_COUNT = "[0-9]{1,3}|[一二三四五六七八九十百]{1,5}"
_FIELDS = ("id", "match", "from", "to", "likely", "family", "rank", "since", "base", "raw", "with",
           "note")  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Milestone:
    """One row of `data/milestones.yml`, where the fields are explained."""

    name: str
    pattern: re.Pattern[str]
    first: int | None
    last: int | None
    likely: tuple[int, int] | None
    family: str
    rank: int
    since: bool
    base: int | None
    raw: bool
    needs: re.Pattern[str] | None
    note: str


@loader("milestones.yml")
def milestones() -> tuple[Milestone, ...]:
    """Read the milestones, those of a publisher's own table included.

    Raises:
        InputError: A row is wrong; the problem names the line and the remedy.
    """
    return tuple(_milestone(row) for row in rows("milestones.yml"))


def _milestone(row: Row) -> Milestone:
    row.only(*_FIELDS)
    first, last = row.whole("from"), row.whole("to")
    if first is not None and last is not None and first > last:
        row.fail(f"from {first} 晚于 to {last}", "区间是空的", "对调两个年份")
    base, likely = row.whole("base"), _likely(row)
    if first is None and base is None and likely is None:
        row.fail("既无 from，也无 likely 或 base", "这条定不了任何年份", "至少写其中一项")
    return Milestone(
        name=row.text("id"),
        pattern=_pattern(row),
        first=first,
        last=last,
        likely=likely,
        family=row.text("family", "-"),
        rank=row.whole("rank") or first or 0,
        since=bool(row.fields.get("since")),
        base=base,
        raw=bool(row.fields.get("raw")),
        needs=row.pattern("with") if "with" in row.fields else None,
        note=row.text("note"),
    )


def _pattern(row: Row) -> re.Pattern[str]:
    """Compile the patterns of a row; `N` in a group named n stands for a number."""
    pattern = row.pattern("match")
    if row.whole("base") is None:
        return pattern
    if "n" not in pattern.groupindex:
        row.fail("有 base 而无 (?P<n>N)", "不知从哪里读出届次", "在正则式里写 (?P<n>N)")
    return re.compile(re.sub(r"\(\?P<(n\d?)>N\)", rf"(?P<\1>{_COUNT})", pattern.pattern))


def _likely(row: Row) -> tuple[int, int] | None:
    value = row.fields.get("likely")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(v, int) for v in value):
        row.fail("likely 不是两个年份", f"写作了“{value}”", "写作 likely: [2016, 2018]")
    first, last = value
    if first > last:
        row.fail(f"likely {first} 晚于 {last}", "区间是空的", "对调两个年份")
    return first, last
