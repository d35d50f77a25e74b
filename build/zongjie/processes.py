"""How further processes are started."""

from __future__ import annotations

from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext


def context(preload: str) -> BaseContext:
    """Give the way of starting processes: not by a fork, which may hang beside a running thread.

    Args:
        preload: The module that most of them need.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    found = get_context("forkserver")
    found.set_forkserver_preload([preload])
    return found
