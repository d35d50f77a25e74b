"""Lines that talk like a web page: in words of screens, shops and forums instead of a report's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zongjie.clean.chrome import names_itself
from zongjie.clean.edits import Edit
from zongjie.clean.words import REPORT, WORD, talk, tells_work
from zongjie.shapes import HAN, Line, finished, is_title, item_mark, label_at, lines, remembered

_HOST = re.compile(r"(?<![\w.@])(?:[a-z0-9-]{2,}\.)+[a-z]{2,8}(?![\w.@]|\s*[=\[])", re.IGNORECASE)
"""The name of a host; not that of something in a program."""
_BODY_SITE = re.compile(
    rf"[{HAN}×]{{0,20}}(?:[校局委厅园处办院]|政府|中心|单位)的?(?:官方|门户|信息)?(?:网[站址页]|官网|主页)(?:地址)?[：:为]\s*[!-~]+[。；;]?"
)
"""How a body that reports gives its address; a site says 网址： or 本站网址：."""
_CHINESE = re.compile(f"[{HAN}×]")
_DRESSED = re.compile(r"([^\w\s，。；：！？“”×]).*[^\w\s，。；：！？“”×]")
"""A line that signs of no script stand around."""
_PICTURE = re.compile(
    "[\u2600-\u2604\u260e-\u265f\u2661-\u26ff\u2701-\u2712\u2719-\u2727\u2794-\u27bf\U0001f300-\U0001faff]"
)
"""Little pictures; not arrows, nor the stars, squares and ticks that set off items or mask words."""
KINDS = "总结|报告|计划|汇报|心得|体会|方案|鉴定|材料|要点|思路|发言稿|讲话稿|述职|申请书|范文|小结|打算"
"""What documents are called, at the end of their titles."""
_POINTER = re.compile(
    rf"(?:[【〔\[（(]([{HAN}]{{2,6}})[】〕\]）)][：:]?|([{HAN}]{{2,8}})[：:])\s*[^，。；]{{4,40}}(?:{KINDS})"
)
_POINTS = re.compile("[看读]|推荐|相关|往期|更多|同类|[上下前后]一?[篇条]|链接|延伸")
"""Words by which a page leads on to other documents."""
_STAMPED = re.compile(
    r"(?:19|20)\d\d[-/.年]\d\d?[-/.月]\d\d?日?.*(?:\d\d?:\d\d|[|·：:>]|\d)|\d\d?:\d\d"
)
"""A date with a time, or among other things."""
_ABOVE_TEXT = re.compile(
    r"[【\[]?(?:正文|全文|原文)[】\]]?(?:如下)?[：:]|\d{1,3}[ ]?[楼#]|[^：:。]{1,12}(?: [-–/·•] [^：:。]{1,12}){1,6}"
)
"""What a page writes right above the text: 正文：, 1楼, and buttons with strokes between."""
_FRAMED = re.compile(r"([~～=])\1*([^\n]{4,60})\1")
_LONGEST = 70
"""Characters above which a line between paragraphs is never a prompt or an advert."""


@remembered
def is_talk(line: str) -> bool:
    """Tell whether a line is a page's prompt, button, advert or pointer, wherever it stands."""
    if len(line) > _LONGEST or names_itself(line):
        return False
    pointer = _points_elsewhere(line)
    if not pointer and (label_at(line, 0) or is_title(line)):
        return False
    return not (item_mark(line) or tells_work(line)) and (pointer or _is_prompt(line))


def _is_prompt(line: str) -> bool:
    """Tell whether a line without a label, which is no title, is made of a page's words."""
    words, share = talk(line)
    if line[-1] in "。；;":
        return words > 2 and share >= 0.4
    if _BODY_SITE.fullmatch(line):
        return False
    if (_HOST.search(line) and not REPORT.search(line)) or (
        not _CHINESE.search(line) and len(WORD.findall(line)) > 2
    ):
        return True
    if REPORT.search(line):
        return words > 1 and share >= 0.5
    if words == 0:
        framed = _FRAMED.fullmatch(line)
        pictured = len(line) <= 30 and share > 0 and bool(_PICTURE.search(line))
        return pictured or (framed is not None and not label_at(framed[2].strip(), 0))
    dressed = _DRESSED.fullmatch(line) is not None or line.endswith(("...", "…"))
    return share >= 0.4 or (words > 1 and share >= 0.3) or dressed


def _is_bar(line: str) -> bool:
    """Tell whether a line is a row of buttons, short names between bars; or of a table."""
    names = re.split(r"\s*[|｜]\s*", line)
    return (
        len(names) > 1
        and talk(line).share > 0
        and all(re.fullmatch(f"[{HAN}]{{1,6}}", name) for name in names)
    )


def _points_elsewhere(line: str) -> bool:
    """Tell whether a line names another document: 【延伸阅读】某校德育工作计划."""
    found = _POINTER.fullmatch(line)
    name = (found[1] or found[2]) if found else ""
    return bool(name) and (bool(_POINTS.search(name)) or talk(name).share >= 0.5)


@remembered
def leans(line: str) -> bool:
    """Tell whether a line in the margin of a text is rather a page's than the text's."""
    if names_itself(line) or tells_work(line):
        return False
    words, share = talk(line)
    if label_at(line, 0):
        return (words > 1 and share >= 0.4) or (words > 0 and share >= 0.5)
    if REPORT.search(line):
        return share >= (0.3 if words > 2 and finished(line) else 0.5) and words > 1
    heads = len(line) <= 12 and share >= 0.5 and not finished(line)
    return words > 1 or (words > 0 and share >= 0.3) or heads


@remembered
def is_byline(line: str) -> bool:
    """Tell whether a line right under a title says who put it up, when, and how often it was read."""
    said = line[-1] in "。；;" or (line[-1] in "！？!?" and "，" in line)
    if len(line) > _LONGEST or label_at(line, 0) or said or names_itself(line):
        return False
    words, share = talk(line)
    shown = bool(re.search("[：:|·]", line)) or (share >= 0.3 and not REPORT.search(line))
    told = words > 1 or (words > 0 and shown)
    return is_talk(line) or told or bool(_STAMPED.search(line) or _ABOVE_TEXT.fullmatch(line))


def screen_lines(text: str) -> Iterator[Edit]:
    r"""Remove prompts, buttons and adverts that a page put between the paragraphs.

    Harm: a line that speaks of 我局, 全县 and the like is left, and so are titles and labelled
    lines; a sentence goes only where it has three words of a page and few others.

    >>> fix(screen_lines, "一、党建\n登录后阅读全文\n教师免费下载课件3万次。"), fix(screen_lines, "三、资源平台建设")
    ('一、党建\n\n教师免费下载课件3万次。', '三、资源平台建设')
    """
    found = lines(text)
    for index, line in enumerate(found):
        if is_talk(line.text) or ("|" in line.text and _is_bar(line.text) and _alone(found, index)):
            yield Edit(line.start, line.end)


def _alone(found: Sequence[Line], index: int) -> bool:
    """Tell whether no line beside this one has bars, as the rows of a table would."""
    beside = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
    return not any("|" in line.text for line in beside)
