"""Text → the names in book-title marks 《…》, and what two names of one document have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from zongjie.models import MASK

_LONGEST = 80
_PAIRS = {"《": "》", "〈": "〉"}
_MARKS = re.compile("[《》〈〉]")
_NO_NAME = re.compile("[。！？；\n]")
"""A name goes over none of these: where one comes first, a mark was left open."""

_BLANKS = re.compile(r"[\s\u200b\ufeff“”\"'‘’「」『』·•]+")
_YEARS = rf"(?:[0-9{MASK}]{{2,4}}|二[〇○零0][〇○零一二三四五六七八九十]{{2}})年?"
_SUFFIX = re.compile(
    rf"\((?P<said>{_YEARS}(?:[—\-–－~～至到]+{_YEARS})?(?:修订|修正|版|本)*|(?:试行|暂行|修订|修正|征求意见|送审|讨论|草案)[稿版案]?|第[一二三四五六七八九十0-9]+版)\)$"
    rf"|(?P<number>[\[(〔][0-9{MASK}]{{2,4}}[\])〕]第?[0-9{MASK}]+号)$"
    rf"|\.(?:docx?|pdf|wps|txt)$"
)
_NOT_WORD = re.compile(r"\W+|年(?=\W|$)")
_STATE = re.compile("^中华人民共和国(?=.{3})")
_ISSUERS = "中共中央|中央办公厅|中办|国办|国务院办公厅|国务院|教育部办公厅|教育部|财政部|人力资源社会保障部|发展改革委|中组部|中编办|全国人大常委会"
_ISSUED = re.compile(rf"^(?:(?:{_ISSUERS})[、等]?(?:[一-十]{{1,3}}部门)?)+(?=关于)")
_FORWARDED = re.compile(
    "^.{0,24}?关于(?:印发|转发|下发|发布|公布|颁布|批转|颁发)(?P<name>.{4,}?)的?(?:通知|公告|决定)$"
)
_ABOUT = re.compile("^关于(?=.{4})")


class Name(NamedTuple):
    """A document's name reduced to what its other forms share."""

    base: str
    """Without state, issuer, the notice that brought it, quotation marks, blanks and edition."""
    edition: str
    """Years, number or state of a draft, which tell editions apart; empty where none is known."""


def cited(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names in 《…》 begin and end, marks left out; of nested names the outer one.

    A mark that is not closed before the sentence ends, or within 80 characters, opens nothing; what
    is whole inside of it counts.

    >>> [text[a:b] for text in ["印发《关于《甲法》的通知》。《乙《丙办法》"] for a, b in cited(text)]
    ['关于《甲法》的通知', '丙办法']
    """
    opened, found = list[int](), list[tuple[int, int]]()
    for mark in _MARKS.finditer(text):
        at = mark.start()
        opened = [o for o in opened if at - o <= _LONGEST and not _NO_NAME.search(text, o, at)]
        if mark.group() in _PAIRS:
            opened.append(at)
            continue
        while opened and _PAIRS[text[opened[-1]]] != mark.group() == "》":
            opened.pop()
        if not opened or _PAIRS[text[opened[-1]]] != mark.group():
            continue
        start = opened.pop() + 1
        if mark.group() == "》" and text[start:at].strip():
            while found and found[-1][0] >= start:
                found.pop()
            found.append((start, at))
    yield from found


def reduce(name: str) -> Name:
    """Reduce a name to what its forms share.

    >>> reduce("中华人民共和国义务教育法（2018年修正）")
    Name(base='义务教育法', edition='2018年修正')
    >>> reduce("教育部关于印发〈幼儿园工作规程〉的通知").base
    '幼儿园工作规程'
    """
    base = _BLANKS.sub("", unicodedata.normalize("NFKC", name).lower())
    base, edition = _cut(base)
    while forwarded := _FORWARDED.match(base):
        base, inner = _cut(forwarded["name"].strip("《》〈〉<>"))
        edition = inner or edition
    base = _STATE.sub("", _MARKS.sub("", base))
    base = _ABOUT.sub("", _ISSUED.sub("", base))
    return Name(base, "" if MASK in edition else _NOT_WORD.sub("-", edition).strip("-"))


def _cut(base: str) -> tuple[str, str]:
    """Cut the edition off a name's end."""
    edition = ""
    while found := _SUFFIX.search(base):
        base = base[: found.start()]
        edition = found["said"] or found["number"] or edition
    return base, edition
