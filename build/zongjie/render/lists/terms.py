"""The terms of the field: an index by groups, and a page for each with its appearances by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple, replace
from functools import partial

from zongjie.drawn import NOTHING, Drawn
from zongjie.link import Term
from zongjie.render import address, markdown, words
from zongjie.render.lists import entries, mentions, paging
from zongjie.render.lists.paging import Roll
from zongjie.render.markdown import escape, link

_HOME = ("首页", address.HOME)
_UP = ("术语", address.TERMS)


def pages(terms: Sequence[Term], summaries: int = 0, drawn: Drawn = NOTHING) -> dict[str, str]:
    """Give the index of the terms and the pages of each.

    What is said of a summary there follows from it and from the term.

    Args:
        terms: Those of the collection.
        summaries: How many summaries it has: the more, the fewer are listed.
        drawn: What stands already.
    """
    most = mentions.most(summaries)
    found = sum(term.found for term in terms)
    lede = entries.lede(
        f"教育工作中的 {len(terms)} 个用语，各从最早出现的年份起列出所有出处。"
        + (f"其中 {found} 个不在词表里，是从各篇总结的用词统计出来的。" if found else "")
    )
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        groups[term.group].append(term)
    blocks = [lede]
    for group, listed in groups.items():
        blocks += [f"## {escape(group)}", _rows(listed)]
    result = {address.TERMS: entries.page("术语", [_HOME], address.TERMS, blocks)}
    for term in terms:
        path = address.term(term.name)
        labels = [drawn.label(m.summary) for m in term.mentions]
        given = astuple(replace(term, mentions=())), most, labels
        result |= drawn.pages(path, given, partial(_own, term, most))
    return result


def _rows(terms: Sequence[Term]) -> str:
    ranked = sorted(terms, key=lambda term: (-len(term.mentions), term.name))
    rows = "\n".join(
        f"- {link(term.name, address.relative(address.term(term.name), address.TERMS))} "
        f"<small>{words.count(len(term.mentions))} 篇{_since(term)}</small>"
        for term in ranked
    )
    return markdown.block(rows, css="names names--short")


def _since(term: Term) -> str:
    """Say which year a term appears in first, as far as years are known."""
    year = term.mentions[0].summary.year
    return f"，最早 {words.year(year)}" if year.value or year.range else ""


def _own(term: Term, most: int) -> dict[str, str]:
    path = address.term(term.name)
    forms = sorted(
        {m.name for m in term.mentions} - {term.name}, key=lambda form: (len(form), form)
    )
    parts = [
        f"{escape(term.note)}。" if term.note else "",
        f"{mentions.span(term.mentions)}。",
        f"包括这些写法：{escape('、'.join(forms))}。" if forms else "",
        "由用词统计得出，不在词表里。" if term.found else "",
    ]
    years = entries.bars(mentions.years(term.mentions, path, f'"{term.name}"', most), path)
    rest = paging.by_search([f'"{form}"' for form in (term.name, *forms)], path)
    lede = entries.lede("".join(parts))
    roll = Roll(term.name, [_HOME, _UP], path, [lede, years], rest=rest)
    return mentions.pages(roll, term.mentions, most)
