"""All names in 《…》 of a collection → the documents that they stand for, with all their places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from zongjie.link.cited import Name, cited, reduce
from zongjie.link.mentions import Found, mentions
from zongjie.link.nouns import Document, Place
from zongjie.models import MASK

_KINDS = (
    "法|条例|规定|办法|细则|意见|通知|决定|决议|方案|规划|计划|纲要|章程|制度|规范|标准|准则|公约|"
    "协议|协定|要点|指南|指引|指导|预案|目录|清单|公告|通报|报告|守则|规程|规则|责任书|责任目标|"
    "政策|大纲|白皮书|批复|倡议书|承诺书|任务书|合同|机制|举措|措施|看法"
)
_DOCUMENT = re.compile(rf"(?:{_KINDS})(?:\(.*\))?$")
_GENERIC = re.compile(
    "(?:关于|进一步|实施|工作|管理|若干|有关|相关|具体|指导|行动|改革|发展|教育|学校|暂行|考核|评价|年度|总体|建设|"
    f"责任|目标|奖励|安全|应急|三年|五年|的|{_KINDS}|[0-9]+年?度?)+"
)
"""A name of such words alone may be any office's."""


class Citation(NamedTuple):
    """A name of a document in a text of a summary."""

    place: int
    """The number of the place among those of the summary."""
    start: int
    end: int
    name: Name


@dataclass(slots=True)
class _Group:
    """The places of one document, as far as they are known to be the same."""

    base: str
    scope: str
    """The summary that the name means something in; empty where it means the same everywhere."""
    found: list[tuple[Found, Name]]


def citations(texts: Sequence[str]) -> Iterator[Citation]:
    """Find the names of documents in the texts of a summary."""
    for at, text in enumerate(texts):
        for start, end in cited(text):
            yield Citation(at, start, end, reduce(text[start:end]))


def documents(
    summaries: Iterable[tuple[Sequence[Place], Sequence[str], Iterable[Citation]]],
) -> tuple[Document, ...]:
    """Gather the documents that are cited, those that most summaries cite first.

    Names that differ in their edition alone are one document where only one edition is cited. A
    name that a mask or its generality leaves open is the same document within a summary alone; a
    short form there (《纲要》) is the one fuller name that ends like it, if there is just one.

    Args:
        summaries: The places of each summary, their texts, and what is cited there.
    """
    groups: dict[tuple[str, str], _Group] = {}
    for places, texts, found in summaries:
        for at, start, end, name in found:
            base = name.base or texts[at][start:end]
            scope = places[at].summary.id if _is_open(base) else ""
            group = groups.setdefault((base, scope), _Group(base, scope, []))
            group.found.append((Found(places[at], texts[at], start, end), name))
    _resolve_short(groups)
    split = (part for group in groups.values() for part in _editions(group))
    return tuple(sorted(map(_document, split), key=_rank))


@lru_cache(maxsize=1 << 14)
def _is_open(base: str) -> bool:
    return MASK in base or bool(_GENERIC.fullmatch(base))


def _resolve_short(groups: dict[tuple[str, str], _Group]) -> None:
    """Add the places of a generic name to the one document of the same summary that it shortens."""
    full = defaultdict[str, set[str]](set)
    for group in groups.values():
        if not group.scope:
            for found, _ in group.found:
                full[found.place.summary.id].add(group.base)
    for base, scope in list(groups):
        candidates = [other for other in full[scope] if other.endswith(base)] if scope else []
        if len(candidates) == 1 and MASK not in base:
            groups[candidates[0], ""].found += groups.pop((base, scope)).found


def _editions(group: _Group) -> Iterator[list[Found]]:
    """Part a group by edition where more than one is cited."""
    if len({name.edition for _, name in group.found} - {""}) < 2:
        yield [found for found, _ in group.found]
        return
    parts = defaultdict[str, list[Found]](list)
    for found, name in group.found:
        parts[name.edition].append(found)
    yield from parts.values()


def _document(found: Iterable[Found]) -> Document:
    listed = list(found)
    names = Counter(place.name for place in listed)
    ranked = sorted(names, key=lambda name: (-names[name], -len(name), name))
    official = any(_DOCUMENT.search(reduce(name).base) for name in names)
    return Document(ranked[0], tuple(ranked[1:]), official, mentions(listed))


def _rank(document: Document) -> tuple[int, bool, str, str]:
    """Key to sort: what most cite first; of equals those whose whole name is known."""
    name = document.name
    return -len(document.mentions), MASK in name, name, document.mentions[0].summary.id
