"""The wording of invented sites, and the chance that picks from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

HAN = "零一二三四五六七八九十"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙"
_NAMES = ["建华", "秀英", "敏", "静", "丽", "强", "小燕", "志明", "海波", "文", "佳", "晓东"]


@dataclass(frozen=True, slots=True)
class Site:
    """What an invented site puts around and into a text."""

    name: str
    head: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kit:
    """One set of wordings."""

    sites: tuple[Site, ...]
    previews: tuple[str, ...]
    pages: tuple[str, ...]
    markers: tuple[str, ...]
    related: dict[str, list[str]]

    def filled(self, line: str, title: str, chance: Random) -> str:
        """Fill the places that a site fills by itself; each `{rel}` and `{n}` anew."""
        makers: dict[str, Callable[[], str]] = {
            "title": lambda: title,
            "rel": lambda: "".join(map(chance.choice, self.related.values())),
            "date": lambda: _date(chance),
            "time": lambda: f"{chance.randint(7, 22):02}:{chance.randint(0, 59):02}",
            "n": lambda: str(chance.randint(100, 9999)),
            "page": lambda: str(chance.randint(2, 9)),
            "big": lambda: str(chance.randint(10**6, 10**8)),
            "user": lambda: chance.choice(_SURNAMES) + chance.choice(_NAMES),
        }
        for name, make in makers.items():
            while (hole := f"{{{name}}}") in line:
                line = line.replace(hole, make(), 1)
        return line


def _date(chance: Random) -> str:
    year, month, day = chance.randint(2008, 2024), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        (f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日", f"{year}/{month}/{day}")
    )


@cache
def kit(name: str) -> Kit:
    """Read `known.yml` or `heldout.yml`."""
    table = yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text("utf-8"))
    sites = tuple(
        Site(site.pop("name"), **{place: tuple(text.splitlines()) for place, text in site.items()})
        for site in table["sites"]
    )
    lists = {key: tuple(table[key]) for key in ("previews", "pages", "markers")}
    return Kit(sites, related=table["related"], **lists)
