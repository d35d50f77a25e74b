"""Finding what a text mentions of places: divisions by full name, schools named after them, clues.

A mention says which divisions it may point to and how far it may be trusted (`doubt`); it draws no
conclusion. Names in phrases about partners (对口支援, 结对, 联考, 赴…考察) are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import accumulate
from typing import Literal

import rjieba

from zongjie.data.needles import Patterns
from zongjie.data.tables import loader, rows
from zongjie.metadata.gazetteer import LONGEST, Gazetteer, Place, load, stem_of
from zongjie.metadata.region import place_context
from zongjie.metadata.region.place_context import Context
from zongjie.models import MASK
from zongjie.shapes import HAN

Kind = Literal["stated", "division", "town", "village", "school", "short", "media", "clue"]

DOUBT: dict[Kind, float] = {
    "stated": 0.005,
    "division": 0.3,
    "town": 0.15,
    "village": 0.75,
    "school": 0.7,
    "short": 0.5,
    "media": 0.6,
    "clue": 0.3,
}
"""How likely a mention of a kind says nothing about the reporting body, before any other clue."""

VILLAGE_SCHOOL_DOUBT = 0.95
"""Villages are so many that a school's name meets some of them by chance."""
VILLAGE_WEIGHT = 0.15
"""Against a town of the same name: a school is rather called after the town."""

ORDINARY = 100
"""Frequency in jieba's dictionary from which a word is ordinary (育英 9, 城关 89, 平安 1438)."""

_COMMON_NOUNS = """
城区 郊区 矿区 市区 山区 新区 老城区 新城区 开发区 港区 湖区 林区 牧区 库区
校区 园区 社区 学区 东区 西区 南区 北区 中区 城镇 集镇 乡镇 村镇 城乡 下乡
家乡 山乡 水乡 侨乡 农村 山村 新村 乡村 新农村 县市 县区 市县 区县 各市
各县 全市 全县 全区 我市 我县 我区 本市 本县 本区 城市 都市 省市 外县 和县
街道 农场 林场 牧场 苏木 自治区 自治州 自治县
"""
COMMON_NOUNS = frozenset(_COMMON_NOUNS.split())
"""Names of real places that are far more often plain words."""

_LOOSE = re.compile(
    "[各向全本该每某我你他及和与等在对到从由为]|[一二三四五六七八九十两几多数]+[所家个名]|[省市区县乡镇村][直属内]"
)
"""How a stretch begins that is no name: `三所学校`, `县直小学`, `向农村`."""
_SIZES = range(LONGEST, 1, -1)
_VILLAGE = {"村": 1, "社区": 2}
"""Kinds of village, and their characters."""
_END = re.compile("[省市区县旗州盟镇乡村道木场]")
# every branch begins with a letter, which is found fastest
_TAIL = (
    "(?:小学|中学|幼儿园|学校|完小|初中|高中|职中|职高|中心校|学区|教学点|义校|教管中心|教育总支|镇小|乡小|村小"
    + "".join(f"|{c}(?<=[一二三四五六七八九十]{c})(?![一-鿿])" for c in "小中幼")
    + ")"
)
_SCHOOL_TAIL = re.compile(_TAIL)
_SCHOOL = re.compile(
    "(?:第?[一二三四五六七八九十]{1,2}|实验|中心|社区|民族|希望|九年制|九年一贯制|完全|初级|高级|职业|义务|外国语"
    f"|街道|镇|乡|村){{0,3}}{_TAIL}"
)
_PREFIX_END = frozenset("一二三四五六七八九十验心区族望制全级业务语道镇乡村")
"""How a word before the tail ends, none of which reaches into it."""
_LONGEST_PREFIX = 15
"""Characters of three of the longest words before the tail."""
_SCHOOLING = re.compile("教育|经验|模式|籍|师生|学子|精神|品牌|特色")
_HAN = re.compile(f"[{HAN}]+")
_GAP = re.compile(r"[^\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]")
"""What stands between two runs of letters that jieba cuts, each as a whole."""
_MEDIA = re.compile("日报|晚报|电视台|广播电视台|新闻网|新闻联播|融媒体")
_BESIDE = f"{_SCHOOLING.pattern}|{_MEDIA.pattern}|学到|学在"
_COLLEGE = re.compile(".{0,6}?(?:大学|学院|师范|师大|银行|研究院|研究所)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names a place, or tells of one."""

    start: int
    end: int
    text: str
    kind: Kind
    context: Context
    doubt: float
    weights: dict[str, float]
    """How much it points to each division, by its code of 2, 4 or 6 digits."""
    places: tuple[Place, ...] = ()
    """The divisions that bear the name, villages left out."""
    why: str = ""
    """Of a clue: what it is, in Chinese."""
    bureau: bool = False
    """Whether the division is named as that of the text's own office."""
    chain: int = -1
    """Where the names that it stands among without a gap begin: `福建省厦门市同安区` says one thing."""

    @property
    def key(self) -> str:
        """What counts as the same name said twice."""
        return stem_of(self.places[0].name) if self.places else self.text


def find(text: str) -> list[Mention]:
    """Find what a cleaned text mentions of places; of overlapping mentions the most certain one."""
    finder = _Finder(text, load())
    named = _chained(text, list(finder.divisions()))
    found = [*named, *finder.schools(), *finder.short_names(), *finder.clues()]
    found.sort(key=lambda mention: (mention.doubt, mention.start - mention.end))
    taken: set[int] = set()
    apart = []
    for mention in found:
        stretch = range(mention.start, mention.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            apart.append(mention)
    return _estranged(sorted(apart, key=lambda mention: mention.start))


def divisions(text: str) -> list[Mention]:
    """Find the divisions that a title or another short line names by their full names."""
    return [m for m in _Finder(text, load()).divisions() if m.places]


def chains(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Group mentions that follow each other without a gap, from province down."""
    group: list[Mention] = []
    for mention in mentions:
        if group and mention.start != group[-1].end:
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _chained(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give adjacent names one context: what is said of the last is said of all."""
    found: list[Mention] = []
    for group in chains(mentions):
        if len(group) == 1:
            found += group
            continue
        start, end = group[0].start, group[-1].end
        context = place_context.of_division(text, start, end)
        if context == "own" or group[-1].kind == "town":
            found += [replace(m, chain=start) for m in group]
        else:
            found += [
                replace(m, chain=start, context=context, kind=_unstated(m.kind)) for m in group
            ]
    return found


def _unstated(kind: Kind) -> Kind:
    return "division" if kind == "stated" else kind


def _estranged(mentions: list[Mention]) -> list[Mention]:
    """Make partners of all mentions of a county or city that the text mostly names as one.

    `同安一中` is a partner's school where `同安区` only sends teachers.
    """
    named = [m for m in mentions if m.kind in ("stated", "division") and m.places]
    tally: dict[str, int] = {}
    for mention in named:
        if mention.places[0].rank != "province":
            weight = -3 if mention.context == "partner" else 3 if mention.bureau else 1
            tally[mention.key] = tally.get(mention.key, 0) + weight
    alien = {key for key, score in tally.items() if score < 0}
    return [
        replace(m, context="partner", kind=_unstated(m.kind)) if m.key in alien else m
        for m in mentions
    ]


class _Starts:
    """The offsets where a word of jieba's dictionary, or a lone character, begins.

    Jieba cuts each run of letters by itself, so that only those are cut that are asked for.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: dict[int, set[int]] = {}
        self._run = (0, 0)

    @cached_property
    def _mirrored(self) -> str:
        return self._text[::-1]

    def _run_of(self, place: int) -> tuple[int, int]:
        """Give the start and end of the run of letters that a place is in."""
        if not self._run[0] <= place < self._run[1]:
            size = len(self._text)
            before = _GAP.search(self._mirrored, size - place)
            after = _GAP.search(self._text, place)
            self._run = size - before.start() if before else 0, after.start() if after else size
        return self._run

    def __contains__(self, place: int) -> bool:
        if place < 0:
            return False
        start, end = self._run_of(place)
        if start not in self._starts:
            sizes = map(len, rjieba.cut(self._text[start:end], hmm=False))
            self._starts[start] = set(accumulate(sizes, initial=start))
        return place >= end or place in self._starts[start]


class _Finder:
    """One text and where its words begin."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.starts = _Starts(text)

    def divisions(self) -> Iterator[Mention]:
        """Find names with their kind: `姚渡镇`, `温江区`, `光明村`."""
        full, villages = self.gazetteer.full, self.gazetteer.villages
        tails, longest = self.gazetteer.tails, self.gazetteer.longest_village
        done = 0
        for ending in _END.finditer(self.text):
            end = ending.end()
            tail = self.text[end - 2 : end]
            kind = _VILLAGE.get(ending[0] if ending[0] == "村" else tail, 0)
            sizes: Iterable[int] = tails.get(tail, ())
            if kind:
                sizes = _SIZES if sizes else range(kind + longest, kind + 1, -1)
            for size in sizes:
                start = end - size
                if start < done or not (
                    (kind and self.text[start : end - kind] in villages)
                    or self.text[start:end] in full
                ):
                    continue
                if (mention := self._division(start, end)) and start in self.starts:
                    done = mention.start + 1
                    yield mention
                    break

    def _division(self, start: int, end: int) -> Mention | None:
        name = self.text[start:end]
        places = tuple(self.gazetteer.full.get(name, ()))
        if name in COMMON_NOUNS or (name[1:] in COMMON_NOUNS and _LOOSE.match(name)):
            return None
        if self.text[max(0, start - 1) : start] == MASK:
            return None
        if not places:
            return self._village(start, end)
        if _COLLEGE.match(self.text, end) and places[0].rank != "town":
            return None
        kind: Kind = "town" if all(p.rank == "town" for p in places) else "division"
        if kind == "town":
            return self._mention(
                start, end, kind, place_context.of_town(self.text, start, end), places
            )
        context = place_context.of_division(self.text, start, end)
        bureau = place_context.is_bureau(self.text, start, end)
        if context == "own" and (bureau or place_context.is_self(self.text, start, end)):
            kind = "stated"
        mention = self._mention(start, end, kind, context, places)
        return replace(mention, bureau=True) if bureau else mention

    def _village(self, start: int, end: int) -> Mention | None:
        name = self.text[start:end]
        stem = _village_stem(name)
        codes = self.gazetteer.villages.get(stem, [])
        if stem == name or not codes or _frequency(stem) or _LOOSE.match(stem):
            return None
        context = place_context.of_town(self.text, start, end)
        return Mention(
            start, end, name, "village", context, DOUBT["village"], dict.fromkeys(codes, 1.0)
        )

    def schools(self) -> Iterator[Mention]:
        """Find schools named after a place without its kind: `大弯小学`, `五津幼儿园`."""
        text, short, villages = self.text, self.gazetteer.short, self.gazetteer.villages
        for school in _schools(text):
            end = school.start()
            before = text[max(0, end - 4) : end]
            for stem in (before, before[-3:], before[-2:]):
                if stem not in short and stem not in villages:
                    continue
                start = end - len(stem)
                if text[start - 1] == MASK:
                    continue
                mention = self._school(stem, start, school.end())
                if mention and start in self.starts:
                    yield mention
                    end = start
                    break
            if mention := self._outer(end, school.end()):
                yield mention

    def _outer(self, end: int, school_end: int) -> Mention | None:
        """Find a town before the school's proper name: `西航港` in `西航港常乐学校`."""
        known = self.gazetteer.of_three
        for last in (end, end - 2, end - 3):
            if self.text[max(0, last - 3) : max(0, last)] in known:
                if not _HAN.fullmatch(self.text, last - 3, end):
                    return None
                mention = self._school(self.text[last - 3 : last], last - 3, school_end)
                if mention and last - 3 in self.starts:
                    return mention
        return None

    def _school(self, stem: str, start: int, end: int) -> Mention | None:
        places = tuple(p for p in self.gazetteer.short.get(stem, ()) if p.rank != "province")
        villages = self.gazetteer.villages.get(stem, [])
        if not (places or villages) or _LOOSE.match(stem):
            return None
        if _frequency(stem) >= _limit(places):
            return None
        weights = dict.fromkeys(villages, VILLAGE_WEIGHT)
        city = any(place.rank == "city" for place in places)
        for place in places:
            weights[place.unit] = VILLAGE_WEIGHT if city and place.rank == "town" else 1.0
        doubt = DOUBT["school"] if places else VILLAGE_SCHOOL_DOUBT
        context = place_context.of_school(self.text, start, end)
        return Mention(start, end, self.text[start:end], "school", context, doubt, weights, places)

    def short_names(self) -> Iterator[Mention]:
        """Find counties named without their kind where the text speaks of its own schooling."""
        counties = self.gazetteer.counties
        for start in sorted(set(self._near_schooling())):
            for length in (4, 3, 2):
                end = start + length
                places = counties.get(self.text[start:end])
                if not places or _frequency(self.text[start:end]) >= ORDINARY * 10:
                    continue
                if start not in self.starts:
                    break
                media = _MEDIA.match(self.text, end)
                if (
                    media
                    or _SCHOOLING.match(self.text, end)
                    or self.text[start - 2 : start] in ("学到", "学在")
                ):
                    kind: Kind = "media" if media else "short"
                    context = place_context.of_division(self.text, start, end)
                    yield self._mention(start, end, kind, context, places)
                break

    def _near_schooling(self) -> Iterator[int]:
        """Yield where a name may begin that one of the words of `_BESIDE` goes with."""
        text, counties = self.text, self.gazetteer.counties
        for hit in _beside().finditer(text):
            place = hit.start()
            if text.startswith(("学到", "学在"), place):
                yield place + 2
            else:
                before = text[max(0, place - 4) : place]
                yield from [
                    place - len(n) for n in (before[-2:], before[-3:], before) if n in counties
                ]

    def clues(self) -> Iterator[Mention]:
        """Find titles and projects that only some provinces have."""
        table, patterns = _clues()
        for index, clues in patterns.matches(self.text):
            provinces, why = table[index]
            for clue in clues:
                weights = dict.fromkeys(provinces, 1.0)
                yield Mention(
                    *clue.span(), clue.group(), "clue", "own", DOUBT["clue"], weights, (), why
                )

    def _mention(
        self, start: int, end: int, kind: Kind, context: Context, places: tuple[Place, ...]
    ) -> Mention:
        weights = {place.unit: 1.0 for place in places}
        return Mention(
            start, end, self.text[start:end], kind, context, DOUBT[kind], weights, places
        )


def _schools(text: str) -> Iterator[re.Match[str]]:
    """Find what `_SCHOOL` finds; its end, which is quick to find, leads to it."""
    position = 0
    while tail := _SCHOOL_TAIL.search(text, position):
        start = tail.start()
        if start > position and text[start - 1] in _PREFIX_END:
            start = max(position, start - _LONGEST_PREFIX)
        school = _SCHOOL.search(text, start)
        if school is None:
            return
        yield school
        position = school.end()


def _village_stem(name: str) -> str:
    """Give the name of a village without its kind; the whole name where it has none."""
    return name.removesuffix("社区") if name.endswith("社区") else name.removesuffix("村")


def in_title(titles: tuple[str, ...]) -> Iterator[Mention]:
    """Find the divisions that titles name; their offsets are those of the title."""
    for title in titles:
        for mention in _Finder(title, load()).divisions():
            if mention.context == "own" and mention.places:
                yield replace(mention, kind="stated", doubt=DOUBT["stated"])


@cache
def _beside() -> re.Pattern[str]:
    """Give the pattern of the first letter of a word that a name may stand beside.

    Before it stands a letter that ends the name of a county or city, but for 学到 and 学在.
    """
    first = "".join(sorted({word[0] for word in _BESIDE.split("|")}))
    ends = "".join(sorted({name[-1] for name in load().counties}))
    return re.compile(f"[{first}](?:(?<=[{ends}].)|(?<=(?=学[到在]).))(?<=(?={_BESIDE}).)")


@loader("province_clues.yml")
def _clues() -> tuple[list[tuple[tuple[str, ...], str]], Patterns]:
    table = rows("province_clues.yml")
    patterns = Patterns([re.compile("|".join(row.words("clues"))) for row in table])
    return [(row.words("provinces"), row.text("why")) for row in table], patterns


@cache
def _dictionary() -> Mapping[str, int]:
    import jieba  # noqa: PLC0415 - slow to import

    jieba.setLogLevel(60)
    jieba.initialize()
    frequencies: dict[str, int] = jieba.dt.FREQ
    return frequencies


def _frequency(word: str) -> int:
    return _dictionary().get(word) or 0


def _limit(places: tuple[Place, ...]) -> int:
    """Give the frequency from which a school's name is taken for an ordinary word."""
    if not places:
        return 1
    return ORDINARY * 50 if any(p.rank == "city" for p in places) else ORDINARY
