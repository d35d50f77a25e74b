"""What must hold of reading whatever the bytes: text whose changes are in order, or a named problem."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zongjie.errors import InputError
from zongjie.models import Source
from zongjie.read import SUFFIXES, read_file, sources

FILES = Path(__file__).parents[1] / "files"
REAL = {path.suffix: path.read_bytes() for path in FILES.iterdir() if path.suffix != ".doc"}
TRIED = [suffix for suffix in SUFFIXES if suffix not in (".doc", ".wps", ".rtf")]
TOKENS = [b"\0", b"PK\x03\x04", b"%PDF-1.4", b"<w:numPr/>", b"<table>", b"<ol start=9>", b"&#0;",
          b"charset=utf-7", b"\xff\xfe", b'w:val="-1"', "一、".encode()]  # fmt: skip


def read(data: bytes, suffix: str) -> list[Source]:
    """Read a file of these bytes; refusals are named in full."""
    found = []
    with TemporaryDirectory() as name:
        corpus = Path(name)
        (corpus / f"案{suffix}").write_bytes(data)
        for path in sources(corpus):
            try:
                found.append(read_file(path, corpus))
            except InputError as error:
                problem = error.problem
                assert problem.file.startswith("案")
                assert problem.what and problem.why and problem.remedy
    return found


def check(source: Source) -> None:
    assert source.text.strip()
    tiles = list(source.stretches())
    assert tiles[0].start == 0 and tiles[-1].end == len(source.text)
    assert all(a.end == b.start < b.end for a, b in pairwise(tiles))


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    raw = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        size = draw(st.integers(0, 200))
        raw[at : at + size] = draw(st.one_of(st.binary(max_size=40), st.sampled_from(TOKENS)))
    return bytes(raw)


@st.composite
def damaged_inside(draw: st.DrawFn, data: bytes) -> bytes:
    """Damage the document or the numbering in a package that is whole as such."""
    victim = draw(st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, draw(damaged(content)) if name == victim else content)
    return out.getvalue()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(TRIED))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    for source in read(data, suffix):
        check(source)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(sorted(REAL)))
def test_damaged_files_are_read_or_refused(data: st.DataObject, suffix: str) -> None:
    for source in read(data.draw(damaged(REAL[suffix])), suffix):
        check(source)


@settings(max_examples=60, deadline=None)
@given(damaged_inside(REAL[".docx"]))
def test_damaged_documents_in_a_whole_package_are_read_or_refused(data: bytes) -> None:
    for source in read(data, ".docx"):
        check(source)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_archives_are_read_or_refused(data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for suffix in (".txt", ".html"):
            pack.writestr(f"夹/文{suffix}", REAL[suffix])
    for source in read(data.draw(damaged(out.getvalue())), ".zip"):
        check(source)


@pytest.mark.parametrize("suffix", sorted(REAL))
def test_the_same_bytes_give_the_same_text(suffix: str) -> None:
    assert read(REAL[suffix], suffix) == read(REAL[suffix], suffix) != []
