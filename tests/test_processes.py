"""Tests of `zongjie.processes`."""

from __future__ import annotations

import os

import pytest

from zongjie.processes import helper


def _where(word: str) -> tuple[str, int]:
    return word, os.getpid()


def _end_elsewhere(here: int) -> int:
    if os.getpid() != here:
        os._exit(1)
    return here


@pytest.mark.parametrize("wanted", [True, False])
def test_work_is_done_beside_where_that_is_wanted(wanted: bool) -> None:
    word, where = helper("zongjie.processes", wanted=wanted)(_where, "甲")()
    assert word == "甲"
    assert (where != os.getpid()) == wanted


def test_work_that_ends_its_process_is_done_here() -> None:
    begin = helper("zongjie.processes", wanted=True)
    assert begin(_end_elsewhere, os.getpid())() == os.getpid()


def test_an_error_arrives_here() -> None:
    wait = helper("zongjie.processes", wanted=True)(int, "甲")
    with pytest.raises(ValueError, match="literal"):
        wait()
