"""Titles, marks of compilations, and signatures."""

from __future__ import annotations

import re

from zongjie.shapes.labels import GAP, NUMERAL, label_at, number
from zongjie.shapes.lines import HAN, finished, remembered

_BODY = rf"[{HAN}×]{{2,30}}(?:局|委|委员会|政府|中心校?|学校|小学|中学|幼儿园|厅|党组|办公室|总校|学区|教育组|教办)"
_YEAR = rf"(?:[12][\d×]{{3}}|[二×][\d×〇○零Oo一二三四五六七八九]{{3}}){GAP}年"
_DAY = (
    rf"[\d×一二三四五六七八九十元]{{1,3}}{GAP}月(?:{GAP}[\d×一二三四五六七八九十]{{1,3}}{GAP}日)?"
)
_SIGNATURE = re.compile(rf"[（(]?(?:{_BODY})?{GAP}(?:{_YEAR}{GAP}{_DAY})?[）)]?")


@remembered
def is_signature(text: str) -> bool:
    """Tell whether a line is a signature: the reporting body, a date, or both.

    >>> is_signature("缙云县教育局"), is_signature("二〇一四年十二月二十六日"), is_signature("加强学校")
    (True, True, True)
    >>> is_signature("狠抓落实。"), is_signature("")
    (False, False)
    """
    stripped = text.strip()
    return bool(stripped) and bool(_SIGNATURE.fullmatch(stripped))


_SIGNED_BY = re.compile(
    rf"(?:[局校园厅科股组]长|主任|书记|(?:撰稿|执笔|汇报|述职|报告|总结|报送)人)[：:]{GAP}[{HAN}×]{{1,2}}{GAP}[{HAN}×]{{1,2}}"
    r"|[校园]长室|教[导务]处|[（(]?\d{4}([./-])\d\d?\1\d\d?[）)]?"
)


def is_closing(text: str) -> bool:
    """Tell whether a line below a text's last paragraph signs it, be it less plainly than a signature.

    >>> is_closing("园长：陈××"), is_closing("2023.1.13"), is_closing("县教育局"), is_closing("责任人：各校")
    (True, True, True, False)
    """
    return is_signature(text) or bool(_SIGNED_BY.fullmatch(text.strip()))


_TITLE_TAIL = re.compile(
    r"(?:工作|教育|年度|年终|半年|情况|自查|述职|季度|培训|党建|教学|德育|活动|安全)?"
    r"(?:总结|汇报|报告|小结|思路|计划|打算|要点|安排|规划|设想)"
)
_TITLE_WORD = re.compile(
    r"总结|小结|(?:工作|情况|进展|落实)(?:情况)?的?(?:汇报|报告|回顾)|(?:述职|述廉|履职)报告|教育工作(?:要点|计划|思路)|会议?上的(?:讲话|发言|报告)$"
)
# the repetition is bounded: unbounded, it would try every way to cut a long number
_TITLE_REST = re.compile(
    r"(?:[（(\[【]?(?:范文|范本|模板|样本|精选|合集|汇编|集锦|集合|通用|最新|简短|优秀|参考|大全|[一二三四五六七八九十\d]{1,3}[篇份则]|"
    r"第?[篇例]?[一二三四五六七八九十\d]{1,3}篇?|[\d]{3,5}字|最新版|完整版|及|和|与|[一-龥]{0,6}(?:稿|版))[）)\]】]?\s*){0,4}$"
)

_SENTENCE = re.compile("[。；！？!?;，,|｜>＞»›→]| / ")
"""Signs of a sentence, or of a path through a site."""
_PLAN_TITLE = re.compile(
    r"(?=.*(?:[12]\d{3}|[12]\d[\dXxＸ×*]{2}|二[〇○零]..)(?:[—\-至]\d{2,4})?学?年)"
    r"(?!.*(?:按照|根据|围绕|贯彻|落实(?!情况$)|对照|结合|制[定订]|印发|部署|完成(?!情况$)|[我本全各][局委校园]))"
    r"(?=.*(?:局|委|厅|委员会|学校|小学|中学|幼儿园|中心校|学区|教办|教育组)).*工作(?:计划|要点|思路|打算|安排|综述|概述|回顾|回眸|纪实|(?:完成|开展|进展|落实)?情况)"
)
"""A plan of its own names its year and whose it is; 下一步工作打算 is a heading. So with 工作综述."""
_MOTTO = re.compile(f"[{HAN}“”、，·！ \u3000]{{6,40}}(?:——?|--|－－|―)(?=.{{6}})")
"""The first half of a title that names its subject after a dash."""
_YEARBOOK = re.compile(
    rf"(?:[{HAN}]{{2,10}}(?<![全我各本])[省市州县区旗镇乡](?:教育)?[（(]?\d{{4}}年?[）)]?|\d{{4}}年[{HAN}]{{2,10}}(?<![全我各本])[省市州县区旗镇乡])"
    r"教育(?:和体育|体育|科技)?(?:工作|事业)?(?:发展)?(?:概况|综述|情况)?"
)
"""The chapter on a place's schools in a year-book: 甲县2019年教育工作."""
_COLUMN = re.compile(r"^(?=[^|｜]*\d)[^|｜，。]{4,10}\s*[|｜]\s*(?=[^|｜]+$)")
"""The name of a column that tells the year of a title: 数说2023 | …; others are a page's."""
_FIELD = re.compile(
    rf"(?:索{GAP}引{GAP}号|信息分类|发布机构|发文(?:机关|单位)|主题分类|组配分类|名{GAP}称|文{GAP}号|成文日期|生成日期|发布日期|公开方式|有{GAP}效{GAP}性)[\s：:]"
)
"""The first cell of a table about a document: 索 引 号 …"""
_NO_TITLE = re.compile(
    r"(?:[\d×]+年)?度?(?:上半年|下半年|全年|年度|今年)?的?(?:主要)?工作(?:总结|情况|回顾|汇报)"
)


FRAME = " \u3000#*《》【】★☆◆◇■□●○▲△※~=＝"
"""What may stand around a title and is none of it."""


@remembered
def is_title(text: str) -> bool:
    """Tell whether a line looks like the title of a summary.

    >>> is_title("区教育局2021年上半年工作总结和下半年工作思路"), is_title("乡镇教育年终工作总结 篇1")
    (True, True)
    >>> is_title("一、上半年工作总结"), is_title("现将工作总结如下："), is_title("上半年工作总结")
    (False, False, False)
    >>> is_title("县教育局2022年工作计划"), is_title("2022年工作计划"), is_title("县教育局下一步工作计划")
    (True, False, False)
    >>> is_title("数说2023 | 县教育局年度工作总结"), is_title("首页 | 县教育局年度工作总结")
    (True, False)
    >>> is_title("县教育局2021年重点工作完成情况"), is_title("我局完成2021年工作情况")
    (True, False)
    >>> is_title("凝心聚力，砥砺奋进——县教育局2022年工作综述"), is_title("县教育局工作综述")
    (True, False)
    >>> is_title("县教育局2020年工作回顾"), is_title("2020年工作回顾"), is_title("全县教育工作回顾")
    (True, False, False)
    """
    stripped = text.strip(FRAME)
    return 6 <= len(stripped) <= 80 and _titled(stripped)


def _titled(stripped: str) -> bool:
    if "|" in stripped or "｜" in stripped:
        stripped = _COLUMN.sub("", stripped, 1)
    if motto := _MOTTO.match(stripped):
        stripped = stripped[motto.end() :]
    if _SENTENCE.search(stripped) or _FIELD.match(stripped):
        return False
    if not _TITLE_WORD.search(stripped):
        plan = "工作" in stripped and _PLAN_TITLE.fullmatch(stripped)
        named = plan or ("教育" in stripped and _YEARBOOK.fullmatch(stripped))
        return bool(named) and not label_at(stripped, 0)
    if _NO_TITLE.fullmatch(stripped) or label_at(stripped, 0):
        return False
    if stripped.endswith(("讲话", "发言")):
        return True
    tails = list(_TITLE_TAIL.finditer(stripped))
    if not tails:  # 工作回顾
        return bool(_PLAN_TITLE.fullmatch(stripped))
    return bool(_TITLE_REST.fullmatch(stripped[tails[-1].end() :].strip()))


_DATED = re.compile(r"(?:[12][\d×]{3}|[二×][\d×〇○零一二三四五六七八九]{3})[ —\-年学]")
_DECORATED = re.compile("范文|精选|大全|模板|最新|合集|汇编|[一二三四五六七八九十\\d][篇份则]")


def tells_more(title: str, than: str) -> bool:
    """Tell whether a line below a title is the text's own: it names the year that the other does not.

    >>> tells_more("甲县教育局2020年工作总结", "教育局工作总结"), tells_more("2020年工作总结范文", "工作总结")
    (True, False)
    """
    own = is_title(title) and not (_DECORATED.search(title) or item_mark(title))
    return bool(own and _DATED.search(title) and not _DATED.search(than))


_COUNT = rf"({NUMERAL}|\d{{1,2}})"
_LEADING_MARK = re.compile(
    rf"[【\[（(《<]?{GAP}(?:第{GAP}{_COUNT}{GAP}篇|(?:篇|范文|例文|样本){GAP}[（(]?{_COUNT}[）)]?|(?:总结|材料|文稿){GAP}{_COUNT}(?=[：:】）]|$)){GAP}[】\]）)》>]?"
    rf"{GAP}[：:、.．\-—]?{GAP}(.*)"
)
_NUMBERED_TITLE = re.compile(
    r"(.{4,50}?(?:总结|小结|汇报|报告))([1-9]\d?|[一二三四五六七八九十]{1,2})"
)
_TRAILING_MARK = re.compile(
    rf"(.{{4,50}}?){GAP}(?:[（(【\[]?(?:第?{GAP}篇|范文|例|之){GAP}{_COUNT}{GAP}[）)】\]]?|第{_COUNT}篇|[（(【\[]{_COUNT}[）)】\]])"
)


@remembered
def item_mark(text: str) -> tuple[int, str] | None:
    """Read the line that begins a summary of a compilation: its number and title.

    The title is empty where the line has none.

    >>> item_mark("篇1：区教育局工作总结"), item_mark("乡镇教育年终工作总结 篇2"), item_mark("【第三篇】")
    ((1, '区教育局工作总结'), (2, '乡镇教育年终工作总结'), (3, ''))
    >>> item_mark("教育局工作总结(4)"), item_mark("精选教育局工作总结四篇"), item_mark("（一）总结")
    ((4, '教育局工作总结'), None, None)
    >>> item_mark("总结二："), item_mark("总结一年来的工作")
    ((2, ''), None)
    """
    stripped = text.strip()
    return _marked(stripped) if len(stripped) <= 80 else None


def _marked(stripped: str) -> tuple[int, str] | None:
    if finished(stripped.rstrip("：:")):
        return None
    if found := _LEADING_MARK.fullmatch(stripped):
        title = found[4].strip("》】 ")
        if not title or (len(title) <= 60 and not re.search("[，。；]", title)):
            return number(found[1] or found[2] or found[3]), title
    if (found := _TRAILING_MARK.fullmatch(stripped)) and is_title(found[1]):
        return number(found[2] or found[3] or found[4]), found[1].strip()
    if (found := _NUMBERED_TITLE.fullmatch(stripped)) and is_title(found[1]):
        return number(found[2]), found[1]
    return None
