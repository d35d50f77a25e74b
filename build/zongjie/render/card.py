"""The metadata of a summary as a reader sees it: values, how each is known, and from what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zongjie.metadata.flags import flags
from zongjie.models import Basis, Evidence, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lines import Lines
from zongjie.render.markdown import escape, link

_LONGEST_QUOTE = 40
_PIECES = 2
"""Stretches of evidence for a value that its card quotes; the data for download has all."""


class _Known(NamedTuple):
    name: str
    shown: str
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...]


def facts(summary: Summary, here: str, lines: Lines, *, original: bool = False) -> str:
    """Give the card: each value with its basis and evidence, topics, source and compilation.

    Args:
        summary: What the card is about.
        here: Its page.
        lines: Of its source.
        original: Whether the raw file is published by itself.
    """
    rows = [
        _row(known.name, f"{known.shown} {_basis(known, lines)}")
        for known in _known(summary, here)
        if known.basis != "unknown" or known.name in {"年份", "地区"}
    ]
    rows += [_row(name, shown, "wide") for name, shown in _further(summary, here, original)]
    cells = "\n".join(rows)
    return f'<dl class="facts" markdown="1">\n{cells}\n</dl>'


def _row(name: str, shown: str, css: str = "") -> str:
    body = f'<dt>{name}</dt><dd markdown="span">{shown}</dd>'
    mark = f' class="{css}"' if css else ""
    return f'<div{mark} markdown="1">{body}</div>'


def _basis(known: _Known, lines: Lines) -> str:
    """Give the mark of a basis, a button, and what it opens: how sure it is and the evidence.

    What a basis means and the words around the number of a line are the same on all pages, and come
    from the style sheet; the script, `reading/why.js`, lets the numbers lead to the source.
    """
    sure = f"{words.certainty(known.confidence)}。" if known.basis == "inferred" else ""
    button = f'<button class="{known.basis}">{words.BASIS[known.basis]}</button>'
    pieces = "".join(_quotes(known.evidence, lines))
    return f"<span>{button}<span>{sure}{pieces}</span></span>"


def _quotes(found: tuple[Evidence, ...], lines: Lines) -> Iterator[str]:
    for piece in found[:_PIECES]:
        place = f"<cite>{lines.number(piece.start)}</cite>"
        yield f"<span><q>{escape(_shortened(piece.quote))}</q> {escape(piece.note)} {place}</span>"
    if len(found) > _PIECES:
        yield f"<span>另有 {len(found) - _PIECES} 处线索</span>"


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"


def _known(summary: Summary, here: str) -> Iterator[_Known]:
    year, region, level, period = summary.year, summary.region, summary.level, summary.period
    shown = link(words.year(year), address.relative(address.year(year), here))
    yield _Known("年份", shown, year.basis, year.confidence, year.evidence)
    shown = _region(summary, here)
    yield _Known("地区", shown, region.basis, region.confidence, region.evidence)
    shown = _to_kind(words.level(level.value), address.LEVELS, level.value, here)
    yield _Known("层级", shown, level.basis, level.confidence, level.evidence)
    shown = _to_kind(period.value or "", address.PERIODS, period.value, here)
    yield _Known("时段", shown, period.basis, period.confidence, period.evidence)


def _to_kind(shown: str, folder: str, value: str | None, here: str) -> str:
    return link(shown, address.relative(address.kind(folder, value), here)) if value else ""


def _region(summary: Summary, here: str) -> str:
    """Give the region; the way to the pages of its parts stands right above the title."""
    if not words.counties(summary.region):
        return link(words.UNKNOWN, address.relative(address.region(()), here))
    return escape(" ".join(summary.region.path))


def _further(summary: Summary, here: str, original: bool) -> Iterator[tuple[str, str]]:
    origin = summary.origin
    if summary.topics:
        links = (link(name, address.relative(address.topic(name), here)) for name in summary.topics)
        yield "主题", " ".join(links)
    ways = link("原文 ⇄ 清洗对照", address.relative(address.ledger(origin.file), here))
    if original:
        ways += f" {link('下载原始文件', address.relative(address.original(origin.file), here))}{{: download }}"
    taken = "，".join(
        escape(part)
        for part in (origin.site, origin.uploaded and f"{origin.uploaded} 上传")
        if part
    )
    source = f"{escape(origin.file)}，第 {origin.item} 篇" + (f"（{taken}）" if taken else "")
    yield "来源", f"{source} {ways}"
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
