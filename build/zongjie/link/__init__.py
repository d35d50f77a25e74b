"""All summaries of a collection → the links between them, and to documents and terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zongjie.cache import Cache
from zongjie.link.copies import copies
from zongjie.link.discover import discover
from zongjie.link.documents import documents
from zongjie.link.features import Features, features, in_a_row, tools
from zongjie.link.kin import kin
from zongjie.link.nouns import NO_LINKS, Copy, Document, Links, Mention, Term
from zongjie.link.similar import compare, similar
from zongjie.link.terms import Finder, terms
from zongjie.link.weigh import weigh
from zongjie.models import Summary

__all__ = ["NO_LINKS", "Copy", "Document", "Links", "Mention", "Term", "flagged", "link"]

DUPLICATE = "duplicate"
"""Flag of a summary that is in all but little the same as another."""


def link(
    summaries: Sequence[Summary],
    found: Sequence[Features] | None = None,
    kept: Cache | None = None,
) -> Links:
    """Find all links, the same for the same summaries and terms.

    Args:
        summaries: All summaries.
        found: What is known of each; if nothing is given, it is found here.
        kept: For what the next run need not compare again, if anything is to be kept.
    """
    own = tools()
    texts = in_a_row(summaries, found or [features(item, own) for item in summaries], own)
    weighed = weigh(texts)
    copied, chosen = compare(weighed, kept)
    more = Finder(discover(texts, own.finder.forms))
    return Links(
        kin=kin(summaries),
        alike=similar(weighed, chosen),
        copies=copies(texts, copied),
        documents=documents(
            (one.places, one.texts, one.features.citations) for one in texts.each()
        ),
        terms=(
            *terms(own.finder, ((one.places, one.features.uses) for one in texts.each())),
            *terms(more, ((one.places, more.uses(one.texts)) for one in texts.each())),
        ),
    )


def flagged(summaries: Iterable[Summary], links: Links) -> list[Summary]:
    """Give the summaries, those that are copies of another with a flag that says so."""
    copied = {own for own, listed in links.copies.items() if any(copy.whole for copy in listed)}
    return [
        replace(item, flags=(*item.flags, DUPLICATE)) if item.id in copied else item
        for item in summaries
    ]
