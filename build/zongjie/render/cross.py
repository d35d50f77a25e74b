"""The links on the page of a summary: under its sections, and at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from zongjie.link import NO_LINKS, Copy, Links
from zongjie.link.mentions import by_year
from zongjie.link.nouns import Alike, Place, Shared
from zongjie.models import Summary
from zongjie.render import address, markdown, words
from zongjie.render.lists import documents, mentions
from zongjie.render.markdown import escape, link

_ROWS = 75_000
"""Rows of links of a kind, about 200 bytes each, that all pages of summaries have together."""
_MOST, _LEAST = 40, 3
"""Of those, rows on a page."""


class Cross:
    """Draws the links of a collection on the pages of its summaries.

    The larger a collection, the fewer links a page shows, the best first: they must not take more
    room than the texts.
    """

    def __init__(self, links: Links, summaries: int = 0) -> None:
        """Sort the documents and terms by the summaries in which they stand.

        Args:
            links: All links.
            summaries: How many summaries the collection has.
        """
        self._links = links
        self._rows = min(_MOST, max(_LEAST, _ROWS // (summaries or 1)))
        self._summaries = self._rows // 3
        targets = documents.targets(links.documents)
        self._documents = defaultdict[str, list[tuple[str, str]]](list)
        self._terms = defaultdict[str, list[tuple[str, str]]](list)
        for document in links.documents:
            if target := targets.get(documents.anchor(document)):
                for mention in document.mentions:
                    self._documents[mention.summary.id].append((f"《{document.name}》", target))
        for term in sorted(links.terms, key=lambda term: len(term.mentions)):
            named = term.name, address.term(term.name)
            for mention in term.mentions:
                self._terms[mention.summary.id].append(named)

    def given(self, summary: Summary, label: Callable[[Summary], str]) -> tuple[object, ...]:
        """Give all that the links of a summary are drawn from; summaries as their labels."""
        own = summary.id
        kin = self._links.kin.get(own)
        return (
            self._rows,
            [
                (number, one.score, one.words, *_place(one.place, label))
                for number, listed in self._links.alike.get(own, {}).items()
                for one in listed
            ],
            [
                (label(copy.other), copy.characters, copy.share, copy.whole, copy.passages, [
                    (*_place(one.here, label), *_place(one.there, label), one.likeness)
                    for one in copy.shared
                ])
                for copy in self._links.copies.get(own, ())[: self._summaries]
            ],
            kin and [list(map(label, some)) for some in (kin.region, kin.city, kin.compilation)],
            self._documents[own],
            self._terms[own],
        )  # fmt: skip

    def of_sections(self, summary: Summary, here: str) -> dict[str, str]:
        """Give the sections elsewhere that are like one, folded away: its number → Markdown."""
        alike = self._links.alike.get(summary.id, {})
        ranked = sorted(
            ((one.score, number, one) for number, listed in alike.items() for one in listed),
            key=lambda row: (-row[0], row[1], row[2].place.summary.id),
        )
        shown = defaultdict[str, list[Alike]](list)
        for _, number, one in ranked[: self._rows // 2]:
            shown[number].append(one)
        return {
            number: _fold(
                f"相近章节 {len(some)}",
                "\n".join(f"- {_alike(one, here)}" for one in some),
                css="alike",
            )
            for number, some in shown.items()
        }  # fmt: skip

    def of_summary(self, summary: Summary, here: str, near: Collection[Summary] = ()) -> str:
        """Give all other links of a summary, each group under what they have in common.

        Args:
            summary: The one whose page it is.
            here: The page.
            near: What the page names besides, and these links need not.
        """
        named = {other.id for other in near}
        parts = [part for part in self._groups(summary, here, named) if part]
        if not parts:
            return ""
        body = "\n\n".join(["## 相关", *parts])
        return markdown.block(body, css="cross", tag="section")

    def _groups(self, summary: Summary, here: str, named: Collection[str]) -> Iterator[str]:
        most = self._summaries
        copies = self._links.copies.get(summary.id, ())[:most]
        whole = [copy for copy in copies if copy.whole]
        partly = [copy for copy in copies if not copy.whole]
        yield "\n".join(f"- 基本相同：{_copy(copy, most, here)}" for copy in whole)
        if partly:
            listed = "\n".join(f"- {_copy(copy, most, here)}" for copy in partly)
            yield _fold(f"有相同段落的 {len(partly)}", listed)
        if kin := self._links.kin.get(summary.id):
            own = summary.region.path
            for name, others in (
                ("同一地区的其他总结", kin.region),
                (f"同属{summary.region.city or ''}", kin.city),
                ("同一合集", kin.compilation),
            ):
                left = [other for other in others if other.id not in named]
                yield _summaries(name, _nearest(left, summary, most), own, here)
        yield _names("引用的文件", self._documents[summary.id], self._rows, here)
        yield _names("用到的术语", self._terms[summary.id], 2 * self._rows, here)


NO_CROSS = Cross(NO_LINKS)


def _place(place: Place, label: Callable[[Summary], str]) -> tuple[str, str]:
    return label(place.summary), place.section.number if place.section else ""


def _alike(alike: Alike, here: str) -> str:
    item, section = alike.place.summary, alike.place.section
    target = address.relative(address.place(item, section), here)
    where = f"{words.known(item.year)} {words.known(item.region)}"
    reason = f"同讲 {escape('、'.join(alike.words))}"
    return f"{link(mentions.heading(section), target)} <small>{where} · {reason}</small>"


def _summaries(name: str, summaries: Sequence[Summary], own: Sequence[str], here: str) -> str:
    rows = "\n".join(
        f"- {link(words.title(item), address.relative(address.summary(item), here))}"
        f" <small>{words.facts(item, beside=own)}</small>"
        for item in summaries
    )
    return _fold(f"{name} {len(summaries)}", rows) if summaries else ""


def _nearest(others: Sequence[Summary], summary: Summary, most: int) -> list[Summary]:
    """Choose those nearest by year, in the order in which they stand."""
    year = by_year(summary)[0]
    near = sorted(others, key=lambda other: abs(by_year(other)[0] - year))[:most]
    return [other for other in others if other in near]


def _names(name: str, names: Sequence[tuple[str, str]], most: int, here: str) -> str:
    links = " ".join(link(text, address.relative(path, here)) for text, path in names[:most])
    shown = f"{name} {len(names)}" + (f"，列出 {most}" if len(names) > most else "")
    return _fold(shown, links) if names else ""


def _fold(name: str, body: str, *, css: str = "") -> str:
    marks = f' class="{css}"' if css else ""
    head = f"<summary>{escape(name)}</summary>"
    return f'<details{marks} markdown="1">\n{head}\n\n{body}\n\n</details>'


def _copy(copy: Copy, most: int, here: str) -> str:
    item = copy.other
    title = link(item.title, address.relative(address.summary(item), here))
    share = (
        f"{words.known(item.year)}，共 {words.count(copy.characters)} 字，占本篇 {copy.share:.0%}"
    )
    shown = copy.shared[:most]
    passages = "；".join(_shared(one, here) for one in shown)
    more = f"等 {copy.passages} 处" if copy.passages > len(shown) else ""
    return f"{title} <small>{share}</small> {passages}{more}"


def _shared(shared: Shared, here: str) -> str:
    """Name a passage; the beginning of the other text is where the link of its title leads."""
    item, section = shared.there.summary, shared.there.section
    name = mentions.heading(shared.here.section)
    same = "" if shared.likeness > 0.99 else f"，文字约 {shared.likeness:.0%} 相同"
    shown = link(name, address.relative(address.place(item, section), here)) if section else ""
    return (shown or escape(name)) + same
