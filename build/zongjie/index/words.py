"""The words that a query is cut into when nothing was found; loaded by a reader only then."""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import yaml

from zongjie.index.fold import Folder, simplified_table
from zongjie.index.postings import Lists
from zongjie.index.stream import Numbers, code_points

_FREQUENT = 5
"""In jieba's dictionary, from which on a word is taken."""
_LONGEST = 8
_BETWEEN = "\ue000"
"""For private use: in no word, and folded to itself."""
_SYNONYMS = Path(__file__).parents[1] / "data" / "synonyms.yml"


def words(bigrams: Lists, folder: Folder) -> bytes:
    """Give the words of jieba's dictionary all bigrams of which occur, and the synonyms."""
    candidates, pairs, of_word = _candidates()
    known = bigrams.keys[:, 0] << 21 | bigrams.keys[:, 1]
    kept = np.ones(len(candidates), np.bool_)
    kept[of_word[~np.isin(pairs, known)]] = False
    found = sorted(word for word, keep in zip(candidates, kept.tolist(), strict=True) if keep)
    rows = [[folder.fold(word) for word in row] for row in _synonyms()]
    content = json.dumps({"words": "\n".join(found), "synonyms": rows}, ensure_ascii=False)
    return zlib.compress(content.encode(), 9)


@cache
def _candidates() -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Give jieba's words, folded, their bigrams, and the number of the word that each is of."""
    folded = Folder(simplified_table()).fold(_BETWEEN.join(_dictionary()))
    found = tuple(dict.fromkeys(folded.split(_BETWEEN)))
    codes = code_points("\0".join([*found, ""])).astype(np.int64)
    within = (codes[:-1] != 0) & (codes[1:] != 0)
    return found, (codes[:-1] << 21 | codes[1:])[within], np.cumsum(codes == 0)[:-1][within]


def _dictionary() -> tuple[str, ...]:
    # jieba itself is slow to import
    file = Path(str(distribution("jieba").locate_file("jieba/dict.txt")))
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines)
    return tuple(row[0] for row in rows if 2 <= len(row[0]) <= _LONGEST and int(row[1]) >= _FREQUENT)  # fmt: skip


@cache
def _synonyms() -> list[list[str]]:
    rows: list[list[str]] = yaml.safe_load(_SYNONYMS.read_text(encoding="utf-8"))
    return rows
