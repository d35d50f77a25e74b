"""Files that cannot be used: each is named with a remedy, the others build, the last site stands."""

from __future__ import annotations

import errno
import io
import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from zongjie.cli import main
from zongjie.pipeline import gather
from zongjie.site import write as site

ROOT = Path(__file__).parent.parent
FILES = ROOT / "tests" / "files"
TEXT = "县教育局工作总结\n2021年，我县教育局抓好工作，全县取得成效。\n一、党建\n加强党建。\n"
PDF, DOCX = (FILES / "summary.pdf").read_bytes(), (FILES / "summary.docx").read_bytes()


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in members.items():
            pack.writestr(name, data)
    return out.getvalue()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def scanned_docx() -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(png()))
    document.save(out)
    return out.getvalue()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Write a PDF of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer <</Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, trailer)
    return out + head + table + end + b"startxref\n%d\n%%%%EOF\n" % len(out)


def scanned_pdf() -> bytes:
    show = b"q 100 0 0 100 0 0 cm /I Do Q"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(show), show),
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Length 1>>stream\n0\nendstream",
    )


def locked_pdf() -> bytes:
    key = b"<" + b"41" * 32 + b">"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/O" + key + b"/U" + key + b"/P -4>>",
        trailer=b"/Encrypt 3 0 R /ID[<00><00>]",
    )


def locked_zip() -> bytes:
    data = bytearray(packed({"a.txt": TEXT.encode()}))
    for head, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + offset] |= 1
    return bytes(data)


def ole(*names: str) -> bytes:
    """Write the head of an old office container whose directory holds these names."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "\0".join(names).encode("utf-16-le")


def bomb_docx() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 30_000_000})


FAULTS: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "空的.txt": (b"", "文件是空的", "放入原文"),
    "空的.pdf": (b"", "文件是空的", "放入原文"),
    "只有空白.md": (b" \r\n\xe3\x80\x80", "文件是空的", "放入原文"),
    "二进制.txt": (bytes(range(256)) * 20, "不是文本文件", "另存为 UTF-8"),
    "截断.docx": (DOCX[: len(DOCX) // 2], "文件打不开", "重新下载"),
    "截断.pdf": (PDF[:2000], "文件打不开", "重新下载"),
    "截断.zip": (packed({"a.txt": TEXT.encode()})[:60], "文件打不开", "重新下载"),
    "加密.docx": (ole("EncryptedPackage"), "加了密码", "去掉密码"),
    "加密.pdf": (locked_pdf, "加了密码", "去掉密码"),
    "加密.zip": (locked_zip, "加了密码", "去掉密码"),
    "表格.doc": (ole("Workbook"), "文件名与内容不符", "另存为"),
    "假文本.txt": (PDF, "文件名与内容不符", "改为 .pdf"),
    "假文本.md": (DOCX, "文件名与内容不符", "改为 .docx"),
    "假文档.docx": (packed({"a.txt": TEXT.encode()}), "文件名与内容不符", "改为 .zip"),
    "假网页.html": (PDF, "文件名与内容不符", "改为 .pdf"),
    "照片.pdf": (png(), "文件名与内容不符", "另存为"),
    "文字.pdf": (TEXT.encode(), "文件名与内容不符", "改为 .txt"),
    "扫描.docx": (scanned_docx, "读不出文字", "文字识别"),
    "扫描.pdf": (scanned_pdf, "读不出文字", "文字识别"),
    "炸弹.zip": (packed({"a.txt": b"0" * 30_000_000}), "不解开这个压缩包", "确认来历"),
    "炸弹.docx": (bomb_docx, "不解开这个压缩包", "确认来历"),
    "太多.zip": (packed({f"{n}.txt": b"" for n in range(5001)}), "文件太多", "分成几个"),
    "外逃.zip": (packed({"../../a.txt": b"a"}), "不解开这个压缩包", "重新打包"),
    "套娃.zip": (packed({"内.zip": packed({"a.txt": b"a"})}), "没有能读的文件", "放入"),
    "照片.jpg": (b"\xff\xd8\xff", "不认识这种文件", "另存为"),
}  # fmt: skip


def put(corpus: Path, name: str) -> None:
    content = FAULTS[name][0]
    (corpus / name).write_bytes(content if isinstance(content, bytes) else content())


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    found = gather(tmp_path, jobs=1)
    assert [s.id for s in found.summaries] == ["good-1"]
    (problem,) = found.problems
    _, what, remedy = FAULTS[name]
    assert problem.file.split("/")[0] == name
    assert what in problem.what
    assert problem.why
    assert remedy in problem.remedy


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh collection of one source, with its site."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "good.txt").write_text(TEXT, "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for folder in ("build/theme", "docs/guide"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "docs" / "design.md", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_all_faults_at_once_leave_a_site_of_the_others(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = place / "corpus"
    for name in FAULTS:
        put(corpus, name)
    with (corpus / "巨大.txt").open("wb") as file:
        file.truncate(200_000_000)
    (place / "secret.txt").write_text(TEXT, "utf-8")
    (corpus / "外链.txt").symlink_to(place / "secret.txt")
    (corpus / "外链目录").symlink_to(place)
    (corpus / "断链.txt").symlink_to(place / "nowhere.txt")
    Path(os.fsdecode(os.fsencode(corpus) + b"/\xd7\xdc\xbd\xe1.txt")).write_text(TEXT, "utf-8")
    (corpus / "Good.txt").write_text(TEXT.replace("党建", "安全"), "utf-8")
    good = ("有 空格.txt", "😀.txt", "good.md", "目录/good.txt", "第1篇（终稿）【定】.txt")
    for number, name in enumerate(good):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text(TEXT.replace("抓好工作", f"抓好第{number}项工作"), "utf-8")
    (corpus / "锁着.txt").write_text(TEXT, "utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "锁着.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["build", "--strict", "--jobs", "1"]) == 1
    said = capsys.readouterr().out
    for name, (_, what, remedy) in FAULTS.items():
        assert any(name in line and what in line and remedy in line for line in said.splitlines())
    for words in ("巨大.txt: 文件太大", "外链.txt: 不读取", "外链目录: 不读取", "断链.txt: ",
                  "锁着.txt: 文件读不出来", r"\udcd7", "good.txt: 地址“good-1”已被 Good.txt"):  # fmt: skip
        assert words in said
    built = {path.parent.name for path in (place / "site" / "s").glob("*/*/index.html")}
    assert len(built) == 1 + len(good)
    assert {"Good-1", "good-md-1"} <= built


def test_a_full_disk_leaves_the_last_site(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["build"]) == 0
    before = (place / "site" / "index.html").read_bytes()
    (place / "corpus" / "b.txt").write_text(TEXT.replace("党建", "安全"), "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", ".site.new/index.html")

    for target in ("write_bytes", "render"):
        with monkeypatch.context() as patch:
            patch.setattr(Path if target == "write_bytes" else site, target, full)
            assert main(["build"]) == 1
        said = capsys.readouterr().out
        assert "原来的网站不变" in said and "No space left" in said and "腾出空间" in said
        assert (place / "site" / "index.html").read_bytes() == before
        assert not (place / ".site.new").exists()
    assert main(["build"]) == 0
    assert [*(place / "site" / "s").glob("*/b-1/index.html")]


@pytest.mark.parametrize("moment", ["render", "_swap"])
def test_a_killed_build_leaves_the_last_site(place: Path, moment: str) -> None:
    assert main(["build"]) == 0
    before = (place / "site" / "index.html").read_bytes()
    script = (
        "import os, signal\nfrom pathlib import Path\nfrom zongjie.cli import main; from zongjie.site import write as site\n"
        "def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        + ("site.render = die\n" if moment == "render" else _DIE_IN_THE_SWAP)
        + "main(['build'])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == -9
    site.recover(place / "site")
    assert (place / "site" / "index.html").read_bytes() == before
    assert main(["build"]) == 0
    assert not (place / ".site.new").exists() and not (place / ".site.old").exists()


_DIE_IN_THE_SWAP = """
rename = Path.rename
def renamed(path, target):
    done = rename(path, target)
    if str(target).endswith('.old'): die()
    return done
Path.rename = renamed
"""


def test_a_source_that_ends_its_process_does_not_end_the_build(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(TEXT.replace("党建", f"第{number}项"), "utf-8")
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom zongjie import pipeline\n"
        "examine = pipeline.examine\n"
        "def fatal(path, corpus):\n"
        "    if path.name == '07.txt': os._exit(9)\n"
        "    return examine(path, corpus)\n"
        "pipeline.examine = fatal\n"
        "if __name__ == '__main__':\n"
        "    found = pipeline.gather(Path(sys.argv[1]), jobs=2)\n"
        "    print(len(found.summaries), [p.file for p in found.problems])\n"
    )
    (tmp_path / "run.py").write_text(script, "utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "19 ['07.txt', 'run.py']"
