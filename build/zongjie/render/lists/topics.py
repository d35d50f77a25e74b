"""The topics: one page each, gathering the sections on it over years and regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zongjie.models import Section, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lists import entries
from zongjie.render.lists.entries import Bar
from zongjie.render.markdown import escape, link

_HOME = ("首页", address.HOME)
_UP = ("主题", address.TOPICS)
_EXTRACT = 72
_MOST_ON_A_PAGE = 200
"""Sections on one topic; where there are more, each year has a page of its own."""


class Place(NamedTuple):
    """A section on a topic, and how many sections below it are on the same topic."""

    summary: Summary
    section: Section
    below: int


def gather(summaries: Sequence[Summary]) -> dict[str, list[Place]]:
    """Gather the uppermost sections on each topic, in order of year; topics with most first."""
    found: dict[str, list[Place]] = defaultdict(list)
    for item in sorted(summaries, key=entries.order):
        for name in item.topics:
            found[name]  # a topic of the summary alone has a page too
        for name, section, below in _uppermost(item):
            found[name].append(Place(item, section, below))
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _uppermost(item: Summary) -> Iterator[tuple[str, Section, int]]:
    waiting: list[tuple[Section, frozenset[str]]]
    waiting = [(section, frozenset()) for section in reversed(item.sections)]
    while waiting:
        section, above = waiting.pop()
        for name in dict.fromkeys(section.topics):
            if name not in above:
                yield name, section, sum(name in s.topics for s in section.walk()) - 1
        above |= frozenset(section.topics)
        waiting.extend((child, above) for child in reversed(section.children))


def bars(summaries: Sequence[Summary]) -> list[Bar]:
    """Give the count of sections on each topic, most first."""
    return [
        Bar(name, address.topic(name), len(places)) for name, places in gather(summaries).items()
    ]


def pages(summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the index of topics and the page of each."""
    found = gather(summaries)
    lede = entries.lede(
        "按主题汇集各地各年的章节，数字为章节数。点开主题，可逐条跳到原文的那一节。"
    )
    blocks = [lede, entries.bars(bars(summaries), address.TOPICS)]
    result = {address.TOPICS: entries.page("主题", [_HOME], address.TOPICS, blocks)}
    for name, places in found.items():
        about = [item for item in summaries if name in item.topics]
        result |= _topic(name, places, about)
    return result


def _topic(name: str, places: list[Place], about: list[Summary]) -> dict[str, str]:
    here = address.topic(name)
    regions = {words.counties(place.summary.region) for place in places} - {()}
    lede = f"{len(places)} 个章节，来自 {len({p.summary.id for p in places})} 篇总结"
    lede += f"、{len(regions)} 个已知地区。" if regions else "。"
    blocks = [entries.lede(lede)]
    years: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        years[address.year(place.summary.year)].append(place)
    result = {}
    if len(places) > _MOST_ON_A_PAGE:
        rows = []
        for year, members in years.items():
            path = f"{here.removesuffix('.md')}/{year.rpartition('/')[2]}"
            rows.append(Bar(words.year_page(year), path, len(members)))
            result[path] = _year(name, words.year_page(year), members, path)
        blocks.append(entries.bars(rows, here))
    else:
        for year, members in years.items():
            blocks += [f"## {escape(words.year_page(year))}", _listing(members, here)]
    if not places and about:
        blocks.append(entries.listing(about, here))
    result[here] = entries.page(name, [_HOME, _UP], here, blocks)
    return result


def _year(name: str, year: str, places: list[Place], here: str) -> str:
    trail = [_HOME, _UP, (name, address.topic(name))]
    return entries.page(f"{name}：{year}", trail, here, [_listing(places, here)])


def _listing(places: list[Place], here: str) -> str:
    lines = "\n".join(_entry(place, here) for place in places)
    return markdown.block(lines, css="entries entries--sections")


def _entry(place: Place, here: str) -> str:
    item, section, below = place
    target = f"{address.summary(item)}#{address.anchor(section)}"
    extract = _extract(section)
    heading = section.label + section.heading if section.heading else section.label + extract
    also = f"<span>另有下级 {below} 节</span>" if below else ""
    where = f"<small><span>{escape(words.region(item.region))}</span> "
    where += f"<span>{escape(item.title)}</span> {also}</small>"
    body = f' <span class="extract">{escape(extract)}</span>' if section.heading else ""
    return f"- {link(_cut(heading), address.relative(target, here))} {where}{body}"


def _extract(section: Section) -> str:
    for below in section.walk():
        for paragraph in below.paragraphs:
            if paragraph:
                return _cut(paragraph)
    return _cut("；".join(child.label + child.heading for child in section.children))


def _cut(text: str) -> str:
    return text if len(text) <= _EXTRACT else text[: _EXTRACT - 1] + "…"
