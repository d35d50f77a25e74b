"""Summaries of the same division, city and compilation."""

from __future__ import annotations

from collections.abc import Callable

from zongjie.link.kin import division, kin
from zongjie.models import Summary

Make = Callable[..., Summary]
COUNTY = ("四川省", "成都市", "温江区")
BESIDE = ("四川省", "成都市", "双流区")


def test_the_same_county_in_other_years(make: Make) -> None:
    items = [make(str(year), place=COUNTY, year=year, level="区") for year in (2020, 2018, 2019)]
    items.append(make("邻区", place=BESIDE, year=2019, level="区"))
    found = kin(items)
    assert [item.id for item in found["2020"].region] == ["2018", "2019"]
    assert [item.id for item in found["2020"].city] == ["邻区"]
    assert [item.id for item in found["邻区"].region] == []


def test_a_county_known_by_its_city_alone_is_kin_of_none(make: Make) -> None:
    unsure = make("甲", place=("四川省", "成都市", None), level="区")
    also = make("乙", place=("四川省", "成都市", None), level="区")
    assert division(unsure) == ()
    assert kin([unsure, also]) == {}


def test_a_city_is_kin_of_itself(make: Make) -> None:
    items = [make(n, place=("四川省", "成都市", None), level="市") for n in "甲乙"]
    assert [item.id for item in kin(items)["甲"].region] == ["乙"]


def test_a_school_is_not_its_county(make: Make) -> None:
    school = make("校", place=COUNTY, level="学校")
    assert kin([school, make("局", place=COUNTY, level="区")]) == {}


def test_municipalities(make: Make) -> None:
    items = [make(n, place=("北京市", None, "海淀区"), level="区") for n in "甲乙"]
    assert division(items[0]) == ("北京市", "海淀区")
    assert [item.id for item in kin(items)["甲"].region] == ["乙"]


def test_the_closest_of_a_large_compilation(make: Make) -> None:
    items = [make(f"总结{n:02}", file="合集.txt", item=n) for n in range(1, 41)]
    near = kin(items)["总结20"].compilation
    assert [item.origin.item for item in near] == [14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26]
