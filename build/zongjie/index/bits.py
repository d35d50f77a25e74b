"""Exponential Golomb codes: many small numbers as bits, written with NumPy, read one by one.

A number v of order k is written as the binary digits of v + 2^k, preceded by as many zeros as it
has digits beyond k + 1. The best k is about the binary logarithm of a list's mean.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_AT_ONCE = 1 << 17
"""Values that are looked at in one go, few enough to stay in the cache of a processor."""


def bit_lengths(values: Numbers) -> npt.NDArray[np.uint8]:
    """Give the number of binary digits of each value, 0 for 0; the values are below 2^53."""
    lengths = np.empty(len(values), np.uint8)
    for start in range(0, len(values), _AT_ONCE):
        # the exponent of a double, which lies above 52 bits of fraction
        exponents = values[start : start + _AT_ONCE].astype(np.float64).view(np.int64) >> 52
        lengths[start : start + _AT_ONCE] = np.maximum(exponents - 1022, 0)
    return lengths


def golomb(values: Numbers, orders: Numbers | int) -> tuple[Numbers, Numbers]:
    """Give the code words of values, as numbers, and the widths to write them in."""
    words: Numbers = values + np.left_shift(np.int64(1), orders)
    return words, 2 * bit_lengths(words).astype(np.int64) - 1 - orders


def pack(words: Numbers, widths: Numbers) -> bytes:
    """Write words one after the other, the first bit first, and zeros up to a whole byte.

    Args:
        words: Each less than 2 to its width.
        widths: In bits, from 0 to 63.
    """
    ends = np.cumsum(widths)
    total = int(ends[-1]) if len(ends) else 0
    cells = np.zeros(total // 64 + 2, np.uint64)
    starts = ends - widths
    cell = starts >> 6
    room = 64 - (starts & 63) - widths
    values = words.astype(np.uint64)
    whole = np.left_shift(values, np.maximum(room, 0).astype(np.uint64))
    split = room < 0
    whole[split] = values[split] >> (-room[split]).astype(np.uint64)
    if total:
        first = np.flatnonzero(np.diff(cell, prepend=-1))
        cells[cell[first]] = np.bitwise_or.reduceat(whole, first)
    # at most the last word that begins in a cell reaches into the next
    cells[cell[split] + 1] |= values[split] << (64 + room[split]).astype(np.uint64)
    return cells.byteswap().tobytes()[: (total + 7) // 8]


class BitReader:
    """Reads what `pack` has written."""

    def __init__(self, data: bytes) -> None:
        self._digits = bin(int.from_bytes(b"\x01" + data, "big"))[3:]
        self.at = 0

    def fixed(self, width: int) -> int:
        """Read a number of a fixed width in bits.

        Raises:
            ValueError: The data ends before.
        """
        start, self.at = self.at, self.at + width
        if self.at > len(self._digits):
            raise ValueError("the data ends within a number")
        return int(self._digits[start : self.at] or "0", 2)

    def golomb(self, order: int) -> int:
        """Read a number of the order `order`.

        Raises:
            ValueError: The data ends before.
        """
        one = self._digits.index("1", self.at)
        self.at = 2 * one - self.at + order + 1
        if self.at > len(self._digits):
            raise ValueError("the data ends within a number")
        return int(self._digits[one : self.at], 2) - (1 << order)
