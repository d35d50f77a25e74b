"""Rules for remains of Markdown, HTML and Word that conversion left in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zongjie.clean.edits import Edit
from zongjie.shapes import HAN, begun, label_at

# patterns begin with the first sign itself and look back from there, which is found fastest
_FIELD = re.compile(
    r"[\[\\HhPpTt](?i:(?<=\[)(?:!--[^\]\n]{0,60}--|(?:bookmark|endif|if !|toc|_toc)[^\]\n]{0,60}|_TAG_[^\]\n]{0,20})\]"
    r"|(?<=\bH)YPERLINK +(?:\\l +)?\"[^\"\n]{0,200}\"|(?<=\bP)AGEREF +_Toc\d+(?: \\h)?"
    r"|(?<=\bT)OC \\o \"[^\"\n]{0,9}\"(?: \\[a-z])*|(?<=\\)\* ?MERGEFORMAT)"
)
_BLOCK = "p|br|div|h[1-6]|tr|li|ul|ol|table|tbody|section|article|center|blockquote|hr"
_TAG = re.compile(
    rf"</?(?:(?P<block>{_BLOCK})|(?P<cell>td|th)|span|strong|b|i|em|u|font|a|img|o:p|small|sup|sub)"
    r"(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"[ \u3000]*(?:>[ \u3000]*)*(?:#{1,6}(?:[ \u3000]+|$))?(?:[•·●◆■▪►➢\-*+][ \u3000]+(?=[^\s、，.．､]))?",
    re.MULTILINE,
)
_RULE = re.compile(
    r"[ \u3000]*(?:[-=_~]{3,}|\*{3,}|[—–]{6,}|(?:[-*_] ){3,}[-*_]?|\|?(?:[ ]*:?-{2,}:?[ ]*\|){1,20}[ :-]*)[ \u3000]*$",
    re.MULTILINE,
)
_MARKS = frozenset(">#•·●◆■▪►➢-*+=_~—–|: ")
"""What begins a line that one of the two may match."""
_LINK = re.compile(
    r"\[([^\[\]\n]{0,120})\]\((?:(?:https?:|/|\.|#|javascript:)[^()\s]{0,300}|[^()\s，。]{1,90}\.[A-Za-z]{3,4})\)"
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,120}\]\([^()\n]{1,300}\)")
_BOLD = re.compile(r"(\*\*|__)(?<![*\\]..)(?=\S)((?:\\.|[^*_\n\\]){1,120}?)(?<=\S)\1(?![*_])")
_STRUCK = re.compile(
    r"~~(?=\S)([^~\n]{1,120}?)(?<=\S)~~|`(?<!``)(?=\S)([^`\n]{1,60}?)(?<=\S)`(?!`)"
)
_UNIT = "省市区县州盟旗镇乡村街校局院园所家名人个万亿元年月日号级项次篇节门场户套台册间平亩余多%"
_MASKED = re.compile("(?:中心|[小中大职]|幼儿|党)[学校园委]")
"""What stands between two names that are masked: **中学、**小学."""
_COMMENT = re.compile(r"[<‹]!--.{0,300}?--[>›]", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~&$\"'])")
_HARD_BREAK = re.compile(r"\\(?<!\\\\)\\*[ \u3000]*$", re.MULTILINE)


def conversion_fields(text: str) -> Iterator[Edit]:
    r"""Remove field codes of converters: bookmarks, tags, references to a table of contents.

    >>> fix(conversion_fields, "[bookmark: _Toc1]教育局总结[_TAG_h2]　　正文")
    '教育局总结\n　　正文'
    """
    for found in _FIELD.finditer(text):
        yield Edit(found.start(), found.end(), "\n" if found.group().startswith("[_TAG_h") else "")


def html_tags(text: str) -> Iterator[Edit]:
    r"""Remove tags that only set the type; others, scripts among them, stay as literal text.

    >>> fix(html_tags, "<p>一、<strong>党建</strong></p>"), fix(html_tags, "<script>1</script>")
    ('\n一、党建\n', '<script>1</script>')
    """
    for found in _COMMENT.finditer(text):
        yield Edit(found.start(), found.end())
    for found in _TAG.finditer(text):
        apart = "\n" if found["block"] else "  " if found["cell"] else ""
        yield Edit(found.start(), found.end(), apart)


def markdown(text: str) -> Iterator[Edit]:
    r"""Remove Markdown's marks at the start of lines, and links and bold type around words.

    Harm: `**` is far more often a mask. A pair counts as bold around a whole line, a label, a number
    or a sentence, and where neither mark stands before a unit, as masks do.

    >>> fix(markdown, "## 篇1：总结\n> - 一、党建\n**（一）安全**。见[附件](/a.doc)![](img/1.jpg)")
    '篇1：总结\n一、党建\n（一）安全。见附件'
    >>> fix(markdown, "**区“扬帆”部署，**大学"), fix(markdown, "##乡辖7个村")
    ('**区“扬帆”部署，**大学', '##乡辖7个村')
    >>> fix(markdown, "建成**中学、**小学等"), fix(markdown, "**党建**和**质量**")
    ('建成**中学、**小学等', '党建和质量')
    """
    for begin in begun(text, _MARKS.__contains__):
        for found in (_PREFIX.match(text, begin), _RULE.match(text, begin)):
            if found and found[0].strip():
                yield Edit(begin, found.end())
    for found in _IMAGE.finditer(text):
        yield Edit(*found.span())
    for found in _LINK.finditer(text):
        if text[max(0, found.start() - 1) : found.start()] != "!":
            yield Edit(found.start(), found.end(), found[1])
    for found in _STRUCK.finditer(text) if "~~" in text or "`" in text else ():
        yield Edit(found.start(), found.end(), found[1] or found[2])
    for found in _BOLD.finditer(text) if "**" in text or "__" in text else ():
        if _is_bold(text, found):
            yield Edit(found.start(), found.start(2))
            yield Edit(found.end(2), found.end())


def _is_bold(text: str, found: re.Match[str]) -> bool:
    """Tell whether a pair of marks sets its words in bold instead of masking what is not there."""
    words, after = found[2], text[found.end() : found.end() + 1]
    if label_at(words, 0) or re.fullmatch(r"[\d.,%年月日]+", words):
        return True
    if re.search("[。；！？].", words):
        return False
    return words[0] not in _UNIT and after not in tuple(_UNIT) and not _MASKED.match(words)


def escapes(text: str) -> Iterator[Edit]:
    r"""Take the backslash off characters that a Markdown converter escaped, and off ends of lines.

    >>> fix(escapes, r"\*\*区教育局\_1\.\ ")
    '**区教育局_1.'
    """
    for found in _ESCAPE.finditer(text):
        yield Edit(found.start(), found.end(), found[1])
    for found in _HARD_BREAK.finditer(text):
        yield Edit(found.start(), found.end())


_BULLETS = "lnuvüØ§Ÿ¨F"
_WORD_BULLET = re.compile(rf"[ \u3000]*[{_BULLETS}][ \u3000]+(?=[{HAN}“])")


def word_bullets(text: str) -> Iterator[Edit]:
    r"""Remove the letters that Word's list bullets turn into without their font.

    Harm: a single such line may be anything; from two on they are a list.

    >>> fix(word_bullets, "l 每周学习。\nl 每月讨论。"), fix(word_bullets, "n 次")
    ('每周学习。\n每月讨论。', 'n 次')
    """
    tried = (_WORD_BULLET.match(text, begin) for begin in begun(text, _BULLETS.__contains__))
    found = list(filter(None, tried))
    for match in found if len(found) > 1 else ():
        yield Edit(match.start(), match.end())
