"""The sources: every file of the corpus with the summaries found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zongjie.models import Cleaned, Summary
from zongjie.render import address, words
from zongjie.render.lists import entries, paging
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link
from zongjie.render.tally import tally

_HOME = ("首页", address.HOME)
_PER_PAGE = 40
_SHOWN = 4
"""Summaries that stand below their source; its own page lists them all."""
_LISTED = 5_000
"""Sources of a corpus, beyond which none stand there."""


def by_file(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Group summaries by their source, in the order in which they stand in it."""
    groups: dict[str, list[Summary]] = {}
    for item in sorted(summaries, key=lambda s: (s.origin.file, s.origin.item, s.id)):
        groups.setdefault(item.origin.file, []).append(item)
    return groups


def pages(sources: Sequence[Cleaned], groups: Mapping[str, Sequence[Summary]]) -> dict[str, str]:
    """Give the pages of all sources."""
    lede = (
        f"{len(sources)} 个源文件。点文件名可看它的原文 ⇄ 清洗对照：每处删去和修复都有标记和理由。"
    )

    shown = _SHOWN if len(sources) <= _LISTED else 0

    def draw(rows: Sequence[Cleaned], here: str) -> list[str]:
        return [
            block
            for row in rows
            for block in _source(row, groups.get(row.source.file, ()), shown, here)
        ]

    roll = Roll("来源", [_HOME], address.SOURCES, [entries.lede(lede)], _PER_PAGE)
    return paging.pages(roll, sources, draw)


def _source(cleaned: Cleaned, items: Sequence[Summary], shown: int, here: str) -> list[str]:
    to_ledger = address.relative(address.ledger(cleaned.source.file), here)
    blocks = [f"## {link(cleaned.source.file, to_ledger)}", _figures(cleaned, items)]
    if items and shown:
        blocks.append(entries.listing(items[:shown], here, place=False))
    if 0 < shown < len(items):
        blocks.append(f"[其余 {len(items) - shown} 篇]({to_ledger})")
    return blocks


def _figures(cleaned: Cleaned, items: Sequence[Summary]) -> str:
    counted = tally([cleaned])
    sites = sorted({item.origin.site for item in items if item.origin.site})
    parts = [
        f"{len(items)} 篇总结" if items else "未找到总结",
        f"{words.count(counted.total)} 字",
        f"修复 {counted.share('repaired'):.1%}",
        f"删去 {counted.share('removed'):.1%}",
        *map(escape, sites),
    ]
    return entries.lede(" · ".join(parts))
