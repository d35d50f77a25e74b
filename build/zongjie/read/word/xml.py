"""Names of WordprocessingML and how to get at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml.etree import QName
from lxml.etree import _Element as Element

__all__ = [
    "STRICT", "Element", "W", "at", "children", "name", "number", "switched_on", "transitional", "value",
]  # fmt: skip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""How names of ISO/IEC 29500 Strict begin; without the year that those of Transitional have."""


def transitional(package: ZipFile) -> bytes:
    """Give a package in the strict form with the names of the usual one, not compressed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as new:
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                content = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
            new.writestr(entry.filename, content)
    return out.getvalue()


def name(element: Element) -> str:
    """Give the local name of an element; empty for a comment or an instruction."""
    return QName(element).localname if isinstance(element.tag, str) else ""


def at(element: Element | None, *path: str) -> Element | None:
    """Go down by names of children, the first of each."""
    for step in path:
        element = None if element is None else element.find(W + step)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """Give the `val` of the element at a path."""
    found = at(element, *path)
    return None if found is None else found.get(W + "val")


def number(element: Element | None, *path: str) -> int | None:
    """Give the `val` of the element at a path as a number."""
    text = value(element, *path)
    return int(text) if text and text.removeprefix("-").isdecimal() else None


def switched_on(element: Element | None, *path: str) -> bool:
    """Tell whether a switch is there and not off."""
    return at(element, *path) is not None and value(element, *path) not in ("0", "false", "off")


def children(element: Element | None, local: str) -> Iterator[Element]:
    """Yield the children of a name."""
    yield from () if element is None else element.findall(W + local)
