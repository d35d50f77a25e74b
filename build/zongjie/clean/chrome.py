"""Rules for what sharing sites put around, before and into a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import yaml

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, Line, finished, han_count, is_title, item_mark, label_at, lines

_SELF = re.compile(
    "[我本](?:局|县|市|区|乡|镇|校|省|园|旗|州|院|厅|处|委|办|系统|街道|中心|部门|单位|科室)"
    "|全(?:局|县|市|区|乡|镇|校|省|旗|州|系统|体(?:干部|教师|党员|教职工))|教育局(?:认真|坚持|紧紧|深入|全面|以|在)"
)
_PAGE = re.compile(
    r"^[^\n。]{1,80}\.(?:docx?|pdf|pptx?|wps|txt)[_\- ]?第\s*\d{1,4}\s*页[ \u3000]*$"
    r"|第\s*\d{1,4}\s*页\s*[/／,，]?\s*共\s*\d{1,4}\s*页"
    r"|^[ \u3000]*(?:[-—–·•~]\s*\d{1,4}\s*[-—–·•~]|第\s*\d{1,4}\s*页|\d{1,4}\s*/\s*\d{1,4}|Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,4}页)[ \u3000]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LONE = re.compile(r"^[ \u3000]*第[ \u3000]*$(?=\s*\n[ \u3000]*第\s*\d{1,4}\s*页)", re.MULTILINE)
_LONE_NUMBER = re.compile(r"^[ \u3000]*(\d{1,3})[ \u3000]*$", re.MULTILINE)
_SUFFIX = re.compile(r"\.(?:docx?|pdf|txt|wps|rtf|pptx?|html?)(?=[ \u3000]*(?:$|_第))", re.MULTILINE | re.IGNORECASE)
_LISTED = re.compile(r"(?:\d\d-\d\d|\d{4}[-/.年]\d\d?[-/.月]\d\d?日?|\[\d+\]|\(\d+\))?\s*$")


@cache
def _table() -> dict[str, re.Pattern[str]]:
    """Load the lists of signs, one pattern for each list."""
    raw = yaml.safe_load(files("zongjie").joinpath("data/chrome.yml").read_text("utf-8"))
    return {name: re.compile("|".join(f"(?:{entry})" for entry in entries), re.IGNORECASE)
            for name, entries in raw.items()}  # fmt: skip


def _remove(found: Sequence[Line]) -> Iterator[Edit]:
    yield from (Edit(line.start, line.end) for line in found)


def page_marks(text: str) -> Iterator[Edit]:
    r"""Remove page numbers and the captions of page thumbnails.

    Harm: a line of nothing but a number is only a page number where such numbers count upwards.

    >>> fix(page_marks, "总结.docx_第1页\n第 2 页 共 15 页\n- 3 -\n一、党建")
    '\n\n\n一、党建'
    """
    for found in (*_LONE.finditer(text), *_PAGE.finditer(text)):
        yield Edit(found.start(), found.end())
    numbers = [(int(m[1]), m) for m in _LONE_NUMBER.finditer(text)]
    if len(numbers) > 1 and all(a < b for (a, _), (b, _) in pairwise(numbers)):
        yield from (Edit(m.start(1), m.end(1)) for _, m in numbers)


def file_suffix(text: str) -> Iterator[Edit]:
    """Take the file name's suffix off a title.

    >>> fix(file_suffix, "区教育局2022年度工作总结.docx")
    '区教育局2022年度工作总结'
    """
    for found in _SUFFIX.finditer(text):
        begin = text.rfind("\n", 0, found.start()) + 1
        if is_title(text[begin : found.start()]):
            yield Edit(found.start(), found.end())


def site_lines(text: str) -> Iterator[Edit]:
    r"""Remove lines of a site's own: fields, breadcrumbs, navigation, notices, licences, adverts.

    Harm: a line that speaks of 我局, 全县 and the like is never taken for a notice.

    >>> fix(site_lines, "来源：网络  作者：紫芸  更新时间：2024-01-11\n首页 > 范文 > 总结\n我市共有学校12所。")
    '\n\n我市共有学校12所。'
    """
    yield from _remove([line for line in lines(text) if _is_site(line.text)])


def _is_site(line: str) -> bool:
    table = _table()
    if table["lines"].fullmatch(line) or _is_fields(line):
        return True
    tokens = re.split(r"[\s|｜/·>»\[\]【】()（）:：\d.]+", line)
    words = [token for token in tokens if token]
    if words and all(table["words"].fullmatch(word) for word in words):
        return len(words) > 1 or words[0] not in ("工作总结", "目录", "大", "中", "小", "正文", "摘要", "帮助", "相关", "评论")
    notice = table["notices"].search(line)
    return bool(notice) and not _SELF.search(line) and label_at(line, 0) is None


def _is_fields(line: str) -> bool:
    """Tell whether a line is made of fields such as 来源：… 作者：…."""
    if len(line) > 200 or "。" in line:
        return False
    fields = re.findall(
        rf"(?:^|[\s\]】|｜/(（\[【])({_table()['fields'].pattern})\s*[：:]\s*(\S{{0,40}})", line
    )
    if not fields or not re.match(rf"[\[【(（]?(?:{_table()['fields'].pattern})\s*[：:]", line):
        return len(fields) > 1
    name, value = fields[0][0], fields[0][-1]
    timed = name in ("时间", "日期")
    return len(line) <= 60 + 40 * (len(fields) - 1) and (not timed or bool(re.match(r"\d{4}[-/.年]", value)))


def preview_limit(text: str) -> Iterator[Edit]:
    """Remove the line that says that a free preview ends here.

    >>> fix(preview_limit, "亲,该文档总共15页,到这儿已超出免费预览范围,如果喜欢就下载吧!")
    ''
    """
    limits = _table()["limits"]
    yield from _remove([x for x in lines(text) if limits.search(x.text) and not _SELF.search(x.text)])


def teaser(text: str) -> Iterator[Edit]:
    r"""Remove a site's extract of the text, which breaks off with dots and comes again in full.

    >>> text = "今年，市教育局按照市政府提出的目标...\n今年，市教育局按照市政府提出的目标与任务，取得成效。"
    >>> fix(teaser, text)
    '\n今年，市教育局按照市政府提出的目标与任务，取得成效。'
    """
    for line in lines(text):
        stem = re.sub(r"\s*(?:\.{3,}|…+)\s*$", "", line.text)
        if stem != line.text and len(stem) >= 12:
            tail = re.sub(r"\s", "", stem[-40:])[-12:]
            if tail in re.sub(r"\s", "", text[line.end : line.end + 20_000]):
                yield Edit(line.start, line.end)


def _is_blurb(line: str) -> bool:
    """Tell whether a line introduces the text instead of being part of it."""
    if _SELF.search(line) or label_at(line, 0) or is_title(line):
        return False
    table = _table()
    blurbs = sum(1 for _ in table["blurbs"].finditer(line))
    genre = len({m.group() for m in table["genre"].finditer(line)})
    return blurbs + genre >= 2 or (blurbs == 1 and len(line) <= 80)


def blurbs(text: str) -> Iterator[Edit]:
    r"""Remove the editor's introduction and the generic essay on how to write a summary.

    They stand before a summary: at the head of the file or after a title. An essay with headings of
    its own goes as a whole, where it lies before the first title that a marked summary follows.

    >>> fix(blurbs, "总结是对一段工作的回顾检查，写总结有利于提高。下面是小编整理的总结，欢迎阅读。\n今年，我局成绩喜人。")
    '\n今年，我局成绩喜人。'
    """
    found = list(lines(text))
    yield from _remove(_essay(found))
    opening = True
    for line in found:
        if is_title(line.text) or item_mark(line.text):
            opening = True
        elif opening and _is_blurb(line.text):
            yield Edit(line.start, line.end)
        elif han_count(line.text) >= 40 and _SELF.search(line.text):
            opening = False


def _essay(found: Sequence[Line]) -> list[Line]:
    """Give the lines of an essay with headings of its own, before the first marked summary."""
    first = next((i for i, x in enumerate(found) if item_mark(x.text)), 0)
    before = [line for line in found[:first] if not is_title(line.text)]
    genre = [line for line in before if len(_table()["genre"].findall(line.text)) >= 1]
    if any(_SELF.search(line.text) for line in before) or len(genre) * 3 < len(before):
        return []
    return before


def tails(text: str) -> Iterator[Edit]:
    r"""Remove lists of related articles and all that follows the text.

    Such a list begins with a line that says so, and no line of it is a paragraph of a summary.

    >>> fix(tails, "维护稳定。\n【教育局工作总结】相关文章：\n市教育局文明创建工作总结08-25\n版权所有")
    '维护稳定。\n\n\n'
    """
    found = list(lines(text))
    marker = _table()["tails"]
    block: list[Line] = []
    for index, line in enumerate(found):
        if block and not _is_content(line, found[index + 1 :]):
            block.append(line)
        elif not label_at(line.text, 0) and marker.fullmatch(line.text):
            block.append(line)
        else:
            yield from _remove(block)
            block = []
    yield from _remove(block)


def _is_content(line: Line, following: Sequence[Line]) -> bool:
    """Tell whether a line after a list of links is text again."""
    if _is_site(line.text):
        return False
    if item_mark(line.text) or label_at(line.text, 0):
        return any(han_count(x.text) >= 60 and finished(x.text) for x in following[:6])
    return han_count(line.text) >= 40 and "。" in line.text and bool(re.search("[，；]", line.text))


def last_lines(text: str) -> Iterator[Edit]:
    r"""Remove titles of other articles that stand at the end without a heading of their own.

    >>> fix(last_lines, "维护稳定。\n教育局自查报告08-19\n学校工作总结06-13\n上半年工作总结07-25")
    '维护稳定。\n\n\n'
    """
    found = list(lines(text))
    block: list[Line] = []
    for line in reversed(found):
        date = _LISTED.search(line.text)
        stem = line.text[: date.start()] if date else line.text
        if len(stem) > 40 or label_at(stem, 0) or not re.search("总结|范文|报告|计划|汇报|心得|方案", stem) or finished(stem):
            break
        block.append(line)
    if len(block) >= 3:
        yield from _remove(block)


def repeated_titles(text: str) -> Iterator[Edit]:
    r"""Keep one of several titles that stand together: the marked one, or the first.

    Before a marked title the compilation's own stays, too: the one that counts its pieces, or else
    the first.

    >>> fix(repeated_titles, "教育局工作总结四篇\n教育局工作总结 篇1\n关于教育局工作总结范文\n今年，")
    '教育局工作总结四篇\n教育局工作总结 篇1\n\n今年，'
    """
    run: list[Line] = []
    for line in (*lines(text), Line(len(text), len(text), "")):
        if is_title(line.text) or item_mark(line.text):
            run.append(line)
            continue
        keep = _kept_titles(run)
        yield from _remove([x for x in run if x not in keep])
        run = []


def _kept_titles(run: Sequence[Line]) -> list[Line]:
    """Choose the titles of a run that stay."""
    marks = [i for i, line in enumerate(run) if item_mark(line.text)]
    if not marks:
        counted = [x for x in run if re.search("[一二三四五六七八九十\\d][篇份则]|合集|汇编", x.text)]
        first = (counted or list(run))[:1]
        return [x for x in run if x in first or not _alike(x.text, first[0].text)]
    before = _kept_titles(run[: marks[0]])[:1]
    kept = [run[i] for i in marks]
    last = item_mark(run[marks[-1]].text)
    after = [] if last and last[1] else list(run[marks[-1] + 1 :][:1])
    return before + kept + after


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles say the same but for a few characters."""
    a, b = (set(re.findall(f"[{HAN}\\d×]", re.sub("关于|范文|精选|最新", "", x))) for x in (one, other))
    return len(a & b) >= 0.7 * min(len(a), len(b))
