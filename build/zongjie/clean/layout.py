"""Rules for text that page previews, page breaks and tables of contents tore or glued together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zongjie.clean.contents import listed
from zongjie.clean.edits import Edit
from zongjie.clean.pages import heading_numbers
from zongjie.clean.punctuation import SPREAD
from zongjie.clean.torn import Manner
from zongjie.shapes import (
    CLOSING,
    HAN,
    Line,
    begun,
    finished,
    is_signature,
    is_title,
    item_mark,
    label_at,
    lines,
    remembered,
)

_CHUNK = re.compile(r"[ \u3000]*(\d{1,3})、(?=\S)")
_N = "[一二三四五六七八九十]{1,3}"
_CELL = 12
"""Characters of the longest cell of a table's row."""
_BETWEEN_CELLS, _NO_CELL = re.compile("[ \u3000\t|│]+"), re.compile("[，。；：/]")
_LEAST = 40
"""Characters of the shortest chunk of a preview that counts from 2 on, as the items of a text may."""
_LONE_LABEL = re.compile(
    rf"[ \u3000]*(?:[（(]\s*(?:{_N}|\d{{1,2}})\s*[）)]\s*[、.．]?|(?:{_N}|\d{{1,2}})\s*[、.．]|第{_N}[，、])"
    r"[ \u3000]*(\n\s*)(?=\S)"
)
_CONTENTS = re.compile(r"目[ \u3000]*[录次](?![，。、的下入])")
_EITHER_WIDTH = tuple(zip(',;:?!()"”', "，；：？！（）““", strict=True))
"""Signs that a heading may have in one width in the contents, in the other in the text."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?[%％个人所万亿名元项]")
_SPACE = re.compile(r"[ \u3000\n](?<![ \u3000][ \u3000\n])(?:(?<=\n)|[ \u3000]*\n)\s*")
_LOOSE = re.compile(r"\n(?:\s|(?<=[ \u3000].))", re.DOTALL)
"""A line end that is not the only white space where it stands."""
_ENDING = re.compile(f"[{HAN}\\dA-Za-z×*]$")
_INDENTED = re.compile("(?:^|\n)(?: {2,8}|\u3000{1,4} ?)\\Z")
"""An indent by which a paragraph begins; not the wide one of a centred or signing line."""
_STOP = re.compile("[。；！？]")
_BROKEN = 0.6
"""Share of the full lines of a wrapped text that end in mid-sentence."""
_CONTINUES = "，。；、：！？”’）》】,;:!?)%"


_INDENT = re.compile("(?<=\\S) ?\u3000{2}[ \u3000]*(?=\\S)|(?<=\\S) {4,}(?=\\S)")
_WIDE = "\u3000\u3000"
_GLUED_PARAGRAPHS = 3
"""Indents inside a line from which on it holds paragraphs."""


def inner_indents(text: str) -> Iterator[Edit]:
    r"""Break a line that holds paragraphs, each with its indent, into these.

    Harm: columns and names are set apart by wide spaces, too; a line counts that has
    several sentences, and in which most indents stand behind a sentence or beside a label.

    >>> fix(inner_indents, "总结 \u3000\u3000今年，成绩喜人。 \u3000\u3000一、党建\u3000\u3000开展学习。\u3000\u3000二、安全")
    '总结\n今年，成绩喜人。\n一、党建\n开展学习。\n二、安全'
    >>> fix(inner_indents, "签发：甲\u3000\u3000会签：乙\u3000\u3000拟稿：丙")
    '签发：甲\u3000\u3000会签：乙\u3000\u3000拟稿：丙'
    """
    for line in lines(text) if _WIDE in text or " " * 4 in text else ():
        if _WIDE not in line.text and " " * 4 not in line.text:
            continue
        gaps = list(_INDENT.finditer(text, line.start, line.end))
        if len(gaps) < _GLUED_PARAGRAPHS or len(_STOP.findall(line.text)) < 2:
            continue
        labelled = [bool(label_at(text, g.end())) for g in gaps]
        sure = sum(
            text[g.start() - 1] in "。！？：；" or own or above
            for g, own, above in zip(gaps, labelled, [False, *labelled], strict=False)
        )
        if 2 * sure > len(gaps):
            yield from (Edit(g.start(), g.end(), "\n") for g in gaps)


def preview_chunks(text: str) -> Iterator[Edit]:
    r"""Remove the numbers that a page preview sets before each chunk, and join what it cut.

    A chunk's number counts upwards from 1 at the start of lines while the chunks before it mostly
    break off in mid-sentence, which numbered items do not.

    >>> fix(preview_chunks, "1、成效明显。为师生健康安全\n\n2、保驾护航。担教育人之责，坚持\n\n3、不懈。")
    '成效明显。为师生健康安全保驾护航。担教育人之责，坚持不懈。'
    """
    tried = (_CHUNK.match(text, begin) for begin in begun(text, str.isdecimal))
    found = list(filter(None, tried))
    chunks = _chunks(text, found)
    if not chunks:
        yield from _only_chunk(text, _counted(found))
        return
    for chunk in chunks:
        stem = chunk.start()
        while stem and text[stem - 1].isspace():
            stem -= 1
        whole = chunk[1] == "1" or _ends_sentence(text[max(0, stem - 20) : stem])
        yield Edit(chunk.start() if whole else stem, chunk.end())


def _chunks(text: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Choose the numbers that a preview set: those before which most of the text breaks off.

    They stand apart by a blank line, where the text's own items stand on lines. The first may be
    gone with the lines above the title.
    """
    apart = [m for m in found if _is_apart(text, m.start())]
    for first, among in ((1, apart), (1, found), (2, apart)):
        chunks = _counted(among, first)
        if len(chunks) < 2:
            continue
        begins = [m.end() for m in chunks] if first == 1 else [0, *(m.end() for m in chunks)]
        ends = [m.start() for m in chunks[first == 1 :]]
        pieces = [text[a:b].rstrip() for a, b in zip(begins, ends, strict=False)]
        torn = sum("。" in p[:-1] and not _ends_sentence(p) for p in pieces)
        whole = first == 1 or min(map(len, pieces), default=0) >= _LEAST
        if whole and torn >= 0.5 * len(pieces):
            return chunks
    return []


def _is_apart(text: str, begin: int) -> bool:
    """Tell whether a line begins the text or stands below a blank one."""
    return not begin or text[max(0, begin - 40) : begin - 1].rstrip(" \u3000")[-1:] == "\n"


def _only_chunk(text: str, chunks: Sequence[re.Match[str]]) -> Iterator[Edit]:
    """Find the number before a title at the head of a text that was not cut any further."""
    titles = [m for m in chunks if is_title(text[m.end() :].partition("\n")[0])]
    if len(titles) == 1 and titles[0] is chunks[0] and not text[: chunks[0].start()].strip():
        yield Edit(*chunks[0].span())


def _counted(found: Sequence[re.Match[str]], first: int = 1) -> list[re.Match[str]]:
    """Choose the matches that count upwards, each the first of its number behind the one before."""
    chosen: list[re.Match[str]] = []
    for match in found:
        if int(match[1]) == len(chosen) + first:
            chosen.append(match)
    return chosen


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(CLOSING)[-1:] in "。！？!?；;….．"


def contents(text: str) -> Iterator[Edit]:
    r"""Remove a table of contents with its page numbers; glued headings that it lists get a line.

    It may stand on lines of its own or be glued into the first paragraph; in the second case its
    headings are glued, too. Only entries with a label count, at least three.

    >>> fix(contents, "工作总结目录一、战役1二、党建3三、发展152022年某区。一、战役今年，二、党建要强")
    '工作总结\n2022年某区。\n一、战役\n今年，\n二、党建\n要强'
    """
    places = list(_CONTENTS.finditer(text))
    plain = text
    for narrow, wide in _EITHER_WIDTH if places else ():
        plain = plain.replace(narrow, wide)
    for found in places:
        end, entries = listed(plain, found.end())
        if len(entries) < 3:
            end, entries = _entries(plain, found.end())
        if len(entries) >= 3:
            rest = text[end : end + 1]
            yield Edit(found.start(), end, "" if rest in ("", "\n") else "\n")
            if "\n" not in text[found.end() : end].rstrip():
                yield from _own_lines(text, plain, end, entries)
            return


_ENTRY = re.compile(
    r"([^\n]{2,60}?)[ \u3000\t]*[.．…·⋯\-—]*[ \u3000\t]*(\d{1,3}(?=(?:19|20)\d\d年)|\d{1,3}(?![\d年月日级个%.]))\s*"
)


def _entries(text: str, position: int) -> tuple[int, list[str]]:
    """Read the entries of a table of contents: where they end, and the labelled headings."""
    headings: list[str] = []
    page = 0
    while position < len(text) and text[position].isspace():
        position += 1
    while found := _ENTRY.match(text, position):
        heading = found[1].strip()
        label = label_at(heading, 0)
        if int(found[2]) < page or (label is None and (headings or not is_title(heading))):
            break
        if label and re.search("[。；]", heading):
            break
        headings += [heading] if label else []
        page, position = int(found[2]), found.end()
    return position, headings


def _own_lines(text: str, plain: str, start: int, headings: Sequence[str]) -> Iterator[Edit]:
    """Put line breaks around headings that are glued to what stands before and after them."""
    for heading in headings:
        place = plain.find(heading, start)
        if place < 0:
            continue
        last = place + len(heading)
        if text[last : last + 1] not in ("", "\n", "。", "："):
            yield Edit(last - 1, last, text[last - 1] + "\n")
        if place > start and text[place - 1] != "\n":
            yield Edit(place, place + 1, "\n" + text[place])
        start = last


def lone_labels(text: str) -> Iterator[Edit]:
    r"""Join a label that stands alone on a line with the heading on the next.

    >>> fix(lone_labels, "一、\n\n加强党建\n（一）\n队伍"), fix(lone_labels, "01\n党建\n02\n队伍")
    ('一、加强党建\n（一）队伍', '01、党建\n02、队伍')
    """
    end = 0
    for begin in begun(text, _begins_label):
        if begin >= end and (found := _LONE_LABEL.match(text, begin)):
            end = found.end()
            if not label_at(text, end):
                yield Edit(found.start(1), end)
    for label, heading in heading_numbers(lines(text)):
        yield Edit(label.end, heading.start, "、")


def _begins_label(char: str) -> bool:
    return char in "（(第一二三四五六七八九十" or char.isdecimal()


def page_breaks(text: str) -> Iterator[Edit]:
    r"""Join a sentence that a page break or a blank line tore apart.

    Harm: a heading on its own line stays apart: it is short, or labelled, and holds no sentence.
    A paragraph that lost its full stop stays apart where a label, title or signature follows.

    >>> fix(page_breaks, "今年成效明显。按照省厅要求，提出破解问\n\n题指标的思路。\n一、党建\n今年")
    '今年成效明显。按照省厅要求，提出破解问题指标的思路。\n一、党建\n今年'
    """
    found = list(lines(text))
    width, manner = _wrap_width(found), Manner(text, found)
    indented = _indented(text, found) if width else frozenset()
    for index, (line, following) in enumerate(pairwise(found)):
        one, other = line.text, following.text
        if finished(one) or (index + 1 in indented and other[0] not in _CONTINUES):
            continue
        if (other[0] in _CONTINUES and not is_title(one)) or (
            not _stands_apart(one, other)
            and (_torn(one, other, width) or manner.tears(index, one, other))
        ):
            yield Edit(line.end, following.start)


def _wrap_width(found: Sequence[Line]) -> int:
    """Give the length at which the text's lines are wrapped, 0 where they are not."""
    sizes = sorted(len(line.text) for line in found)
    if len(sizes) < 8:
        return 0
    full = sizes[int(0.8 * len(sizes))]
    near = [line.text for line in found if 0.85 * full <= len(line.text) <= 1.15 * full]
    broken = sum(not finished(line) for line in near)
    wrapped = len(near) >= 0.4 * len(sizes) and broken >= _BROKEN * len(near)
    return full if 20 <= full <= 120 and wrapped else 0


def _indented(text: str, found: Sequence[Line]) -> frozenset[int]:
    """Give the lines with an indent, by which a wrapped text tells where a paragraph begins.

    None where nearly all lines have one, or hardly any.
    """
    marked = frozenset(
        i
        for i, line in enumerate(found)
        if _INDENTED.search(text, max(0, line.start - 8), line.start)
    )
    return marked if 0.1 * len(found) <= len(marked) <= 0.6 * len(found) else frozenset()


def _torn(line: str, following: str, width: int) -> bool:
    """Tell whether two lines that no form sets apart are one sentence."""
    if width:
        return len(line) >= 0.85 * width
    if line[-1] in "，、,（“《" or (_FIGURE.match(following) and "，" in line):
        return True
    sentence = bool(_STOP.search(line)) or (len(line) >= 60 and "，" in line)
    return sentence and bool(_ENDING.match(line[-1]))


def _stands_apart(line: str, following: str) -> bool:
    """Tell whether two lines are apart by their form: one is a title, or the second an item."""
    if label_at(following, 0) or item_mark(following) or is_signature(following):
        return True
    return _is_alone(line) or _is_alone(following) or item_mark(line) is not None


@remembered
def _is_alone(line: str) -> bool:
    """Tell whether a line is apart by its own form, whatever stands beside it."""
    return is_title(line) or SPREAD.fullmatch(line) is not None or _is_row(line)


def _is_row(line: str) -> bool:
    """Tell whether a line is the row of a table: short cells side by side, figures or heads."""
    cells = _BETWEEN_CELLS.split(line.strip("|│ "))
    return len(cells) >= 3 and all(
        len(cell) <= _CELL and not _NO_CELL.search(cell) for cell in cells
    )


def layout(text: str) -> Iterator[Edit]:
    r"""Drop indents, white space at the ends of lines, and blank lines: one line, one paragraph.

    >>> fix(layout, "\n　　一、党建 \n\n\n  今年，\n")
    '一、党建\n今年，'
    """
    if not (text[:1].isspace() or text[-1:].isspace() or _LOOSE.search(text)):
        return
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    for found in _SPACE.finditer(text, first, last):
        if found.group() != "\n":
            yield Edit(found.start(), found.end(), "\n")
    yield from (Edit(*span) for span in ((0, first), (last, len(text))) if span[0] < span[1])
