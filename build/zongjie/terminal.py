"""What the commands print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from zongjie.add import Added
from zongjie.clean import RULES
from zongjie.errors import Problem
from zongjie.examine import Examined
from zongjie.metadata.flags import flags
from zongjie.models import Section, Summary, Year
from zongjie.pipeline import Collection
from zongjie.read import READING_RULES
from zongjie.render import words
from zongjie.render.markdown import printable
from zongjie.render.record import record

_SHOWN = 20
"""Removed lines that are printed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of a collection in the end."""

    problems: tuple[Problem, ...]
    figures: tuple[tuple[str, int], ...]
    """Each with what it counts, in Chinese."""

    @classmethod
    def of(cls, found: Collection) -> Outcome:
        """Sum up a collection."""
        figures = (
            ("源文件", len(found.sources)),
            ("总结", len(found.summaries)),
            ("章节", sum(1 for summary in found.summaries for _ in summary.walk())),
            *zip(("保留字符", "修复字符", "删去字符"), found.fates().values(), strict=True),
            ("问题", len(found.problems)),
        )
        return cls(found.problems, figures)


def report(outcome: Outcome, console: Console) -> None:
    """Print the problems, then the closing summary."""
    if outcome.problems:
        console.print("\n".join(map(str, outcome.problems)), markup=False)
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in outcome.figures:
        table.add_row(name, f"{value:,}")
    console.print(table)


def as_json(examined: Examined) -> dict[str, object]:
    """Give what was made of a source as plain data, with the whole ledger."""
    cleaned = examined.cleaned
    return {
        "file": examined.file,
        "sha256": cleaned.source.sha256 if cleaned else None,
        "encoding": cleaned.source.encoding if cleaned else None,
        "characters": len(cleaned.source.text) if cleaned else None,
        "problems": [asdict(problem) for problem in examined.problems],
        "summaries": [record(summary) for summary in examined.summaries],
        "ledger": [stretch._asdict() for stretch in cleaned.ledger] if cleaned else [],
    }


def show(examined: Examined, console: Console) -> None:
    """Print what was made of a source, for people."""
    for problem in examined.problems:
        console.print(str(problem), markup=False)
    for summary in examined.summaries:
        console.rule(f"{summary.origin.item}")
        console.print(summary.title or "（无标题）", style="bold", markup=False)
        for line in _metadata(summary):
            console.print(line, markup=False)
        tree = Tree("章节")
        _grow(tree, summary.sections)
        console.print(tree, markup=False)
    if examined.cleaned:
        _show_ledger(examined, console)


def show_added(name: str, added: Added, console: Console) -> None:
    """Print what became of a file that was to be added: what was understood, removed and asked."""
    for problem in added.problems:
        console.print(str(problem), markup=False)
    for examined in added.sources:
        show(examined, console)
        _show_removed(examined, console)
    for path in added.sidecars:
        console.print(f"有待确认的事项，写在 {path}", markup=False)
    console.print(f"{name}：{'已放入语料目录' if added.taken else '没有放入'}", markup=False)


def _show_removed(examined: Examined, console: Console) -> None:
    """Print the removed lines that hold more than white space, the first of them."""
    if examined.cleaned is None:
        return
    text = examined.cleaned.source.text
    removed = [
        line.strip()
        for stretch in examined.cleaned.ledger
        if stretch.fate == "removed"
        for line in text[stretch.start : stretch.end].splitlines()
        if line.strip()
    ]
    for line in removed[:_SHOWN]:
        console.print(f"  删去 {printable(line[:60])}", markup=False)
    if len(removed) > _SHOWN:
        console.print(f"  …… 共 {len(removed):,} 行，全部见 zongjie inspect --json", markup=False)


def _metadata(summary: Summary) -> list[str]:
    """Give the metadata as lines, the evidence below each value."""
    region = summary.region
    span = summary.year.range
    years = f"{span[0]}—{span[1]}" if span and summary.year.value is None else summary.year.value
    lines = [f"合集  {summary.collection}"] if summary.collection else []
    for name, shown, known in (
        ("年份", years, summary.year),
        ("时段", summary.period.value, summary.period),
        ("层级", summary.level.value, summary.level),
        ("地区", " ".join(region.path) or None, region),
    ):
        lines.append(
            f"{name}  {shown or '—'}（{words.BASIS[known.basis]}，{known.confidence:.2f}）"
        )
        lines += [f"      “{e.quote}” {e.note}" for e in known.evidence]
        if isinstance(known, Year) and known.conflict:
            lines.append(f"      ! {known.conflict}")
    lines.append(f"主题  {'、'.join(summary.topics) or '—'}")
    lines.append(f"提示  {'、'.join(flags()[flag].label for flag in summary.flags) or '—'}")
    origin = summary.origin
    lines.append(f"来源  {origin.site or '—'}（上传 {origin.uploaded or '—'}）")
    return lines


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


def _grow(tree: Tree, sections: Sequence[Section]) -> None:
    for section in sections:
        first = _start(section.paragraphs[0]) if not section.heading and section.paragraphs else ""
        first = first if section.label or section.heading else f"（无标题）{first}"
        _grow(
            tree.add(f"{section.label}{section.heading}{first}".replace("[", r"\[")),
            section.children,
        )


def _show_ledger(examined: Examined, console: Console) -> None:
    assert examined.cleaned
    totals: dict[tuple[str, str], int] = {}
    for stretch in examined.cleaned.ledger:
        key = (stretch.fate, stretch.rule)
        totals[key] = totals.get(key, 0) + stretch.end - stretch.start
    names = READING_RULES | {rule.name: rule.description for rule in RULES}
    table = Table("结果", "字符", "规则", box=None, pad_edge=False)
    for (fate, rule), count in sorted(totals.items()):
        table.add_row(words.FATE[fate], f"{count:,}", f"{rule} {names[rule]}" if rule else "")
    console.rule("台账")
    console.print(table)
