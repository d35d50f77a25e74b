"""The blocks of a Word document → lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zongjie.read.extract import Extract
from zongjie.read.word import symbols
from zongjie.read.word.numbering import Numbering
from zongjie.read.word.xml import Element, W, at, name, switched_on, value

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RULES = {"del": "word-deletions", "moveFrom": "word-deletions", "rt": "ruby"}
_SKIPPED = frozenset(
    ("pPr", "rPr", "instrText", "delInstrText", "Fallback", "tblPr", "sdtPr", "sdtEndPr")
)
_CELL = 120
"""Characters of a table's cell from which on several paragraphs in it are laid out, not tabled."""


@dataclass(slots=True)
class Body:
    """Walks through the blocks of a document and writes what they hold."""

    out: Extract
    numbering: Numbering
    notes: Mapping[str, Mapping[str, Element]]
    """Kind of note → id → the note."""
    styles: Mapping[str, Element]
    pictures: int = 0
    _later: list[tuple[str, Element]] = field(default_factory=list)
    """Notes and text boxes met in the current paragraph."""

    def blocks(self, parent: Element, rule: str = "") -> None:
        """Write the paragraphs and tables below an element; all left out where a rule is named."""
        for block in parent:
            kind = name(block)
            if kind == "p":
                self.paragraph(block, rule)
            elif kind == "tbl":
                for row in _below(block, "tr"):
                    self._row(row, rule)
            elif (
                kind == "sdt" and value(block, "sdtPr", "docPartObj", "docPartGallery") == _CONTENTS
            ):
                self.blocks(block, "word-contents")
            elif kind not in _SKIPPED:
                self.blocks(block, _RULES.get(kind, rule))

    def paragraph(self, paragraph: Element, rule: str = "", end: str = "\n") -> None:
        """Write a paragraph with its label, then the notes and text boxes that hang on it."""
        properties = at(paragraph, "pPr")
        if self._of_contents(properties):
            rule = "word-contents"
        mark_deleted = at(properties, "rPr", "del") is not None
        if not rule and not mark_deleted:
            self.out.put(self.numbering.label(paragraph))
        self._inline(paragraph, rule)
        self.out.write(end, "word-deletions" if mark_deleted else rule)
        later, self._later = self._later, []
        for lead, block in later:
            self.out.write(lead, rule)
            self.blocks(block, rule)

    def _of_contents(self, properties: Element | None) -> bool:
        """Tell whether a paragraph's style is that of a line of a table of contents."""
        style = self.styles.get(value(properties, "pStyle") or "")
        return (value(style, "name") or "").lower().startswith("toc ")

    def _inline(self, parent: Element, rule: str) -> None:
        for child in parent:
            kind = name(child)
            if kind in ("t", "delText"):
                self.out.write(child.text or "", rule)
            elif kind in _SIGNS:
                self.out.write(_SIGNS[kind], rule)
            elif kind == "sym":
                self.out.write(symbols.sign(child), rule)
            elif kind in ("footnoteReference", "endnoteReference"):
                self._note(kind.removesuffix("Reference"), child.get(W + "id") or "")
            elif kind == "txbxContent":
                self._later.append(("", child))
            elif kind == "r" and switched_on(child, "rPr", "vanish"):
                self._inline(child, rule or "word-hidden")
            elif kind not in _SKIPPED:
                self.pictures += kind in ("blip", "imagedata")
                self._inline(child, _RULES.get(kind, rule))

    def _note(self, kind: str, key: str) -> None:
        note = self.notes.get(kind, {}).get(key)
        if note is not None:
            self._later.append(("〔注〕", note))

    def _row(self, row: Element, rule: str) -> None:
        """Write a row as one line, its cells set apart, or cell by cell where it lays out text."""
        if at(row, "trPr", "del") is not None:
            rule = "word-deletions"
        cells = list(_below(row, "tc"))
        if len(cells) == 1 or any(_lays_out(cell) for cell in cells):
            for cell in cells:
                self.blocks(cell, rule)
            return
        for index, cell in enumerate(cells):
            paragraphs = list(_below(cell, "p"))
            self.out.write(" | " if index else "", rule)
            for paragraph in paragraphs:
                self.paragraph(paragraph, rule, " " if paragraph is not paragraphs[-1] else "")
        self.out.write("\n", rule)


_CONTENTS = "Table of Contents"


def _below(parent: Element, kind: str) -> Iterator[Element]:
    """Yield the children of a kind, those in wrappers such as content controls included."""
    for child in parent:
        if name(child) == kind:
            yield child
        elif name(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _below(child, kind)


def _lays_out(cell: Element) -> bool:
    """Tell whether a cell holds a text of its own instead of an entry."""
    texts = ["".join(p.itertext(W + "t")) for p in _below(cell, "p")]
    several = sum(1 for text in texts if text.strip()) > 1
    return any(_below(cell, "tbl")) or (several and sum(map(len, texts)) > _CELL)
