"""The division that a summary reports on, by its own words or by the places that it mentions.

Each division of the gazetteer is a hypothesis. A mention speaks for the divisions that bear its
name, the more so the fewer they are, and against all others; `doubt` is the chance that it says
nothing. The posterior decides, level by level from county to province: two near-equal candidates
leave their level empty. Districts of a municipality and counties under a province itself have no
city; Dongguan, Zhongshan, Danzhou and Jiayuguan have no county.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from zongjie.metadata.gazetteer import Gazetteer, load
from zongjie.metadata.region import place_names
from zongjie.metadata.region.head import find_head, masked_kind, plain_titles
from zongjie.metadata.region.note import note
from zongjie.metadata.region.place_names import DOUBT, Mention
from zongjie.metadata.region.speaker import MISFIT, Speaker, likened, read_speaker
from zongjie.models import UNKNOWN_REGION, Basis, Evidence, Passage, Region

SURE = 0.9
"""Posterior from which a level is given."""
NOTHING = 0.1
"""Prior odds, against all divisions together, that no mention is about the reporting body."""
OPENING = 60
"""Characters of a text within which it names itself."""
MASKED_DOUBT = 0.7
"""Doubt of a county named in full by a text that masks its own county's name."""
TELLING = 1.4
"""What the rarities of the names that lead to a county must add up to: 1 for a town's name that a
single county bears, half of it for a village's, divided by the root of the number of bearers; with
a fifth for each mention of its city or province, half of 1 at most."""

_TOWNSHIP = re.compile("[我全本镇乡](?:(?<=[我全本])[镇乡]|(?<=[镇乡])党委)")


def find_region(passage: Passage, titles: Sequence[str]) -> Region:
    """Find the division that the passage reports on.

    Args:
        passage: One summary's cleaned text, masks written `×`.
        titles: Its own title and its compilation's.
    """
    gazetteer = load()
    head = find_head(titles, passage)
    kind = masked_kind(titles, passage.text)
    speaker = read_speaker(passage.text)
    alike = kind or speaker.plain
    found = [likened(m, alike) for m in place_names.find(passage.text)]
    mentions = [*_titles(titles, passage), *_weigh_stated(found)]
    if head and head.sole:
        return _region(head.sole, 1.0, [head.mention, *mentions], passage, gazetteer)
    if kind:
        speaker = replace(speaker, kinds="县旗" if kind in "县旗" else kind, city=MISFIT)
        mentions = [_doubted(mention) for mention in mentions]
    if head:
        speaker = replace(speaker, within=head.codes)
        mentions = [head.mention, *mentions] if head.whole else mentions
    distinct = _distinct(mentions)
    masses = _posterior(distinct, speaker)
    for code, mass in _certain(masses):
        if _convincing(code, distinct):
            return _region(code, mass, mentions, passage, gazetteer)
    return UNKNOWN_REGION


def _doubted(mention: Mention) -> Mention:
    """Trust a county's full name little where the text masks its own."""
    if mention.kind != "division" or mention.places[0].rank != "county":
        return mention
    return replace(mention, doubt=max(mention.doubt, MASKED_DOUBT))


def _titles(titles: Sequence[str], passage: Passage) -> list[Mention]:
    """Find what the titles name, at the last place before the text's end where it stands."""
    whole = passage.cleaned.text
    found = []
    for mention in place_names.in_title(tuple(plain_titles(titles))):
        position = whole.rfind(mention.text, 0, passage.start)
        if position < 0:
            position = whole.find(mention.text, passage.start, passage.end)
        if position >= 0:
            start = position - passage.start
            found.append(replace(mention, start=start, end=start + len(mention.text)))
    return found


def _weigh_stated(mentions: list[Mention]) -> list[Mention]:
    """Keep as stated only what the text says of itself twice and of no rival half as often."""
    said = Counter[str]()
    for mention in mentions:
        if mention.kind == "stated":
            said[mention.text] += 2 if mention.bureau else 1
    named = Counter(
        m.text for m in mentions if m.kind in ("stated", "division") and m.context == "own"
    )
    level = {m.text: min(len(p.unit) for p in m.places) for m in mentions if m.kind == "stated"}
    kept = {
        name
        for name, count in said.items()
        if max(named[name], count) >= 2
        and all(count > 2 * n for o, n in said.items() if o != name and level[o] == level[name])
    }
    return [
        m
        if m.kind != "stated"
        else replace(m, doubt=DOUBT["stated"])
        if m.text in kept
        else replace(m, kind="division", doubt=DOUBT["division"])
        for m in mentions
    ]


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep of each name the mention that may be trusted most, partners left out."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        if mention.context == "partner":
            continue
        known = best.get(mention.key)
        if known is None or (mention.doubt, mention.chain) < (known.doubt, known.chain):
            best[mention.key] = mention
    return list(best.values())


def _posterior(mentions: list[Mention], speaker: Speaker) -> dict[str, float]:
    """Give the probability of each division touched by a mention."""
    gains: dict[str, float] = {}
    floor = 0.0
    for mention in mentions:
        doubt = max(mention.doubt, 0.5) if mention.context == "neighbour" else mention.doubt
        floor += math.log(doubt)
        units: dict[str, float] = {}
        for code, weight in mention.weights.items():
            unit = code if mention.context == "own" else code[:2]
            units[unit] = max(weight, units.get(unit, 0.0))
        told = _gains(tuple(units.items()), doubt, stated=mention.kind == "stated")
        if gains:
            for code, gain in told.items():
                gains[code] = gains.get(code, 0.0) + gain
        else:
            gains = dict(told)
    known = _priors(replace(speaker, plain=""))
    priors = [known[code] for code in gains]
    counties = sum([prior for code, prior in zip(gains, priors, strict=True) if len(code) == 6])
    others = max(0.0, known.counties - counties)
    total = others + sum(priors) or 1.0
    scores = [
        prior / total * math.exp(floor + gain)
        for prior, gain in zip(priors, gains.values(), strict=True)
    ]
    rest = others / total * math.exp(floor)
    nothing = NOTHING * min((m.doubt for m in mentions if m.kind == "stated"), default=1.0)
    whole = sum(scores) + rest + nothing
    return {code: score / whole for code, score in zip(gains, scores, strict=True)}


@lru_cache(maxsize=1 << 10)
def _gains(units: tuple[tuple[str, float], ...], doubt: float, *, stated: bool) -> dict[str, float]:
    """Give what a mention says, in logarithms, for each division that it may point to.

    Remembered, as texts of one place name the same cities and provinces.
    """
    chances, least = _chances(units, stated=stated), math.log(doubt)
    # many divisions share few chances
    told = {
        chance: math.log(doubt + (1 - doubt) * chance) - least for chance in {*chances.values()}
    }
    return {code: told[chance] for code, chance in chances.items()}


def _chances(units: Iterable[tuple[str, float]], *, stated: bool) -> dict[str, float]:
    """Give how many times likelier the name is in a division than in any county at random."""
    gazetteer = load()
    weights: dict[str, float] = {}
    for unit, weight in units:
        for leaf in gazetteer.below.get(unit, ()):
            if weight > weights.get(leaf, 0.0):
                weights[leaf] = weight
    total = sum(weights.values()) or 1.0
    upper: dict[str, float] = defaultdict(float)
    # a body that calls itself by its county's name is not the city above
    for leaf, weight in () if stated else weights.items():
        for code, counties in gazetteer.above[leaf]:
            upper[code] += weight / counties
    weights |= upper
    size = len(gazetteer.kinds)
    return {code: weight / total * size for code, weight in weights.items()}


class _Priors(dict[str, float]):
    """How likely each division is the one, by what a text says of itself; told when asked for."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._within = tuple(speaker.within)
        self._fits = _fits(speaker.kinds)

    def __missing__(self, code: str) -> float:
        self[code] = prior = self._prior(code)
        return prior

    def _prior(self, code: str) -> float:
        speaker, gazetteer = self._speaker, load()
        if self._within and not code.startswith(self._within):
            return MISFIT**2
        if speaker.provinces and code[:2] not in speaker.provinces:
            return MISFIT
        if len(code) < 6:
            city = speaker.city if code in gazetteer.names else 0.0
            return 0.1 * speaker.city if len(code) == 2 else city
        return self._fits[gazetteer.kinds[code]]

    @cached_property
    def counties(self) -> float:
        """What those of all counties add up to."""
        below = load().below
        inside = dict.fromkeys(
            code for unit in self._within or below for code in below.get(unit, ())
        )
        outside = len(load().kinds) - len(inside)
        return outside * MISFIT**2 + sum([self[code] for code in inside])


_priors = lru_cache(maxsize=32)(_Priors)
"""Remembered, as most texts speak of themselves in one of a few ways."""


@cache
def _fits(spoken: str) -> dict[str, float]:
    """Give the prior of a county by its kinds, where a text speaks of itself as of some kinds."""
    return {
        kinds: 1.0 if not spoken or set(spoken) & set(kinds) else MISFIT
        for kinds in set(load().kinds.values())
    }


def _certain(masses: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the divisions that are sure, all below counted in: county, city, province."""
    names = load().names
    sums: dict[str, float] = masses  # there is nothing below a county
    for digits in (6, 4, 2):
        if digits < 6:
            sums = defaultdict(float)
            for code, mass in masses.items():
                sums[code[:digits]] += mass
        for code, mass in sums.items():
            if mass >= SURE and len(code) == digits and code in names:
                yield code, mass


def _supports(mention: Mention, code: str) -> bool:
    return any(place.startswith(code) or code.startswith(place) for place in mention.weights)


def _convincing(code: str, mentions: list[Mention]) -> bool:
    """Ask for the text's own statement, or for names enough that lead to the division alone."""
    support = [m for m in mentions if _supports(m, code)]
    if any(m.kind == "stated" and any(c.startswith(code) for c in m.weights) for m in support):
        return True
    if len(code) < 6:
        named = [m for m in support if m.places or m.kind == "clue"]
        sole = [m for m in named if all(c.startswith(code) for c in _homes(m))]
        high = any(m.context == "neighbour" or m.kind in ("clue", "division") for m in sole)
        return len({_group(m) for m in sole}) >= (2 if high else 3)
    chained = {m.chain for m in support if code in m.weights and m.chain >= 0}
    above = [m for m in support if code not in m.weights and m.chain not in chained]
    scope = code[:2] if any(m.kind in ("clue", "division") for m in above) else ""
    rarity = sum(_rarity(m, code, scope) for m in support if code in m.weights)
    return rarity > 0 and rarity + min(0.5, 0.2 * len(above)) >= TELLING


def _group(mention: Mention) -> int:
    """Give what counts as one statement: names in a row are one."""
    return mention.chain if mention.chain >= 0 else mention.start


def _homes(mention: Mention) -> list[str]:
    if mention.context == "neighbour":
        top = max(mention.weights.values())
        return [code[:2] for code, weight in mention.weights.items() if weight == top]
    return list(mention.weights)


def _rarity(mention: Mention, code: str, scope: str) -> float:
    """Give one for a name that a single county bears within the scope, less for a commoner one."""
    bearers = sum(other.startswith(scope) for other in mention.weights)
    town = any(place.unit == code for place in mention.places)
    return (1.0 if town else 0.5) / math.sqrt(bearers)


def _region(
    code: str, mass: float, mentions: list[Mention], passage: Passage, gazetteer: Gazetteer
) -> Region:
    province, city, county = gazetteer.path(code)
    town, number = _town(code, mentions, passage) if len(code) == 6 else (None, "")
    stated = any(
        m.kind == "stated" and {c for c in m.weights if c.startswith(code)} == set(m.weights)
        for m in mentions
    )
    basis: Basis = "stated" if stated else "inferred"
    return Region(
        province, city, county, town, number or code.ljust(6, "0"), basis,
        1.0 if stated else round(min(mass, 0.99), 2),
        _evidence(code, mentions, passage, gazetteer),
    )  # fmt: skip


def _town(code: str, mentions: list[Mention], passage: Passage) -> tuple[str | None, str]:
    """Give the town that title or opening name as the reporting body, where it is in force."""
    if not _TOWNSHIP.search(passage.text):
        return None, ""
    for mention in mentions:
        if mention.kind == "stated" or mention.start < OPENING:
            for place in mention.places:
                if place.rank == "town" and place.unit == code and place.town and not place.old:
                    return place.name, place.town
    return None, ""


def _evidence(
    code: str, mentions: list[Mention], passage: Passage, gazetteer: Gazetteer
) -> tuple[Evidence, ...]:
    """Quote the six mentions that say most, in order of the text."""
    support = [m for m in _distinct(mentions) if _supports(m, code)]
    support.sort(key=lambda m: (m.kind != "stated", m.doubt, len(m.weights)))
    return tuple(
        passage.evidence(m.start, m.end, note(m, code, gazetteer))
        for m in sorted(support[:6], key=lambda m: m.start)
    )
