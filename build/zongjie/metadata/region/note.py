"""Saying in one Chinese sentence why a mention speaks for a division."""

from __future__ import annotations

from zongjie.metadata.gazetteer import Gazetteer, Place
from zongjie.metadata.region.place_names import Mention


def note(mention: Mention, code: str, gazetteer: Gazetteer) -> str:
    """Say why `mention` speaks for the division `code`."""
    return f"{mention.text}：{_reason(mention, code, gazetteer)}"


def _reason(mention: Mention, code: str, gazetteer: Gazetteer) -> str:
    if mention.context == "neighbour":
        return f"联合活动的伙伴，也在{gazetteer.label(code[:2])}"
    if mention.why:
        return mention.why
    own = [p for p in mention.places if p.unit.startswith(code)]
    above = [p for p in mention.places if code.startswith(p.unit)]
    if own:
        place = min(own, key=lambda p: (p.unit != code, p.old, p.rank != "county"))
        return _of_place(mention, place, code, gazetteer)
    if above:
        return f"{gazetteer.label(code)}的上级{_today(above[0], gazetteer)}"
    return f"{gazetteer.label(code)}有同名村或社区（{_rarity(mention, code, gazetteer)}）"


def _of_place(mention: Mention, place: Place, code: str, gazetteer: Gazetteer) -> str:
    where, today = gazetteer.label(place.unit), _today(place, gazetteer)
    rarity = _rarity(mention, code, gazetteer)
    if mention.kind == "stated":
        return f"文中用作本地自称{today}，即{gazetteer.label(code)}"
    if mention.kind == "school":
        return f"以地名“{mention.key}”为名，{where}有{place.name}{today}，{rarity}"
    if place.rank == "town":
        belongs = "属" if len(mention.weights) == 1 else "其一属"
        return f"{rarity}，{belongs}{where}{today}"
    return f"即{where}{today}"


def _rarity(mention: Mention, code: str, gazetteer: Gazetteer) -> str:
    count = len(mention.weights)
    if count == 1:
        return "此名全国仅见于一个县级区划"
    here = sum(other[:2] == code[:2] for other in mention.weights)
    only = f"，在{gazetteer.names[code[:2]]}仅此一处" if here == 1 else ""
    return f"此名见于全国{count}个县级区划{only}"


def _today(place: Place, gazetteer: Gazetteer) -> str:
    """Give the name of today after an old one."""
    if not place.old:
        return ""
    today = gazetteer.names.get(place.town if place.rank == "town" else place.unit, "")
    if place.rank == "town":
        return f"（旧乡镇，今并入{today}）" if today else "（旧乡镇名）"
    return f"（旧名，今{today}）"
