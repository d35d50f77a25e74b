"""Word documents (.docx and its kin) → text, with the labels that Word counts itself."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml

from zongjie.read import archive
from zongjie.read.extract import NO_TEXT, Extract, RefusedError
from zongjie.read.word.body import Body
from zongjie.read.word.numbering import Numbering
from zongjie.read.word.xml import STRICT, Element, W, children, transitional

__all__ = ["read"]

_RELATIONS = "_rels/.rels"


def read(data: bytes) -> Extract:
    """Read a Word document, be it in the strict form of its format or the usual one.

    Tracked changes count as accepted; headers, footers, comments, hidden and deleted text stay in
    the ledger as left out; footnotes follow the paragraph that refers to them.

    Raises:
        RefusedError: It holds pictures only, or would unpack to more than any text.
        Exception: Whatever python-docx and lxml raise where the file is damaged.
    """
    with ZipFile(BytesIO(data)) as package:
        archive.check(package.infolist())
        if _RELATIONS in package.namelist() and STRICT.search(package.read(_RELATIONS)):
            data = transitional(package)
    main = OpcPackage.open(BytesIO(data)).main_document_part
    styles = {
        style.get(W + "styleId") or "": style
        for style in children(_related(main, RT.STYLES), "style")
    }
    notes = {
        kind: {note.get(W + "id") or "": note for note in children(_related(main, part), kind)}
        for kind, part in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES))
    }
    body = Body(Extract("docx"), Numbering(_related(main, RT.NUMBERING), styles), notes, styles)
    for block in _root(main):
        body.blocks(block)
    if body.pictures and not body.out.text.strip():
        raise RefusedError(*NO_TEXT)
    _margins(main, body)
    return body.out


def _margins(main: Part, body: Body) -> None:
    """Write headers, footers and comments, each text once, as left out."""
    kinds = (
        (RT.HEADER, "word-headers"),
        (RT.FOOTER, "word-headers"),
        (RT.COMMENTS, "word-comments"),
    )
    seen: set[str] = set()
    for kind, rule in kinds:
        for _, relation in sorted(main.rels.items()):
            if relation.reltype != kind or relation.is_external:
                continue
            aside = Body(Extract("docx"), Numbering(None, {}), {}, {})
            aside.blocks(_root(relation.target_part))
            if (text := aside.out.text.strip()) and text not in seen:
                seen.add(text)
                body.out.drop(text + "\n", rule)


def _related(part: Part, kind: str) -> Element | None:
    for _, relation in sorted(part.rels.items()):
        if relation.reltype == kind and not relation.is_external:
            return _root(relation.target_part)
    return None


def _root(part: Part) -> Element:
    element: Element | None = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element
