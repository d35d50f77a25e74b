"""The home page: what is here, and how far it can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zongjie.models import Cleaned, Summary
from zongjie.render import address, ledger, markdown, words
from zongjie.render.lists import entries, regions, topics, years
from zongjie.render.lists.entries import Bar
from zongjie.render.markdown import link
from zongjie.render.tally import tally

_NEWEST = 8
_TOPICS = 12
_OPEN = "未定"
"""The column of the years that are unknown or known as a range only."""


def page(summaries: Sequence[Summary], sources: Sequence[Cleaned]) -> str:
    """Give the home page."""
    here = address.HOME
    blocks = [
        "# 教育局工作总结",
        _lede(summaries, sources),
        _figures(summaries, sources),
        _panels(summaries),
        _heat(summaries),
        "## 最近的总结",
        entries.listing(sorted(summaries, key=entries.order)[:_NEWEST], here),
        "## 文字从何而来",
        _trust(sources),
    ]
    return markdown.page({"title": "首页", "hide": ["toc"]}, blocks)


def _lede(summaries: Sequence[Summary], sources: Sequence[Cleaned]) -> str:
    return entries.lede(
        f"这里收有从网上流传的 {len(sources)} 份文件中整理出的 {len(summaries)} 篇工作总结。"
        "正文经过清洗、分节；年份和地区凡非原文写明的，都标为推断并列出依据。"
    )


def _figures(summaries: Sequence[Summary], sources: Sequence[Cleaned]) -> str:
    found = years.group(summaries)
    known = [path for path in found if path not in {"years/range.md", "years/unknown.md"}]
    counties = {words.counties(item.region) for item in summaries} - {()}
    numbers = [
        (len(summaries), "篇总结"),
        (sum(1 for item in summaries for _ in item.walk()), "个章节"),
        (len(known), "个年度"),
        (len(counties), "个地区"),
        (len(sources), "个源文件"),
    ]
    cells = "".join(f"<li><b>{words.count(n)}</b> {name}</li>" for n, name in numbers)
    return f'<ul class="figures">{cells}</ul>'


def _panels(summaries: Sequence[Summary]) -> str:
    charts = (
        ("按年份", entries.bars(years.bars(summaries), address.HOME), address.YEARS),
        ("按地区", entries.bars(regions.bars(summaries), address.HOME), address.REGIONS),
        ("按主题", _cloud(topics.bars(summaries)[:_TOPICS]), address.TOPICS),
    )
    return markdown.block("\n\n".join(_panel(*chart) for chart in charts), css="panels")


def _panel(title: str, body: str, target: str) -> str:
    head = f"## {link(title, address.relative(target, address.HOME))}"
    return markdown.block(f"{head}\n\n{body}", css="panel", tag="section")


def _cloud(rows: list[Bar]) -> str:
    links = " ".join(
        f"{link(row.name, address.relative(row.target, address.HOME))} <small>{row.number}</small>"
        for row in rows
    )
    return markdown.paragraph(links, css="cloud") if rows else ""


def _heat(summaries: Sequence[Summary]) -> str:
    cells = Counter(
        (item.region.province or f"地区{words.UNKNOWN}", str(item.year.value or _OPEN))
        for item in summaries
    )
    rows = sorted({row for row, _ in cells}, key=lambda row: (row.startswith("地区"), row))
    columns = sorted({column for _, column in cells}, key=lambda c: (c == _OPEN, c))
    if len(rows) < 2 or len(columns) < 2:
        return ""
    most = max(cells.values())
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "\n".join(
        f'<tr><th scope="row">{markdown.escape_html(row)}</th>'
        + "".join(_cell(cells[row, column], most) for column in columns)
        + "</tr>"
        for row in rows
    )
    head = f"<thead><tr><td></td>{head}</tr></thead>"
    table = f'<table class="heatmap">{head}\n<tbody>\n{body}\n</tbody></table>'
    frame = '<div class="heat" tabindex="0" role="region" aria-label="年份与地区">'
    return f"## 年份 × 地区\n\n{frame}\n{table}\n</div>"


def _cell(number: int, most: int) -> str:
    return f'<td style="--share:{number / most:.2f}">{number}</td>' if number else "<td></td>"


def _trust(sources: Sequence[Cleaned]) -> str:
    counted = tally(sources)
    target = address.relative(address.SOURCES, address.HOME)
    lede = (
        f"{len(sources)} 个源文件共 {words.count(counted.total)} 字。"
        "每个字或保留，或按写明的规则修复、删去，没有一个不见了踪影；"
        f"可{link('逐个源文件对照', target)}。"
    )
    return f"{entries.lede(lede)}\n\n{ledger.bar(counted)}"
