"""This project's search over the same folder of pages, through its ES module."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from ..corpus import Page, write
from .base import Built, Engine, Place, run, version_of

ROOT = Path(__file__).parent.parent.parent.parent
CLIENT = ROOT / "build/theme/search"
ADDRESS = re.compile(r"p(\d{5})/(?:#s(\d+))?")


def locate(url: str) -> Place | None:
    """Read the address of a section: the head of a page has no anchor, the others are numbered.

    >>> locate("p00012/"), locate("p00012/#s3")
    ((12, 0), (12, 3))
    """
    match = ADDRESS.fullmatch(url)
    return match and (int(match[1]), int(match[2] or 0))


def build(pages: list[Page], work: Path, limit: float) -> Built:
    """Run `zongjie index` and put the client beside the index, as a site has it."""
    write(pages, work / "pages", ".md")
    out = work / "site/search"
    out.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "zongjie", "index", str(work / "pages"), str(out)]
    spent = run(command, limit, cwd=ROOT / "build")
    files = tuple(path for path in out.rglob("*") if path.is_file())
    shutil.copytree(CLIENT, out, dirs_exist_ok=True)
    return Built(work / "site", spent, files, locate)


OURS = Engine("zongjie", "zongjie（本项目）", "ours", True, build, version_of("zongjie"))
