"""What comes with the code: the theme, and the files that a new collection begins with."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_TREE = _PACKAGE.parents[1]
"""Where the project's own source tree is, if the package is run from there."""

_ONLY_HERE = (
    "site_url: https://example.github.io/zongjie/\n",
    "  custom_dir: build/theme\n",
    "      - 复原的程度: guide/recovery.md\n",
    "      - 检索的比较: guide/benchmark.md\n",
    "      - 处理的快慢: guide/speed.md\n",
    "      - 页面的大小和快慢: guide/figures.md\n",
    "      - 设计: design.md\n",
)
"""Lines of the project's own `mkdocs.yml` that a new collection does without."""


def theme() -> Path:
    """Give the folder of the theme: in the wheel below the package, in the source tree beside it."""
    return _first(_PACKAGE / "theme", _PACKAGE.parent / "theme")


def starter(generated: Iterable[str]) -> dict[str, str]:
    """Give the files that a new collection begins with, by their paths in it.

    Args:
        generated: What a build writes, to be left out of version control.
    """
    files = {
        "README.md": "README.md",
        "corpus/README.md": "corpus.md",
        "corpus/示例区教育局2023年工作总结.txt": "sample.txt",
        ".github/workflows/site.yml": "workflow.yml",
    }
    found = {path: _read(_PACKAGE / "starter" / name) for path, name in files.items()}
    config = _read(_first(_PACKAGE / "starter/mkdocs.yml", _TREE / "mkdocs.yml"))
    for line in _ONLY_HERE:
        config = config.replace(line, "")
    found["mkdocs.yml"] = config
    found[".gitignore"] = "".join(f"/{path}\n" for path in generated)
    found["requirements.txt"] = f"--find-links wheels\nzongjie=={version('zongjie')}\n"
    guide = _first(_PACKAGE / "starter/guide", _TREE / "docs/guide")
    shown = [page for page in sorted(guide.glob("*.md")) if f"guide/{page.name}" in config]
    return found | {f"docs/guide/{page.name}": _read(page) for page in shown}


def _first(*places: Path) -> Path:
    return next((place for place in places if place.exists()), places[0])


def _read(path: Path) -> str:
    return path.read_text("utf-8")
