"""What Word keeps outside of its text: numbering, changes, notes, boxes, margins."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from zongjie.read import word
from zongjie.read.extract import Extract

W = nsdecls("w")


def level(depth: int, form: str, pattern: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def read(
    body: str, levels: str = "", nums: str = "", parts: dict[str, str] | None = None
) -> Extract:
    """Read a document of these paragraphs; its list 7 has these levels."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="770">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="770"/></w:num>'))
    for num in parse_xml(f"<w:numbering {W}>{nums}</w:numbering>"):
        numbering.append(num)
    holder = document.element.body
    for block in list(parse_xml(f"<w:body {W}>{body}</w:body>")):
        holder.insert(len(holder) - 1, block)
    out = io.BytesIO()
    document.save(out)
    return word.read(_with(out.getvalue(), parts or {}))


def _with(data: bytes, parts: dict[str, str]) -> bytes:
    """Put further parts into a package, each with its relationship."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else ""
            for kind in parts:
                link = (
                    f'<Relationship Id="r{kind}" Target="{kind}.xml" Type="http://schemas.openxmlformats'
                    f'.org/officeDocument/2006/relationships/{kind}"/>'
                )
                if name == "word/_rels/document.xml.rels":
                    content = content.replace("</Relationships>", link + "</Relationships>")
            new.writestr(name, content or old.read(name))
        for kind, xml in parts.items():
            new.writestr(f"word/{kind}.xml", xml)
    return out.getvalue()


def item(text: str, depth: int = 0, num: int = 77) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def plain(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def kept(found: Extract) -> str:
    text = found.text
    for change in reversed(found.changes):
        text = text[: change.start] + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("form", "pattern", "expected"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、甲", "三、甲"]),
        ("japaneseCounting", "第%1部分 ", ["第一部分甲", "第二部分甲", "第三部分甲"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）甲", "（三）甲"]),
        ("ideographTraditional", "%1、", ["甲、甲", "乙、甲", "丙、甲"]),
        ("chineseLegalSimplified", "%1、", ["壹、甲", "贰、甲", "叁、甲"]),
        ("decimalEnclosedCircle", "%1", ["①甲", "②甲", "③甲"]),
        ("decimalFullWidth", "%1．", ["１．甲", "２．甲", "３．甲"]),
        ("decimal", "%1.", ["1.甲", "2.甲", "3.甲"]),
        ("upperRoman", "%1.", ["I.甲", "II.甲", "III.甲"]),
        ("lowerLetter", "%1)", ["a)甲", "b)甲", "c)甲"]),
        ("bullet", "", ["甲", "甲", "甲"]),
        ("none", "", ["甲", "甲", "甲"]),
    ],
)
def test_labels_come_out_in_word_s_formats(form: str, pattern: str, expected: list[str]) -> None:
    assert read(item("甲") * 3, level(0, form, pattern)).text.splitlines() == expected


def test_levels_nest_and_begin_anew() -> None:
    levels = (
        level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )  # fmt: skip
    body = item("甲") + item("乙", 1) + item("丙", 2) + item("丁", 2) + item("戊", 1) + item("己")
    body += plain("正文") + item("庚", 1)
    expected = [
        "一、甲",
        "（一）乙",
        "1.1.1丙",
        "1.1.2丁",
        "（二）戊",
        "二、己",
        "正文",
        "（一）庚",
    ]
    assert read(body, levels).text.splitlines() == expected


def test_lists_of_one_definition_count_on_unless_they_begin_anew() -> None:
    nums = (
        '<w:num w:numId="78"><w:abstractNumId w:val="770"/></w:num>'
        '<w:num w:numId="79"><w:abstractNumId w:val="770"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = (
        item("甲")
        + item("乙", num=78)
        + item("丙", num=79)
        + item("丁", num=79)
        + item("戊", num=0)
    )
    found = read(body, level(0, "decimal", "%1、"), nums)
    assert found.text.splitlines() == ["1、甲", "2、乙", "5、丙", "6、丁", "戊"]


def test_a_level_need_not_begin_anew() -> None:
    levels = level(0, "decimal", "%1、") + level(
        1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'
    )
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert read(body, levels).text.splitlines() == ["1、甲", "（1）乙", "2、丙", "（2）丁"]


def test_a_style_numbers_its_paragraphs() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    first = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Heading1"/>')
    second = level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Heading2"/>')
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="770">{first}{second}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="770"/></w:num>'))
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="77"/></w:numPr>'))
    for text, depth in (("甲", 1), ("乙", 2), ("丙", 2), ("丁", 1)):
        document.add_paragraph(text, style=f"Heading {depth}")
    out = io.BytesIO()
    document.save(out)
    expected = ["一、甲", "（一）乙", "（二）丙", "二、丁"]
    assert word.read(out.getvalue()).text.splitlines() == expected


def test_tracked_changes_count_as_accepted() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    gone = '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    body = f'<w:p>{run.format("前")}{gone}<w:ins w:id="1">{run.format("新")}</w:ins></w:p>'
    mark = '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
    body += f"<w:p>{mark}{run.format('上半')}</w:p>" + plain("下半")
    body += f'<w:p><w:moveFrom w:id="4">{run.format("移走")}</w:moveFrom></w:p>'
    found = read(body)
    assert kept(found) == "前新\n上半下半\n\n"
    assert "旧" in found.text and {c.rule for c in found.changes} == {"word-deletions"}


def test_rows_of_a_table_are_lines_and_laid_out_text_stays_paragraphs() -> None:
    def cell(*texts: str) -> str:
        return f"<w:tc>{''.join(map(plain, texts))}</w:tc>"

    row = (
        f"<w:tr>{cell('学校')}{cell('人数', '（人）')}</w:tr><w:tr>{cell('小学')}{cell('')}</w:tr>"
    )
    frame = f"<w:tr>{cell('甲' * 99 + '。', '乙' * 99 + '。')}{cell('丙')}</w:tr>"
    body = f"<w:tbl>{row}</w:tbl><w:tbl>{frame}</w:tbl>"
    expected = ["学校 | 人数 （人）", "小学 | ", "甲" * 99 + "。", "乙" * 99 + "。", "丙"]
    assert read(body).text.splitlines() == expected


def test_notes_boxes_and_hidden_text() -> None:
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        f"{plain('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>jiào</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>教</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    body = f"<w:p><w:r><w:t>前</w:t></w:r>{reference}{box}{hidden}{ruby}</w:p>" + plain("后")
    notes = f'<w:footnotes {W}><w:footnote w:id="5">{plain("脚注")}</w:footnote></w:footnotes>'
    found = read(body, parts={"footnotes": notes})
    assert kept(found) == "前教\n〔注〕脚注\n框内\n后\n"
    assert {c.rule for c in found.changes} == {"word-hidden", "ruby"}


@pytest.mark.parametrize(
    ("font", "place", "expected"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "B1", "±"),
        ("Symbol", "F0B0", "°"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F083", "③"),
        ("Wingdings 2", "F052", "☑"),
        ("MS Gothic", "2611", "☑"),
        ("某字体", "F041", "\ufffd"),
        ("Wingdings", "F026", "\ufffd"),
        ("Symbol", "", "\ufffd"),
    ],
)
def test_a_sign_of_a_font_of_symbols_is_a_character(font: str, place: str, expected: str) -> None:
    run = f'<w:r><w:t>达标率</w:t><w:sym w:font="{font}" w:char="{place}"/><w:t>98%</w:t></w:r>'
    assert read(f"<w:p>{run}</w:p>").text == f"达标率{expected}98%\n"
