"""The topics: one page each, gathering the sections on it over years and regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from zongjie.drawn import NOTHING, Drawn
from zongjie.models import Section, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lists import entries, paging, years
from zongjie.render.lists.entries import Bar
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link

_HOME = ("首页", address.HOME)
_UP = ("主题", address.TOPICS)
_EXTRACT = 48
_MOST = 80
"""Sections on a topic that are listed for a year, where the topic has more than a page of them."""


class Place(NamedTuple):
    """A section on a topic."""

    summary: Summary
    section: Section
    topic: str

    @property
    def below(self) -> int:
        """How many sections below it are on the same topic."""
        return sum(self.topic in section.topics for section in self.section.walk()) - 1


def gather(summaries: Sequence[Summary]) -> dict[str, list[Place]]:
    """Gather the uppermost sections on each topic, by year and region; topics with most first."""
    found: dict[str, list[Place]] = defaultdict(list)
    for item in sorted(summaries, key=_order):
        for name in item.topics:
            found[name]  # a topic of the summary alone has a page too
        for name, section in _uppermost(item):
            found[name].append(Place(item, section, name))
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _uppermost(item: Summary) -> Iterator[tuple[str, Section]]:
    waiting: list[tuple[Section, frozenset[str]]]
    waiting = [(section, frozenset()) for section in reversed(item.sections)]
    while waiting:
        section, above = waiting.pop()
        if section.topics:
            yield from (
                (name, section) for name in dict.fromkeys(section.topics) if name not in above
            )
            above = above.union(section.topics)
        if section.children:
            waiting.extend((child, above) for child in reversed(section.children))


def bars(found: Mapping[str, Sequence[Place]]) -> list[Bar]:
    """Give the count of uppermost sections on each topic, as they were gathered."""
    return [Bar(name, address.topic(name), len(places)) for name, places in found.items()]


def pages(
    found: Mapping[str, list[Place]], summaries: Sequence[Summary], drawn: Drawn = NOTHING
) -> dict[str, str]:
    """Give the index of topics and the pages of each, of the sections gathered of all summaries.

    Which sections of a summary are on a topic follows from the summary.
    """
    lede = entries.lede(
        "按主题汇集各地各年的章节，数字为章节数。点开主题，可逐条跳到原文的那一节。"
    )
    blocks = [lede, entries.bars(bars(found), address.TOPICS)]
    index = entries.page("主题", [_HOME], address.TOPICS, blocks, contents=False)
    result = {address.TOPICS: index}
    most = paging.most(_MOST, len(summaries))
    for name, places in found.items():
        if places:
            given = name, most, [drawn.label(place.summary) for place in places]
            result |= drawn.pages(address.topic(name), given, partial(_topic, name, places, most))
        else:
            result |= _without(name, summaries)
    return result


def _without(name: str, summaries: Sequence[Summary]) -> dict[str, str]:
    """Give the pages of a topic that summaries have and none of their sections."""
    about = sorted((item for item in summaries if name in item.topics), key=entries.order)
    roll = Roll(name, [_HOME, _UP], address.topic(name), [entries.lede(f"{len(about)} 篇总结。")])
    return paging.pages(roll, about, lambda rows, here: [entries.listing(rows, here)])


def _topic(name: str, places: list[Place], most: int) -> dict[str, str]:
    """Give the page of a topic; where its sections fill more than one, each year has its own."""
    roll = Roll(name, [_HOME, _UP], address.topic(name), [_lede(places)])
    if len(places) <= paging.PER_PAGE:
        return paging.pages(roll, places, _by_year)
    rows, result = [], dict[str, str]()
    for year, group in groupby(places, key=_year):
        members = list(group)
        path = f"{roll.path.removesuffix('.md')}/{year.rpartition('/')[2]}"
        rows.append(Bar(words.year_page(year), path, len(members)))
        known = members[0].summary.year.value
        query = f"主题:{name}" + (f" 年份:{known}" if known else "")
        title, trail = f"{name}：{words.year_page(year)}", [*roll.trail, (name, roll.path)]
        own = Roll(title, trail, path, rest=paging.by_search([query], path))
        result |= paging.pages(own, members, lambda rows, here: [_listing(rows, here)], most)
    blocks = [*roll.before, entries.bars(rows, roll.path)]
    return result | {roll.path: entries.page(name, roll.trail, roll.path, blocks, contents=False)}


def _lede(places: list[Place]) -> str:
    regions = {words.counties(place.summary.region) for place in places} - {()}
    lede = f"{len(places)} 个章节，来自 {len({p.summary.id for p in places})} 篇总结"
    lede += f"、{len(regions)} 个已知地区" if regions else ""
    return entries.lede(lede + "；先按年份从新到旧，再按地区排列。")


def _by_year(places: Sequence[Place], here: str) -> list[str]:
    blocks = []
    for year, members in groupby(places, key=_year):
        blocks += [f"## {escape(words.year_page(year))}", _listing(list(members), here)]
    return blocks


def _year(place: Place) -> str:
    return address.year(place.summary.year)


def _order(item: Summary) -> tuple[object, ...]:
    region = item.region.path
    return years.position(address.year(item.year)), not region, region, entries.order(item)


def _listing(places: Sequence[Place], here: str) -> str:
    lines = "\n".join(_entry(place, here) for place in places)
    return markdown.block(lines, css="entries entries--sections")


def _entry(place: Place, here: str) -> str:
    item, section, below = place.summary, place.section, place.below
    target = f"{address.summary(item)}#{address.anchor(section)}"
    extract = _extract(section)
    heading = section.label + section.heading if section.heading else section.label + extract
    also = f" · 另有下级 {below} 节" if below else ""
    where = f"<small>{words.known(item.region)} · {escape(words.title(item))}{also}</small>"
    body = f' <span class="extract">{escape(extract)}</span>' if section.heading else ""
    return f"- {link(_cut(heading) or '（无标题）', address.relative(target, here))} {where}{body}"


def _extract(section: Section) -> str:
    for below in section.walk():
        for paragraph in below.paragraphs:
            if paragraph:
                return _cut(paragraph)
    return _cut("；".join(child.label + child.heading for child in section.children))


def _cut(text: str) -> str:
    return text if len(text) <= _EXTRACT else text[: _EXTRACT - 1] + "…"
