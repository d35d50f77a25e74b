"""What a rendered site still needs before a host gets it, and what it does not need.

All scripts and styles move to a folder that is named after their content: browsers may keep them
for ever, and never mix those of two builds. The styles become one sheet, the scripts few modules.
`search/client.js`, by which other sites reach the search, stays where it is and leads there.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from zongjie.site import bundle, shipped

_RENDERERS = ("mkdocs-material", "zensical")
"""Of these come the script and the styles that stand below the theme's own."""
_SCRIPT = "assets/javascripts/bundle.*.js"
_STYLES = ("assets/stylesheets/**/main.*.css", "assets/stylesheets/**/palette.*.css")
_OWN_STYLES = ("site.css", "links.css", "search.css")
_ENTRIES = {"ui/main.js": "ui/site.js", "worker.js": "worker.js"}
"""Modules that are joined with what they import, and what the joined ones are called."""
_APART = ("service.js",)
"""Of use only where there are no workers."""
_MODERN = "assets/stylesheets/modern"
"""Zensical's other look, which the theme is not made for."""
_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_UNUSED = ("assets/javascripts", "assets/stylesheets", "search.json")


@cache
def code_folder() -> str:
    """Name the folder of the theme's scripts and styles: `code-` and a digest of them all."""
    digest = sha256("".join(map(_version, _RENDERERS)).encode())
    digest.update(Path(bundle.__file__).read_bytes())
    for name, path in _code():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"code-{digest.hexdigest()[:10]}"


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}\n"
    except PackageNotFoundError:
        return ""


def _code() -> list[tuple[str, Path]]:
    theme = shipped.theme()
    found = [path for path in (theme / "search").rglob("*") if path.is_file()]
    named = [(path.relative_to(theme / "search").as_posix(), path) for path in found]
    assets = (path for path in (theme / "assets").iterdir() if path.suffix in (".css", ".js"))
    return sorted([*named, *((path.name, path) for path in assets)])


def finish(site: Path, site_url: str, docs_dir: Path) -> None:
    """Put the last hand to a rendered site.

    Args:
        site: Its folder.
        site_url: Its address with a slash at the end, or nothing where that is not known.
        docs_dir: What it was rendered from; files that stand there stay.
    """
    code = site / code_folder()
    for name, path in _code():
        for former in (f"search/{name}", f"assets/{name}"):
            if not (docs_dir / former).is_file():
                (site / former).unlink(missing_ok=True)
        if name not in _OWN_STYLES:
            (code / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, code / name)
    _join(code)
    _gather(site, code)
    _drop(site, docs_dir)
    for folder in {(site / "search" / name).parent for name, _ in _code()}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    client = f'export * from "../{code_folder()}/client.js";\n'
    (site / "search").mkdir(exist_ok=True)
    (site / "search/client.js").write_text(client, "utf-8")
    if not (docs_dir / "robots.txt").is_file():
        _robots(site, site_url)


def _join(code: Path) -> None:
    """Put the modules that pages begin with into few files; the others stay for other sites."""
    modules = {name: path.read_text("utf-8") for name, path in _code() if path.suffix == ".js"}
    for entry, name in _ENTRIES.items():
        texts = bundle.joined(modules, entry, _APART)
        for path, text in zip((name, bundle.later(entry)), texts, strict=True):
            (code / path).write_text(text, "utf-8")


def _gather(site: Path, code: Path) -> None:
    """Put the renderer's script, and all styles as one sheet, where the theme's scripts are."""
    shutil.rmtree(site / _MODERN, ignore_errors=True)
    for script in site.glob(_SCRIPT):
        shutil.copyfile(script, code / "bundle.js")
    own = dict(_code())
    sheets = [path for pattern in _STYLES for path in sorted(site.glob(pattern))]
    sheets += [own[name] for name in _OWN_STYLES]
    text = "\n".join(path.read_text("utf-8") for path in sheets)
    (code / "style.css").write_text(_MAP.sub("", text), "utf-8")


def _drop(site: Path, docs_dir: Path) -> None:
    """Remove what the renderer brings and no page uses."""
    paths = [site / name for name in _UNUSED]
    paths += [path for folder in paths for path in folder.rglob("*")]
    for path in sorted(paths, reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and not (docs_dir / path.relative_to(site)).is_file():
            path.unlink()


def _robots(site: Path, site_url: str) -> None:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    (site / "robots.txt").write_text("\n".join(lines) + "\n", "utf-8")
