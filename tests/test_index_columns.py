"""What an index keeps of its parts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zongjie.index.columns import pack_parts, read_varints, unpack_parts, varints

FEW = st.integers(0, 2)
LENGTHS = st.integers(1, 300)
ROWS = st.lists(st.tuples(LENGTHS, FEW, FEW, FEW)).map(lambda rows: [(9, 0, 0, 0), *rows])


@given(ROWS)
def test_parts_come_back(rows: list[tuple[int, int, int, int]]) -> None:
    columns = list(np.array(rows, np.int64).T)
    packed = [read_varints(varints(column)) for column in pack_parts(*columns)]
    assert [column.tolist() for column in unpack_parts(packed)] == [c.tolist() for c in columns]


def test_what_is_copied_is_not_written_out_again() -> None:
    section = np.array([[20, 5, 1, 1], [300, 4, 2, 0], [250, 6, 2, 2]])
    changed = section + np.outer([0, 3, -2], [1, 0, 0, 0])
    rows = np.concatenate([[[9, 8, 0, 0]], section, [[9, 8, 0, 0]], changed, changed])
    runs, lengths, *_, steps, changes = pack_parts(*rows.T)
    assert runs.tolist() == [0, 0, 1, 2, 2]
    assert lengths.tolist() == [9, 20, 300, 250]
    assert (steps.tolist(), changes.tolist()) == ([6, 0], [6, 3])
