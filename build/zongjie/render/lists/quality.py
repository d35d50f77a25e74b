"""The quality of the corpus: what was removed, what is open, where a publisher should look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zongjie.errors import Problem
from zongjie.metadata.questions import odd_splits, questions
from zongjie.models import Cleaned, Summary, letters
from zongjie.render import address, words
from zongjie.render.lists import entries, paging
from zongjie.render.lists.paging import Roll
from zongjie.render.lists.sources import by_file
from zongjie.render.markdown import escape, link
from zongjie.render.tally import tally

PATH = "quality/index.md"
_PER_PAGE = 20
_MOST = 200
"""Sources that are reported on, those with most to look at; `zongjie check` names all."""
_SHOWN = 12
"""Rows of one kind that stand below a source."""
_KEYS = {"title": "标题", "year": "年份", "region": "地区"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One source, or one file that could not be used."""

    file: str
    cleaned: Cleaned | None
    problems: tuple[Problem, ...]
    open: tuple[tuple[Summary, str], ...]
    """Summaries with what is to be confirmed of them."""
    items: Sequence[Summary]
    splits: tuple[tuple[Summary, str], ...]

    @property
    def weight(self) -> int:
        return len(self.problems) + len(self.open) + len(self.splits)


def pages(
    summaries: Sequence[Summary],
    sources: Sequence[Cleaned],
    problems: Iterable[Problem],
    descriptions: Mapping[str, str],
) -> dict[str, str]:
    """Give the pages of the report, the sources with most to look at first."""
    rows = sorted(_rows(summaries, sources, problems), key=lambda row: (-row.weight, row.file))

    def draw(some: Sequence[_Row], here: str) -> list[str]:
        return [block for row in some for block in _source(row, here, descriptions)]

    roll = Roll("语料质量", [("首页", address.HOME)], PATH, [_totals(rows)], _PER_PAGE)
    return paging.pages(roll, rows[:_MOST], draw)


def _rows(
    summaries: Sequence[Summary], sources: Sequence[Cleaned], problems: Iterable[Problem]
) -> list[_Row]:
    groups = by_file(summaries)
    cleaned = {source.source.file: source for source in sources}
    found: dict[str, list[Problem]] = {file: [] for file in cleaned}
    for problem in problems:
        found.setdefault(problem.file, []).append(problem)
    rows = []
    for file, own in found.items():
        items = groups.get(file, [])
        asked = [(s, f"{_KEYS[q.key]}：{q.why}") for s in items for q in questions(s)]
        splits = tuple(odd_splits(items))
        rows.append(_Row(file, cleaned.get(file), tuple(own), tuple(asked), items, splits))
    return rows


def _held(items: Sequence[Summary]) -> int:
    """Count the characters of summaries, and of the compilation's title above them."""
    parts = [item.title for item in items] + list({item.collection or "" for item in items})
    for item in items:
        parts += item.preamble
        for section in item.walk():
            parts += (section.label, section.heading, section.stop, *section.paragraphs)
    return letters("".join(parts))


def _totals(rows: Sequence[_Row]) -> str:
    looked = sum(1 for row in rows if row.weight)
    figures = (
        f"{words.count(sum(1 for row in rows if row.cleaned))} 个源文件",
        f"要看的 {words.count(looked)} 个",
        f"问题 {words.count(sum(len(row.problems) for row in rows))} 处",
        f"待确认 {words.count(sum(len(row.open) for row in rows))} 项",
        f"拆分存疑 {words.count(sum(len(row.splits) for row in rows))} 篇",
    )
    said = "要看的排在前面" + (f"，列出 {_MOST} 个" if len(rows) > _MOST else "")
    return entries.lede(" · ".join(figures) + f"。{said}。")


def _source(row: _Row, here: str, descriptions: Mapping[str, str]) -> list[str]:
    if row.cleaned is None:
        return [f"## {escape(row.file)}", *_listed("问题", map(_problem, row.problems))]
    to_ledger = address.relative(address.ledger(row.file), here)

    def problem(found: Problem) -> str:
        if not found.line:
            return _problem(found)
        place = address.relative(address.ledger(row.file, found.line), here)
        return f"[第 {found.line} 行]({place})：{_problem(found)}"

    return [
        f"## {link(row.file, to_ledger)}",
        _figures(row.cleaned, _held(row.items), descriptions),
        *_listed("问题", map(problem, row.problems)),
        *_listed("待确认", (_about(item, why, here) for item, why in row.open)),
        *_listed("拆分存疑", (_about(item, why, here) for item, why in row.splits)),
    ]


def _problem(found: Problem) -> str:
    return f"{escape(found.what)}。原因：{escape(found.why)}。处理：{escape(found.remedy)}。"


def _about(item: Summary, why: str, here: str) -> str:
    to_summary = link(words.title(item), address.relative(address.summary(item), here))
    return f"第 {item.origin.item} 篇 {to_summary} {escape(why)}"


def _listed(name: str, lines: Iterable[str]) -> list[str]:
    rows = list(lines)
    if not rows:
        return []
    shown = [f"- {row}" for row in rows[:_SHOWN]]
    if len(rows) > _SHOWN:
        shown.append(f"- 其余 {len(rows) - _SHOWN} 项")
    return [f"**{name}**", "\n".join(shown)]


def _figures(cleaned: Cleaned, held: int, descriptions: Mapping[str, str]) -> str:
    """Give the shares of what became of the characters, and what each rule did.

    A title that was taken for all summaries counts for each of them, so the share of what they hold
    may come out too high; it ends at 100 %.
    """
    counted = tally([cleaned])
    shares = " · ".join(
        f"{words.FATE[fate]} {words.count(number)} 字（{counted.share(fate):.1%}）"
        for fate, number in counted.fates.items()
    )
    shares += f" · 归入各篇 {min(1.0, held / (cleaned.letters or 1)):.1%}"
    done = "；".join(
        f"{escape(descriptions.get(rule.rule, rule.rule))} {words.count(rule.times)} 处"
        f" {words.count(rule.before)} 字"
        for rule in counted.rules
    )
    return shares + (f"<br>\n<small>{done}</small>" if done else "")
