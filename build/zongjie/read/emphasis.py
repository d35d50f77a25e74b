"""Emphasis in Markdown files: *words* between single asterisks, which in other files are masks."""

from __future__ import annotations

import re

from zongjie.read.extract import Extract
from zongjie.shapes import HAN

_EMPHASIS = re.compile(
    r"(?<![\\*\d])\*(?:\d[\d.,]*[%％]?\*(?![\d*])|(?![\s*])[^*\n，。、；和与]{1,120}?(?<![\s\\])\*(?![^\s，。；：、！？）”》)]))"
)
_CLOSED = re.compile(
    rf"{_EMPHASIS.pattern}|(?<![\\*])\*(?![\s*])(?=[^*\n]*[{HAN}])[^*\n。！？]{{1,120}}(?<![\s\\])\*(?!\*)"
)
"""Any pair around words, where no asterisk of the file is a mask for sure."""
_MASKED = "省市区县州盟旗镇乡村街道校局院园年月日万亿元个所名人%"
"""What a copyist leaves behind a masked name or figure: *县、*中学在*镇."""
_BLANKED = re.compile(rf"(?<![\\*])\*(?=[{_MASKED}期起批位份门节篇条件项次级.])")


def put(found: Extract, text: str) -> None:
    """Write the text of a Markdown file without the asterisks of emphasis.

    Harm: masks of single asterisks pair up, too. They stand before a unit or a name; in a file where
    one does, a pair is emphasis only around a figure, or where a blank or a sign follows it and none
    is within.
    """
    position = 0
    for pair in (_EMPHASIS if _BLANKED.search(text) else _CLOSED).finditer(text):
        inside, after = text[pair.start() + 1], text[pair.end() : pair.end() + 1]
        figure = inside.isdecimal() and pair[0].strip("*%％")[-1:].isdecimal()
        if not figure and (inside in _MASKED or (after and after in _MASKED)):
            continue
        found.put(text[position : pair.start()])
        found.drop("*", "md-emphasis")
        found.put(text[pair.start() + 1 : pair.end() - 1])
        found.drop("*", "md-emphasis")
        position = pair.end()
    found.put(text[position:])
