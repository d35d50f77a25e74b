"""Rules for the titles that sites repeat, glue to the text, or decorate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zongjie.clean.chrome import names_itself
from zongjie.clean.edits import Edit
from zongjie.clean.signs import table
from zongjie.shapes import (
    HAN,
    Line,
    finished,
    is_signature,
    is_title,
    item_mark,
    label_at,
    lines,
    remembered,
    tells_more,
)
from zongjie.shapes.labels import GAP

_SUFFIX = re.compile(
    r"(?:\.(?:docx?|pdf|txt|wps|rtf|pptx?|html?))?[ \u3000]*(?:[_\-—–|·][ \u3000]*[\w.]{2,12}(?:网|文库|文档|在线|文秘|巴巴))?[ \u3000]*$"
    r"|\.(?:docx?|pdf|txt|wps|rtf|pptx?)$"
    r"|[ \u3000]*[\[【（(](?:下载|打印|收藏|全文|免费|精品|荐|图|转载?|原创|推荐)[\]】）)]$",
    re.IGNORECASE,
)
_SUFFIX_SIGN = re.compile(r"[._\-—–|·\]】）)](?:(?<![\]】）)])|$)")
"""What no suffix is without."""
_HEAD = 6
"""Characters that the shortest title has."""
_TELLING = 8
"""Characters from which on a title is no mere word for what a text is."""
_OWN = 12
"""Titles, from the first on, that a page may be about."""
_LONGEST = 50
"""Characters that a site says besides the title, at most."""
_REPORTS = re.compile("现将|现就|如下|特此|汇报|[，。].{0,20}(?:领导下|指导下|为中心|为目标)")
"""What a report says of itself in its first sentence."""
_FIELD = re.compile(
    rf"[^\w\s]?\s*(?:[{HAN}]{GAP}){{0,3}}[题名称](?:{GAP}[】\]：:]{GAP}|\t|[ \u3000]{{2,8}})(?=\S)"
)
"""The name of a field for the title: 标题：, 【题 名】, ●篇名：, or 名    称 in a table."""
_PLAN = re.compile("(?!.*(?:总.|小结|汇报|报告)).*(?:计划|要点|思路|打算|安排)$")
"""The title of a plan, which is not that of the report beside it."""
_FIRST = 1_000
"""Characters at the head of a file that hold its title."""
_COLUMN = re.compile(r"(?!上|下|相关|推荐)[^|｜，。\d]{2,8}[|｜][ \u3000]*(?=[^|｜]+$)")
"""The name of a column: 政务公开 | …; one that tells a year is the title's own."""
_COUNTED = re.compile("[一二三四五六七八九十\\d][篇份则]|合集|汇编")


def file_suffix(text: str) -> Iterator[Edit]:
    """Take the suffix of a file name and the name of a site off a title.

    >>> fix(file_suffix, "区教育局2022年度工作总结.docx"), fix(file_suffix, "县教育局工作总结.doc_人人文库网")
    ('区教育局2022年度工作总结', '县教育局工作总结')
    """
    for line in lines(text):
        if len(line.text) <= 80 and (size := _title_size(line.text)) < len(line.text):
            yield Edit(line.start + size, line.end)


@remembered
def _title_size(line: str) -> int:
    """Give where the suffix of a title begins: at its end, if it has none."""
    found = _SUFFIX.search(line) if _SUFFIX_SIGN.search(line) else None
    return found.start() if found and is_title(line[: found.start()]) else len(line)


def title_field(text: str) -> Iterator[Edit]:
    r"""Take off what a form, or the name of a column, writes before a title.

    >>> fix(title_field, "【题 名】县教育局工作总结"), fix(title_field, "一、工作总结")
    ('县教育局工作总结', '一、工作总结')
    >>> fix(title_field, "工作动态 | 县教育局工作总结"), fix(title_field, "数说2023 | 县教育局工作总结")
    ('县教育局工作总结', '数说2023 | 县教育局工作总结')
    >>> fix(title_field, "名    称\t县教育局工作总结")
    '县教育局工作总结'
    """
    for line in lines(text):
        found = _FIELD.match(line.text) or _COLUMN.match(line.text)
        if found and is_title(line.text[found.end() :]):
            yield Edit(line.start, line.start + found.end())


_YEAR_LINE = re.compile(
    r"(?:[12][\dXx×*]{3}|二[〇○零Oo].{2})(?:[—\-至]\d{2,4})?(?:年度?|学年度?(?:第[一二]学期)?)"
)
_TAIL_LINE = re.compile("(?:教育|教学)?(?:工作)?(?:情况)?的?(?:总结|小结|汇报|报告|述职报告)")
_AND_LINE = re.compile(
    r"(?:及其?|和|与|暨)[^。，；：]{2,24}(?:总结|计划|要点|思路|打算|安排)(?:的(?:报告|汇报))?"
)
_MOTTO = re.compile(
    rf"(?!.*(?:网|文库|关注|蓝字|点击|首页|附件|(?:文件|简报|通报|信息|材料)$))[{HAN}“”、，·！ \u3000]{{6,36}}"
)
_DASH = re.compile("——?|--|－－|―")
_HEADLINES = 8
"""Lines of a file among which its title stands, as far as it goes over several lines."""


def title_lines(text: str) -> Iterator[Edit]:
    r"""Join the lines of a title at the head of a file: the year, a motto, or its last words apart.

    Harm: a short line above or below a title may be a letterhead or a heading. Joined is only what
    no title can do without (工作 / 总结, 及2022年工作要点), a year with no more on its line, and a
    motto above a title that itself begins with a dash.

    >>> fix(title_lines, "甲县教育局2021年工作\n总结\n今年，"), fix(title_lines, "2022年度\n甲县教育局工作总结")
    ('甲县教育局2021年工作总结\n今年，', '2022年度甲县教育局工作总结')
    >>> fix(title_lines, "守正创新\u3000勇毅前行\n——甲县教育局2021年工作总结"), fix(title_lines, "一、回顾\n总结")
    ('守正创新\u3000勇毅前行——甲县教育局2021年工作总结', '一、回顾\n总结')
    """
    found = lines(text[:_FIRST])[:_HEADLINES]
    for index, (one, other) in enumerate(pairwise(found)):
        if finished(one.text) or len(one.text) > _LONGEST:
            return
        if len(one.text) + len(other.text) <= _LONGEST + 20 and _goes_on(one.text, other.text):
            above = found[index - 1] if index and _DASH.match(other.text) else None
            if above and _is_motto(above.text):
                yield Edit(above.end, one.start, " ")
            yield Edit(one.end, other.start)


def _goes_on(one: str, other: str) -> bool:
    """Tell whether a title stands on two lines."""
    joined = one + other
    if label_at(one, 0) or item_mark(one) or not is_title(joined):
        return False
    if _DASH.match(other):
        return _is_motto(one)
    if _AND_LINE.fullmatch(other):
        return bool(re.search("(?:总结|小结|汇报|报告)$", one))
    if _TAIL_LINE.fullmatch(other):
        return not is_title(one) and bool(re.search("(?:工作|情况|教育|年|年度|[上下]半年)$", one))
    return bool(_YEAR_LINE.fullmatch(one)) and is_title(other) and not re.search(r"\d{4}", other)


def _is_motto(line: str) -> bool:
    """Tell whether a line can be the first of a title that goes on in a line after a dash."""
    return bool(_MOTTO.fullmatch(line)) and not is_title(line) and not is_signature(line)


def title_mentions(text: str) -> Iterator[Edit]:
    r"""Remove the lines in which a site speaks of the text by its title.

    Harm: a report says 现将…总结如下 of itself; such a line is left, and so is what is labelled, long,
    a title itself, or has no word of a site's: 县教育局2021年工作总结会议召开。 What begins a list of
    other articles is left to `tails`, which takes the list with it.

    >>> text = "县教育局2021年工作总结\n今年，成绩喜人。\n以上就是县教育局2021年工作总结的全部内容。"
    >>> fix(title_mentions, f"{text}\n与县教育局2021年工作总结有关的例文◆经验交流")
    '县教育局2021年工作总结\n今年，成绩喜人。\n\n'
    """
    found = lines(text)
    alone = [line.text for line in found if is_title(line.text)]
    names = (line.strip("《》【】 ") for line in alone if not item_mark(line))
    titles = list(dict.fromkeys(name for name in names if len(name) >= _TELLING))[:_OWN]
    titles = [x for x in titles if text.count(x) > sum(line.count(x) for line in alone)]
    for line in found if titles else ():
        if any(title in line.text and _speaks_of(line.text, title) for title in titles):
            yield Edit(line.start, line.end)


_ABOUT = re.compile(
    "以上|本文|[全原]文|下载|内容|小编|为[您你大]|范文|搜索|分享|阅读|珍藏|推荐|来源|整理|上传|欢迎|更多|关于|相关|有关的|例文|文档|预览|打印"
)
"""Words in which a site speaks of what it shows."""


def _speaks_of(line: str, title: str) -> bool:
    """Tell whether a line that holds the text's title is about the text."""
    rest = line.replace(title, "")
    if is_title(line) or item_mark(line) or label_at(line, 0) or names_itself(rest):
        return False
    if table("tails").fullmatch(line):
        return False
    return len(rest) <= _LONGEST and bool(_ABOUT.search(rest)) and not _REPORTS.search(rest)


_YEAR = re.compile(r"[12×][\d×]{3}年")
_RUN_IN = re.compile(
    r"([^。，；：]{8,50}(?:总结|小结|汇报|报告|计划|打算|要点))\s*"
    r"(?:正文[：:]\s*|(?=(?:[12×][\d×]{3}年(?:度|来|以来|是|，|，?我|，?全)|今年(?:以来|上半年)?，|上半年，|本学期，|一年来，|近年来，|过去的?一年，|各位|同志们)))"
    r"(?=.{8})"
)
"""A title and what a report begins with right behind it."""


def glued_title(text: str) -> Iterator[Edit]:
    r"""Break the line after a title that is glued to the text, where it also stands alone.

    Also where 正文： or the year that a report begins with follows; below the first line of a file
    the title must tell a year itself.

    >>> fix(glued_title, "县教育局工作总结\n县教育局工作总结今年，在县委的领导下，成绩喜人。")
    '县教育局工作总结\n县教育局工作总结\n今年，在县委的领导下，成绩喜人。'
    >>> fix(glued_title, "县教育局2018年工作总结正文：2018年，成绩喜人。"), fix(glued_title, "县教育局工作总结今年上报。")
    ('县教育局2018年工作总结\n2018年，成绩喜人。', '县教育局工作总结今年上报。')
    """
    found = lines(text)
    for line in found:
        first = _RUN_IN.match(line.text)
        if first and is_title(first[1]) and (line is found[0] or _YEAR.search(first[1])):
            last = line.start + first.end(1) - 1
            yield Edit(last, line.start + first.end(), text[last] + "\n")
    known = {line.text for line in found if is_title(line.text)}
    titles: dict[str, set[int]] = defaultdict(set)  # lengths, by the first characters
    for title in known:
        titles[title[:_HEAD]].add(len(title))
    for line in found if known else ():
        if len(line.text) > 20 and line.text[:_HEAD] in titles and not is_title(line.text):
            sizes = titles[line.text[:_HEAD]]
            glued = [n for n in sizes if line.text[:n] in known and line.text[n] not in "》”的会"]
            if glued:
                last = line.start + max(glued) - 1
                yield Edit(last, last + 1, text[last] + "\n")


def repeated_titles(text: str) -> Iterator[Edit]:
    r"""Keep one of several titles that stand together: the marked one, or the most telling.

    Before a marked title the compilation's own stays, too: the one that counts its pieces, or else
    the first. Of several marked ones in a row, which are a list of the contents, the last stays.

    >>> fix(repeated_titles, "教育局工作总结四篇\n教育局工作总结 篇1\n关于教育局工作总结范文\n今年，")
    '教育局工作总结四篇\n教育局工作总结 篇1\n\n今年，'
    >>> fix(repeated_titles, "教育局工作总结 篇1\n甲县教育局2020年工作总结\n今年，\n教育局工作总结 篇2\n今年，")
    '教育局工作总结 篇1\n甲县教育局2020年工作总结\n今年，\n教育局工作总结 篇2\n今年，'
    """
    run: list[Line] = []
    several = any(_tells_of_several(line.text) for line in lines(text))
    own = {line.text for line in lines(text) if several and tells_more(line.text, "")}
    for line in (*lines(text), Line(len(text), len(text), "")):
        if is_title(line.text) or item_mark(line.text):
            run.append(line)
            continue
        if len(run) > 1:
            keep = set(_kept(run, several=several))
            marked = any(item_mark(x.text) for x in keep)
            compiled = not marked and any(_tells_of_several(x.text) for x in keep)
            if compiled and len(own) > 1 and run[-1].text in own:
                keep.add(run[-1])
            yield from (Edit(x.start, x.end) for x in run if x not in keep)
        run = []


@remembered
def _tells_of_several(line: str) -> bool:
    """Tell whether a line marks a further summary, or counts them."""
    mark = item_mark(line)
    return mark[0] > 1 if mark else is_title(line) and bool(_COUNTED.search(line))


def _kept(run: Sequence[Line], *, several: bool) -> list[Line]:
    """Choose the titles of a run that stay; a mark counts where there are several summaries."""
    marks = [i for i, line in enumerate(run) if several and item_mark(line.text)]
    if not marks:
        best = max(run, key=_telling, default=None)
        return [x for x in run if x is best or not _alike(x.text, best.text)] if best else []
    last = item_mark(run[marks[-1]].text)
    after = list(run[marks[-1] + 1 :][:1])
    if last and last[1] and not (after and tells_more(after[0].text, last[1])):
        after = []
    return [*_kept(run[: marks[0]], several=several)[:1], run[marks[-1]], *after]


def _telling(title: Line) -> tuple[bool, bool, bool]:
    """Rank a title by how much it tells of one text: no decoration, a year, who reports."""
    plain = not (re.search("范文|精选|大全|模板|最新", title.text) or item_mark(title.text))
    return (
        bool(_COUNTED.search(title.text)) and not item_mark(title.text),
        plain and bool(re.search("[\\d×]{2,4}年", title.text)),
        plain and bool(re.search("[省市区县镇乡校园]", title.text)),
    )


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles say the same but for a few characters."""
    a, b = (
        set(re.findall(f"[{HAN}\\d×]", re.sub("关于|范文|精选|最新", "", x))) for x in (one, other)
    )
    plans = [bool(_PLAN.match(x)) for x in (one, other)]
    return plans[0] == plans[1] and len(a & b) >= 0.7 * min(len(a), len(b))
