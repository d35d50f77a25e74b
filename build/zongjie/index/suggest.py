"""Names that pages bear → the small lunr index that suggests pages while a reader types.

PyPI's lunr builds the index, lunr.js reads it in the browser. Each page is found by the start of its
name, of its pinyin and of the initials of that; a title also by the start of each of its words. The
files together stay within `BUDGET` compressed bytes, however large the collection is: what matters
least is left out, and the full-text search finds it all the same.
"""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from typing import Any, Literal

from zongjie.index.fold import Folder, simplified_table
from zongjie.link import NO_LINKS, Links
from zongjie.models import Cleaned, Summary
from zongjie.render import address, words
from zongjie.render.lists import documents, entries, regions, topics, years

Kind = Literal["year", "region", "topic", "term", "document", "source", "title"]

KINDS: dict[Kind, str] = {
    "year": "年份",
    "region": "地区",
    "topic": "主题",
    "term": "术语",
    "document": "文件",
    "source": "来源",
    "title": "总结",
}
"""Kinds of pages and what a reader calls them, in the order in which they are kept."""

FORMAT = 1
NAMES = "search/suggest.json"
LUNR = "search/lunr.js"
BUDGET = 90_000
"""Bytes of both files as a host compresses them (gzip, level 6)."""

_LONGEST = 32
_SHOWN = 80
_MOST = 6_000
"""Names to try at first; more than ever fit."""


@dataclass(frozen=True, slots=True)
class Name:
    """A page that bears a name."""

    kind: Kind
    text: str
    path: str
    """Of the page's Markdown file, under `docs/`."""
    note: str = ""
    """Tells pages of the same name apart."""
    weight: int = 0
    """Of two names of the same kind the lighter one is left out first."""


def files(names: Iterable[Name]) -> dict[str, bytes]:
    """Give the files of the suggestions: path under `docs/` → content."""
    return {NAMES: suggestions(names, BUDGET - _compressed(_lunr())), LUNR: _lunr()}


def names(
    summaries: Sequence[Summary], sources: Sequence[Cleaned], links: Links = NO_LINKS
) -> list[Name]:
    """Gather the names of pages: years, regions, topics, terms, documents, sources, summaries."""
    on_topics = topics.bars(topics.gather(summaries))
    return [
        *(Name("year", b.name, b.target, f"{b.number} 篇", b.number) for b in years.bars(summaries)),
        *(_region(node) for node in regions.tree(summaries).walk() if node.path),
        *(Name("topic", b.name, b.target, f"{b.number} 节", b.number) for b in on_topics),
        *_terms(links),
        *_documents(links),
        *(_source(cleaned.source.file) for cleaned in sources),
        *(_title(item, at) for at, item in enumerate(sorted(summaries, key=entries.order))),
    ]  # fmt: skip


def _region(node: regions.Node) -> Name:
    note = " › ".join((*node.path[:-1], f"{node.size} 篇"))
    return Name("region", node.path[-1], address.region(node.path), note, node.size)


def _terms(links: Links) -> Iterator[Name]:
    for term in links.terms:
        count = len(term.mentions)
        yield Name("term", term.name, address.term(term.name), f"{count} 篇", count)


def _documents(links: Links) -> Iterator[Name]:
    targets = documents.targets(links.documents)
    for document in links.documents:
        count = len(document.mentions)
        if path := targets.get(documents.anchor(document)):
            yield Name("document", document.name, path, f"{count} 篇", count)


def _source(file: str) -> Name:
    return Name("source", file.rpartition(".")[0] or file, address.ledger(file))


def _title(item: Summary, place: int) -> Name:
    note = f"{words.plainly(item.year)} {words.plainly(item.region)}"
    return Name("title", item.title, address.summary(item), note, -place)


def suggestions(names: Iterable[Name], budget: int) -> bytes:
    """Give the index of as many names as fit into `budget` compressed bytes.

    The pages in it stand in the order of their importance, which settles ties in the browser.
    """
    order = list(KINDS)
    chosen = sorted(
        (name for name in names if _folder().fold(name.text)),
        key=lambda name: (order.index(name.kind), -name.weight, name.text, name.path),
    )[:_MOST]
    while True:
        data = _file(chosen)
        size = _compressed(data)
        if size <= budget or not chosen:
            return data
        chosen = chosen[: min(len(chosen) - 1, int(len(chosen) * budget / size * 0.99))]


def _file(chosen: Sequence[Name]) -> bytes:
    data = {
        "format": FORMAT,
        "kinds": KINDS,
        "simplified": _simplified(chosen),
        "pages": [[n.kind, n.text[:_SHOWN], n.note, _url(n.path)] for n in chosen],
        "index": _index(chosen),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _simplified(chosen: Sequence[Name]) -> str:
    """Give the traditional characters that a reader may type for those in the names, in pairs."""
    present = {char for name in chosen for char in _folder().fold(name.text)}
    pairs = simplified_table().items()
    return "".join(char + plain for char, plain in pairs if plain in present)


def _index(chosen: Sequence[Name]) -> dict[str, Any]:
    from lunr.builder import Builder  # noqa: PLC0415 - only a build of the site needs it

    if not chosen:
        return {}
    builder = Builder()
    builder.ref("at")
    builder.field("key")
    for place, name in enumerate(chosen):
        builder.add({"at": place, "key": keys(name)})
    index: dict[str, Any] = builder.build().serialize()
    return index


def keys(name: Name) -> list[str]:
    """Give what a name is found by: itself, its pinyin, its initials, the words of a title.

    >>> keys(Name("region", "温江区", "regions/x.md"))
    ['温江区', 'wenjiangqu', 'wjq']
    """
    text = _folder().fold(name.text)[:_LONGEST]
    if name.kind in ("title", "source"):
        return list(dict.fromkeys([text, *_words(name.text)]))
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a second to import

    spoken = ("".join(lazy_pinyin(text, style)) for style in (Style.NORMAL, Style.FIRST_LETTER))
    return list(dict.fromkeys([text, *spoken]))


def _words(text: str) -> list[str]:
    """Give the words of a text that are longer than a character."""
    return [word for found in _tokenizer().cut(text) if len(word := _folder().fold(found)) > 1]


@cache
def _folder() -> Folder:
    return Folder(simplified_table())


@cache
def _tokenizer() -> Any:
    import jieba  # noqa: PLC0415 - its dictionary is large

    jieba.setLogLevel("WARNING")
    return jieba.Tokenizer()


def _url(path: str) -> str:
    """Give the address under the site of a page, as MkDocs makes it of its path.

    >>> _url("years/2021.md"), _url("years/index.md#a"), _url("index.md")
    ('years/2021/', 'years/#a', './')
    """
    page, mark, rest = re.split("([?#]|$)", path, maxsplit=1)
    folder, name = posixpath.split(page)
    folder = posixpath.join(folder, "" if name == "index.md" else name.removesuffix(".md"), "")
    return (folder or "./") + mark + rest


@cache
def _lunr() -> bytes:
    """Give lunr.js as the mkdocs package has it."""
    found = package_files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    return found.read_bytes()


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))
