"""Labels that Word counts itself: the numbering part of a document → 一、 （一） 1. 1.1 ①."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from zongjie.read.numerals import numeral
from zongjie.read.word.xml import Element, W, at, children, number, switched_on, value

_DEPTH = 12
"""Styles that may rest on one another; a ring of them would have no end."""


@dataclass(slots=True)
class Numbering:
    """Counts through a document, paragraph by paragraph."""

    part: Element | None
    styles: Mapping[str, Element]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Abstract list → level → number reached; lists of one abstract list count on."""
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """Count a paragraph and give its label with what stands behind it; empty for none."""
        place = self._place(at(paragraph, "pPr"))
        found = self._list(place[0]) if place else None
        if not place or found is None:
            return ""
        (num_id, depth), (num, abstract) = place, found
        level = _level(num, abstract, depth)
        if level is None:
            return ""
        counts = self._advance(num_id, num, abstract, depth)
        if value(level, "numFmt") == "bullet":
            return ""
        text = self._text(num, abstract, level, counts)
        apart = text[-1:].isascii() and value(level, "suff") != "nothing"
        return text + " " * (bool(text) and apart)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """Give the list and level of a paragraph: its own, or those of its style."""
        own_id = value(properties, "numPr", "numId")
        own_depth = number(properties, "numPr", "ilvl")
        if own_id is not None:
            return (own_id, own_depth or 0) if own_id != "0" else None
        style_id = value(properties, "pStyle")
        for _ in range(_DEPTH):
            style = self.styles.get(style_id or "")
            if (num_id := value(style, "pPr", "numPr", "numId")) is not None:
                depth = own_depth if own_depth is not None else self._depth(style_id, num_id, style)
                return (num_id, depth) if num_id != "0" else None
            style_id = value(style, "basedOn")
        return None

    def _depth(self, style_id: str | None, num_id: str, style: Element | None) -> int:
        """Give the level that a list ties to a style."""
        if found := self._list(num_id):
            for level in children(found[1], "lvl"):
                if value(level, "pStyle") == style_id:
                    return int(level.get(W + "ilvl") or 0)
        return number(style, "pPr", "numPr", "ilvl") or 0

    def _list(self, num_id: str) -> tuple[Element, Element] | None:
        """Give a list and the abstract list that defines it."""
        for _ in range(_DEPTH):
            num = _by_id(self.part, "num", "numId", num_id)
            abstract = _by_id(
                self.part, "abstractNum", "abstractNumId", value(num, "abstractNumId")
            )
            if num is None or abstract is None:
                return None
            linked = self.styles.get(value(abstract, "numStyleLink") or "")
            further = value(linked, "pPr", "numPr", "numId")
            if further is None:
                return num, abstract
            num_id = further
        return None

    def _advance(self, num_id: str, num: Element, abstract: Element, depth: int) -> dict[int, int]:
        """Count one on at a level; the levels below it begin anew."""
        counts = self._counts.setdefault(abstract.get(W + "abstractNumId") or "", {})
        override = number(_override(num, depth), "startOverride")
        if override is not None and (num_id, depth) not in self._begun:
            counts[depth] = override
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = _start(_level(num, abstract, depth))
        self._begun.add((num_id, depth))
        for below in [level for level in counts if level > depth]:
            after = number(_level(num, abstract, below), "lvlRestart")
            if after is None or depth < after:
                del counts[below]
        return counts

    @staticmethod
    def _text(num: Element, abstract: Element, level: Element, counts: Mapping[int, int]) -> str:
        """Fill the numbers into a level's pattern, such as `%1.%2`."""
        legal = switched_on(level, "isLgl")

        def fill(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            shown = _level(num, abstract, depth)
            form = "decimal" if legal else value(shown, "numFmt") or "decimal"
            return numeral(counts.get(depth, _start(shown)), form)

        return re.sub(r"%([1-9])", fill, value(level, "lvlText") or "").strip()


def _by_id(part: Element | None, local: str, key: str, wanted: str | None) -> Element | None:
    return next((e for e in children(part, local) if e.get(W + key) == wanted), None)


def _override(num: Element, depth: int) -> Element | None:
    return _by_id(num, "lvlOverride", "ilvl", str(depth))


def _level(num: Element, abstract: Element, depth: int) -> Element | None:
    own = at(_override(num, depth), "lvl")
    return own if own is not None else _by_id(abstract, "lvl", "ilvl", str(depth))


def _start(level: Element | None) -> int:
    start = number(level, "start")
    return 1 if start is None else start
