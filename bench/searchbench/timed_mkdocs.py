"""Run `mkdocs build`; write to a file the time that Material's search plugin took of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from material.plugins.search.plugin import SearchIndex
from mkdocs.__main__ import cli

spent = [0.0, 0.0]


def timed(method: Callable[..., Any]) -> Callable[..., Any]:
    """Add up the time spent in a method, by the clock and of the processor."""

    def wrapper(*args: Any, **options: Any) -> Any:
        start, before = time.perf_counter(), time.process_time()
        try:
            return method(*args, **options)
        finally:
            spent[0] += time.perf_counter() - start
            spent[1] += time.process_time() - before

    return wrapper


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for name in ("add_entry_from_context", "generate_search_index"):
        setattr(SearchIndex, name, timed(getattr(SearchIndex, name)))
    cli(["build", "--quiet"], standalone_mode=False)
    target.write_text("{:.3f} {:.3f}".format(*spent), encoding="utf-8")
