"""Rules for what sharing sites put around, before and into a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, pairwise

from zongjie.clean.edits import Edit
from zongjie.clean.pages import heading_numbers
from zongjie.clean.signs import table
from zongjie.clean.words import tells_work
from zongjie.shapes import (
    HAN,
    Line,
    finished,
    han_count,
    is_title,
    item_mark,
    label_at,
    lines,
    remembered,
)

# begins with a letter, which is found fastest
_SELF = re.compile(
    "[我本全教](?:(?<=[我本])(?:局|县|市|区|乡|镇|校|省|园|旗|州|院|厅|处|委|办|系统|街道|中心|部门|单位|科室)"
    "|(?<=全)(?:局|县|市|区|乡|镇|校|省|旗|州|系统|体(?:干部|教师|党员|教职工))"
    "|(?<=教)育局(?:认真|坚持|紧紧|深入|全面|以|在))"
)
_FLAGS = re.MULTILINE | re.IGNORECASE
_NAMED_PAGE = re.compile(
    r"^[^\n。]{1,80}\.(?:docx?|pdf|pptx?|wps|txt)[_\- ]?第\s*\d{1,4}\s*[页頁][ \u3000]*$", _FLAGS
)
_FILE_PAGE = re.compile(r"\.(?i:docx?|pdf|pptx?|wps|txt)[_\- ]?第")
_PAGE_OF = re.compile(r"第\s*\d{1,4}\s*[页頁]\s*[/／,，]?\s*共\s*\d{1,4}\s*[页頁]")
_PAGE_LINE = re.compile(
    r"^[ \u3000]*(?:[-—–·•~]\s*\d{1,4}\s*[-—–·•~]|第\s*\d{1,4}\s*[页頁]|\d{1,4}\s*/\s*\d{1,4}|\d{1,4}[页頁]"
    r"|Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?|(?:NUM)?PAGES?(?:\s*\\\*\s*\w+)?)[ \u3000]*$",
    _FLAGS,
)
_PAGE = re.compile(f"{_NAMED_PAGE.pattern}|{_PAGE_OF.pattern}|{_PAGE_LINE.pattern}", _FLAGS)
_LONE = re.compile(
    r"^[ \u3000]*第[ \u3000]*$(?=\s*\n[ \u3000]*第\s*\d{1,4}\s*[页頁])", re.MULTILINE
)
_PAGED = re.compile(
    r"[ \u3000]*(?:[-—–·]\s*\d{1,4}\s*[-—–·]|第\s*\d{1,4}\s*[页頁].{0,12}|\s{2,}\d{1,4})$"
)
_PAGE_END = re.compile(r"[-—–·\d页頁](?:(?<=[页頁])|$)")
_FAR = 200
"""Lines within which the count of a text goes on."""
_PAGE_TEXT = 100
"""Characters that a page holds at least."""
_MARKED = re.compile(r"[-—–·•~第\dpPnN]")
"""How a line begins that may be a page mark."""
_WORDS_OF_TEXT = ("工作总结", "目录", "大", "中", "小", "正文", "摘要", "帮助", "相关", "评论")
"""Words of navigation that may also stand alone on a line of a text."""


def _remove(found: Iterable[Line]) -> Iterator[Edit]:
    yield from (Edit(line.start, line.end) for line in found)


def page_marks(text: str) -> Iterator[Edit]:
    r"""Remove page numbers and the captions of page thumbnails.

    A title beside a page number, where it comes again, is the page's head and goes with it. Harm: a
    line of nothing but a number is only a page number where such numbers count pages, or where the
    only one stands in a sentence, and none where each stands above a heading.

    >>> fix(page_marks, "总结.docx_第1页\n第 2 页 共 15 页\n- 3 -\n一、党建")
    '\n\n\n一、党建'
    >>> fix(page_marks, "均衡发展督\nPAGE\nPAGE  2\n导评估")
    '均衡发展督\n\n\n导评估'
    >>> fix(page_marks, "01\n党建引领\n完成换届。\n02\n队伍建设\n补充教师。")
    '01\n党建引领\n完成换届。\n02\n队伍建设\n补充教师。'
    """
    for line in lines(text):
        if _MARKED.match(line.text):
            begin = text.rfind("\n", 0, line.start) + 1
            for found in (_LONE.match(text, begin), _PAGE_LINE.match(text, begin)):
                if found:
                    yield Edit(found.start(), found.end())
    for found in (*_PAGE_OF.finditer(text), *_named_pages(text)):
        yield Edit(found.start(), found.end())
    yield from _remove(_page_titles(text))
    yield from _remove(_lone_numbers(lines(text)))


def _lone_numbers(found: Sequence[Line]) -> list[Line]:
    """Give the lines of nothing but a number that count pages, or the only one, in a sentence.

    They go up, and two of three hold: mostly by one, a page's text to each, and a sentence torn above
    one of them. The figures of a table, a cell on each line, are not like that.
    """
    places = [i for i, x in enumerate(found) if len(x.text) <= 3 and x.text.isdecimal()]
    numbers = [found[i] for i in places]
    if not numbers:
        return []
    if len(numbers) == 1:
        above = found[places[0] - 1].text if places[0] else ""
        counted = above.endswith(("数", "共", "计", "为", "达", "有"))
        return numbers if _is_torn_above(found, places[0]) and not counted else []
    if heading_numbers(found):
        return []
    steps = [int(b.text) - int(a.text) for a, b in pairwise(numbers)]
    torn = [_is_torn_above(found, place) for place in places]
    if min(steps) < 1:
        return []
    even = 2 * steps.count(1) > len(steps)
    paged = numbers[-1].start - numbers[0].start >= _PAGE_TEXT * sum(steps)
    if even + paged + any(torn) < 2:
        return []
    beside = zip([0, *steps], [*steps, 0], strict=True)
    sure = [1 in near or cut or paged for near, cut in zip(beside, torn, strict=True)]
    return list(compress(numbers, sure))


def _named_pages(text: str) -> Iterator[re.Match[str]]:
    return _NAMED_PAGE.finditer(text) if _FILE_PAGE.search(text) else iter(())


def _page_titles(text: str) -> Iterator[Line]:
    """Yield titles that stand as the head or foot of pages: beside a page number or in a sentence.

    Where one such title is, those like it are the same, but for one below which 一、 comes again.
    """
    found = lines(text)
    places: dict[str, list[int]] = {}
    for index, line in enumerate(found):
        if is_title(line.text):
            places.setdefault(line.text, []).append(index)
    for _, *later in places.values():
        sure = sum(_beside_page(found, index) for index in later)
        if 2 * sure >= len(later) > 0:
            yield from (found[i] for i in later if not _restarts(found, i))


def _beside_page(found: Sequence[Line], index: int) -> bool:
    """Tell whether a line stands beside a page number, or below a line that breaks off."""
    beside = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
    paged = any(x.text.isdecimal() or _PAGE.fullmatch(x.text) for x in beside)
    return paged or _is_torn_above(found, index)


def _is_torn_above(found: Sequence[Line], index: int) -> bool:
    """Tell whether the line above breaks off in mid-sentence."""
    above = found[index - 1].text if index else ""
    return bool(re.search("[，。；]", above)) and not finished(above)


def _restarts(found: Sequence[Line], index: int) -> bool:
    """Tell whether the count 一、二、三、 was under way above a line and begins anew below it."""
    above, below = (
        next(
            (x.number for line in part if (x := label_at(line.text, 0)) and x.style == "han"), None
        )
        for part in (found[max(0, index - _FAR) : index][::-1], found[index + 1 : index + _FAR])
    )
    return above is not None and below == 1


def site_lines(text: str) -> Iterator[Edit]:
    r"""Remove lines of a site's own: fields, breadcrumbs, navigation, notices, licences, adverts.

    Harm: a line that speaks of 我局, 全县 and the like is never taken for a notice, nor is a
    labelled one or a sentence, unless it says what only a site can say of itself.

    >>> fix(site_lines, "来源：网络  作者：紫芸  更新时间：2024-01-11\n首页 > 范文 > 总结\n我市共有学校12所。")
    '\n\n我市共有学校12所。'
    """
    yield from _remove([line for line in lines(text) if is_site(line.text)])


@remembered
def is_site(line: str) -> bool:
    """Tell whether a line is the site's own, wherever it stands."""
    label = label_at(line, 0)
    sentence = label is not None or (line.endswith("。") and bool(_EIGHT.search(line)))
    if sentence and names_itself(line):  # most of a text, of which no list need be asked
        return False
    if notice := table("notices").search(line, label.end if label else 0):
        own = names_itself(line) or tells_work(line)
        return not own and not (label and notice.start() > label.end + 4)
    if sentence:
        return False
    if table("lines").fullmatch(line) or _is_fields(line) or _is_breadcrumb(line):
        return not tells_work(line)
    words = [word for word in _APART.split(line) if word]
    is_word = table("words").fullmatch
    if all(map(is_word, words)) or (
        "|" in line and 2 * sum(map(bool, map(is_word, words))) >= len(words)
    ):
        return len(words) > 1 or (bool(words) and words[0] not in _WORDS_OF_TEXT)
    return False


@remembered
def names_itself(line: str) -> bool:
    """Tell whether a line speaks of the reporting body or its district."""
    return bool(_SELF.search(line))


@remembered
def hints_at_site(line: str) -> bool:
    """Tell whether a line in the margin of a file is rather a site's than the text's."""
    if names_itself(line):
        return False
    talk = {found.group() for found in table("talk").finditer(line)}
    return len(talk) > (2 if label_at(line, 0) else 1)


_APART = re.compile(r"[\s|｜/·>»\[\]【】()（）:：\d.]+")
"""What stands between the words of navigation."""
_EIGHT = re.compile(f"(?:[{HAN}][^{HAN}]*){{8}}")
"""Eight Han characters, as a sentence has."""
_PLACE = re.compile("[首主]页|位置|[网站]|文库|频道|栏目|范文|下载|资料|大全")
"""What a path on a site names; a row of steps in a report has nothing of it."""


_STEP = re.compile("[>＞»›→]| / ")


def _is_breadcrumb(line: str) -> bool:
    """Tell whether a line is a path of short names: 首页 > 范文 > 总结; the last may be a title."""
    steps = [step.strip() for step in _STEP.split(line[:200].rstrip(">＞»›→ "))]
    if len(steps) < 3:
        return False
    names = steps[:-1] if is_title(steps[-1]) else steps
    return (
        len(line) <= 200
        and len(steps) <= 8
        and all(0 < len(step) <= 20 and not re.search("[。，；]", step) for step in names)
        and not any("：" in step for step in steps[1:])
        and any(_PLACE.search(step) or table("words").fullmatch(step) for step in names)
    )


_COLON = re.compile("[：:｜丨]")
_LOOSE_NAME = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}][ \u3000]*[{HAN}]?[ \u3000]*[：:])")


@lru_cache(maxsize=2)
def _fields(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a field of one of the names with its value, and one at the start of a line."""
    return (
        re.compile(rf"(?:^|[\s\]】|｜/(（\[【])({names})\s*{_COLON.pattern}\s*(\S{{0,40}})"),
        re.compile(rf"[\[【(（]?(?:{names})\s*{_COLON.pattern}"),
    )


def _is_fields(line: str) -> bool:
    """Tell whether a line is made of fields such as 来源：… 作者：…."""
    if len(line) > 200 or "。" in line or not _COLON.search(line):
        return False
    line = _LOOSE_NAME.sub("", line)
    field, first = _fields(table("fields").plain.pattern)
    fields = field.findall(line)
    if not fields or not first.match(line):
        return len(fields) > 1
    name, value = fields[0][0], fields[0][-1]
    timed = name in ("时间", "日期")
    return len(line) <= 60 + 40 * (len(fields) - 1) and (
        not timed or bool(re.match(r"\d{4}[-/.年]", value))
    )


_LINKS = re.compile(
    r"(?<=[。！])[ \u3000]*上一[篇页][：:][^。\n]{0,80}下一[篇页][：:][^。\n]{0,80}$",
    re.MULTILINE,
)
"""The neighbours of a page that a site names."""


def preview_limit(text: str) -> Iterator[Edit]:
    """Remove the line that says that a free preview ends here, and links glued to the last sentence.

    >>> fix(preview_limit, "亲,该文档总共15页,到这儿已超出免费预览范围,如果喜欢就下载吧!")
    ''
    >>> fix(preview_limit, "成绩喜人。上一篇：安全通知下一篇：没有了")
    '成绩喜人。'
    """
    for found in _LINKS.finditer(text) if "下一篇" in text or "下一页" in text else ():
        yield Edit(found.start(), found.end())
    yield from _remove(line for line in lines(text) if _is_limit(line.text))


@remembered
def _is_limit(line: str) -> bool:
    return not names_itself(line) and bool(table("limits").search(line))


def running_heads(text: str) -> Iterator[Edit]:
    r"""Remove heads and feet of pages: short lines that come again and again, but for their numbers.

    A title counts only where a page number stands behind it: bare titles set summaries apart.

    >>> fix(running_heads, "某某文库\n一、党建\n某某文库\n二、安全\n某某文库\n三、督导")
    '\n一、党建\n\n二、安全\n\n三、督导'
    """
    groups: dict[str, list[Line]] = {}
    for line in lines(text):
        if len(line.text) <= 90 and (stem := _head_stem(line.text)) is not None:
            groups.setdefault(stem, []).append(line)
    for group in groups.values():
        if len(group) >= 3 and (len(group[0].text) >= 4 or len(group) >= 5):
            yield from _remove(group)


@remembered
def _head_stem(line: str) -> str | None:
    """Give what a line that may be the head of a page says, without its number."""
    paged = _PAGED.search(line) if _PAGE_END.search(line) else None
    stem = line[: paged.start()] if paged else line
    if len(stem) > 50 or label_at(stem, 0) or finished(stem) or (not paged and is_title(stem)):
        return None
    return stem


_DOTS = re.compile(r"(?:(?<!\.)\.{3,}|(?<!…)…+)$")


def teaser(text: str) -> Iterator[Edit]:
    r"""Remove a site's extract of the text, which breaks off with dots and comes again in full.

    >>> text = "今年，市教育局按照市政府提出的目标...\n今年，市教育局按照市政府提出的目标与任务，取得成效。"
    >>> fix(teaser, text)
    '\n今年，市教育局按照市政府提出的目标与任务，取得成效。'
    """
    torn = [line for line in lines(text) if line.text.endswith(("...", "…"))]
    if not torn:
        return
    for line in torn:
        stem = _DOTS.sub("", line.text).rstrip()
        tail = "".join(stem[-40:].split())[-12:]
        below = "".join(text[line.end : line.end + 20_000].split())
        if len(stem) >= 12 and tail in below:
            yield Edit(line.start, line.end)


@remembered
def is_blurb(line: str) -> bool:
    """Tell whether a line introduces the text instead of being part of it."""
    if names_itself(line) or label_at(line, 0) or is_title(line):
        return False
    blurbs = sum(1 for _ in table("blurbs").finditer(line))
    genre = len({m.group() for m in table("genre").finditer(line)})
    return blurbs + genre >= 2 or (blurbs == 1 and len(line) <= 80)


def blurbs(text: str) -> Iterator[Edit]:
    r"""Remove the editor's introduction and the generic essay on how to write a summary.

    They stand before a summary: at the head of the file or after a title. An essay with headings of
    its own goes as a whole, where it lies before the first title that a marked summary follows.

    >>> fix(blurbs, "总结是对一段工作的回顾检查，写总结有利于提高。下面是小编整理的总结，欢迎阅读。\n今年，我局成绩喜人。")
    '\n今年，我局成绩喜人。'
    """
    found = lines(text)
    yield from _remove(_essay(found))
    opening = True
    for line in found:
        if is_title(line.text) or item_mark(line.text):
            opening = True
        elif opening and is_blurb(line.text):
            yield Edit(line.start, line.end)
        elif opening and names_itself(line.text) and han_count(line.text) >= 40:
            opening = False


def _essay(found: Sequence[Line]) -> list[Line]:
    """Give the lines of an essay with headings of its own, before the first marked summary."""
    first = next((i for i, x in enumerate(found) if item_mark(x.text)), 0)
    before = [line for line in found[:first] if not is_title(line.text)]
    if any(names_itself(line.text) for line in before):
        return []
    genre = [line for line in before if table("genre").search(line.text)]
    return before if len(genre) * 3 >= len(before) else []
