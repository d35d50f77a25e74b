"""Tell a heading from the text that it runs into."""

from __future__ import annotations

import re

from zongjie.shapes import TERMINAL

LONGEST = 60
LONGEST_BEFORE_COLON = 30
_GLUE = re.compile(
    "(?<=[设平作广量展理革制系境障力动划程育务伍德校园风])(?=高度重视|进一步|我[县市区局乡镇校省]|今年|按照|根据|为了|为进一步|近年来|一年来"
    "|全[县市区乡镇]|上半年|[\\d×]{4}年|认真|大力|积极|坚持)"
)
_STOCK = re.compile(
    "(?:存在的?(?:主要|突出)?(?:问题|困难)(?:[及和与](?:困难|不足))?|主要(?:工作)?(?:措施|做法|成效|成绩)"
    "|(?:下一?步|下一?阶段|今后|明年|来年|下半年|[\\d×]{4}年)的?(?:主要|重点)?(?:工作)?(?:计划|打算|思路|安排|设想|要点))"
    "(?=[^的地得及和与或、，。；：部工情一][^。]{7,}[，。])"
)
"""Headings that every report has, where a sentence runs into them."""
_PAIRED = re.compile("[^\\d×，、。！？；：]{2,8}：[^\\d×，、。！？；：]{2,8}")
"""A heading of two halves: 家园共育：形式多样."""
_OPEN, _CLOSE = "“‘（《〈【「『", "”’）》〉】」』"
_SIGN = re.compile(f"[{_OPEN}{_CLOSE}。！？；：]")


def heading_of(body: str, *, apart: bool = False) -> tuple[str, str, str]:
    """Take the first sentence of a section's text for its heading.

    Args:
        body: The text behind the label, up to the end of its line or to the next label.
        apart: Whether the neighbours' headings stand on lines of their own. Then a text in which no
            sign ends the heading is cut where a sentence plainly begins anew.

    Returns:
        The heading, the punctuation that ends it, and the rest. The heading is empty where the first
        sentence is longer than `LONGEST` characters; then all is rest.

    >>> heading_of("加强师资队伍建设。修订方案"), heading_of("送培"), heading_of("工作思路：全县12校")
    (('加强师资队伍建设', '。', '修订方案'), ('送培', '', ''), ('工作思路', '：', '全县12校'))
    >>> heading_of("家园共育：形式多样")
    ('家园共育：形式多样', '', '')
    >>> heading_of("搞好教育行风建设高度重视教育行风，开展活动。", apart=True)
    ('搞好教育行风建设', '', '高度重视教育行风，开展活动。')
    >>> heading_of("下一步工作计划继续推进均衡发展，抓好迎检。"), heading_of("存在问题的原因是多方面的。")[0]
    (('下一步工作计划', '', '继续推进均衡发展，抓好迎检。'), '存在问题的原因是多方面的')
    """
    body = body.strip()
    if _PAIRED.fullmatch(body):
        return body, "", ""
    end = _sentence_end(body)
    if stock := _STOCK.match(body):
        return stock[0], "", body[stock.end() :]
    cut = _GLUE.search(body, 6, min(end, LONGEST)) if apart else None
    if cut and re.search("[，。]", body[cut.start() :]):
        return body[: cut.start()], "", body[cut.start() :]
    heading, stop = body[:end], ""
    rest = body[end:]
    while rest[:1] and rest[0] in TERMINAL:
        stop, rest = stop + rest[0], rest[1:]
    if not rest and heading[-1:] in ("，", "、"):
        heading, stop = heading[:-1], heading[-1]
    if len(heading) > LONGEST:
        return "", "", body
    return heading, stop, rest.strip()


def _sentence_end(body: str) -> int:
    """Give the place of the sign that ends the first sentence, outside quotes and brackets."""
    depth = 0
    for found in _SIGN.finditer(body):
        place, char = found.start(), found.group()
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "：":
            if depth == 0 and place <= LONGEST_BEFORE_COLON:
                return place
        elif depth == 0 or place > LONGEST:
            return place
    return len(body)
