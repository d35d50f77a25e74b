"""Make the sample files of every format in tests/files, from summary.txt, with the programs themselves.

    python bench/make_samples.py

python-docx writes the .docx with a numbering part of its own; LibreOffice makes .doc and .pdf of it;
Chromium saves the .html, whose article stands among a site's furniture, as .mhtml.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from docx.document import Document as Opened
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from playwright.sync_api import sync_playwright

from zongjie.shapes import label_at

FILES = Path(__file__).parent.parent / "tests" / "files"
ADDRESS = "https://www.example.org/summary.html"
"""Where the page says it was saved from."""
LEVELS = {"han": 0, "paren": 1, "num": 2}
FORMATS = (
    ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."),
)  # fmt: skip


def main() -> None:
    """Write all samples beside summary.txt."""
    text = (FILES / "summary.txt").read_text("utf-8")
    make_docx(text, FILES / "summary.docx", slip="")
    convert(FILES / "summary.docx", "pdf")  # with the text struck out, which LibreOffice prints
    make_docx(text, FILES / "summary.docx", slip="（初稿此处有误）")
    convert(FILES / "summary.docx", "doc")
    (FILES / "summary.html").write_text(page(text), "utf-8")
    save_page(FILES / "summary.html")


def make_docx(text: str, path: Path, slip: str) -> None:
    """Write a Word document whose labels live in its numbering part; a slip in it is struck out."""
    document = Document()
    document.styles["Normal"].font.name = "Noto Serif CJK SC"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.header.paragraphs[0].text = "某县教育局文件"
    section.footer.paragraphs[0].text = "内部资料"
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(FORMATS)
    )
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    ))  # fmt: skip
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    ))  # fmt: skip
    rows: list[list[str]] = []
    for line in text.splitlines():
        if " | " in line:
            rows.append(line.split(" | "))
            continue
        if rows:
            _table(document, rows)
            rows = []
        _paragraph(document, line, slip)
    document.save(str(path))


def _paragraph(document: Opened, line: str, slip: str) -> None:
    label = label_at(line, 0)
    paragraph: Paragraph = document.add_paragraph(line[label.end :] if label else line)
    paragraph.paragraph_format.first_line_indent = 0 if label else 304800
    if label:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = LEVELS[label.style]
        properties.get_or_add_numId().val = 77
    if slip and "全县教育大会" in line:
        run = OxmlElement("w:r")
        gone = OxmlElement("w:delText")
        gone.text = slip
        run.append(gone)
        change = OxmlElement("w:del")
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "校对")
        change.append(run)
        paragraph._p.append(change)


def _table(document: Opened, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text


def convert(path: Path, suffix: str) -> None:
    """Let LibreOffice write a file in another format."""
    program = shutil.which("soffice") or sys.exit("LibreOffice is needed")
    with TemporaryDirectory() as profile:
        home = f"-env:UserInstallation={Path(profile).as_uri()}"
        command: list[str | Path] = [
            program,
            home,
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            path.parent,
            path,
        ]
        subprocess.run(command, check=True, capture_output=True)


def page(text: str) -> str:
    """Give the text as an article amid a site's menus, adverts and footer."""
    title, *lines = text.splitlines()
    body, table = [], ""
    for line in [*lines, ""]:
        if " | " in line:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.split(" | "))
            table += f"<tr>{cells}</tr>"
            continue
        body += [f"<table>{table}</table>"] if table else []
        table = ""
        body += [f"<p>　　{escape(line)}</p>"] if line else []
    menu = "".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(
        ("首页", "政务公开", "办事服务", "互动交流", "教育资讯", "专题专栏", "联系我们")
    ))  # fmt: skip
    more = "".join(
        f'<li><a href="/a{n}.html">某某局第{n}季度工作要点</a></li>' for n in range(1, 9)
    )
    article = "\n".join(body)
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(title)}_某县人民政府门户网站</title>
<style>.top {{ color: red }}</style><script>document.title += "!"</script></head>
<body><div class="top"><ul class="menu">{menu}</ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/c4/">教育资讯</a></div>
<div class="main"><h1>{escape(title)}</h1><div class="info">发布时间：2022-01-12　来源：教育局　浏览次数：302</div>
<div class="article">
{article}
</div></div>
<div class="side"><h3>相关阅读</h3><ul>{more}</ul></div>
<div style="display:none">统计代码</div>
<div class="foot"><p>主办：某县人民政府办公室　<a href="#">网站地图</a>　备ICP备00000000号</p></div>
</body></html>
"""


def save_page(path: Path) -> None:
    """Let Chromium save a page as one file."""
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_page()
        shown.route(ADDRESS, lambda route: route.fulfill(path=path))
        shown.goto(ADDRESS)
        session = shown.context.new_cdp_session(shown)
        saved = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
        path.with_suffix(".mhtml").write_text(saved.replace("\r\n", "\n"), "utf-8", newline="\r\n")
        browser.close()


if __name__ == "__main__":
    main()
