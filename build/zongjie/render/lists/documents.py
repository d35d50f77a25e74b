"""The cited documents: an index, and a page for each that more than a few summaries cite."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from zongjie.drawn import NOTHING, Drawn
from zongjie.link import Document
from zongjie.render import address, markdown
from zongjie.render.lists import entries, mentions, paging, search
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link

_HOME = ("首页", address.HOME)
_UP = ("文件", address.DOCUMENTS)
_WORKS = "documents/works.md"
_IN_INDEX = 3
"""Summaries that are listed in the index itself; a document with more has a page of its own."""
_PER_PAGE = 40
"""Documents on a page of the index."""
_LISTED = 8_000
"""Documents that an index lists; what is cited less than these mostly stands in one summary."""


def anchor(document: Document) -> str:
    """Give the id of a document in the index."""
    first = document.mentions[0].summary.id
    return "d-" + sha256(f"{document.name}\0{first}".encode("utf-8", "replace")).hexdigest()[:10]


def targets(documents: Sequence[Document]) -> dict[str, str]:
    """Give where each listed document is: its anchor → path, an anchor in the index included."""
    found = {}
    for path, listed in _indexes(documents).items():
        for at, document in enumerate(listed):
            mark = anchor(document)
            if len(document.mentions) > _IN_INDEX:
                found[mark] = address.document(document.name)
            elif at < _LISTED:
                found[mark] = f"{address.sheet(path, at // _PER_PAGE + 1)}#{mark}"
    return found


def pages(
    documents: Sequence[Document], summaries: int = 0, drawn: Drawn = NOTHING
) -> dict[str, str]:
    """Give the index of documents, that of other works, and the pages of documents.

    What is said of a summary there follows from it, from the names of the document, and from how
    often it cites that.

    Args:
        documents: Those that the collection cites.
        summaries: How many summaries it has: the more, the fewer the page of a document lists.
        drawn: What stands already.
    """
    result: dict[str, str] = {}
    for path, listed in _indexes(documents).items():
        result |= paging.pages(_roll(path, documents), listed, _rows, _LISTED)
    most = mentions.most(summaries)
    for document in documents:
        if len(document.mentions) > _IN_INDEX:
            cited = [(drawn.label(m.summary), m.name, m.times) for m in document.mentions]
            given = document.name, document.names, most, cited
            draw = partial(_own, document, most)
            result |= drawn.pages(address.document(document.name), given, draw)
    return result


def _indexes(documents: Sequence[Document]) -> dict[str, list[Document]]:
    return {
        address.DOCUMENTS: [document for document in documents if document.official],
        _WORKS: [document for document in documents if not document.official],
    }


def _roll(path: str, documents: Sequence[Document]) -> Roll:
    listed = _indexes(documents)
    papers, works = (len(listed[index]) for index in (address.DOCUMENTS, _WORKS))
    rest = f"其余可按名称{link('搜索', address.relative(search.PATH, path))}"
    to_works = link(f"报刊、作品等 {works} 种", address.relative(_WORKS, path))
    if path == _WORKS:
        lede = entries.lede(f"书名号里的 {works} 种报刊、作品、课题等，按提到的总结多少排列。")
        return Roll("报刊与作品", [_HOME, _UP], path, [lede], _PER_PAGE, rest)
    lede = entries.lede(
        f"各篇引用的法规、规划、意见、方案等 {papers} 种，按引用的总结多少排列；"
        f"写法不同的合为一种，名称里有掩码的不合并。另有{to_works}。"
    )
    return Roll("引用的文件", [_HOME], path, [lede], _PER_PAGE, rest)


def _rows(documents: Sequence[Document], here: str) -> list[str]:
    blocks = "\n\n".join(_entry(document, here) for document in documents)
    return [markdown.block(blocks, css="names")] if blocks else []


def _entry(document: Document, here: str) -> str:
    name = escape(f"《{document.name}》")
    if len(document.mentions) > _IN_INDEX:
        name = link(f"《{document.name}》", address.relative(address.document(document.name), here))
    span = f"<small>{mentions.span(document.mentions)}</small>"
    head = markdown.paragraph(
        f"{name} {span}{_names(document)}", css="name", anchor=anchor(document)
    )
    if len(document.mentions) > _IN_INDEX:
        return head
    rows = "\n".join(f"- {mentions.row(mention, here)}" for mention in document.mentions)
    return f"{head}\n\n{rows}"


def _names(document: Document) -> str:
    also = "".join(f"《{name}》" for name in document.names)
    return f' <small class="also">又作{escape(also)}</small>' if also else ""


def _own(document: Document, most: int) -> dict[str, str]:
    path = address.document(document.name)
    lede = entries.lede(f"{mentions.span(document.mentions)}。{_names(document)}")
    query = f'"{document.name}"'
    years = entries.bars(mentions.years(document.mentions, path, query, most), path)
    rest = paging.by_search([f'"{name}"' for name in (document.name, *document.names)], path)
    roll = Roll(f"《{document.name}》", [_HOME, _UP], path, [lede, years], rest=rest)
    return mentions.pages(roll, document.mentions, most)
