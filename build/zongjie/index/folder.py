"""Any folder of Markdown or text files → pages, a section per heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from zongjie.index.pages import Page, Part, well_formed

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_SUFFIXES = frozenset({".md", ".txt"})


def folder_pages(folder: Path) -> list[Page]:
    """Read the pages of all `.md` and `.txt` files below a folder, by name.

    The first heading is the title, or else the file's name. Each further heading begins a section,
    and each line that is not empty is a paragraph. Other Markdown stays as it is written.

    Raises:
        OSError: A file cannot be read.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    return [_page(path, folder) for path in paths if path.is_file()]


def _page(path: Path, folder: Path) -> Page:
    name = path.relative_to(folder).as_posix()
    text = path.read_bytes().decode("utf-8-sig", "replace")
    lines = [line for line in well_formed(text).splitlines() if line and not line.isspace()]
    title = next((match[2] for line in lines if (match := _heading(line))), "")
    stem = name.rsplit(".", 1)[0]
    parts = tuple(_parts(lines, title or stem))
    return Page(stem, title or stem, quote(stem) + "/", parts)


def _parts(lines: Iterable[str], title: str) -> Iterator[Part]:
    anchor, depth, heading, paragraphs = "", 0, title, list[str]()
    titled = False
    number = 0
    for line in lines:
        match = _heading(line)
        if match is None:
            paragraphs.append(line.strip())
        elif not titled and match[2] == title:
            titled = True
        else:
            yield Part(anchor, depth, heading, False, tuple(paragraphs))
            number += 1
            anchor, depth, heading, paragraphs = f"s{number}", len(match[1]), match[2], []
    yield Part(anchor, depth, heading, False, tuple(paragraphs))


def _heading(line: str) -> re.Match[str] | None:
    return _HEADING.match(line) if line.startswith("#") else None
