"""Where each page stands: stable paths under `docs/` and the relative links between them."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from zongjie.models import Section, Summary, Year

_RESERVED = frozenset({"index", "readme", "original", "unknown", "range", "rules", "works"})
_SAFE_SUFFIXES = frozenset(
    (".txt", ".csv", ".doc", ".docx", ".pdf", ".ppt", ".pptx", ".rtf", ".wps", ".xls", ".xlsx")
)
_LONGEST = 80
_PATH = re.compile("[^?#]*")
_NOT_IN_ID = re.compile(r"[^\w-]")
_NOT_IN_SLUG = re.compile(r"[^\w-]+")

HOME = "index.md"
YEARS = "years/index.md"
REGIONS = "regions/index.md"
TOPICS = "topics/index.md"
SOURCES = "sources/index.md"
DOCUMENTS = "documents/index.md"
TERMS = "terms/index.md"
LEVELS, PERIODS = "levels", "periods"
"""Folders; `kind` gives the pages in them."""
RULES = "sources/rules.md"
VIEW = "sources/view.md"
"""The one page that shows any source; its query says which, and which line."""


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """Give a name as one path component of letters, digits, Han characters, `-` and `_`.

    A name that has to be changed carries a digest of itself, so that two never meet.

    >>> slug("温州市"), slug("a/b")
    ('温州市', 'a-b-c14cdd')
    """
    clean = _NOT_IN_SLUG.sub("-", name).strip("-")[:_LONGEST].rstrip("-")
    if clean and clean == name and clean.lower() not in _RESERVED:
        return clean
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{clean}-{digest}".lstrip("-")


@lru_cache(maxsize=1 << 16)
def shelf(name: str) -> str:
    """Give the folder, of 256, that keeps what bears this name: no folder holds very many.

    It depends on the name alone, so that an address stays when a collection grows.

    >>> shelf("温州市")
    '23'
    """
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:2]


def anchor(section: Section) -> str:
    """Give a section's anchor, in characters that an id may have."""
    return _NOT_IN_ID.sub("-", section.anchor)


def summary(item: Summary) -> str:
    """Path of the page of a summary."""
    return f"s/{shelf(item.id)}/{slug(item.id)}.md"


def sheet(path: str, number: int) -> str:
    """Path of a further page of what begins at `path`; no slug has a `~`, so none is met.

    >>> sheet("years/2021.md", 1), sheet("years/2021.md", 2)
    ('years/2021.md', 'years/2021~2.md')
    """
    return path if number == 1 else f"{path.removesuffix('.md')}~{number}.md"


def ledger(file: str, line: int = 0) -> str:
    """Address of the raw ⇄ cleaned view of the source `file`, at a line if one is given."""
    return f"{VIEW}?{_key(file)}" + (f":{line}" if line else "")


def view(file: str) -> str:
    """Path of what the view of the source `file` is made of."""
    key = _key(file)
    return f"sources/{key[:2]}/{key}.bin"


def _key(file: str) -> str:
    return sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def original(file: str) -> str:
    """Path of the copy of the raw file; a kind of file that could act in a browser becomes text."""
    stem, suffix = posixpath.splitext(file)
    kept = suffix.lower() if suffix.lower() in _SAFE_SUFFIXES else ".txt"
    return f"sources/{_key(file)[:2]}/{slug(stem if suffix == '.txt' else file)}{kept}"


def year(value: Year) -> str:
    """Path of the page of a year, of the years known as a range only, or of the unknown ones."""
    if value.value is not None:
        return f"years/{value.value}.md"
    return "years/range.md" if value.range else "years/unknown.md"


def region(path: tuple[str, ...]) -> str:
    """Path of the page of a region, given the names from province down to county at most."""
    return f"regions/{'/'.join(slug(name) for name in path) or 'unknown'}.md"


def kind(folder: str, value: str | None) -> str:
    """Path of the page of a level or a period, or of the unknown ones."""
    return f"{folder}/{slug(value) if value else 'unknown'}.md"


def topic(name: str) -> str:
    """Path of the page of a topic."""
    return f"topics/{slug(name)}.md"


def document(name: str) -> str:
    """Path of the page of a document that several summaries cite."""
    return f"documents/{slug(name)}.md"


def term(name: str) -> str:
    """Path of the page of a term."""
    return f"terms/{slug(name)}.md"


def place(item: Summary, section: Section | None) -> str:
    """Path of a section with its anchor, or of its summary's page."""
    return summary(item) + (f"#{anchor(section)}" if section else "")


def relative(target: str, start: str) -> str:
    """Link from the page `start` to `target`, both paths under `docs/`; query or fragment may follow.

    >>> relative("years/2021.md", "s/a.md"), relative("s/a.md#s1", "s/b.md")
    ('../years/2021.md', 'a.md#s1')
    """
    path = _PATH.match(target)[0]  # type: ignore[index]  # it matches nothing, too
    return _way(path, start.rpartition("/")[0]) + target[len(path) :]


@lru_cache(maxsize=1 << 16)
def _way(path: str, folder: str) -> str:
    """Give the way from a folder to a path, as it stands in an address."""
    parts, own = _quoted(path), _quoted(folder) if folder else []
    shared = 0
    for part, other in zip(parts[:-1], own, strict=False):
        if part != other:
            break
        shared += 1
    return "../" * (len(own) - shared) + "/".join(parts[shared:])


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> list[str]:
    return quote(path).split("/")
