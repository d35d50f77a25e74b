"""Files of every format, made by the programs themselves, read to the same summary as their text.

`bench/make_samples.py` makes the files of tests/files from summary.txt.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from zongjie.examine import examine
from zongjie.models import Section, Summary
from zongjie.pipeline import gather

FILES = Path(__file__).parent / "files"
TEXT = (FILES / "summary.txt").read_text("utf-8")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def shape(summary: Summary) -> object:
    """What a reader sees of a summary; a PDF knows no columns, so marks between cells are left out."""

    def section(part: Section) -> object:
        text = "".join("".join(part.paragraphs).replace(" | ", " ").split())
        return part.label, part.number, part.heading, text, [section(c) for c in part.children]

    facts = (summary.title, summary.year.value, summary.region.path, summary.period.value)
    return facts, summary.preamble, [section(part) for part in summary.sections]


def one(path: Path) -> Summary:
    examined = examine(path, path.parent)
    assert examined.cleaned, examined.problems
    assert not examined.problems
    (summary,) = examined.summaries
    ledger = examined.cleaned.ledger
    assert [s.start for s in ledger[1:]] == [s.end for s in ledger[:-1]]
    assert ledger[-1].end == len(examined.cleaned.source.text)
    return summary


def removed(path: Path) -> dict[str, str]:
    """What the reader left out: rule → text."""
    examined = examine(path, path.parent)
    assert examined.cleaned
    found: dict[str, str] = {}
    for stretch in examined.cleaned.source.changes:
        text = examined.cleaned.source.text[stretch.start : stretch.end]
        found[stretch.rule] = found.get(stretch.rule, "") + text
    return found


@pytest.mark.parametrize("suffix", ["docx", "html", "mhtml", "pdf"])
def test_a_format_reads_to_the_same_summary_as_the_text(suffix: str) -> None:
    text, other = one(FILES / "summary.txt"), one(FILES / f"summary.{suffix}")
    assert len(text.sections) == 3
    assert shape(other) == shape(text)
    assert other.id == f"summary-{suffix}-1"


def test_the_older_word_format_reads_the_same_or_names_what_is_missing() -> None:
    if OFFICE:
        assert shape(one(FILES / "summary.doc")) == shape(one(FILES / "summary.txt"))
    else:
        (problem,) = examine(FILES / "summary.doc", FILES).problems
        assert "LibreOffice" in problem.why and ".docx" in problem.remedy


def test_the_strict_form_of_word_s_format_reads_the_same(tmp_path: Path) -> None:
    usual = re.compile(
        rb"http://schemas\.openxmlformats\.org/(?!package)(\w+)/2006/(?=main|relationships)"
    )
    with (
        zipfile.ZipFile(FILES / "summary.docx") as old,
        zipfile.ZipFile(tmp_path / "a.docx", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, usual.sub(rb"http://purl.oclc.org/ooxml/\1/", old.read(name)))
        assert b"ooxml/wordprocessingml/main" in new.read("word/document.xml")
    assert shape(one(tmp_path / "a.docx")) == shape(one(FILES / "summary.txt"))
    assert removed(tmp_path / "a.docx") == removed(FILES / "summary.docx")


def test_markdown_reads_to_the_same_summary(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# " + TEXT.replace("\n一、", "\n## 一、"), "utf-8")
    assert shape(one(tmp_path / "a.md")) == shape(one(FILES / "summary.txt"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_the_encoding_of_a_page_is_found(tmp_path: Path, encoding: str) -> None:
    page = (FILES / "summary.html").read_text("utf-8")
    if encoding == "gb18030":
        page = page.replace('charset="utf-8"', 'charset="gb2312"')
    (tmp_path / "a.htm").write_bytes(page.encode(encoding))
    assert shape(one(tmp_path / "a.htm")) == shape(one(FILES / "summary.txt"))


def test_what_stands_beside_the_document_is_left_out_by_name() -> None:
    word = removed(FILES / "summary.docx")
    assert word == {
        "word-deletions": "（初稿此处有误）",
        "word-headers": "某县教育局文件\n内部资料\n",
    }
    web = removed(FILES / "summary.html")
    assert "政务公开" in web["web-furniture"] and "第8季度" in web["web-furniture"]
    assert web["web-hidden"] == "统计代码\n"
    pdf = removed(FILES / "summary.pdf")
    assert pdf["pdf-heads"].split() == ["某县教育局文件", "内部资料"] * 2


def test_an_archive_holds_sources_with_addresses_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "历年.zip", "w") as pack:
        for suffix in ("txt", "docx", "pdf"):
            pack.write(FILES / f"summary.{suffix}", f"2021/全县/总结.{suffix}")
        pack.writestr("__MACOSX/._x", b"junk")
        pack.writestr("photo.jpg", b"\xff\xd8\xff")
    (tmp_path / "历年" / "2021" / "全县").mkdir(parents=True)
    (tmp_path / "历年" / "2021" / "全县" / "总结.txt.yml").write_text("id: 全县二一\n", "utf-8")
    found = gather(tmp_path, jobs=1)
    assert [s.origin.file for s in found.summaries] == [
        "历年.zip/2021/全县/总结.docx",
        "历年.zip/2021/全县/总结.pdf",
        "历年.zip/2021/全县/总结.txt",
    ]
    assert len({s.id for s in found.summaries}) == 3
    assert found.summaries[2].id == "全县二一"
    assert [p.file for p in found.problems if "不认识" in p.what] == ["历年.zip/photo.jpg"]


def test_names_in_gbk_are_read_in_an_archive(tmp_path: Path) -> None:
    name = "县教育局/二〇二一年总结.txt"
    raw = name.encode("gbk")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as pack:
        pack.writestr("x" * len(raw), TEXT)
    data = (tmp_path / "a.zip").read_bytes().replace(b"x" * len(raw), raw)
    (tmp_path / "a.zip").write_bytes(data)
    assert gather(tmp_path, jobs=1).summaries[0].origin.file == f"a.zip/{name}"
