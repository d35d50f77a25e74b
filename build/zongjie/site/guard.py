"""What a build must not do: take the place of what is no site, or get in the way of another build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from zongjie.site.renderers import SiteError

_MARK = "search/index.bin"
"""A file that every built site has."""


@contextmanager
def guard(site_dir: Path, lock: Path, *inputs: Path) -> Iterator[None]:
    """Keep a build to its own folder, and other builds out of it.

    Args:
        site_dir: Where the site goes.
        lock: A file by which other processes know of this build.
        inputs: Files and folders that the site is made from.

    Raises:
        SiteError: If the site would take the place of something else, or another build runs.
        OSError: If the lock cannot be made.
    """
    if why := _objection(site_dir.resolve(), [path.resolve() for path in inputs]):
        raise SiteError(
            f"{site_dir} 不能用作网站目录：{why}。处理：用 --site 写一个空的或还没有的目录"
        )
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, timeout=0):
            yield
    except Timeout:
        raise SiteError(
            f"另一个 zongjie 正在生成 {site_dir}。处理：等它结束，或用 --site 另写一个目录"
        ) from None


def _objection(site: Path, inputs: list[Path]) -> str:
    """Say what would be lost if the site were put there."""
    if Path.cwd().is_relative_to(site):
        return "里面是现在的工作目录"
    for path in inputs:
        if path.is_relative_to(site) or site.is_relative_to(path):
            return f"它和 {path} 重叠，网站要从那里生成"
    if site.exists() and not site.is_dir():
        return "它是一个文件"
    if site.is_dir() and any(site.iterdir()) and not (site / _MARK).is_file():
        return "里面已有别的东西，不是生成的网站"
    return ""
