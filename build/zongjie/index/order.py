"""The order of pages in an index: like texts side by side make small lists and small files."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from zongjie.index.pages import Page

END = 8
"""Characters at the end of a heading that are looked at: before them its label may differ."""
MARKS = 2


def ordered(pages: Sequence[Page]) -> list[Page]:
    """Put pages with like ends of their titles, which tell the subject, side by side.

    Near copies follow the first of them, whatever their titles.
    """
    by_title = sorted(pages, key=lambda page: page.title[::-1])
    firsts: dict[object, int] = {}
    places = [firsts.setdefault(_marks(page) or n, n) for n, page in enumerate(by_title)]
    return [page for _, page in sorted(zip(places, by_title, strict=True), key=lambda row: row[0])]


def _marks(page: Page) -> tuple[int, ...]:
    """Give what near copies are likely to have in common: the least of their headings' checksums.

    Two pages have the same least one as likely as a heading of either is one of both (A. Broder,
    On the resemblance and containment of documents, 1997).
    """
    headings = {part.heading[-END:] for part in page.parts[1:] if len(part.heading) >= END}
    return tuple(sorted(zlib.crc32(heading.encode()) for heading in headings)[:MARKS])
