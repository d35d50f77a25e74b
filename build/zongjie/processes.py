"""How further processes are started, and how this one gives back memory."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from typing import ParamSpec, Protocol, TypeVar


def context(preload: str) -> BaseContext:
    """Give the way of starting processes: not by a fork, which may hang beside a running thread.

    Args:
        preload: The module that most of them need.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    found = get_context("forkserver")
    found.set_forkserver_preload([preload])
    from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - not everywhere

    ensure_running()  # it loads the module while other things are done here
    return found


Given = ParamSpec("Given")
Result_co = TypeVar("Result_co", covariant=True)


class Begin(Protocol):
    """Begins some work, given a function and its arguments; what it gives waits for the result."""

    def __call__(  # noqa: D102 - as above
        self, work: Callable[Given, Result_co], *given: Given.args, **options: Given.kwargs
    ) -> Callable[[], Result_co]: ...


def helper(preload: str, *, wanted: bool) -> Begin:
    """Give what starts processes that work beside this one, each for one piece of work.

    A process ends when its work is done, and gives back its memory. Where none is wanted, or it comes
    to an early end, the work is done when it is waited for.

    Args:
        preload: The module that they need.
        wanted: Whether to start any.
    """
    if not wanted:
        return _later
    method = context(preload)

    def begin(
        work: Callable[Given, Result_co], *given: Given.args, **options: Given.kwargs
    ) -> Callable[[], Result_co]:
        def done() -> Result_co:
            with ProcessPoolExecutor(1, method) as pool:
                return pool.submit(work, *given, **options).result()

        thread = ThreadPoolExecutor(1)  # a process is long in coming
        begun = thread.submit(done)
        thread.shutdown(wait=False)

        def wait() -> Result_co:
            try:
                return begun.result()
            except BrokenProcessPool:
                return work(*given, **options)

        return wait

    return begin


def give_back() -> None:
    """Give the system the memory that is free here; glibc keeps what lies between what is in use."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


def _later(
    work: Callable[Given, Result_co], *given: Given.args, **options: Given.kwargs
) -> Callable[[], Result_co]:
    return partial(work, *given, **options)
