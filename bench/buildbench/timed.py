"""Run `zongjie build` with its arguments; write to a file the seconds that each step took.

Steps that run in several processes at once (read to describe) are timed as one, by the clock; the
data of the search are made beside the links and pages, and have no time of their own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from zongjie import cli

COLLECTION, PIPELINE = "zongjie.commands.collection", "zongjie.pipeline"
STEPS = (
    (COLLECTION, "gather", "读、洗、拆、标"),
    (PIPELINE, "link", "互相链接"),
    (PIPELINE, "pages", "出页面"),
    (COLLECTION, "write_docs", "写 docs/"),
    (COLLECTION, "build_site", "MkDocs 生成网站"),
)


def timed(method: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Add up the time spent in a function."""

    def wrapper(*args: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return method(*args, **options)
        finally:
            spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

    return wrapper


def main() -> None:
    """Put a clock at each step that there is, once the command has loaded them, and build."""
    spent: dict[str, float] = {}

    def load(command: str) -> ModuleType:
        loaded = import_module(command)
        for path, function, name in STEPS:
            module = import_module(path)
            if hasattr(module, function):
                setattr(module, function, timed(getattr(module, function), name, spent))
        return loaded

    vars(cli)["import_module"] = load
    file, sys.argv[1:] = Path(sys.argv[1]), ["build", *sys.argv[2:]]
    try:
        cli.run()
    finally:
        file.write_text(json.dumps(spent, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
