"""All summaries of a collection → the links between them, and to documents and terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zongjie.link.copies import copies
from zongjie.link.discover import discover
from zongjie.link.documents import documents
from zongjie.link.kin import kin
from zongjie.link.nouns import NO_LINKS, Copy, Document, Links, Mention, Term
from zongjie.link.similar import compare, similar
from zongjie.link.terms import table, terms
from zongjie.link.texts import places as places_of
from zongjie.link.texts import plain
from zongjie.link.tokens import Tokenizer
from zongjie.link.weigh import weigh
from zongjie.models import Summary

__all__ = ["NO_LINKS", "Copy", "Document", "Links", "Mention", "Term", "flagged", "link"]

DUPLICATE = "duplicate"
"""Flag of a summary that is in all but little the same as another."""


def link(summaries: Sequence[Summary]) -> Links:
    """Find all links, the same for the same summaries and terms."""
    both = list(places_of(summaries))
    places, texts = [place for place, _ in both], [text for _, text in both]
    entries = table()
    forms = [form for entry in entries for form in (entry.name, *entry.also)]
    tokenizer = Tokenizer(forms)
    own = [plain(text) for text in texts]
    weighed = weigh(places, texts, own, tokenizer)
    copied, chosen = compare(weighed)
    found = discover(places, texts, forms, tokenizer)
    return Links(
        kin=kin(summaries),
        alike=similar(weighed, chosen),
        copies=copies(places, texts, list(map(len, own)), copied),
        documents=documents(places, texts),
        terms=terms(places, texts, (*entries, *found)),
    )


def flagged(summaries: Iterable[Summary], links: Links) -> list[Summary]:
    """Give the summaries, those that are copies of another with a flag that says so."""
    copied = {own for own, listed in links.copies.items() if any(copy.whole for copy in listed)}
    return [
        replace(item, flags=(*item.flags, DUPLICATE)) if item.id in copied else item
        for item in summaries
    ]
