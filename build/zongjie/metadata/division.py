"""Look up a division by its names, as a publisher writes them into a sidecar."""

from __future__ import annotations

from zongjie.metadata.gazetteer import load


def find_division(
    province: str | None, city: str | None, county: str | None
) -> tuple[str | None, str | None, str | None, str]:
    """Complete the names of a division to province, city, county and code.

    Names are those in force, in full. Upper levels may be left out where the lowest name is the only
    one of its kind in the country.

    Raises:
        ValueError: no such division, or more than one.

    >>> find_division(None, None, "洞头区")
    ('浙江省', '温州市', '洞头区', '330305')
    """
    gazetteer = load()
    wanted = (province, city, county)
    lowest = next((name for name in reversed(wanted) if name), None)
    found = []
    for code, name in gazetteer.names.items():
        if len(code) <= 6 and name == lowest:
            path = gazetteer.path(code)
            if all(w is None or w == p for w, p in zip(wanted, path, strict=True)):
                found.append((*path, code))
    if not found:
        raise ValueError(
            f"没有“{''.join(n for n in wanted if n)}”这个地区；写现行的全称，如 浙江省、温州市、洞头区"
        )
    if len(found) > 1:
        places = "、".join("".join(n for n in path[:3] if n) for path in found[:3])
        raise ValueError(f"有 {len(found)} 个“{lowest}”（{places}），把上级也写上")
    return found[0]
