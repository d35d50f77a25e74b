"""Folding: what counts as the same character. The reader in the browser does the same in fold.js.

NFKC, then per character: lower case, traditional → simplified, and white space, control and
zero-width characters dropped. Lower case is taken character by character, so that a sigma at the
end of a term is folded like one within.
"""

from __future__ import annotations

import unicodedata
from functools import cache

BLANK_RANGES = (
    (0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x1680, 0x1680),
    (0x180B, 0x180F), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF),
)  # fmt: skip
"""First and last code points of what is dropped: white space, controls, zero-width characters."""

_HAN_RANGES = ((0x3400, 0xA000), (0x20000, 0x32000))


class Folder:
    """Folds texts by a table of simplified characters, which an index carries with it."""

    def __init__(self, simplified: dict[str, str]) -> None:
        self.simplified = simplified
        self._table = _Table(simplified)

    def fold(self, text: str) -> str:
        """Fold a text.

        >>> Folder({"義": "义", "務": "务"}).fold("Ａ義　務\u200b…")
        'a义务...'
        """
        return unicodedata.normalize("NFKC", text).translate(self._table)

    def pieces(self, text: str) -> list[tuple[str, int, int]]:
        """Fold piecewise: the folded pieces, joined, are `fold(text)`; each has its offsets."""
        found, start = [], 0
        for end in range(1, len(text) + 1):
            if end == len(text) or not joins(text[end]):
                if piece := self.fold(text[start:end]):
                    found.append((piece, start, end))
                start = end
        return found


class _Table(dict[int, str]):
    """The folding of single normalised characters, filled as they are met."""

    def __init__(self, simplified: dict[str, str]) -> None:
        super().__init__()
        self._simplified = simplified

    def __missing__(self, code: int) -> str:
        lower = chr(code).lower()
        kept = "".join(self._simplified.get(c, c) for c in lower if not _is_blank(ord(c)))
        self[code] = kept
        return kept


def _is_blank(code: int) -> bool:
    return any(first <= code <= last for first, last in BLANK_RANGES)


@cache
def joins(char: str) -> bool:
    """Say whether normalising may join a character to the one before it, as an accent is."""
    first = unicodedata.normalize("NFKD", char)[:1]
    return bool(first) and (unicodedata.combining(first) != 0 or first in _seconds())


@cache
def _seconds() -> frozenset[str]:
    """Give the characters that can be the second half of a composed one."""
    found = {chr(code) for first, last in ((0x1161, 0x1176), (0x11A7, 0x11C3)) for code in range(first, last)}  # fmt: skip
    for code in range(0x20000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            found.add(chr(int(parts[1], 16)))
    return frozenset(found)


@cache
def simplified_table() -> dict[str, str]:
    """Give the simplified character of each traditional one, by OpenCC's character dictionary."""
    import opencc  # noqa: PLC0415  # readers of an index do without it

    chars = [chr(code) for first, last in _HAN_RANGES for code in range(first, last)]
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    found = {c: p for c, p in zip(chars, converted, strict=True) if p != c and len(p) == 1}
    return {char: found.get(plain, plain) for char, plain in found.items()}
