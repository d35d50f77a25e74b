"""The only writer: pages → `docs/`, and `docs/` → the site, whole or not at all."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

GENERATED = (
    "s",
    "sources",
    "years",
    "regions",
    "topics",
    "levels",
    "periods",
    "documents",
    "terms",
    "find",
    "search",
    "data",
)
"""Folders under `docs/` that hold generated files only; what is stale in them is removed."""

GENERATED_FILES = ("index.md",)

_EPOCH = "315532800"
"""1980-01-01, the earliest date that every archive format can hold, in place of the build date."""


class SiteError(Exception):
    """MkDocs could not build the site; the message says what it complained about."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run changed under `docs/`: paths relative to it."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_docs(pages: Mapping[str, str | bytes], docs_dir: Path) -> Written:
    """Bring the generated part of `docs_dir` to exactly these pages.

    Files that already hold the same bytes are left alone, so that their times stay; files in the
    generated folders that are not among the pages are removed; hand-written pages are not touched.

    Raises:
        ValueError: If a path leads out of the generated folders; then nothing is written.
    """
    data = {_checked(path): _bytes(content) for path, content in pages.items()}
    removed = [path for path in _present(docs_dir) if path not in data]
    for path in removed:
        (docs_dir / path).unlink()
    changed = []
    for path, content in sorted(data.items()):
        file = docs_dir / path
        if file.is_file() and file.read_bytes() == content:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        changed.append(path)
    _drop_empty_folders(docs_dir)
    return Written(tuple(changed), tuple(removed))


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _checked(path: str) -> str:
    parts = PurePosixPath(path).parts
    inside = path in GENERATED_FILES or (len(parts) > 1 and parts[0] in GENERATED)
    if not inside or ".." in parts or "\\" in path or "\0" in path:
        raise ValueError(f"not a path for a generated page: {path!r}")
    return "/".join(parts)


def _present(docs_dir: Path) -> list[str]:
    files = [docs_dir / name for name in GENERATED_FILES]
    for folder in GENERATED:
        files += (docs_dir / folder).rglob("*")
    return sorted(file.relative_to(docs_dir).as_posix() for file in files if file.is_file())


def _drop_empty_folders(docs_dir: Path) -> None:
    for name in GENERATED:
        folders = [path for path in (docs_dir / name).rglob("*") if path.is_dir()]
        for folder in sorted(folders, reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def build_site(config_file: Path, docs_dir: Path, site_dir: Path, *, strict: bool = True) -> None:
    """Build the site with MkDocs beside `site_dir`, then put it in its place.

    The same `docs_dir` gives the same bytes, whenever and wherever it is built.

    Raises:
        SiteError: If MkDocs fails, or warns of anything where `strict`; `site_dir` stays as it was.
    """
    site_dir = site_dir.resolve()
    fresh = site_dir.with_name(f"{site_dir.name}.new")
    _remove(fresh)
    try:
        with _environment(SOURCE_DATE_EPOCH=_EPOCH, NO_MKDOCS_2_WARNING="1"), _complaints() as said:
            _run_mkdocs(config_file, docs_dir, fresh, strict, said)
        _swap(fresh, site_dir)
    finally:
        _remove(fresh)


def _run_mkdocs(
    config_file: Path, docs_dir: Path, site_dir: Path, strict: bool, said: list[str]
) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - half a second, not needed to read
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    try:
        config = load_config(
            str(config_file),
            docs_dir=str(docs_dir.resolve()),
            site_dir=str(site_dir),
            strict=strict,
        )
        build(config)
    except (MkDocsException, SystemExit, OSError) as error:
        lines = "\n".join(dict.fromkeys([*said, str(error)]))
        raise SiteError(f"MkDocs could not build the site:\n{lines}") from error


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what MkDocs warns of, in place of printing it."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, collector = logging.getLogger("mkdocs"), Collector(logging.WARNING)
    former = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(collector)
        logger.propagate = former


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    former = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _swap(fresh: Path, site_dir: Path) -> None:
    old = site_dir.with_name(f"{site_dir.name}.old")
    _remove(old)
    if site_dir.exists():
        site_dir.rename(old)
    try:
        fresh.rename(site_dir)
    except OSError:
        if old.exists():
            old.rename(site_dir)
        raise
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def serve(
    config_file: Path,
    site_dir: Path,
    rebuild: Callable[[], None],
    watch: Iterable[Path],
    address: tuple[str, int] = ("127.0.0.1", 8000),
) -> None:
    """Serve the site until interrupted; on a change under `watch`, rebuild and reload browsers.

    Args:
        config_file: mkdocs.yml; it is watched too, and its `site_url` gives the path of the site.
        site_dir: The built site.
        rebuild: Does everything, from the corpus to `site_dir`. What it raises is shown, and the
            last good site stays up.
        watch: Folders and files that are written by hand: corpus, hand-written pages, theme.
            No generated folder may be among them, or each rebuild would cause the next.
        address: Host and port.
    """
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415

    site_dir = site_dir.resolve()
    server = LiveReloadServer(
        rebuild, *address, root=str(site_dir), mount_path=_mount_path(config_file)
    )
    server.error_handler = lambda code: _error_page(site_dir, code)
    for path in dict.fromkeys([config_file, *watch]):
        if path.exists():
            server.watch(str(path))
    try:
        rebuild()
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _mount_path(config_file: Path) -> str:
    from mkdocs.config import load_config  # noqa: PLC0415

    return urlsplit(load_config(str(config_file)).site_url or "/").path


def _error_page(site_dir: Path, code: int) -> bytes | None:
    page = site_dir / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
