"""The divisions of China: which places bear a name, today or earlier, from province to village.

The table is `data/gazetteer.tsv.xz`, made by `bench/make_gazetteer.py`; `data/gazetteer.md` tells its
format and sources. It is read once per process, when first asked for.
"""

from __future__ import annotations

import gc
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, NamedTuple

Rank = Literal["province", "city", "county", "town", "village"]

_NAMES = """
汉 壮 满 回 苗 维吾尔 土家 彝 蒙古 藏 布依 侗 瑶 朝鲜 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 高山
拉祜 水 佤 纳西 羌 土 仫佬 锡伯 柯尔克孜 达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京
基诺 德昂 保安 俄罗斯 裕固 乌孜别克 门巴 鄂伦春 独龙 塔塔尔 赫哲 珞巴 各
"""
_PEOPLES = _NAMES.split()
LONGEST = 11
"""Characters of the longest name that a text is searched for, its kind included."""
_PEOPLE = re.compile(
    f"(?:(?:{'|'.join(_PEOPLES)})族|{'|'.join(p for p in _PEOPLES if len(p) > 1)})+$"
)
_KIND = re.compile(
    "(?:民族苏木|民族乡|街道|苏木|镇|乡|特别行政区|地区|林区|新区"
    "|自治区|自治州|自治县|自治旗|联合旗|省|市|区|县|旗|州|盟)$"
)


class Place(NamedTuple):
    """What a name stands for."""

    unit: str
    """Code of the division at county level or above that it is or lies in: 2, 4 or 6 digits."""
    rank: Rank
    name: str
    """The full name as it was given, by which the reading was found."""
    town: str = ""
    """Of a town in force: its code, 9 digits; of an old town: its heir's, where there is one."""
    old: bool = False
    """Whether the name is no longer in force."""


def stem_of(name: str) -> str:
    """Give a division's name without its kind and people; short names keep their kind.

    >>> [stem_of(n) for n in ("洞头区", "莘县", "金秀瑶族自治县", "广西壮族自治区", "内蒙古自治区")]
    ['洞头', '莘县', '金秀', '广西', '内蒙古']
    >>> [stem_of(n) for n in ("金江白族乡", "北岙街道", "浦东新区", "神农架林区")]
    ['金江', '北岙', '浦东', '神农架']
    """
    kind = _KIND.search(name, 2)
    if not kind:
        return name
    bare = name[: kind.start()]
    people = _PEOPLE.search(bare, 2)
    return bare[: people.start()] if people else bare


class Gazetteer:
    """All names, each with the places that bear it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.names: dict[str, str] = {}
        """Name in force by code, of provinces, cities, counties and towns."""
        self.kinds: dict[str, str] = {}
        """Of each county: the kinds that its names, old ones too, end in (`县区`)."""
        self.undivided: set[str] = set()
        """Codes that stand for a whole city without counties."""
        self.full: dict[str, list[Place]] = defaultdict(list)
        """Provinces, cities, counties and towns by their full name."""
        self.short: dict[str, list[Place]] = defaultdict(list)
        """The same by their name without its kind, of two characters or more."""
        self.villages: dict[str, list[str]] = defaultdict(list)
        """Codes of the counties that have a village or neighbourhood of that name."""
        self._read(lines)

    def _read(self, lines: Iterable[str]) -> None:
        county = ""
        for line in lines:
            kind, _, rest = line.partition("\t")
            if kind in "VW":
                for village in rest.split(" "):
                    self.villages[village].append(county)
            elif kind in "TO":
                number, name = rest.split("\t")
                town = county + number if number else ""
                if kind == "T":
                    self.names[town] = name
                self._add(Place(county, "town", name, town, kind == "O"))
            elif rest:
                county, name, *old = rest.split("\t")
                self._add_division(kind, county, name, old)

    def _add_division(self, kind: str, code: str, name: str, old: list[str]) -> None:
        rank: Rank = {2: "province", 4: "city"}.get(len(code), "county")  # type: ignore[assignment]
        self.names[code] = name
        if rank == "county":
            self.kinds[code] = "区" if kind == "Z" else "".join(n[-1] for n in (name, *old))
        if kind == "U":
            self.undivided.add(code)
            return
        self._add(Place(code, rank, name))
        for former in old:
            self._add(Place(code, rank, former, old=True))
        # everybody says 恩施州 and 融水县 for 恩施土家族苗族自治州 and 融水苗族自治县
        customary = stem_of(name) + name[-1]
        if re.search("自治[州县旗]$", name) and customary not in old:
            self.full[customary].append(Place(code, rank, name))

    def _add(self, place: Place) -> None:
        self.full[place.name].append(place)
        stem = stem_of(place.name)
        if len(stem) > 1 and stem != place.name:
            self.short[stem].append(place)

    @cached_property
    def tails(self) -> dict[str, tuple[int, ...]]:
        """How long the full names are, villages left out, by their last two characters.

        The longest first; a town's name that is longer than `LONGEST` is not looked for.
        """
        sizes: dict[str, set[int]] = defaultdict(set)
        for name, places in self.full.items():
            if 1 < len(name) <= LONGEST or places[0].rank != "town":
                sizes[name[-2:]].add(len(name))
        return {tail: tuple(sorted(found, reverse=True)) for tail, found in sizes.items()}

    @cached_property
    def of_three(self) -> frozenset[str]:
        """The names without their kind, villages left out, that have three characters."""
        return frozenset(name for name in self.short if len(name) == 3)

    @cached_property
    def longest_village(self) -> int:
        """Characters of the longest name of a village, its kind left out."""
        return max(map(len, self.villages))

    @cached_property
    def counties(self) -> dict[str, tuple[Place, ...]]:
        """The counties and cities that bear a name without its kind."""
        ranked = {
            name: tuple(place for place in places if place.rank in ("county", "city"))
            for name, places in self.short.items()
        }
        return {name: places for name, places in ranked.items() if places}

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """The codes of the counties below each code, a county's own included."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.kinds:
            for digits in (2, 4, 6):
                found[code[:digits]].append(code)
        return dict(found)

    @cached_property
    def above(self) -> dict[str, list[tuple[str, int]]]:
        """The codes above each county, and how many counties each of them has."""
        return {
            code: [(unit, len(self.below[unit])) for unit in (code[:2], code[:4])]
            for code in self.kinds
        }

    def path(self, code: str) -> tuple[str | None, str | None, str | None]:
        """Give the names of province, city and county of a code of 2, 4 or 6 digits.

        A municipality's districts and the counties under a province itself have no city; a city
        without counties has no county.
        """
        city = self.names.get(code[:4]) if len(code) >= 4 else None
        county = (
            None if code in self.undivided else self.names.get(code) if len(code) == 6 else None
        )
        return self.names[code[:2]], city, county

    def label(self, code: str) -> str:
        """Give the names of a code's divisions, joined: `浙江省温州市洞头区`."""
        return "".join(name for name in self.path(code) if name)


@cache
def load() -> Gazetteer:
    """Read the table that comes with the package."""
    packed = files("zongjie.data").joinpath("gazetteer.tsv.xz").read_bytes()
    gazetteer = Gazetteer(lzma.decompress(packed).decode().splitlines())
    gc.freeze()  # a million objects that stay: no collection need look at them again
    return gazetteer
