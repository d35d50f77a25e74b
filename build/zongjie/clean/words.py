"""What the words and figures of a line speak for: a web page, or the work that a report tells of."""

from __future__ import annotations

import re
from typing import NamedTuple

from zongjie.clean.signs import table
from zongjie.shapes import HAN, han_count, remembered

WORD = re.compile(f"[{HAN}]|[A-Za-z]+")
REPORT = re.compile(
    "建设|加强|推进|开展|落实|管理|推广|应用|培训|机制|保障|发展|改革|宣传|教育|[做办抓]好|完善|健全"
    "|[建设成]立|建成|开[设办]|开通(?!会员|后|V)|创[建办新]|打造|搭建|构建|[强深优细]化|[推带]动|推行|实[现施]|狠抓|提[升高](?!班)|扩大"
    "|改[善进]|[编汇]印|印[发制]|组织|[举承]办|参[加与]|配合|协助|荣?获[得全省市县区国评]|评选|选派|招聘|培养|制[定订]|出台"
    "|召开|整治|清理|规范(?!文)|查处|公[布示]|坚[持决]|积极|扎实|全面|深入|大力|切实|认真|不断|努力|持续|着力"
    "|巩固|促进|维护|确保|引导|弘扬|营造|发[挥放]|新[增建]|投入|完成|覆盖|达标|居全|前列"
)
"""Words of the headings and items of a report."""
_FIGURE = re.compile(
    r"[\d×] ?[余多]?[十百千万亿]?[余多]?(?:人次|[个所名人家项场件起处间期条份届门户套台座辆面班亩吨]|(?<=[万亿])元)"
    r"(?!已?[看读阅浏点评赞下收购买喜在推])"
    r"|[\d×][十百千]?[万亿][余多]?(?:$|[，；])"
)
"""A number with what a report counts; pages count times, pages, characters and prices."""
_CALL = re.compile("我们|让|努力|奋|贡献|人民")
"""Words of the calls that a report ends with."""
_LEAST = 8
"""Han characters below which a line with a figure may be a counter of a page."""


class Talk(NamedTuple):
    """What a line says in the words of a web page."""

    words: int
    """Different words that a report has no cause to use."""
    share: float
    """Of the line's characters, those in such words and in words that a report shares with pages."""


@remembered
def talk(line: str) -> Talk:
    """Weigh the words of a line.

    >>> talk("登录后阅读全文").share, talk("加强教育资源平台建设").words
    (0.8571428571428571, 0)
    """
    said = {found.group().lower() for found in table("screen").finditer(line)}
    rest = table("screen").sub("\0", line) if said else line
    shared = sum(len(WORD.findall(found.group())) for found in table("shared").finditer(rest))
    if not (said or shared):
        return Talk(0, 0.0)
    size, left = len(WORD.findall(line)), len(WORD.findall(rest))
    return Talk(len(said), (size - left + shared) / size if size else 0.0)


@remembered
def tells_work(line: str) -> bool:
    """Tell whether a line tells in figures what was done, be there a word of web pages in it.

    >>> tells_work("微信公众号推送信息412条，关注人数3.2万"), tells_work("本文已有356人阅读，12人收藏")
    (True, False)
    """
    if han_count(line) < _LEAST or not _FIGURE.search(line):
        return False
    words, share = talk(line)
    return words <= 1 and share < 0.5


def calls(line: str) -> bool:
    """Tell whether a line is a call such as reports end with, not one of a page to its readers.

    >>> calls("我们将继续奋力前行，为建设教育强县贡献力量！"), calls("喜欢就点个在看，感谢您的支持！")
    (True, False)
    """
    if line[-1] not in "！!" or han_count(line) < _LEAST:
        return False
    words, share = talk(line)
    return words == 0 and share < 0.2 and bool(REPORT.search(line) or _CALL.search(line))
