"""Text PDFs → text: lines healed, page numbers and running heads left out by place and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFText_GetUnicode, FPDFText_IsGenerated

from zongjie.models import Doubt
from zongjie.read.extract import DAMAGED, LOCKED, NO_TEXT, Extract, RefusedError
from zongjie.shapes import is_title, item_mark, label_at

MAX_PAGES = 5_000
_MARGIN = 0.12
"""Share of a page's height, above and below, in which heads, feet and page numbers stand."""
_NUMBER = re.compile(r"[-—–_·•~第\s]*\d{1,4}[-—–_·•~页頁\s]*(?:[/／共of\s]*\d{1,4}[页頁\s]*)?")
_WRAPPED = 1.6
"""Character sizes by which a full line may fall short of the right edge."""
_GAP = 0.4
"""Of a line's height, below which a gap between two characters is no space."""
_FIGURE = re.compile(r"[\w.%,+-]{1,20}", re.ASCII)
_SIGNS = {0: "\ufffd", 2: "-", 0xFFFE: "-"}
"""A character without a code, and the hyphens that PDFium sets where a line is broken."""


@dataclass(slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    """In points, from the page's lower left corner."""
    height: float
    """Of the page."""
    rule: str = ""

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def in_margin(self) -> bool:
        return self.bottom < _MARGIN * self.height or self.top > (1 - _MARGIN) * self.height


def read(data: bytes) -> Extract:
    """Read a PDF that holds text.

    Raises:
        RefusedError: A password is needed, it is damaged, has too many pages, or holds no text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = LOCKED if "password" in str(error).lower() else DAMAGED
        raise RefusedError(*why) from error
    with document:
        if len(document) > MAX_PAGES:
            raise RefusedError("页数太多", f"超过 {MAX_PAGES:,} 页", "拆成几个文件")
        pages = [_lines(document[number], number) for number in range(len(document))]
        silent = [n for n, found in enumerate(pages) if not found and _is_picture(document[n])]
    lines = [line for page in pages for line in page]
    if not lines:
        raise RefusedError(*NO_TEXT)
    _name_margins(lines, len(pages))
    out = Extract("pdf")
    _write(out, lines)
    if silent:
        out.doubts.append(_unread(silent))
    return out


def _unread(pages: Sequence[int]) -> Doubt:
    shown = "、".join(str(number + 1) for number in pages[:10]) + "等" * (len(pages) > 10)
    return Doubt(
        f"第 {shown} 页没有读出文字", "那里只有图片，没有文字层", "先做文字识别，再放入识别后的文件"
    )


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    return any(page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=2))


def _lines(page: pypdfium2.PdfPage, number: int) -> list[_Line]:
    """Give the lines of a page in reading order, with their places."""
    text_page = page.get_textpage()
    places = [index for index in range(text_page.count_chars()) if not _is_gap(text_page, index)]
    codes = (FPDFText_GetUnicode(text_page, index) for index in places)
    text = "".join(_SIGNS.get(code) or chr(code) for code in codes)
    height = page.get_height()
    found, start = [], 0
    for part in re.split(r"(\r\n|\r|\n)", text):
        if shown := part.strip():
            lead = start + len(part) - len(part.lstrip())
            first = text_page.get_charbox(places[lead], loose=True)
            last = text_page.get_charbox(places[lead + len(shown) - 1], loose=True)
            top, bottom = max(first[3], last[3]), min(first[1], last[1])
            found.append(_Line(shown, number, first[0], last[2], top, bottom, height))
        start += len(part)
    return found


def _is_gap(page: pypdfium2.PdfTextpage, index: int) -> bool:
    """Tell whether a space is only the small gap that programs leave between Han and figures."""
    if not 0 < index < page.count_chars() - 1 or FPDFText_IsGenerated(page, index) != 1:
        return False
    if FPDFText_GetUnicode(page, index) != ord(" "):
        return False
    before, after = page.get_charbox(index - 1, loose=True), page.get_charbox(index + 1, loose=True)
    return bool(after[0] - before[2] < _GAP * (after[3] - after[1]))


def _name_margins(lines: Sequence[_Line], pages: int) -> None:
    """Name page numbers, and heads that stand in the same place on most pages."""
    margin = [line for line in lines if line.in_margin]
    numbers = [line for line in margin if _NUMBER.fullmatch(line.text)]
    for line in numbers:
        line.rule = "pdf-page-numbers"
    repeated = Counter(_place(line) for line in margin)
    for line in margin:
        if not line.rule and pages > 1 and repeated[_place(line)] >= max(2, 0.4 * pages):
            line.rule = "pdf-heads"


def _place(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.bottom / 6)


def _write(out: Extract, lines: Sequence[_Line]) -> None:
    """Write the lines; the break between two that are one paragraph is left out."""
    body = [line for line in lines if not line.rule]
    joined = {id(line) for line, following in _torn(body)}
    for line in lines:
        out.write(line.text, line.rule)
        out.write("\n", line.rule or ("pdf-lines" if id(line) in joined else ""))


def _torn(body: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Yield the pairs of lines that the page's width tore apart."""
    if not body:
        return
    left, right = _edges(body)
    gaps = [a.bottom - b.top for a, b in pairwise(body) if a.page == b.page and a.bottom > b.top]
    usual = median(gaps) if gaps else 0.0
    indented = any(line.left > left + 1.2 * line.size for line in body)
    for line, following in pairwise(body):
        figure = _FIGURE.match(following.text)  # is not torn apart, so it may have left a gap
        short = _WRAPPED + (0.6 * len(figure[0]) if figure else 0)
        full = line.right >= right - short * line.size
        flush = following.left <= left + 0.8 * following.size
        alike = 0.7 < line.size / following.size < 1.4
        near = line.page != following.page or line.bottom - following.top <= usual + line.size
        ends = line.text[-1] in "。！？" and (not indented or _begins(following.text))
        if full and flush and alike and near and not ends and not _begins_item(line, following):
            yield line, following


def _edges(body: Sequence[_Line]) -> tuple[float, float]:
    """Give the left and right edge of the text, from its longer lines."""
    long = sorted(body, key=lambda line: line.right - line.left)[len(body) // 2 :]
    lefts = sorted(line.left for line in long)
    rights = sorted(line.right for line in long)
    return lefts[len(lefts) // 4], rights[-1 - len(rights) // 10]


def _begins(text: str) -> bool:
    return label_at(text, 0) is not None or item_mark(text) is not None


def _begins_item(line: _Line, following: _Line) -> bool:
    """Tell whether a line begins a part of its own though the line before is full."""
    return is_title(line.text) or (_begins(following.text) and line.text[-1] in "。；：！？")
