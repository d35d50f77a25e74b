"""What a reader types → terms, exclusions and restrictions. The browser does the same in query.js.

Spaces separate terms. Characters that each stand alone (`集 团 化`) are one term. `"…"`, with a
space or nothing behind it, keeps a term whole; a leading `-` excludes; `标题:` `年份:` `地区:` and
`主题:` restrict. A sign that is not used so is a character like any other: nothing is an error.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Field = Literal["title", "year", "region", "topic"]

_SPACE = "\\x00-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_FIELDS: dict[str, Field] = {
    "标题": "title", "標題": "title", "年份": "year",
    "地区": "region", "地區": "region", "主题": "topic", "主題": "topic",
}  # fmt: skip
_TOKEN = re.compile(
    rf"(?P<sign>[-－]?)(?:(?P<field>{'|'.join(_FIELDS)})[:：])?"
    rf'(?:["＂](?P<quoted>[^"＂]+)["＂](?![^{_SPACE}])|(?P<plain>[^{_SPACE}]+))'
)
_WORD = re.compile(rf"[^{_SPACE}]+")
_SIGNS = '"＂-－'
_YEARS = re.compile(r"(\d{4})年?(?:(?:[-~—–至到]|--|——)(\d{4})年?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Restriction:
    """A condition on the page, or on the section's topics."""

    field: Field
    value: str
    exclude: bool


@dataclass(frozen=True, slots=True)
class Query:
    """How a query is understood; nothing is folded yet."""

    terms: tuple[str, ...]
    excluded: tuple[str, ...]
    restrictions: tuple[Restriction, ...]


def parse(text: str) -> Query:
    """Take a query apart.

    >>> parse('集团化办学 地区:四川 -民办 "教育 教学"').terms
    ('集团化办学', '教育 教学')
    >>> parse("集 团 化").terms, parse('-"').terms, parse("年份:今年").terms
    (('集团化',), ('-"',), ('年份:今年',))
    """
    terms, excluded, restrictions = list[str](), list[str](), list[Restriction]()
    at, alone = 0, False
    while word := _WORD.search(text, at):
        token = _TOKEN.match(text, word.start())
        if token is None or not _sound(token):
            value, at, single = word[0], word.end(), len(word[0]) == 1
        else:
            value, at = token["quoted"] or token["plain"], token.end()
            if token["field"]:
                field = _FIELDS[token["field"]]
                restrictions.append(Restriction(field, value, bool(token["sign"])))
                alone = False
                continue
            if token["sign"]:
                excluded.append(value)
                alone = False
                continue
            single = len(value) == 1 and token["quoted"] is None
        if single and alone:
            terms[-1] += value
        else:
            terms.append(value)
        alone = single
    return Query(tuple(terms), tuple(excluded), tuple(restrictions))


def years(value: str) -> tuple[int, int] | None:
    """Read a year or a span of years.

    >>> years("2021"), years("2019—2021年"), years("今年")
    ((2021, 2021), (2019, 2021), None)
    """
    match = _YEARS.fullmatch(unicodedata.normalize("NFKC", value))
    if match is None:
        return None
    first = int(match[1])
    return first, int(match[2] or first)


def _sound(token: re.Match[str]) -> bool:
    """Say whether a token is what it looks like."""
    if (
        token["sign"]
        and not token["field"]
        and not (token["quoted"] or token["plain"].strip(_SIGNS))
    ):
        return False
    return token["field"] != "年份" or years(token["quoted"] or token["plain"]) is not None
