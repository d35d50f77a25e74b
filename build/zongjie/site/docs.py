"""Generated pages → `docs/`, where a publisher's own files stand beside them and stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zongjie.site.renderers import SiteError

GENERATED = (
    "s",
    "sources",
    "years",
    "regions",
    "topics",
    "levels",
    "periods",
    "quality",
    "documents",
    "terms",
    "compare",
    "find",
    "search",
    "data",
)
"""Folders under `docs/` that pages are generated into."""

GENERATED_FILES = ("index.md",)
MANIFEST = ".zongjie"
"""In `docs/`: the paths of the generated files, a line each."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run changed under `docs/`: paths relative to it."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_docs(
    pages: Mapping[str, str | bytes], docs_dir: Path, standing: Iterable[str] = ()
) -> Written:
    """Bring the generated part of `docs_dir` to exactly these pages, and those that stand.

    Files that already hold the same bytes are left alone, so that their times stay. Of what a former
    run generated, files that are not among the pages are removed; no other file is touched.

    Raises:
        ValueError: If a path leads out of the generated folders; then nothing is written.
        SiteError: If a file that was not generated stands where a page goes; then likewise.
    """
    data = {_checked(path): content for path, content in pages.items()}
    paths = {*data, *standing}
    former = _former(docs_dir)
    changed = [path for path in sorted(data) if not _holds(docs_dir / path, _bytes(data[path]))]
    for path in changed:
        if path not in former and (docs_dir / path).exists():
            raise SiteError(
                f"{docs_dir / path} 不是生成的文件，却占了一个生成的页面的位置。"
                "处理：把它移到别处；如果是从前生成的，删去它"
            )
    gone = former - paths
    removed = sorted(path for path in gone if (docs_dir / path).is_file())
    _note(docs_dir, former | paths)
    for path in removed:
        (docs_dir / path).unlink()
    for path in changed:
        file = docs_dir / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_bytes(data[path]))
    _note(docs_dir, paths)
    _drop_empty_folders(docs_dir, gone)
    return Written(tuple(changed), tuple(removed))


def _former(docs_dir: Path) -> set[str]:
    """Read which files were generated; a line that no page could have is passed over."""
    try:
        lines = (docs_dir / MANIFEST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return set(filter(_is_generated, lines))


def _note(docs_dir: Path, paths: Iterable[str]) -> None:
    docs_dir.mkdir(parents=True, exist_ok=True)
    (docs_dir / MANIFEST).write_text("".join(f"{path}\n" for path in sorted(paths)), "utf-8")


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _checked(path: str) -> str:
    if not _is_generated(path):
        raise ValueError(f"not a path for a generated page: {path!r}")
    return "/".join(PurePosixPath(path).parts)


def _is_generated(path: str) -> bool:
    parts = PurePosixPath(path).parts
    inside = path in GENERATED_FILES or (len(parts) > 1 and parts[0] in GENERATED)
    return inside and ".." not in parts and "\\" not in path and "\0" not in path


def _drop_empty_folders(docs_dir: Path, gone: Iterable[str]) -> None:
    """Remove the folders that files have left, but those of `GENERATED`."""
    folders = {folder for path in gone for folder in PurePosixPath(path).parents[:-2]}
    for folder in sorted((docs_dir / folder for folder in folders), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
