"""What a text says of its own level, and which names it can therefore not bear."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from zongjie.metadata.region.place_names import DOUBT, Mention

MISFIT = 0.01
"""Factor for a division of another kind than the text speaks of (a 县 where it says 我区)."""
OFTEN = 2
"""How often a text must call itself by a kind (我县, 全县, 县教育局) to be held to it."""
AUTONOMOUS = ("15", "45", "54", "64", "65")
"""Provinces that are called 自治区; the text of no other speaks of 自治区级."""

# patterns begin with a letter and look back from there, which is found fastest
_OWN = re.compile(
    "[我全本区县旗市](?<!自治.)(?:(?<=[我全本])([区县旗市])(?!域)|(?<=([区县旗市]))(?:教育局|教体局|教育体育局|委|政府|教委))"
)
_AUTONOMOUS = re.compile("自治区(?<![一-鿿]族自治区)(?<![藏古尔]自治区)(?=[级、，。党教优]|内|厅)")
_PROVINCE = re.compile("[全我省](?:(?<=[全我])省|(?<=省)(?:委|政府|教育厅|厅|级|市|内))")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What the text says of its own level, by its own words."""

    kinds: str
    """Kinds of county it may be (`区`, `县旗`), empty where it may be any."""
    city: float
    """Factor for cities as a whole."""
    provinces: tuple[str, ...]
    """Provinces that it may lie in, all where empty."""
    plain: str = ""
    """The one kind that it calls itself, where it does so often and by no other."""
    within: frozenset[str] = frozenset()
    """Divisions that it is, or lies in, by its title or signature; all where empty."""


def read_speaker(text: str) -> Speaker:
    """Count how a cleaned text calls itself: 我县, 全区, 市教育局."""
    counts = Counter(found[1] or found[2] for found in _OWN.finditer(text))
    county = max("区县旗", key=lambda kind: counts[kind])
    kinds = ""
    if counts[county] >= 2:
        kinds = "县旗" if county in "县旗" else county
    elif counts["市"] >= 2:
        kinds = "市"
    own = max("区县市", key=lambda kind: counts[kind])
    rest = max(counts[kind] for kind in "区县市" if kind != own)
    plain = own if counts[own] >= OFTEN and 4 * rest <= counts[own] else ""
    autonomous = len(_AUTONOMOUS.findall(text))
    province = len(_PROVINCE.findall(text))
    provinces: tuple[str, ...] = ()
    if autonomous > province:
        provinces = AUTONOMOUS
    city = {"": 0.3, "市": 1.0}.get(kinds, MISFIT)
    return Speaker(kinds, city, provinces, plain)


def likened(mention: Mention, alike: str) -> Mention:
    """Make a partner of a county whose kind is not what the text calls itself (a 区 for 我县).

    A city names its districts, but never speaks as one of them; nor a county as the city above it.
    """
    counties = [p.unit for p in mention.places if p.rank == "county"]
    if not alike or mention.kind not in ("stated", "division"):
        return mention
    if not counties:
        higher = alike != "市" and mention.kind == "stated"
        return replace(mention, kind="division", doubt=DOUBT["division"]) if higher else mention
    if alike == mention.text[-1] or len(counties) < len(mention.places) or alike == "旗":
        return mention
    plain = replace(mention, kind="division", doubt=max(DOUBT["division"], mention.doubt))
    return plain if alike == "市" else replace(plain, context="partner")
