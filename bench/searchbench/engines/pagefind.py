"""Pagefind, extended binary, over HTML pages that hold nothing but the text.

Settings, from its documentation: `lang="zh"` on each page, the content marked with
`data-pagefind-body`. Its users may type a query as it is or, for an exact match, in quotation
marks; both are measured.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from ..corpus import Page, write
from ..queries import Query
from .base import Built, Engine, run, version_of

MARK = b"pagefind_dcd"


def build(pages: list[Page], work: Path, limit: float) -> Built:
    """Build the index; a result's identifier names the fragment that holds its address."""
    site = work / "site"
    write(pages, site, ".html")
    out = site / "pagefind"
    spent = run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(out)], limit
    )
    places: dict[str, tuple[int, None]] = {}
    for path in (out / "fragment").iterdir():
        data = gzip.decompress(path.read_bytes()).removeprefix(MARK)
        places[path.stem] = (int(json.loads(data)["url"].rpartition("/p")[2][:5]), None)
    files = tuple(p for p in out.rglob("*") if p.is_file() and "-ui" not in p.name)
    return Built(site, spent, files, places.get)


def quoted(query: Query) -> str:
    """Put each term in quotation marks."""
    return " ".join(f'"{term}"' for term in query.text.split())


PAGEFIND = Engine("pagefind", "Pagefind", "pagefind", False, build, version_of("pagefind"))
QUOTED = Engine(
    "pagefind-quoted", "Pagefind，加引号", "pagefind", False, build, version_of("pagefind"), quoted
)
