"""The links on the page of a summary: under its sections, and at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zongjie.link import NO_LINKS, Copy, Document, Links, Term
from zongjie.link.nouns import Alike, Shared
from zongjie.models import Section, Summary
from zongjie.render import address, markdown, words
from zongjie.render.lists import documents, mentions
from zongjie.render.markdown import escape, link

_PASSAGES = 12
_QUOTE = 60


class Cross:
    """Draws the links of a collection on the pages of its summaries."""

    def __init__(self, links: Links) -> None:
        """Sort the documents and terms by the summaries in which they stand."""
        self._links = links
        self._targets = documents.targets(links.documents)
        self._documents = defaultdict[str, list[Document]](list)
        self._terms = defaultdict[str, list[Term]](list)
        for document in links.documents:
            for mention in document.mentions:
                self._documents[mention.summary.id].append(document)
        for term in links.terms:
            for mention in term.mentions:
                self._terms[mention.summary.id].append(term)

    def of_section(self, summary: Summary, section: Section, here: str) -> Iterator[str]:
        """Yield the sections elsewhere that are like this one, folded away."""
        alike = self._links.alike.get(summary.id, {}).get(section.number, ())
        if alike:
            rows = "\n".join(f"- {_alike(one, here)}" for one in alike)
            yield _fold(f"相近章节 {len(alike)}", rows)

    def of_summary(self, summary: Summary, here: str) -> str:
        """Give all other links of a summary, each group under what they have in common."""
        parts = [part for part in self._groups(summary, here) if part]
        if not parts:
            return ""
        body = "\n\n".join(["## 相关", *parts])
        return markdown.block(body, css="cross", tag="section")

    def _groups(self, summary: Summary, here: str) -> Iterator[str]:
        copies = self._links.copies.get(summary.id, ())
        yield from (_copy(copy, here) for copy in copies)
        if kin := self._links.kin.get(summary.id):
            yield _summaries("同一地区的其他总结", kin.region, here)
            yield _summaries(f"同属{summary.region.city or ''}", kin.city, here)
            yield _summaries("同一合集", kin.compilation, here)
        yield _names("引用的文件", [
            (f"《{d.name}》", self._targets[documents.anchor(d)])
            for d in self._documents[summary.id]
        ], here)  # fmt: skip
        yield _names("用到的术语", [
            (term.name, address.term(term.name)) for term in self._terms[summary.id]
        ], here)  # fmt: skip


NO_CROSS = Cross(NO_LINKS)


def _alike(alike: Alike, here: str) -> str:
    item, section = alike.place.summary, alike.place.section
    target = address.relative(address.place(item, section), here)
    where = f"{words.year(item.year)} {words.region(item.region)}"
    reason = f"同讲 {escape('、'.join(alike.words))}"
    return f"{link(mentions.heading(section), target)} <small>{escape(where)} · {reason}</small>"


def _summaries(name: str, summaries: Sequence[Summary], here: str) -> str:
    rows = "\n".join(
        f"- {link(words.title(item), address.relative(address.summary(item), here))}"
        f" <small>{words.facts(item)}</small>"
        for item in summaries
    )
    return _fold(f"{name} {len(summaries)}", rows) if summaries else ""


def _names(name: str, names: Sequence[tuple[str, str]], here: str) -> str:
    links = " ".join(link(text, address.relative(path, here)) for text, path in names)
    return _fold(f"{name} {len(names)}", links) if names else ""


def _fold(name: str, body: str) -> str:
    head = f"<summary>{escape(name)}</summary>"
    return f'<details class="alike" markdown="1">\n{head}\n\n{body}\n\n</details>'


def _copy(copy: Copy, here: str) -> str:
    item = copy.other
    title = link(item.title, address.relative(address.summary(item), here))
    relation = "基本相同" if copy.whole else "有相同段落"
    share = f"共 {words.count(copy.characters)} 字，占本篇 {copy.share:.0%}"
    head = f"### {relation}：{title}\n\n<small>{words.facts(item)} <span>{share}</span></small>"
    rows = "\n".join(f"- {_shared(one, here)}" for one in copy.shared[:_PASSAGES])
    more = len(copy.shared) - _PASSAGES
    rest = f"\n\n另有 {more} 处。" if more > 0 else ""
    return f"{head}\n\n{_fold(f'相同的段落 {len(copy.shared)}', rows + rest)}"


def _shared(shared: Shared, here: str) -> str:
    to_own = address.relative(address.place(shared.here.summary, shared.here.section), here)
    to_other = address.relative(address.place(shared.there.summary, shared.there.section), here)
    own = link(mentions.heading(shared.here.section), to_own)
    other = link(mentions.heading(shared.there.section), to_other)
    same = "" if shared.likeness > 0.99 else f"，文字约 {shared.likeness:.0%} 相同"
    text = shared.text.replace("\n", " ")
    quote = text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
    return f'{own} ⇄ {other}{same} <span class="extract">{escape(quote)}</span>'
