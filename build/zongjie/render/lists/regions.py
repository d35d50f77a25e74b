"""The regions as a tree: a page for each province, city and county that a summary names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from zongjie.models import Summary
from zongjie.render import address, markdown, words
from zongjie.render.lists import entries, paging
from zongjie.render.lists.entries import Bar
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link

_HOME = ("首页", address.HOME)
_UP = ("地区", address.REGIONS)
_NOWHERE = f"地区{words.UNKNOWN}"
_NEWEST = 20
"""Summaries that the page of a region shows where only its parts list all."""
_MOST_COUNTIES = 200
"""Counties that the tree of the index shows; where there are more, a city's page lists its own."""


@dataclass(slots=True)
class Node:
    """A region with what lies in it."""

    path: tuple[str, ...] = ()
    """Names from the province down; empty for the whole country."""
    code: str = ""
    own: list[Summary] = field(default_factory=list)
    """Summaries that name no smaller region in it."""
    children: dict[str, Node] = field(default_factory=dict)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it."""
        yield self
        for child in self.sorted():
            yield from child.walk()

    def sorted(self) -> list[Node]:
        """Give the children by division code, those without one by name."""
        return sorted(self.children.values(), key=lambda n: (n.code or "9", n.path))

    @property
    def size(self) -> int:
        """How many summaries lie in it."""
        return len(self.own) + sum(child.size for child in self.children.values())


def tree(summaries: Sequence[Summary]) -> Node:
    """Sort summaries into the tree of regions; those of unknown region stay at the root."""
    root = Node()
    for item in summaries:
        node, path = root, words.counties(item.region)
        for depth, name in enumerate(path, 1):
            node = node.children.setdefault(name, Node(path[:depth]))
            node.code = node.code or _code(item, name)
        node.own.append(item)
    return root


def _code(item: Summary, name: str) -> str:
    region, code = item.region, item.region.code or ""
    if name == region.province:
        return code[:2]
    return code[:4] if name == region.city else code[:6]


def bars(summaries: Sequence[Summary]) -> list[Bar]:
    """Give the count of each province, most first, the unknown region last."""
    root = tree(summaries)
    found = sorted(root.children.values(), key=lambda n: (-n.size, n.path))
    rows = [Bar(node.path[-1], address.region(node.path), node.size) for node in found]
    if root.own:
        rows.append(Bar(_NOWHERE, address.region(()), len(root.own)))
    return rows


def pages(summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the index of regions and the page of each."""
    root = tree(summaries)
    result = {address.REGIONS: _index(root, len(summaries))}
    for node in root.walk():
        if node.path:
            result |= _pages(node)
    if root.own:
        lede = f"{len(root.own)} 篇总结没有写明地区，文中的线索也不足以判断；宁缺勿错。"
        roll = Roll(_NOWHERE, [_HOME, _UP], address.region(()), [entries.lede(lede)])
        rows = sorted(root.own, key=entries.order)
        result |= paging.pages(
            roll, rows, lambda items, here: [entries.listing(items, here, beside=())]
        )
    return result


def _index(root: Node, total: int) -> str:
    here = address.REGIONS
    known = total - len(root.own)
    lede = f"{total} 篇总结中，{known} 篇的地区为原文写明或有据可推，名称用现行区划。"
    blocks = [entries.lede(lede)]
    counties = sum(len(node.path) > 2 for node in root.walk()) <= _MOST_COUNTIES
    cards = "\n\n".join(_province(node, here, counties) for node in root.sorted())
    if cards:
        blocks.append(f'<div class="tree" markdown="1">\n\n{cards}\n\n</div>')
    if root.own:
        unknown = link(_NOWHERE, address.relative(address.region(()), here))
        blocks.append(markdown.paragraph(f"{unknown} {len(root.own)} 篇", css="more"))
    return entries.page("地区", [_HOME], here, blocks, contents=False)


def _province(node: Node, here: str, counties: bool) -> str:
    head = f"## {link(node.path[-1], address.relative(address.region(node.path), here))}"
    return f"{head} <small>{node.size} 篇</small>\n\n{_branches(node, here, counties)}".rstrip()


def _branches(node: Node, here: str, counties: bool) -> str:
    lines = []
    waiting = [(child, 0) for child in reversed(node.sorted())]
    while waiting:
        below, depth = waiting.pop()
        name = link(below.path[-1], address.relative(address.region(below.path), here))
        lines.append(f"{'    ' * depth}- {name} <small>{below.size}</small>")
        if counties:
            waiting.extend((child, depth + 1) for child in reversed(below.sorted()))
    return "\n".join(lines)


def _pages(node: Node) -> dict[str, str]:
    here = address.region(node.path)
    trail = [_HOME, _UP]
    trail += [
        (node.path[depth - 1], address.region(node.path[:depth]))
        for depth in range(1, len(node.path))
    ]
    items = [item for below in node.walk() for item in below.own]
    before = [entries.lede(_span(items))]
    if node.children:
        parts = [Bar(n.path[-1], address.region(n.path), n.size) for n in node.sorted()]
        before += ["## 下级地区", entries.bars(parts, here)]
    rows = _ordered(node)
    if node.children and len(rows) > paging.PER_PAGE:
        found = address.relative(paging.search(f"地区:{node.path[-1]}"), here)
        newest = sorted(items, key=entries.order)[:_NEWEST]
        before += [
            "## 最近的总结",
            entries.lede(f"各篇列在下级地区的页里，也可以[搜索]({found})，再逐项筛选。"),
            entries.listing(newest, here, beside=node.path),
        ]
        rows = [row for row in rows if not row[0]]
    return paging.pages(Roll(node.path[-1], trail, here, before), rows, _draw(node))


def _ordered(node: Node) -> list[tuple[str, Summary]]:
    """Give all summaries in a region, each with the part of it that it is of: its own first."""
    parts = [("", [node])] + [(child.path[-1], list(child.walk())) for child in node.sorted()]
    return [
        (name, item)
        for name, nodes in parts
        for item in sorted((item for n in nodes for item in n.own), key=entries.order)
    ]


def _draw(node: Node) -> Callable[[Sequence[tuple[str, Summary]], str], list[str]]:
    def draw(rows: Sequence[tuple[str, Summary]], here: str) -> list[str]:
        blocks = []
        for name, members in groupby(rows, key=itemgetter(0)):
            if node.children:
                heading = name or f"{node.path[-1]}本级与未写明下级的"
                blocks.append(f"## {escape(heading)}")
            own = (*node.path, name) if name else node.path
            blocks.append(entries.listing([item for _, item in members], here, beside=own))
        return blocks

    return draw


def _span(items: list[Summary]) -> str:
    years = sorted({item.year.value for item in items if item.year.value is not None})
    text = f"{len(items)} 篇总结"
    if years:
        text += f"，{years[0]} 年" if len(years) == 1 else f"，{years[0]} 至 {years[-1]} 年"
    unknown = sum(item.year.value is None for item in items)
    return text + (f"，其中 {unknown} 篇年份不详。" if unknown else "。")
