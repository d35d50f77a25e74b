"""Figures: percentiles and means, and how they are written."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable

NONE = "—"


def percentile(values: Iterable[float], share: float) -> float:
    """Give the smallest value that at least `share` of all do not exceed.

    >>> percentile([4, 1, 3, 2], 0.5), percentile([1, 2], 0.95)
    (2, 2)
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def number(value: float) -> str:
    """Write a figure with two or three digits that count.

    >>> number(0.123), number(4.56), number(78.9), number(20900)
    ('0.1', '4.6', '79', '20,900')
    """
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def share(value: float | None) -> str:
    """Write a share; 1.000 stands for all, never for nearly all.

    >>> share(1.0), share(0.99999), share(None)
    ('1.000', '0.999', '—')
    """
    return NONE if value is None else f"{math.floor(value * 1000) / 1000:.3f}"


def mean(values: Iterable[float | None]) -> float | None:
    """Give the mean of what is there."""
    there = [value for value in values if value is not None]
    return statistics.fmean(there) if there else None
