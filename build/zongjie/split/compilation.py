"""Find where the summaries of a source begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from zongjie.shapes import (
    FRAME,
    HAN,
    Line,
    finished,
    han_count,
    is_signature,
    is_title,
    item_mark,
    label_at,
    lines,
    tells_more,
)

_NEAR = 60
"""Characters from the head of a text within which the title's own lines stand."""
_SHORTEST = 150
"""Han characters below which what stands between two titles is no summary of its own."""
_SHORTEST_NUMBERED = 30
"""The same where the numbering begins anew below the title."""
_LONG = 100
"""The same below a title with a label."""
_OWN = re.compile(
    r"(?=.*(?:局|委|厅|校|园|学区|中心|教办))(?=.*(?:[12]\d{3}|20[\d×]{2}|×{2,4}|二[〇○零]..)(?:[—\-]\d{2,4})?学?年).*(?:总结|小结|汇报|报告)"
)
"""The title of a report that names its body and its year."""
_COUNTED = re.compile(
    r"[（(]?(?:精选|合集|汇编|汇总|集锦|通用|共|热门|推荐|最新)*[一二三四五六七八九十\d]{1,3}[篇份则]?(?:合集|范文|精选|汇编|集锦|通用)*[）)]?$"
    r"|[（(](?:合集|汇编|精选|通用)[^）)]{0,8}[）)]$"
)
_DECORATION = re.compile(
    r"^(?:关于(?!.{2,60}的(?:报告|汇报|通报)$)|有关|最新的?|精选的?|优秀的?|推荐)+|(?:的?(?:优秀|精选)?(?:范文|范本|模板|样本|参考|通用版|完整版))+$|[（(](?:范文|精选|通用|最新|优秀)[^）)]{0,6}[）)]$"
)
_OPENING = re.compile(
    r"^(?:[\d×二〇○零一三四五六七八九]{2,4}年(?:度|来|以来|上半年|下半年)?|今年(?:以来|上半年)?|上半年|一年来|过去的?一年|近年来|近几年来|本年度|按照|在|根据)"
    r"(?:.*(?:总结|汇报|报告)如下[：:。]?$|.*(?:领导下|为指导|指导下|关心支持|正确领导|部署|精神|围绕|坚持|为目标|为契机|为中心|统一部署))"
)
_PLAN = re.compile(
    rf"[{HAN}×]{{2,20}}(?:局|委|厅|校|园|中心|学区)[\d×〇○零一二三四五六七八九]{{2,4}}(?:年度?|学年)"
    rf"[{HAN}]{{0,6}}工作(?:计划|要点|打算|安排|思路)"
)
"""The title of a plan, which names the body and the year; 2022年工作计划 alone heads a part."""
_FORWARD = re.compile("计划|要点|打算|安排|思路|设想")
_LOOKS_BACK = re.compile("取得|完成|成绩|成效|进展|提高|提升|如下|推进了|推动了|迈上|发展")


@dataclass(frozen=True, slots=True)
class Body:
    """Where one summary stands in the cleaned text."""

    title: str
    collection: str | None
    title_span: tuple[int, int] | None
    collection_span: tuple[int, int] | None
    start: int
    end: int


_LOOSE = re.compile(r"(?<=\d)[ \u3000]+(?=[年月度季])|(?<=[年月])[ \u3000]+(?=\d)")
"""Gaps within the date of a title, as recognised prints have them."""


_COLUMN = re.compile("【[^】\\d]{2,8}】")
"""The name of a site, or of a column, before a title."""


def clean_title(text: str) -> str:
    """Take a site's decoration off a title.

    >>> clean_title("关于上半年教育局工作总结范文"), clean_title("精选乡镇教育年终工作总结四篇")
    ('上半年教育局工作总结', '乡镇教育年终工作总结')
    >>> clean_title("【公文汇】2021-2023年县教育局工作总结（3篇）")
    '2021-2023年县教育局工作总结'
    >>> clean_title("关于2021年工作总结的报告"), clean_title("县教育局2016 年工作总结")
    ('关于2021年工作总结的报告', '县教育局2016年工作总结')
    """
    title = text.strip(" \u3000")
    column = _COLUMN.match(title)
    if column and not item_mark(title) and is_title(title[column.end() :]):
        title = title[column.end() :]
    title = _LOOSE.sub("", title.strip(FRAME))
    if mark := item_mark(title):
        title = mark[1] or title
    if is_title(title):
        shorter = _COUNTED.sub("", title)
        title = shorter if is_title(shorter) else title
    while (shorter := _DECORATION.sub("", title).strip()) != title and is_title(shorter):
        title = shorter
    return title


def bodies(text: str) -> list[Body]:
    """Give the summaries of a cleaned text in their order; one, without a title, at the least.

    A summary begins at a marked title (篇1 …), at a repeated or a further title, or, without any
    mark, where a text that has come to its end opens again and numbers from 一、 anew.
    """
    found = list(lines(text))
    starts = _marked(found)
    if not starts and (numbered := _numbered(found)):
        starts = list(numbered)
        found = [numbered.get(i, line) for i, line in enumerate(found)]
    starts = starts or _titled(found)
    head = found[: starts[0]] if starts else found
    own = _head_title(head) or _plain_title(head)
    if not starts:
        return list(_untitled(text, own[0] if own else None, _unmarked(found), found))
    # whatever else stands before the first mark is a summary of its own: no text is passed over
    if any(line not in own and not is_signature(line.text) for line in head):
        starts, own = [0, *starts], []
    edges = [found[i] for i in starts]
    titles = [line if _entitles(line.text) or item_mark(line.text) else None for line in edges]
    collection = clean_collection(own[0].text) if own else _common_title(titles)
    ends = [line.start for line in edges[1:]] + [len(text)]
    found_bodies = [
        _body(
            text,
            title,
            collection if len(edges) > 1 else None,
            title.end if title else edge.start,
            end,
        )
        for title, edge, end in zip(titles, edges, ends, strict=True)
    ]
    span = (own[0].start, own[0].end) if own and len(edges) > 1 else None
    return [replace(body, collection_span=span) for body in found_bodies]


def _head_title(head: Sequence[Line]) -> list[Line]:
    """Give the first title, if only who reports stands above it: one further down is another's."""
    for line in head:
        if is_title(line.text):
            return [line]
        if not is_signature(line.text):
            return []
    return []


def _plain_title(head: Sequence[Line]) -> list[Line]:
    """Give the title that only says 2021年工作总结: first of the text, or below who reports."""
    for line in head[:3]:
        if not is_signature(line.text):
            plain = len(line.text) <= 30 and re.search("(?:总结|小结|汇报|报告|述职)$", line.text)
            return [line] if plain and not label_at(line.text, 0) else []
    return []


def _untitled(
    text: str, title: Line | None, further: Sequence[int], found: Sequence[Line]
) -> Iterator[Body]:
    """Yield the summaries of a text that has one title at most: the first one's."""
    edges = [title.end if title else 0, *(found[i].start for i in further), len(text)]
    for index, (start, end) in enumerate(pairwise(edges)):
        yield _body(text, None if index else title, None, start, end)


def clean_collection(text: str) -> str:
    """Give a compilation's title as it stands, marks of emphasis left out."""
    title = text.strip()
    while title[:1] + title[-1:] in ("《》", "【】"):
        title = title[1:-1].strip()
    return title


def _common_title(titles: Sequence[Line | None]) -> str | None:
    """Give the title that all summaries share: it is the compilation's."""
    names = {clean_title(line.text) for line in titles if line}
    return names.pop() if len(names) == 1 and len(titles) > 1 else None


def _body(text: str, title: Line | None, collection: str | None, start: int, end: int) -> Body:
    name, span = "", None
    if title:
        name, span = clean_title(title.text), (title.start, title.end)
        # who reports may stand on a line above; further down such a line signs the text before
        above = list(lines(text[: title.start])) if title.start < _NEAR else []
        if len(above) == 1 and is_signature(above[0].text):
            span = (above[0].start, title.end)
            bare = not re.search("局|校|委|厅|中心|园", name)
            name = above[0].text + name if bare and "年" not in above[0].text else name
        mark = item_mark(title.text)
        if mark:
            name = name if mark[1] else collection or ""
            following = next(iter(lines(text[title.end : end])), None)
            own = mark[1] and following and tells_more(following.text, mark[1])
            if following and (own or (not mark[1] and is_title(following.text))):
                name = clean_title(following.text)
                span = (span[0], title.end + following.end)
                start = span[1]
    elif collection:
        name = collection
    while start < end and text[start] in "\n \u3000":
        start += 1
    while end > start and text[end - 1] in "\n \u3000":
        end -= 1
    return Body(name, collection, span, None, start, end)


def _marked(found: Sequence[Line]) -> list[int]:
    """Give the lines with explicit marks that count upwards from 1."""
    starts: list[int] = []
    for index, line in enumerate(found):
        mark = item_mark(line.text)
        if mark and mark[0] == len(starts) + 1:
            starts.append(index)
    return starts if len(starts) > 1 else []


def _numbered(found: Sequence[Line]) -> dict[int, Line]:
    """Give the lines that are titles behind a label, without it: 1.甲县教育局2021年工作总结.

    Harm: the parts of one report may be called 一、2021年工作总结, 二、2022年工作计划; a title names
    a body and its year, all are reports, they count from 1, and each has a text of some length.
    """
    groups: dict[str, dict[int, tuple[int, Line]]] = {}
    for index, line in enumerate(found):
        label = label_at(line.text, 0)
        rest = line.text[label.end :] if label else ""
        if label and len(rest) <= 60 and _OWN.match(rest) and is_title(rest):
            titled = Line(line.start, line.end, rest)
            groups.setdefault(label.style, {})[index] = (label.number or 0, titled)
    for group in groups.values():
        whole = [number for number, _ in group.values()] == list(range(1, len(group) + 1))
        if (
            len(group) > 1
            and whole
            and all(_holds(found[a + 1 : b], _LONG) for a, b in pairwise([*group, len(found)]))
        ):
            return {index: titled for index, (_, titled) in group.items()}
    return {}


def _titled(found: Sequence[Line]) -> list[int]:
    """Give the lines that are titles with a summary behind each: of some length, or numbered anew.

    A plan after a summary is of its own, unless the first title announces it: 总结及2022年工作计划.
    """
    titles = [i for i, line in enumerate(found) if _entitles(line.text)]
    if titles and _FORWARD.search(found[titles[0]].text):
        titles = [i for i in titles if is_title(found[i].text)]
    starts: list[int] = []
    for index, following in pairwise([*titles, len(found)]):
        below = found[index + 1 : following]
        if _holds(below, _SHORTEST) or (
            _holds(below, _SHORTEST_NUMBERED) and _restarts(found, index)
        ):
            starts.append(index)
    return starts if len(starts) > 1 else []


def _holds(found: Sequence[Line], least: int) -> bool:
    """Tell whether lines hold some number of Han characters at the least."""
    sizes = accumulate(han_count(line.text) for line in found)
    return any(size >= least for size in sizes)


def _entitles(text: str) -> bool:
    """Tell whether a line is the title of a summary, or of a plan that stands by itself."""
    return is_title(text) or bool(_PLAN.fullmatch(text))


def _unmarked(found: Sequence[Line]) -> list[int]:
    """Give the lines with which a further summary begins without any mark."""
    starts: list[int] = []
    numbered = False
    for index, line in enumerate(found):
        label = label_at(line.text, 0)
        if label and label.style == "han":
            numbered = numbered or label.number == 1
        elif numbered and _reopens(found, index):
            starts.append(index)
            numbered = False
    return starts


def _reopens(found: Sequence[Line], index: int) -> bool:
    """Tell whether a summary begins at a line: an opening paragraph, then 一、 once more."""
    line = found[index].text
    shortest = 15 if line.rstrip("：:。").endswith("如下") else 50
    if label_at(line, 0) or han_count(line) < shortest or not finished(line):
        return False
    if not _OPENING.match(line):
        return False
    if re.search("将以|将继续|下一步|明年|打算|今后", line) or not _LOOKS_BACK.search(line):
        return False
    return _restarts(found, index)


def _restarts(found: Sequence[Line], index: int) -> bool:
    """Tell whether the next 一、-style label after a line, a few lines below at most, is the first."""
    for line in found[index + 1 : index + 5]:
        label = label_at(line.text, 0)
        if label:
            return label.style == "han" and label.number == 1
    return False
