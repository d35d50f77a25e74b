"""Rules for what stands above the title and below the last paragraph of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zongjie.clean.chrome import hints_at_site, is_blurb, is_site, names_itself
from zongjie.clean.edits import Edit
from zongjie.clean.signs import table
from zongjie.clean.talk import KINDS, is_byline, is_talk, leans
from zongjie.clean.words import REPORT, calls, talk, tells_work
from zongjie.shapes import (
    Line,
    finished,
    han_count,
    is_signature,
    is_title,
    item_mark,
    label_at,
    lines,
    remembered,
)

_TEASED = re.compile(
    r"[。！？][ \u3000]*(?:\.{3,}|…+|[\[【［](?:详细|全文|更多|阅读|查看|点击|展开)[^\[\]【】［］。]{0,4}[\]】］])$"
)
"""How an extract of another article ends."""
_DATED_FIRST = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?[ \u3000]+\S{4,}")
_DATED = re.compile(r"[ \u3000]*(?:\d\d-\d\d|\d{4}[-/.年]\d\d?[-/.月]\d\d?日?|\[\d+\]|\(\d+\))$")
_KIND = re.compile(rf"(?:{KINDS})(?:[（(【\[].{{1,6}}|\.\w{{3,4}}|\s*[￥\d][^，。]{{0,8}})?$")
_CLOSING = re.compile(
    "附|[报抄][送：:]|主题词|联系人|[\\d×]{2,4}[年./-][\\d×]{1,2}[月./-]?(?:[\\d×]{1,2}日?)?$|^[\\d×]+$"
)
"""What stands below the last paragraph of a report."""
_DAY = re.compile(r"[\d×〇○零一二三四五六七八九]{4}\s?年.{1,3}月.{1,3}日")
_DATE = re.compile(r"[（(]?[\d×〇○零一二三四五六七八九]{4}年")
_TOP = 12
"""Lines of a file among which the head of an official document stands."""
_PREFACE = 150
"""Han characters below which text above the first marked title is no summary of its own."""
_LIST = re.compile("总结|范文|报告|计划|汇报|心得|方案|鉴定|心得体会")


def tails(text: str) -> Iterator[Edit]:
    r"""Remove lists of related articles, wherever they stand, up to the next text.

    Such a list begins with a line that says so, which is no sentence, and no line of it is a
    paragraph of a summary.

    >>> fix(tails, "维护稳定。\n【教育局工作总结】相关文章：\n市教育局文明创建工作总结08-25\n二、党建")
    '维护稳定。\n\n\n二、党建'
    """
    inside = False
    for line in lines(text):
        if not inside:
            inside = _opens_tail(line.text) and not label_at(line.text, 0)
        elif _is_text(line.text):
            inside = False
        if inside:
            yield Edit(line.start, line.end)


@remembered
def _opens_tail(line: str) -> bool:
    opens = table("tails").plain.fullmatch(line)  # nearly always settled at the first sign
    return opens is not None and line[-1] != "。"


def head(text: str) -> Iterator[Edit]:
    r"""Remove the lines above the title: a site's, but no paragraph and no item.

    The title is the last one that no paragraph stands above; in a compilation, also the first marked
    one that only a short preface stands above. Titles stay, and so does the name of the body that
    reports, right above its title.

    >>> fix(head, "某某网 让知识传播\n办公文档\n县教育局\n2021年教育工作总结\n今年，我局以提高教学质量为中心，狠抓落实。")
    '\n\n县教育局\n2021年教育工作总结\n今年，我局以提高教学质量为中心，狠抓落实。'
    >>> fix(head, "现将总结印发给你们。\n2021年1月6日\n县教育局2020年工作总结\n2020年，我局狠抓落实，成绩显著。")
    '\n\n县教育局2020年工作总结\n2020年，我局狠抓落实，成绩显著。'
    >>> fix(head, "某某网\n县 教 育 局\n2021年教育工作总结\n今年，我局以提高教学质量为中心，狠抓落实。")
    '\n县 教 育 局\n2021年教育工作总结\n今年，我局以提高教学质量为中心，狠抓落实。'
    """
    found = list(lines(text))
    first = next((i for i, line in enumerate(found) if _opens(line.text)), len(found))
    marked = [i for i, line in enumerate(found) if item_mark(line.text)]
    if len(marked) > 1 and sum(han_count(x.text) for x in found[: marked[0]]) < _PREFACE:
        first = max(first, marked[0] + 1)
    titles = [
        i for i, line in enumerate(found[:first]) if is_title(line.text) or item_mark(line.text)
    ]
    above_title, known = found[: titles[-1]] if titles else [], set(titles)
    for index, line in enumerate(above_title):
        plain = re.sub("[ \u3000]", "", line.text)
        reporter = index + 1 in known and is_signature(plain) and not _DATE.match(plain)
        if index not in known and not reporter and not is_letterhead(line.text):
            yield Edit(line.start, line.end)


_LETTERHEAD = re.compile(
    r"[^，。：]{2,30}(?:局|委|委员会|厅|政府|党组|学校|中心校?|办公室)文件"
    r"|(?=\S)(?:[^，。：\s]{1,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,4}\s*号)?\s*(?:签发(?:人)?[：:]\s*\S{1,4}(?:\s\S{1,2})?)?"
    r"|[^，。：]{2,16}简报|[（(【]?(?:总?第|\d{4}年第)\s*[\d一二三四五六七八九十]{1,4}\s*期.{0,12}"
    r"|[^，。：]{2,20}(?:局|委|厅|办公室|中心)编(?:印|发)?\s+[\d〇一二三四五六七八九十]{4}年.{3,8}日"
)
"""The head of an official document: whose it is, its number, who signed it."""


@remembered
def is_letterhead(line: str) -> bool:
    """Tell whether a line belongs to the head of an official document.

    >>> is_letterhead("甲县教育局文件"), is_letterhead("甲教发〔2024〕31号          签发人：张三")
    (True, True)
    >>> is_letterhead("甲教育简报"), is_letterhead("第27期"), is_letterhead("甲县教育局编  2014年10月11日")
    (True, True, True)
    >>> is_letterhead("甲县教育局文件汇编"), is_letterhead("索引号：00123/2024-1"), is_letterhead(" ")
    (False, False, False)
    """
    return bool(_LETTERHEAD.fullmatch(line))


def letterhead(text: str) -> Iterator[Edit]:
    r"""Remove the head of an official document above its title; the ledger names it.

    >>> fix(letterhead, "甲县教育局文件\n甲教发〔2024〕31号  签发人：张三\n甲县教育局2024年工作总结\n今年，")
    '\n\n甲县教育局2024年工作总结\n今年，'
    """
    above: list[Line] = []
    for line in lines(text)[:_TOP]:
        if is_title(line.text):
            yield from (Edit(x.start, x.end) for x in above if is_letterhead(x.text))
            return
        above.append(line)


def _opens(line: str) -> bool:
    """Tell whether a line is text for sure; a short sentence may be a page's note on itself."""
    sure = label_at(line, 0) or names_itself(line) or han_count(line) >= 25
    return bool(sure) and _is_text(line)


def foot(text: str) -> Iterator[Edit]:
    r"""Remove what follows the last paragraph of a file, from the first sign of a site on.

    Going up from the end, everything may be chrome until a sentence, or a labelled line that is no
    title of another article, speaks for the text again. Signature, date, figures and whatever else stands
    between the last paragraph and the first line that is chrome for sure stay, but for a few words
    right above it. A body and a date that end the file sign it, whatever stands above them.

    >>> fix(foot, "三、维护稳定。\n县教育局\n2021年1月5日\n打印本页\n教育局自查报告08-19\n技术支持：某某网")
    '三、维护稳定。\n县教育局\n2021年1月5日\n\n\n'
    >>> fix(foot, "三、维护稳定。\n打印本页\n县教育局\n2021年1月5日")
    '三、维护稳定。\n\n县教育局\n2021年1月5日'
    """
    found = lines(text)
    below = found[
        _end_of_text(found) or len(found) :
    ]  # without any text there is nothing to keep apart
    listed = sum(_is_kind(line.text) for line in below) > 1
    first = next((i for i, x in enumerate(below) if _begins_page(x.text, listed)), len(below))
    while 0 < first < len(below) and _is_stray(below[first - 1].text):
        first -= 1
    last = len(below) - 2 * _signs(below[first:])
    for line in below[first:last]:
        yield Edit(line.start, line.end)


def _signs(below: Sequence[Line]) -> bool:
    """Tell whether the last lines of a file are a body and a date, by which the report is signed."""
    two = [line.text for line in below[-2:]]
    dated = len(two) == 2 and bool(_DAY.fullmatch(two[1]))
    return dated and is_signature(two[0]) and not _DAY.fullmatch(two[0])


def _begins_page(line: str, listed: bool) -> bool:
    """Tell whether a line below the text begins a page's own; `listed` if documents are named there."""
    if label_at(line, 0) or _CLOSING.search(line):
        return _is_chrome(line)
    return _is_page(line) or (listed and _is_kind(line))


def _end_of_text(found: Sequence[Line]) -> int:
    """Give the number of lines up to the last paragraph.

    Short lines in half a page's words, such as the terms of a download, are none of the text where
    lines of the page stand above and below.
    """
    edge, weak, chrome = 0, 0, False
    for index in range(len(found) - 1, -1, -1):
        line = found[index].text
        if _is_page(line):
            edge, weak, chrome = 0, 0, True
        elif _speaks(line) and not _is_listed(found, index):
            edge, weak = edge or index + 1, weak + 1
            if not chrome or weak > 4 or len(line) > 50 or talk(line).share < 0.2:
                return edge
    return 0


def _speaks(line: str) -> bool:
    """Tell whether a line is text, though it be no whole sentence: figures of work, or a call."""
    if _is_text(line):
        return True
    return (tells_work(line) or calls(line)) and not (is_title(line) or _is_entry(line))


def _is_listed(found: Sequence[Line], index: int) -> bool:
    """Tell whether a labelled line names a document, as the one above it or below it does."""
    beside = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
    return _names_document(found[index].text) and any(_names_document(x.text) for x in beside)


def _names_document(line: str) -> bool:
    label = label_at(line, 0)
    return label is not None and _is_kind(line[label.end :])


def _is_page(line: str) -> bool:
    """Tell whether a line below the text is a page's."""
    return _is_chrome(line) or leans(line)


def _is_kind(line: str) -> bool:
    """Tell whether a line is the name of a document."""
    return len(line) <= 40 and not label_at(line, 0) and bool(_KIND.search(line))


def _is_stray(line: str) -> bool:
    """Tell whether a line right above a page's own can be but the page's, too.

    Not so figures, and what ends a report: signature, date, copies sent, and whom to ask.
    """
    return (
        len(line) <= (50 if talk(line).words or leans(line) else 12)
        and not re.search(r"\d", line)
        and not label_at(line, 0)
        and not finished(line.rstrip("？?"))
        and not is_signature(line)
        and not _CLOSING.search(line)
        and not (REPORT.search(line) and not leans(line))
    )


def bylines(text: str) -> Iterator[Edit]:
    r"""Remove the lines between a title and the first paragraph that are about the copy.

    A signature, a date or a form of address stay, as they are the text's.

    >>> fix(bylines, "县教育局2021年工作总结\n2022-01-05 10:20 | 教研员 | 浏览 105\n县教育局\n今年，成绩喜人。")
    '县教育局2021年工作总结\n\n县教育局\n今年，成绩喜人。'
    """
    under = False
    for line in lines(text):
        if is_title(line.text) or item_mark(line.text):
            under = True
        elif under and not is_signature(line.text):
            under = not _is_text(line.text)
            if is_byline(line.text):
                yield Edit(line.start, line.end)


@remembered
def _is_text(line: str) -> bool:
    """Tell whether a line is text of a summary: a sentence, or a labelled heading."""
    if is_site(line) or hints_at_site(line) or is_blurb(line) or is_title(line) or item_mark(line):
        return False
    if is_talk(line) or leans(line) or _is_teased(line):
        return False
    if label := label_at(line, 0):
        rest = line[label.end :]
        return bool(rest) and not is_title(rest) and not _is_entry(rest)
    if _opens_tail(line) or _is_entry(line):
        return False
    if line[-1] in "？！?!" and han_count(line) < 30:
        return False  # a call of a page or of a forum; in the text it is at most the last line
    return (finished(line) and line[-1] not in "：:") or (
        han_count(line) >= 25 and bool(re.search("[，；。]", line))
    )


def _is_chrome(line: str) -> bool:
    """Tell whether a line is a site's for sure."""
    if _is_teased(line):
        return True
    return is_site(line) or is_talk(line) or is_blurb(line) or _is_entry(line) or _opens_tail(line)


def _is_teased(line: str) -> bool:
    """Tell whether a line is an extract of another article; a report speaks of itself and in figures."""
    return bool(_TEASED.search(line)) and not names_itself(line) and not re.search(r"\d", line)


def _is_entry(line: str) -> bool:
    """Tell whether a line is an entry of a list of articles."""
    if _DATED_FIRST.match(line) and len(line) <= 50 and _LIST.search(line) and not finished(line):
        return True
    dated = _DATED.search(line) if line[-1] in "日])" or line[-1].isdecimal() else None
    stem = line[: dated.start()] if dated else line
    return (
        len(stem) <= 40
        and not is_signature(stem)
        and not finished(stem)
        and (
            (bool(dated) and not re.search("[，。]", stem))
            or (bool(_LIST.search(stem[-6:])) and is_title(stem))
        )
    )
