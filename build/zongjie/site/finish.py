"""What a rendered site still needs before a host gets it, and what it does not need.

The theme's scripts and styles move from `search/` to a folder that is named after their content:
browsers may keep them for ever, and never mix those of two builds. `search/client.js`, by which
other sites reach the search, stays where it is and leads there.
"""

from __future__ import annotations

import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path

from zongjie.site import shipped

_UNUSED = (
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/**/*.map",
    "search.json",
)
"""Of the renderers' own search, which is off, and maps of scripts for those who write them."""


@cache
def code_folder() -> str:
    """Name the folder of the theme's scripts and styles: `code-` and a digest of them all."""
    digest = sha256()
    for name, path in _code():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"code-{digest.hexdigest()[:10]}"


def _code() -> list[tuple[str, Path]]:
    theme = shipped.theme()
    found = [path for path in (theme / "search").rglob("*") if path.is_file()]
    named = [(path.relative_to(theme / "search").as_posix(), path) for path in found]
    assets = (path for path in (theme / "assets").iterdir() if path.suffix in (".css", ".js"))
    return sorted([*named, *((path.name, path) for path in assets)])


def finish(site: Path, site_url: str) -> None:
    """Put the last hand to a rendered site.

    Args:
        site: Its folder.
        site_url: Its address with a slash at the end, or nothing where that is not known.
    """
    for pattern in _UNUSED:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, path in _code():
        for former in (site / "search" / name, site / "assets" / name):
            former.unlink(missing_ok=True)
        target = site / code_folder() / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for folder in {(site / "search" / name).parent for name, _ in _code()}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    client = f'export * from "../{code_folder()}/client.js";\n'
    (site / "search").mkdir(exist_ok=True)
    (site / "search/client.js").write_text(client, "utf-8")
    _robots(site, site_url)


def _robots(site: Path, site_url: str) -> None:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    (site / "robots.txt").write_text("\n".join(lines) + "\n", "utf-8")
