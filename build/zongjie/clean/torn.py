"""Lines that a page break tore apart where no sentence shows it: inside a word, inside a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from rjieba import Jieba

from zongjie.shapes import HAN, Line, Style, finished, han_count, label_at

_SHORTEST = 4
"""Han characters below which a line may be a cell of a table."""
_HEADING = 30
"""Characters of the longest rest of a heading."""
_REACH = 8
"""Characters on either side of a break that tell whether it cuts a word."""
_LAST, _FIRST = re.compile(f"[{HAN}]{{1,{_REACH}}}$"), re.compile(f"[{HAN}]{{1,{_REACH}}}")
_COUNTED = re.compile(r"[\d×万亿][个所名人家项场件次期]$")
"""A figure with its measure, after which no word is open."""
_CLAUSE = re.compile("[，、]")
_CLAUSES = 25
"""Characters of the shortest line whose clauses are a sentence's and not a heading's."""
_LONG = 20
"""Lines below which a text has too few to show habits."""
_RARE = 0.2
"""Share of a text's line ends up to which blank lines are no habit of it, nor bare headings."""


class Manner:
    """How a text sets its lines apart, and its headings."""

    def __init__(self, text: str, found: Sequence[Line]) -> None:
        blank = [
            b.start - a.end > 1 and text.count("\n", a.end, b.start) > 1 for a, b in pairwise(found)
        ]
        self._gaps = blank if sum(blank) <= max(2, _RARE * len(blank)) else [False] * len(blank)
        self._found = found

    @cached_property
    def _headings(self) -> tuple[Counter[Style], Counter[Style]]:
        """Count the labelled lines of each style, and those of them that hold no sentence."""
        every, bare = Counter[Style](), Counter[Style]()
        for line, gap in zip(self._found, [*self._gaps, False], strict=False):
            if not gap and (label := label_at(line.text, 0)):
                every[label.style] += 1
                bare[label.style] += not re.search("[。；！？：]", line.text)
        return every, bare

    def tears(self, index: int, line: str, following: str) -> bool:
        """Tell whether the break behind the line of this number cuts a word, a heading or a clause.

        A heading is cut where something was taken out behind it, as a blank line shows that is none
        of the text's habits, and where either its like all run into their text or what follows is
        no sentence. There a line of several clauses without a full stop is cut, too.
        """
        if han_count(line) >= _SHORTEST and cuts_word(line[-_REACH:], following[:_REACH]):
            return True
        if not self._gaps[index]:
            return False
        label = label_at(line, 0)
        if not label:
            clauses = len(_CLAUSE.findall(line))
            return clauses > 1 and len(line) >= _CLAUSES and bool(re.search("[。；]", following))
        own = finished(following) or "：" in following or following.startswith("附")
        if len(following) <= _HEADING and not own and len(self._found) >= _LONG:
            return True
        every, bare = self._headings
        size = every[label.style]
        return size > 1 and bare[label.style] <= _RARE * size


@lru_cache(maxsize=1 << 12)
def cuts_word(before: str, after: str) -> bool:
    """Tell whether a word's first character stands at the end of one line, the rest on the next.

    >>> cuts_word("师资队伍多元建", "设步伐加快"), cuts_word("加强学校教育", "局党委高度重视")
    (True, False)
    >>> cuts_word("新增特级教师19人", "微信公众号推送信息")
    False
    """
    last, first = _LAST.search(before), _FIRST.match(after)
    if not last or not first or (_COUNTED.search(before) and after[0] != "次"):
        return False
    place = 0
    for word in _words().cut(last[0] + first[0]):
        if place < len(last[0]) < place + len(word):
            return place == len(last[0]) - 1
        place += len(word)
    return False


@cache
def _words() -> Jieba:
    return Jieba()
