"""A passage made plain for matching: no quotation marks, no spaces, one form of digit and dash."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from zongjie.models import Evidence, Passage

_DROPPED = re.compile("[“”\"'‘’「」『』《》〈〉＂＇ \t\u3000\u00a0\u200b\ufeff\r]+")
_PLAIN = str.maketrans(
    "０１２３４５６７８９（）［］〔〕-–－~～﹣―,;:!?",
    "0123456789()[][]———————，；：！？",
)
_FANCY = re.compile("[０-９（）［］〔〕\\-–－~～﹣―,;:!?]+")
_ZERO = "○〇零OＯ0０oｏ"
_HAN_YEAR = re.compile(f"二[{_ZERO}][{_ZERO}一二][{_ZERO}一二三四五六七八九](?=年)")
_HAN_DIGITS = str.maketrans(f"{_ZERO}一二三四五六七八九", "0" * len(_ZERO) + "123456789")
_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
_STOPS = "。；！？\n"
_LOOSE = "，。；！？、：\n"


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The plain text of a passage and the way back to it; compared by identity."""

    passage: Passage
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    """The offsets in `text`, and in `passage.text`, where the stretches begin that nothing was
    dropped from."""

    def position(self, place: int) -> int:
        """Give the offset in `passage.text` of a character of `text`."""
        stretch = bisect_right(self.starts, place) - 1
        return self.origins[stretch] + place - self.starts[stretch]

    def evidence(self, start: int, end: int, note: str) -> Evidence:
        """Quote `text[start:end]` as it stands in the source: whole figures, and one line at most."""
        first, last = self._span(*self._bordered(start, end))
        quoted = self.passage.evidence(first, last, note)
        while "\n" in quoted.quote and last - first > 1:
            last -= 1
            quoted = self.passage.evidence(first, last, note)
        return quoted

    def _bordered(self, start: int, end: int) -> tuple[int, int]:
        """Move a span's borders out of figures, off the ends of lines and off loose punctuation."""
        while end - start > 1 and self.text[start] in _LOOSE:
            start += 1
        line = self.text.find("\n", start, end)
        end = line if line > start else end
        while end - start > 1 and self.text[end - 1] in _LOOSE:
            end -= 1
        while start and self.text[start].isdecimal() and self.text[start - 1].isdecimal():
            start -= 1
        while self.text[end - 1].isdecimal() and self.text[end : end + 1].isdecimal():
            end += 1
        return start, end

    def quote(self, start: int, end: int) -> str:
        """Give `text[start:end]` as it stands in the cleaned text."""
        first, last = self._span(start, end)
        return self.passage.text[first:last]

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the passage, a quotation mark whose pair is inside included."""
        text, first, last = self.passage.text, self.position(start), self.position(end - 1) + 1
        for opening, closing in _PAIRS:
            opened, closed = text.count(opening, first, last), text.count(closing, first, last)
            if closed > opened and first and text[first - 1] == opening:
                first -= 1
            if opened > closed and text.startswith(closing, last):
                last += 1
        return first, last

    def before(self, position: int, limit: int = 24) -> str:
        """Give what precedes a position in the same sentence, at most `limit` characters."""
        head = self.text[max(0, position - limit) : position]
        cut = max(head.rfind(stop) for stop in _STOPS)
        return head[cut + 1 :]

    def after(self, position: int, limit: int = 24) -> str:
        """Give what follows a position in the same sentence, at most `limit` characters."""
        tail = self.text[position : position + limit]
        cuts = [at for stop in _STOPS if (at := tail.find(stop)) >= 0]
        return tail[: min(cuts)] if cuts else tail


@lru_cache(maxsize=8)
def fold(passage: Passage) -> Folded:
    """Make a passage plain.

    Years in Chinese figures (二〇二一年) become Arabic ones; nothing else that a figure says changes.
    """
    raw = _HAN_YEAR.sub(lambda found: found.group().translate(_HAN_DIGITS), passage.text)
    dropped = [(0, 0), *(found.span() for found in _DROPPED.finditer(raw)), (len(raw), len(raw))]
    kept = [(end, start) for (_, end), (start, _) in pairwise(dropped)]
    text = "".join([raw[start:end] for start, end in kept])
    plain = _FANCY.sub(lambda found: found.group().translate(_PLAIN), text)
    starts = accumulate((end - start for start, end in kept[:-1]), initial=0)
    return Folded(passage, plain, tuple(starts), tuple(start for start, _ in kept))
