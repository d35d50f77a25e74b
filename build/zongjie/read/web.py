"""Saved web pages (.html, .mhtml) → text; what is not the article stays in the ledger."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes

from lxml import etree, html

from zongjie.read.decode import MARKS, decode
from zongjie.read.extract import Extract, RefusedError
from zongjie.read.numerals import numeral
from zongjie.shapes import HAN, label_at

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_DECLARED_IN = 4096
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "caption", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "template", "svg", "iframe", "object", "embed", "audio", "video", "canvas",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WRAPPED = re.compile(rf"(?<=[{HAN}，。；：、！？”）》])[ \t]*[\r\n]\s*(?=[{HAN}“（《])")
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_COUNTING = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand", "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand", "cjk-heavenly-stem": "ideographTraditional",
    "none": "none",
}  # fmt: skip
_NOTE = "\0"
"""Around readings that are set over characters; it stands in no page."""
_NO_PAGE = ("里面没有网页", "找不到 HTML 内容", "在浏览器里重新保存一次")
_ENOUGH = 200
"""Characters that a main text must have to be told from the rest, or half of all."""
_SURE = 8
"""Characters from which on a line is not in the main text by mere chance."""
_CELL = 120
"""Characters of a table's cell from which on blocks in it are laid out, not tabled."""
_NEAR = 15
"""Lines above the main text in which its title is looked for."""


@dataclass(slots=True)
class _Line:
    text: str = ""
    linked: int = 0
    """Characters of it that are a link's."""
    rule: str = ""
    heading: bool = False
    tabled: bool = False
    """Whether it is a row of a table."""

    @property
    def signs(self) -> str:
        return _signs(self.text)


def read(data: bytes, charset: str | None = None) -> Extract:
    """Read a web page: all text that it shows, line by line.

    trafilatura tells the article from what stands around it; the rest is left out by name. Items of
    numbered lists get the labels that a browser would show.

    Args:
        data: The page's bytes.
        charset: What an envelope says of the encoding, before the page's own word.

    Raises:
        ValueError: The bytes are no text.
        RefusedError: There is no page in it.
    """
    text, encoding = _decoded(data, charset)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    plain = text.replace(_NOTE, "\ufffd").encode("utf-8", "replace")
    try:
        root = html.document_fromstring(plain, parser=parser)
    except etree.ParserError as error:
        raise RefusedError(*_NO_PAGE) from error
    found = _Walk().lines(root)
    _name_furniture(found, _main_text(text))
    out = Extract(encoding)
    for line in found:
        for index, part in enumerate(line.text.split(_NOTE)):
            out.write(part, line.rule or "ruby" * (index % 2))
        out.write("\n", line.rule)
    return out


def read_archive(data: bytes) -> Extract:
    """Read a page saved as one file (.mhtml): the first HTML part of a MIME message.

    Raises:
        RefusedError: There is no such part, or no page in it.
    """
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return read(content, part.get_content_charset())
    raise RefusedError(*_NO_PAGE)


def _decoded(data: bytes, charset: str | None) -> tuple[str, str]:
    """Decode a page by its mark, its envelope, its own word, or what it reads like."""
    found = _CHARSET.search(data[:_DECLARED_IN])
    declared = charset or (found[1].decode() if found else "")
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and declared:
        name = "gb18030" if declared.lower() in ("gb2312", "gbk") else declared
        try:
            encoding = codecs.lookup(name).name
            text = data.decode(encoding, "replace")
        except (LookupError, UnicodeError, ValueError):
            return decode(data)
        if isinstance(text, str) and text.count("\ufffd") <= 0.005 * len(text):
            return text, encoding
    return decode(data)


class _Walk:
    """Goes through the elements of a page and gathers its lines."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._line = _Line()
        self._label = ""
        self._links = self._silent = self._hidden = self._kept_breaks = self._notes = 0
        self._lists: list[tuple[str, int]] = []
        """Format and next number of each list that is open."""

    def lines(self, root: html.HtmlElement) -> list[_Line]:
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._open(element)
                self._add(element.text)
            else:
                if event == "end":
                    self._close(element)
                self._add(element.tail)
        self._break()
        return self._lines

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._silent += tag in _SILENT
        if _is_hidden(element):
            self._break()
            self._hidden += 1
        if tag == "tr":
            self._break()
            self._line.tabled = _is_tabled(element)
        elif tag in _BLOCKS:
            self._part()
        elif tag in ("td", "th") and element.getprevious() is not None:
            self._next_cell()
        self._links += tag == "a"
        self._notes += tag in ("rt", "rp")
        self._kept_breaks += tag == "pre"
        self._line.heading |= tag in ("h1", "h2", "h3")
        if tag == "title":
            self._line.rule = "web-title"
        elif tag in ("ol", "ul"):
            self._lists.append((_format(element), _whole(element.get("start"), 1)))
        elif tag == "li" and self._lists:
            form, number = self._lists[-1]
            number = _whole(element.get("value"), number)
            self._lists[-1] = form, number + 1
            sign = numeral(number, form)
            self._label = sign and sign + ("." if sign.isascii() else "、")

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag == "tr":
            self._break()
            self._line.tabled = False
        elif tag in _BLOCKS:
            self._part()
        if tag in ("title", "h1", "h2", "h3"):
            self._line = _Line()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        self._kept_breaks -= tag == "pre"
        self._silent -= tag in _SILENT
        self._links -= tag == "a"
        self._notes -= tag in ("rt", "rp")
        if _is_hidden(element):
            self._break()
            self._hidden -= 1

    def _add(self, text: str | None) -> None:
        if not text or self._silent:
            return
        for index, part in enumerate(text.splitlines() if self._kept_breaks else [text]):
            if index:
                self._break()
            shown = re.sub(r"[ \t\r\n\f]+", " ", _WRAPPED.sub("", part))
            self._line.linked += len(shown.strip()) * bool(self._links)
            self._line.text += f"{_NOTE}{shown}{_NOTE}" if self._notes else shown

    def _next_cell(self) -> None:
        """Set a cell of a row apart from the one before it."""
        if self._line.tabled:
            self._line.text = self._line.text.rstrip(" ") + " | "
        else:
            self._break()

    def _part(self) -> None:
        """Close the line, but for a row's, in which blocks are parted by a blank."""
        if self._line.tabled:
            self._line.text = self._line.text.rstrip(" ") + " "
        else:
            self._break()

    def _break(self) -> None:
        """Close the line; a row without any text is none."""
        line, self._line = self._line, _Line(tabled=self._line.tabled)
        line.text = line.text.strip(" ").strip("\n")
        if not line.text.strip("| " if line.tabled else ""):
            self._line.rule, self._line.heading = line.rule, line.heading
            return
        if self._label and not label_at(line.text, 0):
            line.text = self._label + line.text
        self._label = ""
        if self._hidden:
            line.rule = "web-hidden"
        self._lines.append(line)


def _is_tabled(row: html.HtmlElement) -> bool:
    """Tell whether a row has several cells and none of them lays out a text of its own."""
    cells = [child for child in row if child.tag in ("td", "th")]
    return len(cells) > 1 and not any(map(_lays_out, cells))


def _lays_out(cell: html.HtmlElement) -> bool:
    if next(cell.iter("table", "li", "pre", "h1", "h2", "h3"), None) is not None:
        return True
    parted = any(below.tag in _BLOCKS for below in cell.iterdescendants())
    return parted and len("".join(cell.itertext())) > _CELL


def _is_hidden(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _format(element: html.HtmlElement) -> str:
    """Give the number format of a list; `none` for one without numbers."""
    if element.tag == "ul":
        return "none"
    style = _STYLE.search(element.get("style", ""))
    return _COUNTING.get(style[1].lower() if style else element.get("type", ""), "decimal")


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default


def _signs(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _main_text(page: str) -> str:
    """Give the letters and figures of what trafilatura takes for the article; empty if it fails."""
    import trafilatura  # noqa: PLC0415 - a second, not needed for other formats

    try:
        found = trafilatura.extract(page, favor_recall=True, include_comments=False)
    except Exception:  # a page that it cannot take is shown whole
        return ""
    return _signs(found or "")


def _name_furniture(lines: Sequence[_Line], main: str) -> None:
    """Name what stands around the main text, links of their own in it, and a second title.

    Where the main text is too short to be one, nothing is left out: the rules of cleaning decide.
    """
    shown = [line for line in lines if not line.rule]
    if len(main) >= _ENOUGH or 2 * len(main) >= sum(len(line.signs) for line in shown):
        inside = [line.signs in main for line in shown]
        sure = [i for i, line in enumerate(shown) if inside[i] and len(line.signs) >= _SURE]
        first, last = _extent(lines, shown, inside, sure)
        for index, line in enumerate(shown):
            of_links = 10 * line.linked >= 8 * len(line.text) and not inside[index]
            if not first <= index <= last or of_links:
                line.rule = "web-furniture"
    if not any(line.heading and not line.rule for line in lines):
        for line in lines:
            line.rule = "" if line.rule == "web-title" else line.rule


def _extent(
    lines: Sequence[_Line], shown: Sequence[_Line], inside: Sequence[bool], sure: Sequence[int]
) -> tuple[int, int]:
    """Give the first and last line of the article, its title and signature included."""
    if not sure:
        return 0, len(shown) - 1
    first, last = sure[0], sure[-1]
    title = "".join(line.signs for line in lines if line.rule == "web-title")
    for index in range(first, max(-1, first - _NEAR), -1):
        line = shown[index]
        if line.heading or (len(line.signs) >= _SURE and line.signs in title):
            first = index
            break
    while first > 0 and inside[first - 1]:
        first -= 1
    while last + 1 < len(shown) and inside[last + 1]:
        last += 1
    return first, last
