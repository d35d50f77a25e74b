"""The programs that make pages of Markdown: MkDocs, and its successor Zensical."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from zongjie.site import shipped
from zongjie.site.squeeze import squeeze_all

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_EPOCH = "315532800"
"""1980-01-01, the earliest date that every archive format can hold, in place of the build date."""
_DERIVED = ".zensical.yml"
"""The configuration that Zensical is given; beside the real one, as its paths are relative."""


class SiteError(Exception):
    """A site could not be built; the message says what the program complained about."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a renderer."""

    config_file: Path
    docs_dir: Path
    site_dir: Path
    former: Path
    """The folder of the site that was built before, if there is any."""
    spare: Path | None
    """The folder of the one before that, which MkDocs may begin with, if it is kept."""
    code: str
    """Folder of the site that the theme's scripts and styles will be in."""
    site_url: str = ""
    """In place of the configuration's, if not empty."""
    strict: bool = True
    """Whether a warning is a failure."""
    notes: Path | None = None
    """The folder for what is known of the pages, so that MkDocs need not make equal ones again."""
    generated: Sequence[str] = ()
    """Folders of the Markdown pages that follow from nothing but their own text."""
    jobs: int | None = None
    """Number of processes; all cores if None."""

    def overrides(self) -> dict[str, Any]:
        """Give the settings that do not come from the configuration."""
        given = {"docs_dir": str(self.docs_dir.resolve()), "site_dir": str(self.site_dir)}
        return given | ({"site_url": self.site_url} if self.site_url else {})

    def settings(self) -> dict[str, Any]:
        """Give all settings as they are written, with those that do not come from there."""
        from mkdocs.utils.yaml import yaml_load  # noqa: PLC0415 - half a second, not needed to read

        with self.config_file.open("rb") as file:
            return yaml_load(file) | self.overrides()

    def styles(self, paths: Iterable[str]) -> list[str]:
        """Give the style sheets that are not the theme's, which a page has already."""
        return [
            path
            for path in paths
            if (self.docs_dir / path).is_file() or not (shipped.theme() / path).is_file()
        ]


Name = Literal["mkdocs", "zensical"]


def render(name: Name, job: Job) -> None:
    """Build a site.

    Raises:
        SiteError: If the program fails, or warns of anything where `job.strict`.
    """
    with environment():
        (_zensical if name == "zensical" else _mkdocs)(job)


def load(config_file: Path, **given: Any) -> MkDocsConfig:
    """Read a configuration as MkDocs does, with the theme that comes with zongjie.

    Raises:
        SiteError: If it cannot be read.
    """
    from mkdocs.config import load_config  # noqa: PLC0415 - half a second, not needed to read
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    try:
        config = load_config(str(config_file), **given)
    except (MkDocsException, OSError) as error:
        raise SiteError(f"{config_file}：{error}") from error
    if not config.use_directory_urls:
        raise SiteError(
            f"{config_file}：检索和各页之间的链接要用目录形式的网址。"
            "处理：删去 use_directory_urls，或写成 true"
        )
    own, known = str(shipped.theme()), [str(Path(folder).resolve()) for folder in config.theme.dirs]
    if own not in known:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, own)
    return config


def configured(job: Job) -> MkDocsConfig:
    """Read the configuration of a job, and put in what does not come from there."""
    config = load(job.config_file, strict=job.strict, **job.overrides())
    config.extra["code"] = job.code
    config.extra_css = job.styles(config.extra_css)
    return config


def _mkdocs(job: Job) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    from zongjie.site import share  # noqa: PLC0415

    with complaints() as said:
        try:
            config = configured(job)
            if config.plugins or config.extra_templates:  # these look at all pages at once
                build(config)
                squeeze_all(job.site_dir, job.jobs)
            else:
                share.build(job, config, said)
                if said and job.strict:
                    raise SiteError("有警告就不算成功。处理：照上面说的改 mkdocs.yml 或手写的页面")
        except (MkDocsException, SiteError, SystemExit, OSError) as error:
            lines = "\n".join(dict.fromkeys([*said, str(error)]))
            raise SiteError(f"MkDocs 没有生成网站：\n{lines}") from error


def _zensical(job: Job) -> None:
    if find_spec("zensical") is None:
        raise SiteError("没有安装 Zensical。处理：运行 pip install zensical，或用 MkDocs 生成")
    config = job.settings()
    for folder in ("docs_dir", "site_dir"):  # it knows no absolute ones, and none outside
        config[folder] = os.path.relpath(config[folder], job.config_file.resolve().parent)
    theme = config.get("theme", "material")
    named = theme if isinstance(theme, dict) else {"name": theme}
    config["theme"] = {"custom_dir": str(shipped.theme())} | named
    config["extra"] = config.get("extra", {}) | {"code": job.code}
    config["extra_css"] = job.styles(config.get("extra_css", []))
    derived = job.config_file.resolve().with_name(_DERIVED)
    try:
        text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    except yaml.YAMLError as error:
        raise SiteError(
            f"{job.config_file}：有 Zensical 读不了的值（如 !!python/name）：{error}"
        ) from error
    derived.write_text(text, "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", derived.name]
    try:
        done = subprocess.run(
            command + ["--strict"] * job.strict,
            cwd=derived.parent,
            capture_output=True,
            check=False,
        )
    finally:
        derived.unlink()
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        raise SiteError(f"Zensical 没有生成网站：\n{said}")
    squeeze_all(job.site_dir, job.jobs)


@contextmanager
def complaints() -> Iterator[list[str]]:
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
def environment() -> Iterator[None]:
    """Let the programs know no date, and not speak of themselves."""
    values = {"SOURCE_DATE_EPOCH": _EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    former: Mapping[str, str | None] = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
