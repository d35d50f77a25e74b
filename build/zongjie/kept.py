"""The ledger of a source while all others are worked on: packed, its sums beside it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

from zongjie.models import Cleaned, Stretch, Sums, letters, sums, tiles


class Kept(Sequence[Stretch]):
    """A ledger in little memory: there are a thousand stretches to a summary."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        """Pack the changes that a ledger has made to a text; what was kept stands there."""
        self._size = len(stretches)
        self.sums: Sums = sums(stretches)
        self.letters = letters("".join(stretch.text for stretch in stretches))
        self._text = text
        changes = [stretch for stretch in stretches if stretch.fate != "kept"]
        self._data = zlib.compress(json.dumps(changes).encode(), 1)

    def __iter__(self) -> Iterator[Stretch]:
        changes = map(Stretch._make, json.loads(zlib.decompress(self._data)))
        return tiles(self._text, changes, 0, len(self._text))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Stretch: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Stretch, ...]: ...
    def __getitem__(self, place: int | slice) -> Stretch | tuple[Stretch, ...]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._data)

    def __repr__(self) -> str:
        return repr(tuple(self))


def keep(cleaned: Cleaned) -> Cleaned:
    """Give the same with its ledger packed."""
    return Cleaned(cleaned.source, Kept(cleaned.source.text, cleaned.ledger))
