"""Front matter of Markdown files: the fields between two lines of dashes that generators read."""

from __future__ import annotations

import re

from zongjie.read.extract import Extract

_BLOCK = re.compile(
    r"\ufeff?---[ \t]*\r?\n((?:(?!---).{0,500}\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_FIELD = re.compile(r"[A-Za-z_][\w-]{0,30}[ \t]*:(?:[ \t].*)?")
_FURTHER = re.compile(r"[ \t]+\S.*|-[ \t].*|#.*|[ \t]*")
"""What else may stand there: a value that goes on, an entry of a list, a comment."""
_TITLE = re.compile(r"^title[ \t]*:[ \t]*([\"']?)(?P<title>\S[^\r\n]*?)\1[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+\S", re.MULTILINE)


def put(found: Extract, text: str) -> int:
    """Write the front matter of a Markdown file as left out, and give where it ends.

    Its title is written as text where the document has no heading of the first rank, which else says
    more. Harm: a line of dashes is a rule, too. Between the two nothing but fields may stand, so
    that text between rules stays; fields with Chinese names are a text's own, 时间：….
    """
    block = _BLOCK.match(text)
    rows = [row.rstrip("\r") for row in block[1].splitlines()] if block else []
    if not block or not _FIELD.fullmatch(rows[0]):
        return 0
    if not all(_FIELD.fullmatch(row) or _FURTHER.fullmatch(row) for row in rows):
        return 0
    title = None if _HEADING.search(text, block.end()) else _TITLE.search(block.group())
    start, end = title.span("title") if title else (block.end(), block.end())
    found.drop(text[:start], "md-front-matter")
    found.put(text[start:end])
    last = block.end() - 1 if title else block.end()  # the title keeps an end of line
    found.drop(text[end:last], "md-front-matter")
    found.put(text[last : block.end()])
    return block.end()
