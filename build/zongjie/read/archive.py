"""Archives (.zip): a folder of sources in one file, with limits on what may come out of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from zongjie.read.extract import DAMAGED, LOCKED, RefusedError
from zongjie.read.hidden import is_hidden

MAX_MEMBERS = 5_000
MAX_TOTAL = 500_000_000
MAX_RATIO = 200
_SMALL = 1_000_000
"""Bytes up to which a member may be packed as tightly as it likes."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def check(infos: list[ZipInfo]) -> None:
    """Refuse a package that would unpack to more than any collection of texts.

    Raises:
        RefusedError: Too many members, too large, or packed too tightly.
    """
    if len(infos) > MAX_MEMBERS:
        raise RefusedError("压缩包里的文件太多", f"超过 {MAX_MEMBERS:,} 个", "分成几个压缩包")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise RefusedError(
            "压缩包解开后太大", f"超过 {MAX_TOTAL // 1_000_000} MB", "分成几个压缩包"
        )
    for info in infos:
        if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
            why = f"{info.filename[:80]} 解开后是原来的 {MAX_RATIO} 倍以上，像是压缩炸弹"
            raise RefusedError("不解开这个压缩包", why, "确认来历，解开后把文件本身放进来")


def members(path: Path) -> tuple[str, ...]:
    """List the files in an archive by their paths, decoded, but hidden ones.

    Raises:
        RefusedError: It is damaged, leads out of its folder or breaks a limit.
    """
    stamp = path.stat()
    return tuple(_infos(path, stamp.st_mtime_ns, stamp.st_size))


def member(path: Path, name: str) -> bytes:
    """Unpack one file of an archive.

    Raises:
        RefusedError: It is damaged, or a password is needed.
    """
    stamp = path.stat()
    info = _infos(path, stamp.st_mtime_ns, stamp.st_size)[name]
    if info.flag_bits & _ENCRYPTED:
        raise RefusedError(*LOCKED)
    try:
        with ZipFile(path) as archive:
            return archive.read(info)
    except Exception as error:  # whatever the packing methods raise at damaged data
        raise RefusedError(*DAMAGED) from error


@lru_cache(maxsize=16)
def _infos(path: Path, _modified: int, _size: int) -> dict[str, ZipInfo]:
    try:
        with ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (BadZipFile, OSError, ValueError, NotImplementedError, IndexError) as error:
        raise RefusedError(*DAMAGED) from error
    check(infos)
    found: dict[str, ZipInfo] = {}
    for info in infos:
        name = _name(info)
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts or "\0" in name or ":" in parts[0]:
            raise RefusedError("不解开这个压缩包", f"里面有指向外面的路径“{name[:80]}”", "重新打包")
        if is_hidden(PurePosixPath(name)):
            continue
        clean = "/".join(parts)
        if clean in found:
            raise RefusedError("压缩包里有两个同名的文件", f"都叫“{clean}”", "改名后重新打包")
        found[clean] = info
    return dict(sorted(found.items()))


def _name(info: ZipInfo) -> str:
    """Give a member's name as it was meant: UTF-8 where it is, else GB18030 as Windows writes it."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030", "cp437"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
