"""Floors under the figures: once reached, a figure may not fall again unnoticed."""

from __future__ import annotations

import math
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

Figures = dict[str, float]
Measured = dict[str, dict[str, Figures]]
"""Set of wordings → kind and strength, such as `chrome middle` → figures."""

_HEAD = """\
# What cleaning has been seen to bring back (bench/recover.py). `python bench/recover.py --write`
# raises these; only `--write --lower` lowers one. `corpus` is the hash of the texts they hold for.
"""
_DOWN = {"restored": 2, "tree": 3, "starts": 3}
"""Figures that may not fall, and the digits that are kept of them."""
_UP = {"lost": 3, "noise": 3, "left": 1}
"""Figures that may not rise."""


def digest(corpus: Path) -> str:
    """Give a hash of all files of a folder, names included."""
    total = sha256()
    for path in sorted(corpus.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(corpus).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def floor(figures: Figures) -> Figures:
    """Round figures towards the worse, so that the same run meets them."""
    down = {
        name: math.floor(figures[name] * 10**digits) / 10**digits for name, digits in _DOWN.items()
    }
    up = {name: math.ceil(figures[name] * 10**digits) / 10**digits for name, digits in _UP.items()}
    return down | up


def fallen(measured: Measured, floors: Measured) -> list[str]:
    """Say which figures are worse than their floors."""
    said = []
    for name, rows in measured.items():
        for row, figures in rows.items():
            for figure, limit in floors.get(name, {}).get(row, {}).items():
                got = figures[figure]
                if got < limit if figure in _DOWN else got > limit:
                    said.append(f"{name} {row}: {figure} is {got:.3f}, its floor {limit}")
    return said


def raised(measured: Measured, floors: Measured, *, lower: bool) -> Measured:
    """Give the floors after a run: the better of old and new, or the new ones if `lower`."""
    result: Measured = {}
    for name, rows in measured.items():
        for row, figures in rows.items():
            new, old = floor(figures), {} if lower else floors.get(name, {}).get(row, {})
            best = {f: (max if f in _DOWN else min)(new[f], old.get(f, new[f])) for f in new}
            result.setdefault(name, {})[row] = best
    return result


def read(path: Path) -> dict[str, Any]:
    """Read the floors: `corpus`, `full` and `quick`."""
    table: dict[str, Any] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return table


def write(path: Path, table: dict[str, Any]) -> None:
    """Write the floors, a row a line."""
    text = yaml.safe_dump(
        table, allow_unicode=True, sort_keys=False, width=200, default_flow_style=None
    )
    path.write_text(_HEAD + text, "utf-8")
