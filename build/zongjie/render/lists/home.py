"""The home page: what is here, and how far it can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zongjie.models import Cleaned, Summary
from zongjie.render import address, ledger, markdown, words
from zongjie.render.lists import entries, kinds, regions, years
from zongjie.render.lists.entries import Bar
from zongjie.render.markdown import link
from zongjie.render.tally import tally

_NEWEST = 8
_TOPICS = 16
_REGIONS = 10
_LONGEST_GAP = 12
"""Years in a row without a summary that the timeline still shows."""
_COLUMNS = 16
"""Years of the heat map; those before them share a column."""
_EARLIER, _OPEN = "更早", "未定"
"""Columns of the heat map; `_OPEN` is for years that are unknown or known as a range only."""


def page(
    summaries: Sequence[Summary], sources: Sequence[Cleaned], on_topics: list[Bar], name: str
) -> str:
    """Give the home page of a site of that name, with those topics on which there is most."""
    here = address.HOME
    blocks = [
        f"# {markdown.escape(name)}",
        _lede(summaries, sources),
        _SEARCH,
        _figures(summaries, sources),
        _timeline(years.bars(summaries)),
        _panels(summaries, on_topics[:_TOPICS]),
        _heat(summaries),
        "## 最近的总结",
        entries.listing(sorted(summaries, key=entries.order)[:_NEWEST], here),
        "## 文字从何而来",
        _trust(sources),
    ]
    return markdown.page({"title": "首页", "hide": ["toc"]}, blocks)


_SEARCH = (
    '<form class="find" role="search" action="find/">'
    '<input type="search" name="q" aria-label="搜索全部总结"'
    ' placeholder="搜任何词句，如：集团化办学" autocomplete="off" required>'
    '<button type="submit">搜索</button></form>'
)


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


def _timeline(rows: list[Bar]) -> str:
    """Give the years as upright bars, the oldest first, with the years between that are empty."""
    known = {int(row.name.split()[0]): row for row in rows if row.name not in _NO_YEAR}
    if not known:
        return ""
    most = max(row.number for row in known.values())
    lines, former = [], min(known)
    for year, row in sorted(known.items()):
        empty = range(former + 1, year)
        lines += [f"- <i>{y}</i>" for y in empty] if len(empty) <= _LONGEST_GAP else ["- <i>…</i>"]
        name = link(str(year), address.relative(row.target, address.HOME))
        bar = f'<span class="bar" style="--share:{row.number / most:.3f}"></span>'
        lines.append(f"- {name} {bar} <b>{row.number}</b>")
        former = year
    chart = markdown.block("\n".join(lines), css="timeline")
    others = [row for row in rows if row.name in _NO_YEAR]
    return f"{_head('按年份', address.YEARS)}\n\n{chart}\n\n{_cloud(others)}".rstrip()


_NO_YEAR = frozenset(words.YEAR_PAGES.values())


def _panels(summaries: Sequence[Summary], on_topics: list[Bar]) -> str:
    places = regions.bars(summaries)
    by_region = entries.bars(places[:_REGIONS], address.HOME)
    if len(places) > _REGIONS:
        to_all = link(f"全部 {len(places)} 个", address.relative(address.REGIONS, address.HOME))
        by_region += "\n\n" + markdown.paragraph(to_all, css="more")
    panels = [
        f"{_head('按地区', address.REGIONS)}\n\n{by_region}",
        "\n\n".join(
            f"{_head(name, path)}\n\n{_cloud(rows)}"
            for name, path, rows in (
                ("按主题", address.TOPICS, on_topics),
                ("按层级", kinds.LEVEL.index, kinds.bars(summaries, kinds.LEVEL)),
                ("按时段", kinds.PERIOD.index, kinds.bars(summaries, kinds.PERIOD)),
            )
        ),
    ]
    blocks = (markdown.block(panel, css="panel", tag="section") for panel in panels)
    return markdown.block("\n\n".join(blocks), css="panels")


def _head(title: str, target: str) -> str:
    return f"## {link(title, address.relative(target, address.HOME))}"


def _cloud(rows: list[Bar]) -> str:
    links = " ".join(
        f"{link(row.name, address.relative(row.target, address.HOME))} <small>{row.number}</small>"
        for row in rows
    )
    return markdown.paragraph(links, css="cloud") if rows else ""


def _heat(summaries: Sequence[Summary]) -> str:
    known = sorted({item.year.value for item in summaries if item.year.value is not None})
    shown = known[-_COLUMNS:]
    cells = Counter((item.region.province or "", _column(item, shown)) for item in summaries)
    rows = sorted({row for row, _ in cells}, key=lambda row: (not row, row))
    columns = [_EARLIER, *map(str, shown), _OPEN]
    columns = [column for column in columns if any((row, column) in cells for row in rows)]
    if len(rows) < 2 or len(columns) < 2:
        return ""
    most = max(cells.values())
    head = "".join(f'<th scope="col">{_year(column)}</th>' for column in columns)
    body = "\n".join(
        f'<tr><th scope="row">{_province(row)}</th>'
        + "".join(_cell(cells[row, column], most) for column in columns)
        + "</tr>"
        for row in rows
    )
    caption = "<caption>各省各年的篇数，颜色越深越多</caption>"
    head = f"{caption}<thead><tr><td></td>{head}</tr></thead>"
    table = f'<table class="heatmap">{head}\n<tbody>\n{body}\n</tbody></table>'
    frame = '<div class="heat" tabindex="0" role="region" aria-label="年份 × 地区">'
    return f"## 年份 × 地区\n\n{frame}\n{table}\n</div>"


def _column(item: Summary, shown: list[int]) -> str:
    if item.year.value is None:
        return _OPEN
    return str(item.year.value) if item.year.value in shown else _EARLIER


def _year(column: str) -> str:
    return column if column in (_EARLIER, _OPEN) else _link(column, f"years/{column}.md")


def _province(name: str) -> str:
    return _link(name or f"地区{words.UNKNOWN}", address.region((name,) if name else ()))


def _link(name: str, path: str) -> str:
    """Link in raw HTML; the home page is the root of all addresses."""
    target = address.relative(path, address.HOME).removesuffix(".md")
    return f'<a href="{target}/">{markdown.escape_html(name)}</a>'


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
