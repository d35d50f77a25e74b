"""The feed of what is new in the collection, as RSS 2.0.

RSS and not Atom: there the date of an entry may be left out, and where nobody knows when a source
came, none is made up. Readers tell new entries by their `guid`, the address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import PurePosixPath
from urllib.parse import quote
from xml.sax.saxutils import escape

from zongjie.models import Summary
from zongjie.render import address, words

PATH = "feed.xml"
_MOST = 50
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def feed(
    summaries: Iterable[Summary], arrived: Mapping[str, datetime], name: str, site: str
) -> bytes:
    """Give the feed of the newest summaries.

    Args:
        summaries: All summaries, or the newest.
        arrived: When each file came, as far as that is known; of an archive, all that is in it.
        name: The site's name.
        site: Its address, with a slash at the end; without one there is no feed.
    """
    shown = newest(summaries, arrived)
    items = "".join(_item(item, _came(item, arrived), site) for item in shown)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{_text(name)}</title><link>{_text(site)}</link>"
        f"<description>{_text(name)}：新收的总结</description><language>zh-CN</language>\n"
        f'<atom:link href="{_text(site)}{PATH}" rel="self" type="application/rss+xml"/>\n'
        f"{items}</channel></rss>\n"
    ).encode("utf-8", "replace")


def newest(summaries: Iterable[Summary], arrived: Mapping[str, datetime]) -> list[Summary]:
    """Give the summaries that a feed of all would show."""
    found = sorted(summaries, key=lambda item: (item.year.value or 0, item.id), reverse=True)
    found.sort(key=lambda item: _came(item, arrived) or _LONG_AGO, reverse=True)
    return found[:_MOST]


def _came(summary: Summary, arrived: Mapping[str, datetime]) -> datetime | None:
    file = PurePosixPath(summary.origin.file)
    known = (arrived.get(str(path)) for path in (file, *file.parents))
    return next(filter(None, known), None)


def _item(summary: Summary, arrived: datetime | None, site: str) -> str:
    url = site + quote(address.summary(summary).removesuffix(".md")) + "/"
    date = f"<pubDate>{format_datetime(arrived)}</pubDate>" if arrived else ""
    return (
        f"<item><title>{_text(summary.title or '（无标题）')}</title><link>{_text(url)}</link>"
        f'<guid isPermaLink="true">{_text(url)}</guid>{date}'
        f"<description>{_text(_facts(summary))}</description></item>\n"
    )


def _facts(summary: Summary) -> str:
    parts = [words.plainly(summary.year), words.plainly(summary.region), summary.period.value]
    return " · ".join(filter(None, parts))


def _text(text: str) -> str:
    """Escape, and leave out what XML cannot hold."""
    sound = "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")
    return escape(sound, {'"': "&quot;"})
