"""The files of a corpus folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zongjie.errors import InputError, Problem
from zongjie.models import Source
from zongjie.read import archive, emphasis, front_matter, kinds
from zongjie.read.decode import decode
from zongjie.read.extract import DAMAGED, LOCKED, Extract, RefusedError
from zongjie.read.hidden import is_hidden
from zongjie.read.kinds import SUFFIXES

MAX_BYTES = 50_000_000
MAX_ARCHIVE = 500_000_000

_WORD = (".docx", ".doc", ".wps", ".rtf")
_WEB = (".html", ".htm", ".mhtml", ".mht")
_EXPECTED = {
    **dict.fromkeys((".txt", ".md"), ("text", "html")),
    **dict.fromkeys(_WORD, ("docx", "doc", "rtf", "html", "mhtml", "text")),
    **dict.fromkeys(_WEB, ("html", "mhtml", "text")),
    ".pdf": ("pdf",),
}
"""What may stand under a name: programs that write Word's files name all of these `.doc`."""
_PROPER = {"docx": ".docx", "doc": ".doc", "rtf": ".rtf", "html": ".html", "mhtml": ".mhtml",
           "pdf": ".pdf", "zip": ".zip", "text": ".txt"}  # fmt: skip


def sources(corpus: Path) -> list[Path]:
    """List the sources below a corpus folder, in the order of their relative paths.

    A file in an archive has the archive's path as its folder. An archive that cannot be opened, or
    that holds nothing that can be read, stands for itself.
    """
    return [path for file in visible(corpus) for path in held(file)]


def held(file: Path) -> Iterator[Path]:
    """Yield the sources that a file holds: itself, or the readable files of an archive."""
    inside = [path for path in contents(file) if path.suffix.lower() in _EXPECTED]
    if inside or file.suffix.lower() in SUFFIXES:
        yield from inside or [file]


def contents(file: Path) -> list[Path]:
    """List all files in an archive, as paths below it; none where it cannot be opened, or is none."""
    if file.suffix.lower() != ".zip":
        return []
    try:
        return [file / name for name in archive.members(file)]
    except (RefusedError, OSError, ImportError):
        return []


def visible(corpus: Path) -> list[Path]:
    """List all files and dead links below a corpus folder, in the same order, but hidden ones."""
    found = (p for p in corpus.rglob("*") if p.is_file() or p.is_symlink())
    return sorted(
        (p for p in found if not is_hidden(p.relative_to(corpus))),
        key=lambda p: p.relative_to(corpus).as_posix(),
    )


def read_bytes(path: Path, corpus: Path) -> bytes:
    """Give the bytes of a source, unpacked where it lies in an archive.

    Raises:
        RefusedError: It leads out of the corpus, is too large, damaged or locked.
        OSError: It cannot be read.
    """
    file = next((parent for parent in path.parents if parent.is_file()), path)
    if not file.resolve().is_relative_to(corpus.resolve()):
        raise RefusedError("不读取这个文件", "它是指向语料目录以外的链接", "把文件本身复制进来")
    limit = MAX_BYTES if file == path and path.suffix.lower() != ".zip" else MAX_ARCHIVE
    if file.stat().st_size > limit:
        raise RefusedError("文件太大", f"超过 {limit // 1_000_000} MB", "拆成几个文件")
    if file != path:
        data = archive.member(file, path.relative_to(file).as_posix())
    elif path.suffix.lower() == ".zip":
        archive.members(path)
        readable = "、".join(_EXPECTED)
        raise RefusedError("压缩包里没有能读的文件", f"能读的是 {readable}", "放入这几种文件")
    else:
        data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise RefusedError("文件太大", f"超过 {MAX_BYTES // 1_000_000} MB", "拆成几个文件")
    return data


class Originals(Mapping[str, bytes]):
    """The raw bytes of sources by their files, read when they are asked for: not all at a time."""

    def __init__(self, corpus: Path, files: Iterable[str]) -> None:
        self._corpus = corpus
        self._files = dict.fromkeys(files)

    def __getitem__(self, file: str) -> bytes:
        if file not in self._files:
            raise KeyError(file)
        return read_bytes(self._corpus / file, self._corpus)

    def __contains__(self, file: object) -> bool:
        return file in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def read_file(path: Path, corpus: Path) -> Source:
    """Read one source.

    Args:
        path: The file, inside `corpus`; of a file in an archive the path below the archive.
        corpus: The folder that file names are given relative to.

    Raises:
        InputError: the file leads out of the corpus, is too large, empty, locked, damaged, not what
            its name says, or holds no text.
    """
    name = path.relative_to(corpus).as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        problem = ("文件名读不出来", "它不是 UTF-8 编码", "改名（可用 convmv 转换编码）")
        raise InputError(Problem(shown, 0, *problem)) from None
    try:
        data = read_bytes(path, corpus)
        found = _extract(data, path)
        if not found.text.strip():
            raise RefusedError("文件是空的", "没有任何文字", "删除它，或放入原文")
    except RefusedError as refusal:
        raise InputError(Problem(name, 0, *refusal.args)) from refusal
    except OSError as error:
        problem = ("文件读不出来", error.strerror or str(error), "检查文件和权限")
        raise InputError(Problem(name, 0, *problem)) from error
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, found.kind, found.text, found.changes, tuple(found.doubts))


def _extract(data: bytes, path: Path) -> Extract:
    """Take the text out of a file by what its bytes are, where its name agrees."""
    suffix, kind = path.suffix.lower(), kinds.kind_of(data)
    if kind == "text" and not data.strip(b"\0 \r\n\t"):
        return Extract("utf-8")
    if kind == "locked":
        raise RefusedError(*LOCKED)
    if kind == "broken":
        raise RefusedError(*DAMAGED)
    if kind not in _EXPECTED[suffix]:
        proper = _PROPER.get(kind)
        remedy = f"把扩展名改为 {proper}" if proper else "另存为 .docx、.pdf 或文本"
        what = f"扩展名是 {suffix}，内容却是{kinds.NAMES[kind]}"
        raise RefusedError("文件名与内容不符", what, remedy)
    if suffix in _WEB and kind == "text":
        kind = "html"
    if kind == "text" or suffix in (".txt", ".md"):
        return _plain(data, markdown=suffix == ".md")
    try:
        return _read_as(kind, data)
    except (RefusedError, OSError, ImportError):
        raise
    except Exception as error:  # whatever a library raises at a damaged file
        raise RefusedError(*DAMAGED) from error


def _plain(data: bytes, *, markdown: bool) -> Extract:
    try:
        text, encoding = decode(data)
    except ValueError as error:
        why = "按 UTF-8、GB18030、Big5、UTF-16 都读不通"
        raise RefusedError("不是文本文件", why, "另存为 UTF-8 文本") from error
    found = Extract(encoding)
    if markdown:
        end = front_matter.put(found, text)
        emphasis.put(found, text[end:])
    else:
        found.put(text)
    return found


def _read_as(kind: str, data: bytes) -> Extract:
    """Read by format; the libraries are loaded only where a file needs them."""
    if kind in ("html", "mhtml"):
        from zongjie.read import web  # noqa: PLC0415

        return web.read(data) if kind == "html" else web.read_archive(data)
    if kind == "pdf":
        from zongjie.read import pdf  # noqa: PLC0415

        return pdf.read(data)
    if kind == "docx":
        from zongjie.read import word  # noqa: PLC0415

        return word.read(data)
    from zongjie.read import office  # noqa: PLC0415

    return office.read(data, f".{kind}")
