"""The sources: every file of the corpus with the summaries found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zongjie.models import Cleaned, Summary
from zongjie.render import address, words
from zongjie.render.lists import entries
from zongjie.render.markdown import escape, link
from zongjie.render.tally import tally

_HOME = ("首页", address.HOME)


def by_file(summaries: Sequence[Summary]) -> dict[str, list[Summary]]:
    """Group summaries by their source, in the order in which they stand in it."""
    groups: dict[str, list[Summary]] = {}
    for item in sorted(summaries, key=lambda s: (s.origin.file, s.origin.item, s.id)):
        groups.setdefault(item.origin.file, []).append(item)
    return groups


def page(sources: Sequence[Cleaned], groups: Mapping[str, Sequence[Summary]]) -> str:
    """Give the page of all sources."""
    here = address.SOURCES
    blocks = [
        entries.lede(
            f"{len(sources)} 个源文件。点文件名可看它的原文 ⇄ 清洗对照："
            "每处删去和修复都有标记和理由。"
        )
    ]
    for cleaned in sources:
        file = cleaned.source.file
        blocks.append(f"## {link(file, address.relative(address.ledger(file), here))}")
        blocks.append(_source(cleaned, groups.get(file, ())))
        if items := groups.get(file):
            blocks.append(entries.listing(items, here))
    return entries.page("来源", [_HOME], here, blocks)


def _source(cleaned: Cleaned, items: Sequence[Summary]) -> str:
    counted = tally([cleaned])
    sites = sorted({item.origin.site for item in items if item.origin.site})
    parts = [
        f"{words.count(counted.total)} 字",
        f"修复 {counted.share('repaired'):.1%}",
        f"删去 {counted.share('removed'):.1%}",
        *(escape(site) for site in sites),
        "" if items else "未找到总结",
    ]
    return entries.lede(" · ".join(part for part in parts if part))
