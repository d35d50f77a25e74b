"""The words that a query is cut into when nothing was found; loaded by a reader only then."""

from __future__ import annotations

import json
import re
import zlib
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

from zongjie.data.tables import loader, rows
from zongjie.index.fold import Folder, simplified_table
from zongjie.index.letters import SECOND, Letters
from zongjie.index.stream import Numbers, code_points

_ENTRY = re.compile(r"^([^ \n]{2,8}) (?=[5-9]|[1-9]\d)", re.MULTILINE)
"""A word of jieba's dictionary that is not too long, and its frequency, which is 5 or more."""
_BETWEEN = "\ue000"
"""For private use: in no word, and folded to itself."""


def words(keys: Numbers, letters: Letters, folder: Folder) -> bytes:
    """Give the words of jieba's dictionary all bigrams of which occur, and the synonyms.

    Args:
        keys: Of the lists of bigrams.
        letters: What these are of.
        folder: For the synonyms.
    """
    candidates, needed, of_word = _candidates()
    known = letters.bigrams(keys)
    kept = np.ones(len(candidates), np.bool_)
    kept[of_word[~np.isin(needed, known)]] = False
    found = sorted(word for word, keep in zip(candidates, kept.tolist(), strict=True) if keep)
    alike = [[folder.fold(word) for word in row] for row in synonyms()]
    content = json.dumps({"words": "\n".join(found), "synonyms": alike}, ensure_ascii=False)
    return zlib.compress(content.encode(), 9)


@cache
def _candidates() -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Give jieba's words, folded, their bigrams, and the number of the word that each is of."""
    folded = Folder(simplified_table()).fold(_BETWEEN.join(_dictionary()))
    found = tuple(dict.fromkeys(folded.split(_BETWEEN)))
    codes = code_points("\0".join([*found, ""])).astype(np.int64)
    within = (codes[:-1] != 0) & (codes[1:] != 0)
    return found, (codes[:-1] * SECOND + codes[1:])[within], np.cumsum(codes == 0)[:-1][within]


def _dictionary() -> tuple[str, ...]:
    # jieba itself is slow to import
    file = Path(str(distribution("jieba").locate_file("jieba/dict.txt")))
    return tuple(_ENTRY.findall(file.read_text(encoding="utf-8")))


@loader("synonyms.yml")
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Give the words of like meaning, a tuple each."""
    found = []
    for row in rows("synonyms.yml"):
        row.only("words")
        found.append(row.words("words"))
        if len(found[-1]) < 2:
            row.fail("只有一个词", "近义词至少要两个", "补上另一个，或删去此条")
    return tuple(found)
