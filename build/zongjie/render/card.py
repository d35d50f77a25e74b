"""The metadata of a summary as a reader sees it: values, how each is known, and from what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zongjie.metadata.flags import flags
from zongjie.models import Basis, Evidence, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lines import Lines
from zongjie.render.markdown import escape, link


class _Known(NamedTuple):
    name: str
    shown: str
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]


def facts(summary: Summary, here: str) -> str:
    """Give the card: each value with its basis, topics, source and compilation."""
    rows = [
        _row(known.name, f"{known.shown} {words.badge(known.basis)}", "fact")
        for known in _known(summary, here)
        if known.basis != "unknown" or known.name in {"年份", "地区"}
    ]
    rows += [_row(name, shown, "fact fact--wide") for name, shown in _further(summary, here)]
    cells = "\n".join(rows)
    return f'<dl class="facts" markdown="1">\n{cells}\n</dl>'


def _row(name: str, shown: str, css: str) -> str:
    body = f'<dt>{name}</dt><dd markdown="span">{shown}</dd>'
    return f'<div class="{css}" markdown="1">{body}</div>'


def _known(summary: Summary, here: str) -> Iterator[_Known]:
    year, region, level, period = summary.year, summary.region, summary.level, summary.period
    to_year = link(words.year(year), address.relative(address.year(year), here))
    yield _Known("年份", to_year, year.basis, year.confidence, year.evidence)
    to_region = _region(summary, here)
    yield _Known("地区", to_region, region.basis, region.confidence, region.evidence)
    shown = escape(words.level(level.value))
    yield _Known("层级", shown, level.basis, level.confidence, level.evidence)
    shown = escape(period.value or "")
    yield _Known("时段", shown, period.basis, period.confidence, period.evidence)


def _region(summary: Summary, here: str) -> str:
    names = words.counties(summary.region)
    if not names:
        return link(words.UNKNOWN, address.relative(address.region(()), here))
    parts = [
        link(name, address.relative(address.region(names[: depth + 1]), here))
        for depth, name in enumerate(names)
    ]
    return " ".join(parts) + (f" {escape(summary.region.town)}" if summary.region.town else "")


def _further(summary: Summary, here: str) -> Iterator[tuple[str, str]]:
    origin = summary.origin
    if summary.topics:
        links = (link(name, address.relative(address.topic(name), here)) for name in summary.topics)
        yield "主题", " ".join(links)
    source = link(origin.file, address.relative(address.ledger(origin.file), here))
    taken = "，".join(
        escape(part)
        for part in (origin.site, origin.uploaded and f"{origin.uploaded} 上传")
        if part
    )
    yield "来源", f"{source}，第 {origin.item} 篇" + (f"（{taken}）" if taken else "")
    if summary.collection:
        yield "合集", escape(summary.collection)


def notes(summary: Summary) -> str:
    """Give what a reader must know before quoting: a conflict of years, the quality flags."""
    said = []
    if summary.year.conflict:
        said.append(("年份存疑", summary.year.conflict))
    said += [_flag(name) for name in summary.flags if not _said_otherwise(name, summary)]
    lines = (f"- <b>{escape(label)}</b> {escape(note)}" for label, note in said)
    return markdown.block("\n".join(lines), css="notes") if said else ""


def _said_otherwise(flag: str, summary: Summary) -> bool:
    return (flag == "conflicting-year" and summary.year.conflict is not None) or (
        flag == "masked" and "heavily-masked" in summary.flags
    )


def _flag(name: str) -> tuple[str, str]:
    known = flags().get(name)
    return (known.label, known.note) if known else (name, "")


def evidence(summary: Summary, here: str, lines: Lines) -> str:
    """Give the evidence for each value, folded away, with links to the lines of the source."""
    parts = []
    for known in _known(summary, here):
        if not known.evidence:
            continue
        certainty = words.certainty(known.confidence) if known.basis == "inferred" else ""
        head = f"{known.shown} {words.badge(known.basis)} {certainty}"
        parts.append(markdown.paragraph(f"<b>{known.name}</b> {head}", css="evidence-of"))
        parts.append("\n".join(_quotes(known.evidence, summary.origin.file, here, lines)))
    if not parts:
        return ""
    body = "\n\n".join(parts)
    return (
        '<details class="evidence" markdown="1">\n<summary>这些信息的依据</summary>\n\n'
        f"{body}\n\n</details>"
    )


def _quotes(found: tuple[Evidence, ...], file: str, here: str, lines: Lines) -> Iterator[str]:
    for piece in found:
        number = lines.number(piece.start)
        page = address.ledger(file, lines.page(number))
        place = address.relative(f"{page}#L{number}", here)
        quote = f"<q>{escape(piece.quote)}</q>"
        yield f"- {quote} {escape(piece.note)} {link(f'原文第 {number} 行', place)}"
