"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

SUFFIXES = (
    ".txt", ".md", ".docx", ".doc", ".wps", ".rtf", ".html", ".htm", ".mhtml", ".mht", ".pdf", ".zip",
)  # fmt: skip
"""Names of files that can be read, in lower case."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
)
_HTML = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}

NAMES = {
    "pdf": "PDF", "docx": "Word 文档", "doc": "旧版 Word 文档", "rtf": "RTF 文档", "ole": "旧版 Office 文件",
    "xlsx": "Excel 表格", "pptx": "PowerPoint 演示文稿", "zip": "ZIP 压缩包", "rar": "RAR 压缩包",
    "7z": "7z 压缩包", "gzip": "gzip 压缩包", "image": "图片", "html": "网页", "mhtml": "单文件网页",
    "text": "文本", "broken": "损坏的压缩文件", "locked": "加了密码的 Office 文件",
}  # fmt: skip


def kind_of(data: bytes) -> str:
    r"""Tell the kind of a file by its first bytes and its inner structure.

    >>> kind_of(b"%PDF-1.7"), kind_of("工作总结".encode()), kind_of(b" <!DOCTYPE html><p>")
    ('pdf', 'text', 'html')
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _ole(data) if kind == "ole" else kind
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _package(data)
    head = data[:8192].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    if b"multipart/related" in head.lower() and b"\nmime-version:" in b"\n" + head.lower():
        return "mhtml"
    return "text"


def _ole(data: bytes) -> str:
    """Tell Word's binary files from others in the same container, by the names in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "locked"
    if "WordDocument".encode("utf-16-le") not in data:
        return "ole"
    header = data.find(b"\xec\xa5", 512)  # the head of the text's stream begins a sector
    while header >= 0 and header % 64:
        header = data.find(b"\xec\xa5", header + 1)
    return "locked" if header >= 0 and data[header + 11] & 1 else "doc"


def _package(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return "broken"
    if "[Content_Types].xml" not in names:
        return "zip"
    found = (kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names))
    return next(found, "zip")
