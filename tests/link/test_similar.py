"""Similar sections, and copies of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie.link import DUPLICATE, Links, flagged, link
from zongjie.models import Summary
from zongjie.pipeline import gather

CORPUS = Path(__file__).parents[1] / "corpus"
Make = Callable[..., Summary]

SCHOOLS = (
    "创新集团化办学模式，组建教育集团12个，名校领办薄弱学校，教师在集团内轮岗交流，课程资源共享，捆绑考核，"
    "成员校与核心校同步教研、同步备课。",
    "严格校车安全管理，给校车安装定位设备，培训驾驶员和照管员，联合交警整治接送学生车辆超员超速行为，"
    "逐车登记检验合格标志，排查隐患路段。",
    "关爱留守儿童，建立留守儿童档案，组织教师结对帮扶，开通亲情电话，利用少年宫开展课外活动，"
    "寒暑假由村里的志愿者照看，心理教师定期走访。",
    "改善学生营养，落实农村义务教育学生营养改善计划，建设学校食堂，公开采购，校长陪餐，"
    "原料留样，杜绝食品安全事故，家长代表参加监督。",
)
OTHERS = (
    "深化集团化办学，全区教育集团覆盖所有薄弱学校，集团内教师轮岗，课程资源统一配置，对名校和成员校捆绑考核，"
    "核心校派出骨干带动教研与备课。",
    "开展接送学生车辆专项整治，为校车安装定位，与交警一起查处超员超速，驾驶员培训合格才能上岗，"
    "照管员随车，检验过期的车辆一律停运。",
)

SWAPPED = {
    "教育": "训练", "推进": "推动", "全面": "全方位", "积极": "乐观", "加强": "增加", "学生": "同学",
    "教师": "老师", "安全": "平安", "建设": "建立", "认真": "仔细", "提高": "提升", "工作": "任务",
    "发展": "进展", "落实": "执行", "组织": "构造", "开展": "展开", "计划": "方案", "问题": "难题",
}  # fmt: skip
"""Synonyms as rewriting machines put them."""


def spun(text: str) -> str:
    return re.sub("|".join(SWAPPED), lambda found: SWAPPED[found.group()], text)


@pytest.fixture(scope="module")
def real() -> list[Summary]:
    return list(gather(CORPUS, jobs=1).summaries)


def rewritten(item: Summary, change: Callable[[str], str], name: str) -> Summary:
    """Give a copy of a summary with all its text changed."""
    from dataclasses import replace  # noqa: PLC0415

    def section(old: object) -> object:
        return replace(
            old,  # type: ignore[type-var]
            heading=change(old.heading),  # type: ignore[attr-defined]
            paragraphs=tuple(map(change, old.paragraphs)),  # type: ignore[attr-defined]
            children=tuple(map(section, old.children)),  # type: ignore[attr-defined]
        )

    return replace(
        item,
        id=name,
        preamble=tuple(map(change, item.preamble)),
        sections=tuple(map(section, item.sections)),  # type: ignore[arg-type]
        origin=replace(item.origin, file=f"{name}.txt", item=1),
    )


def pairs(links: Links) -> set[tuple[str, str, str, str]]:
    return {
        (own, number, one.place.summary.id, one.place.section.number if one.place.section else "")
        for own, sections in links.alike.items()
        for number, listed in sections.items()
        for one in listed
    }


def test_sections_on_the_same_matter_meet_and_give_their_reason(make: Make) -> None:
    links = link([make("甲", SCHOOLS, topics=("办学",)), make("乙", OTHERS, topics=("办学",))])
    assert pairs(links) == {("甲", "1", "乙", "1"), ("乙", "1", "甲", "1"), ("甲", "2", "乙", "2"), ("乙", "2", "甲", "2")}  # fmt: skip
    (one,) = links.alike["甲"]["2"]
    assert len(one.words) == 3
    assert all(word in SCHOOLS[1] and word in OTHERS[1] for word in one.words)
    assert 0.18 <= one.score < 1


def test_a_copied_section_is_no_similar_one(make: Make) -> None:
    links = link([make("甲", SCHOOLS), make("乙", SCHOOLS[:1])])
    assert pairs(links) == set()
    (copy,) = links.copies["乙"]
    assert copy.other.id == "甲"
    assert copy.whole
    assert copy.passages == 1
    (shared,) = copy.shared
    assert (shared.here.section.number, shared.there.section.number) == ("1", "1")  # type: ignore[union-attr]


def test_a_shared_paragraph_is_found_in_both(make: Make) -> None:
    links = link([make("甲", SCHOOLS), make("乙", [SCHOOLS[2], *OTHERS]), make("丙", OTHERS[1:])])
    (copy,) = links.copies["甲"]
    assert (copy.other.id, copy.whole) == ("乙", False)
    (shared,) = copy.shared
    assert (shared.here.section.number, shared.there.section.number) == ("3", "1")  # type: ignore[union-attr]
    assert shared.likeness == 1.0
    assert {c.other.id for c in links.copies["乙"]} == {"甲", "丙"}


def test_masks_and_punctuation_hide_no_copy(make: Make) -> None:
    masked = SCHOOLS[0].replace("12个", "××个").replace("，", ",")
    (copy,) = link([make("甲", SCHOOLS), make("乙", [masked])]).copies["乙"]
    assert copy.shared[0].likeness > 0.9


def test_a_stock_phrase_makes_no_copies(make: Make) -> None:
    phrase = "全面贯彻党的教育方针，落实立德树人根本任务，办好人民满意的教育。"
    summaries = [make(f"总结{n}", [phrase + f"本县第{n}项特色各不相同"]) for n in range(20)]
    assert link(summaries).copies == {}


def test_a_spun_copy_of_a_whole_summary_is_seen(real: list[Summary]) -> None:
    original = next(item for item in real if item.id == "教育局工作总结三篇-2")
    copied = rewritten(original, spun, "洗稿")
    links = link([*real, copied])
    (copy,) = links.copies["洗稿"]
    assert copy.other.id == original.id
    assert copy.whole
    assert any(0.6 < shared.likeness < 0.98 for shared in copy.shared)
    flags = {item.id: item.flags for item in flagged([*real, copied], links)}
    assert DUPLICATE in flags["洗稿"]
    assert DUPLICATE in flags[original.id]
    assert sum(DUPLICATE in of for of in flags.values()) == 2


def test_the_corpus_has_no_copies_and_useful_neighbours(real: list[Summary]) -> None:
    links = link(real)
    assert links.copies == {}
    found = pairs(links)
    assert len(found) >= 40
    assert (
        "区县教育局2022年度工作总结-1",
        "4.3",
        "区教育局2021年上半年工作总结四篇-2",
        "1.2.4",
    ) in found
    assert all(own != other for own, _, other, _ in found)


def test_the_same_summaries_give_the_same_links(make: Make) -> None:
    summaries = [make("甲", SCHOOLS), make("乙", OTHERS), make("丙", SCHOOLS[2:])]
    assert pairs(link(summaries)) == pairs(link(list(reversed(summaries))))


def test_nothing_to_link(make: Make) -> None:
    for summaries in ([], [make("甲")], [make("甲", [""]), make("乙", ["短"])]):
        links = link(summaries)
        assert not (links.alike or links.copies or links.documents or links.terms or links.kin)
