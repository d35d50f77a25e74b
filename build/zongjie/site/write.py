"""`docs/` → the site, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zongjie.cache import none_of_these
from zongjie.site.docs import GENERATED
from zongjie.site.finish import code_folder, finish
from zongjie.site.renderers import Job, Name, load, render


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is built."""

    renderer: Name = "mkdocs"
    site_url: str = ""
    """Its address, in place of the configuration's, if not empty."""
    strict: bool = True
    """Whether a warning of the renderer is a failure."""
    notes: Path | None = None
    """Folder in which is kept what is known of the pages, so that equal ones are not made again."""
    jobs: int | None = None
    """Number of processes; all cores if None."""
    more: Callable[[str, str], Mapping[str, bytes]] = lambda _name, _url: {}
    """Gives further files of the site for its name and its address."""


@none_of_these()
def build_site(config_file: Path, docs_dir: Path, site_dir: Path, plan: Plan | None = None) -> None:
    """Build the site beside `site_dir`, then put it in its place.

    The same `docs_dir` gives the same bytes, whenever and wherever it is built.

    Raises:
        SiteError: If the renderer fails, or warns of anything where `plan.strict`; `site_dir`
            stays as it was.
        OSError: If a file cannot be written; `site_dir` stays as it was, too.
    """
    plan = plan or Plan()
    site_dir = site_dir.resolve()
    fresh = _beside(site_dir, "new")
    recover(site_dir)
    _remove(fresh)
    try:
        job = _job(config_file, docs_dir, fresh, site_dir, plan)
        config = load(config_file, **job.overrides())
        render(plan.renderer, job)
        url = job.site_url or config.site_url or ""
        finish(fresh, url, docs_dir)
        for name, data in plan.more(config.site_name, url).items():
            (fresh / name).write_bytes(data)
        _swap(fresh, site_dir, job.spare)
    finally:
        _remove(fresh)


def preview(
    config_file: Path, docs_dir: Path, site_dir: Path, plan: Plan, pages: Mapping[str, str]
) -> None:
    """Put new versions of some pages into a built site, before all of it is built again.

    Args:
        config_file: mkdocs.yml.
        docs_dir: What the site was built from; pages that are not there yet are passed over.
        site_dir: The built site; where there is none, nothing is done.
        plan: How it was built.
        pages: Their Markdown by their paths under `docs_dir`.

    Raises:
        SiteError: If a page cannot be made.
        OSError: If a file cannot be written.
    """
    from zongjie.site import share  # noqa: PLC0415 - MkDocs takes half a second to import

    site_dir = site_dir.resolve()
    if not site_dir.is_dir():
        return
    known = {path: text for path, text in pages.items() if (docs_dir / path).is_file()}
    for path, text in known.items():
        (docs_dir / path).write_text(text, "utf-8")
    share.again(_job(config_file, docs_dir, site_dir, site_dir, plan), known)


def _job(config_file: Path, docs_dir: Path, fresh: Path, site_dir: Path, plan: Plan) -> Job:
    url = plan.site_url and plan.site_url.rstrip("/") + "/"
    spare = plan.notes / "spare" if plan.notes and plan.renderer == "mkdocs" else None
    return Job(
        config_file, docs_dir, fresh, site_dir, spare, code_folder(), url, plan.strict,
        notes=plan.notes, generated=GENERATED, jobs=plan.jobs,
    )  # fmt: skip


def write_zip(file: Path, folder: str, files: Iterable[tuple[str, bytes]]) -> int:
    """Write a zip of files below one folder, the same bytes for the same files; give its size."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.new")
    try:
        with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
            for name, data in files:
                entry = ZipInfo(f"{folder}/{name}")
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, data)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return file.stat().st_size


def lay_out(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a new collection.

    Raises:
        FileExistsError: If there is anything in the folder.
        NotADirectoryError: If it is a file.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(str(folder))
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _swap(fresh: Path, site_dir: Path, spare: Path | None) -> None:
    old = _beside(site_dir, "old")
    _remove(old)
    if site_dir.exists():
        site_dir.rename(old)
    try:
        fresh.rename(site_dir)
    except OSError:
        if old.exists():
            old.rename(site_dir)
        raise
    if spare and old.exists():
        _remove(spare)
        with suppress(OSError):  # it may be on another disk
            old.rename(spare)
    _remove(old)


def recover(site_dir: Path) -> None:
    """Put back the last good site where a build was killed in the moment of the swap."""
    site_dir = site_dir.resolve()
    old = _beside(site_dir, "old")
    if old.exists() and not site_dir.exists():
        old.rename(site_dir)


def _beside(site_dir: Path, name: str) -> Path:
    """Give a hidden place beside the site, which nobody else uses."""
    return site_dir.with_name(f".{site_dir.name}.{name}")


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
        watch: Folders and files that are written by hand: corpus, hand-written pages, theme. The
            publisher's own changes of the theme, which it names, are watched, too. No generated
            folder may be among them, or each rebuild would cause the next.
        address: Host and port.

    Raises:
        SiteError: If the configuration cannot be read.
        OSError: If the port cannot be had.
    """
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415

    site_dir = site_dir.resolve()
    config = load(config_file)
    mount_path = urlsplit(config.site_url or "/").path
    server = LiveReloadServer(rebuild, *address, root=str(site_dir), mount_path=mount_path)
    server.error_handler = lambda code: _error_page(site_dir, code)
    changed = Path(config.theme.custom_dir or config_file)
    for path in dict.fromkeys([config_file, changed, *watch]):
        if path.exists():
            server.watch(str(path))
    try:
        rebuild()
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _error_page(site_dir: Path, code: int) -> bytes | None:
    page = site_dir / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
