"""The files of a corpus folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zongjie.errors import InputError, Problem
from zongjie.models import Source
from zongjie.read.decode import decode

SUFFIXES = (".txt", ".md")
MAX_BYTES = 50_000_000


def sources(corpus: Path) -> list[Path]:
    """List the source files below a corpus folder, in the order of their relative paths."""
    return [path for path in visible(corpus) if path.suffix.lower() in SUFFIXES]


def visible(corpus: Path) -> list[Path]:
    """List all files and dead links below a corpus folder, in the same order.

    Hidden ones are left out, and what the publisher notes for people in a README.
    """
    found = (p for p in corpus.rglob("*") if p.is_file() or p.is_symlink())
    found = (p for p in found if p.stem.lower() != "readme")
    return sorted(
        (p for p in found if not any(part.startswith(".") for part in p.relative_to(corpus).parts)),
        key=lambda p: p.relative_to(corpus).as_posix(),
    )


def read_file(path: Path, corpus: Path) -> Source:
    """Read one source file.

    Args:
        path: The file, inside `corpus`.
        corpus: The folder that file names are given relative to.

    Raises:
        InputError: the file leads out of the corpus, is too large, empty, binary or unreadable.
    """
    name = path.relative_to(corpus).as_posix()

    def refuse(what: str, why: str, remedy: str) -> InputError:
        return InputError(Problem(name, 0, what, why, remedy))

    if not path.resolve().is_relative_to(corpus.resolve()):
        raise refuse("不读取这个文件", "它是指向语料目录以外的链接", "把文件本身复制进来")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse("文件太大", f"超过 {MAX_BYTES // 1_000_000} MB", "拆成几个文件")
        data = path.read_bytes()
    except OSError as error:
        raise refuse("文件读不出来", error.strerror or str(error), "检查文件和权限") from error
    try:
        text, encoding = decode(data)
    except ValueError as error:
        raise refuse(
            "不是文本文件", "按 UTF-8、GB18030、Big5、UTF-16 都读不通", "另存为 UTF-8 文本"
        ) from error
    if not text.strip():
        raise refuse("文件是空的", "没有任何文字", "删除它，或放入原文")
    return Source(name, hashlib.sha256(data).hexdigest(), encoding, text)
