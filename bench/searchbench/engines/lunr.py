"""lunr over jieba words: index made by Python's lunr, read by lunr.js in a worker.

Texts are cut in jieba's search-engine mode, titles weigh ten times, no stemmer and no stop words.
A query is cut by jieba in Python before it is sent, which a browser could not do: this favours
lunr. All words of a query must match.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import jieba
import mkdocs

from ..corpus import Page
from ..queries import Query
from .base import Built, Engine, Place, Spent, run, version_of

SCRIPT = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"
MAKER = Path(__file__).parent.parent / "lunr_index.py"


def words(text: str) -> list[str]:
    """Cut a text for the index; words without a letter or digit are left out."""
    return [w.lower() for w in jieba.cut_for_search(text) if any(map(str.isalnum, w))]


def documents(pages: list[Page]) -> list[dict[str, str]]:
    """Give the sections as lunr documents."""
    return [
        {"ref": f"{page}/{number}", "title": section.heading, "body": "\n".join(section.paragraphs)}
        for page, content in enumerate(pages)
        for number, section in enumerate(content.sections)
    ]


def locate(ref: str) -> Place:
    """Read a reference back.

    >>> locate("12/3")
    (12, 3)
    """
    page, _, section = ref.partition("/")
    return int(page), int(section)


def build(pages: list[Page], work: Path, limit: float) -> Built:
    """Make the index in a process of its own, so that it can be timed and stopped."""
    site = work / "site"
    site.mkdir(parents=True, exist_ok=True)
    (work / "documents.json").write_text(json.dumps(documents(pages)), encoding="utf-8")
    target = site / "lunr.json"
    run([sys.executable, str(MAKER), str(work / "documents.json"), str(target)], limit)
    shutil.copy(SCRIPT, site / "lunr.js")
    shutil.copy(Path(__file__).parent.parent / "drivers/lunr-worker.js", site / "worker.js")
    return Built(site, Spent.read(work / "documents.spent"), (target,), locate)


def typed(query: Query) -> list[str]:
    """Cut a query into words."""
    cut = [w.lower() for term in query.text.split() for w in jieba.cut(term)]
    return [w for w in cut if any(map(str.isalnum, w))] or [query.text]


LUNR = Engine("lunr", "lunr.py + jieba", "lunr", True, build, version_of("lunr"), typed)
