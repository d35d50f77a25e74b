"""The level of the reporting body: 省 市 区 县 乡 镇 街道 学校."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from zongjie.metadata.fold import Folded, fold
from zongjie.metadata.headline import copied, repeated_titles
from zongjie.models import UNKNOWN_VALUE, Passage, Value
from zongjie.shapes import HAN

_BUREAU = rf"(?=[{HAN}]{{0,6}}教)[教育文科体技工卫生和广旅新电化学术版]{{2,12}}局"
"""Education bureaus under all their names: 教育局 文教体局 科技教育局 教育和文化体育局."""
_OFFICE = (
    rf"(?:{_BUREAU}|教育[{HAN}]{{1,6}}局|教委|教育委员会|教育厅|训练局|教育办公室|教办|教育组"
    r"|教育管理(?:服务)?(?:中心|办公室|站)|教管(?:中心|办|站)|教育(?:服务|指导)中心)"
)
_LOWEST_FIRST = ("学校", "街道", "乡", "镇", "旗", "县", "区", "市", "州", "省")
_LOCAL = "省市州区县旗乡镇"
_WIDER = {"自治": "省", "地": "市"}
"""What a 区 is by the word before it: 自治区, 地区."""
_TITLED = re.compile(rf"(?P<level>[{_LOCAL}])(?:人民政府)?{_OFFICE}")
_PLACED = re.compile(
    rf"^[{HAN}×]{{1,9}}?(?P<level>[省州县旗]|(?<![学社园校山景城郊老新])[市区乡镇])(?=[0-9×]{{2,4}}年|教育)[^，。]{{0,16}}教育"
)
"""A title that names the place and no office: `甲县2021年教育工作总结`."""
_ALTERNATIVES = re.compile(r"[区县市乡镇][、和及/]?[县区市镇乡](?:级)?(?:教育|教体|$)")
_SCHOOL_NAME = r"(?:小学|中学|幼儿园|学校|中心校|中专|职高|职中|职教中心|教育中心|[一二三四五六七八九十]中|实小|附小|附中|高中)"
_ALIAS = r"(?:\([^()]{2,40}\))?"
"""Another name of a school, in brackets behind the first."""
_SCHOOL = re.compile(
    rf"{_SCHOOL_NAME}{_ALIAS}(?:[0-9×]{{4}}|[^，。教局]{{0,12}})(?:总结|汇报|小结|报告)|"
    rf"(?:[省市县区旗镇乡×]|第?[一二三四五六七八九十]|实验|外国语|中心|民族|[{HAN}]{{2}}(?:县|区|市|镇|乡)[{HAN}]{{1,8}})"
    rf"{_SCHOOL_NAME}{_ALIAS}[^，。局]{{0,24}}(?:总结|汇报|小结|报告)"
)
_MANY_SCHOOLS = re.compile("中小学校?|各[级类中小]|[全各][省市县区旗镇乡]|中心学校布局")
_SIGNED_SCHOOL = re.compile(rf"[{HAN}×]{{2,20}}{_SCHOOL_NAME}(?:[(（][^()（）]{{1,12}}[)）])?")
_SIGNED_OFFICE = re.compile(
    rf"[{HAN}×]{{0,16}}(?P<level>[{_LOCAL}])(?:(?:人民政府)?{_OFFICE}|人民政府)(?:(?:党|局|书记|主任|副)[{HAN}、×]{{0,16}}|办公室)?"
)
_LINES, _BYLINES, _LINE = 4, 2, 30
"""How many lines at the end of a text, and at its head, may be its signature, and how long each."""
_BODIES = rf"党委|政府|教育[和体科技工育]{{0,4}}局|训练局|教体局|教科体?局|文教局|教委|{_BUREAU}"
_VOICES = {
    "学校": "我校|我园|全校师生|全园",
    "街道": "我街道|全街道|街道党工委|我办事处",
    **{
        level: rf"我{level}|全{level}(?!街)|{level}委(?![员托派])|{level}(?:{_BODIES})"
        for level in "乡镇旗县区市州省"
    },
}
"""How a text speaks of its own level; no two of these patterns have words in common."""
_SELF = re.compile(
    f"(?=[我全街{_LOCAL}])(?:{'|'.join(f'(?P<{name}>{said})' for name, said in _VOICES.items())})"
)
_DATE = re.compile(r"[0-9×]{2,4}年[0-9×一二三四五六七八九十元]{1,3}月.{0,4}$")
_PREDICATE = re.compile(
    "[和与及]|加强|建设|推进|开展|做好|创建|提高|深化|抓好|完善|发展|优化|打造|落实|实施|规范|保障"
)
"""What makes a heading or a sentence of words that end in 学校."""
_OWN = re.compile("我|局$|教委$")
_FLOOR = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a text speaks of itself as of one level."""

    level: str
    score: int
    own: int
    """Hits that leave no doubt who speaks: 我县, 县教育局."""
    span: tuple[int, int]
    """The first and plainest of them."""
    forms: int = 1
    """How many different words they are."""


def find_level(passage: Passage, titles: Sequence[Passage | None]) -> Value:
    """Find who reports, from the title where it names one body, else from the text's own voice.

    A title such as 区、县教育局 names no one, and a compilation's title decides nothing. In the text
    the lowest level that speaks of itself often enough is taken: a district names its city too.

    Args:
        passage: The summary's cleaned text, title excluded.
        titles: Its own title, then its compilation's; either may be absent or None.
    """
    body = fold(passage)
    spoken = _spoken(body)
    headed = _titled(body, titles) or _signed(body)
    if headed and spoken.value == "区" and headed.value in _WIDER.values() and _is_wider(headed):
        return headed  # an autonomous region calls itself 全区, too
    if headed is None or spoken.value == headed.value:
        if headed is not None:
            return Value(headed.value, "stated", 1.0, headed.evidence + spoken.evidence)
        return spoken
    if spoken.value is None:
        return headed
    return spoken if spoken.confidence >= 0.8 else UNKNOWN_VALUE


def _is_wider(headed: Value) -> bool:
    return any(re.search("(?:自治|地)区", shown.quote) for shown in headed.evidence)


def _wider(text: str, end: int) -> str:
    """Give the level of what ends in 区 at a place, empty where it is a plain 区."""
    return next((level for word, level in _WIDER.items() if text[:end].endswith(word)), "")


def _titled(body: Folded, titles: Sequence[Passage | None]) -> Value | None:
    """Read the own title, unless it only repeats the compilation's."""
    own = titles[0] if titles else None
    collection = titles[1] if len(titles) > 1 else None
    if own is None:
        for start, end in repeated_titles(body):
            return _read(body, start, end)
        return None
    if copied(own.text, collection.text if collection else None):
        return None
    plain = fold(own)
    return _read(plain, 0, len(plain.text))


def _read(folded: Folded, start: int, end: int) -> Value | None:
    title = folded.text[start:end]
    if _ALTERNATIVES.search(title):
        return None
    found = _TITLED.search(title)
    level, span = (found["level"], found.span()) if found else ("", (0, 0))
    if found and level == "区" and (wider := _wider(title, found.start())):
        level, span = wider, (max(0, found.start() - 2), found.end())
    if not level and (school := _SCHOOL.search(title)) and not re.search(_OFFICE, title):
        many = _MANY_SCHOOLS.search(title, 0, school.end())
        level, span = ("", (0, 0)) if many else ("学校", school.span())
    if not level and (placed := _PLACED.match(title)):
        level, span = placed["level"], placed.span()
    if not level:
        return None
    evidence = folded.evidence(start + span[0], start + span[1], f"标题写明是{level}一级")
    return Value(level, "stated", 0.9, (evidence,))


def _signed(folded: Folded) -> Value | None:
    """Read the body that signs at the end of the text, or under its title, on a line of its own."""
    lines = [line for line in re.finditer("[^\n]+", folded.text) if line.group().strip()]
    for line in dict.fromkeys((*lines[-_LINES:], *lines[:_BYLINES])):
        words = line.group().strip()
        if len(words) > _LINE:
            continue
        words = _DATE.sub("", words).strip("()")
        start = line.start() + line.group().index(words) if words in line.group() else line.start()
        office, school = _SIGNED_OFFICE.fullmatch(words), _SIGNED_SCHOOL.fullmatch(words)
        level = office["level"] if office else "学校" if school else ""
        if office and level == "区":
            level = _wider(words, office.start("level")) or level
        if level and not _MANY_SCHOOLS.search(words) and not _PREDICATE.search(words):
            evidence = folded.evidence(start, start + len(words), f"署名是{level}一级")
            return Value(level, "stated", 0.9, (evidence,))
    return None


def _spoken(body: Folded) -> Value:
    """Weigh how the text speaks of itself."""
    hits: dict[str, list[re.Match[str]]] = defaultdict(list)
    for hit in _SELF.finditer(body.text):
        hits[hit.lastgroup or ""].append(hit)
    tallies = [_tally(level, hits[level]) for level in _LOWEST_FIRST if level in hits]
    top = max((tally.score for tally in tallies), default=0)
    if top < _FLOOR:
        return UNKNOWN_VALUE
    for tally in tallies:
        if tally.score >= _FLOOR and tally.own and tally.score >= top * _share(tally.level):
            rest = max((other.score for other in tallies if other is not tally), default=0)
            sure = min(0.95, 0.6 + 0.35 * tally.score / (tally.score + rest))
            note = f"正文自称是{tally.level}一级（{tally.score}处分值）"
            return Value(
                tally.level, "inferred", round(sure, 2), (body.evidence(*tally.span, note),)
            )
    return _alone(body, tallies)


def _alone(body: Folded, tallies: Sequence[Tally]) -> Value:
    """Take a level that a text speaks of in two ways (全县, 县委) while none speaks of itself."""
    if any(tally.own for tally in tallies):
        return UNKNOWN_VALUE
    best = max(tallies, key=lambda tally: tally.score)
    rest = max((tally.score for tally in tallies if tally is not best), default=0)
    if best.forms < 2 or best.score < 2 * rest:
        return UNKNOWN_VALUE
    note = f"正文所说多在{best.level}一级（{best.score}处分值）"
    return Value(best.level, "inferred", 0.7, (body.evidence(*best.span, note),))


def _share(level: str) -> float:
    """Give the share of the highest score that a level needs: a school is named by all above it."""
    return 0.8 if level == "学校" else 0.34


def _tally(level: str, hits: Sequence[re.Match[str]]) -> Tally:
    own = [hit for hit in hits if _OWN.search(hit.group())]
    score = sum(2 if hit.group().startswith("我") else 1 for hit in hits)
    forms = len({hit.group() for hit in hits})
    return Tally(level, score, len(own), (own or hits)[0].span(), forms)
