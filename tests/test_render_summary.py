from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml

from zongjie.models import UNKNOWN_REGION, Region, Section, Summary
from zongjie.render import summary as summary_page
from zongjie.render import words
from zongjie.render.lines import Lines
from zongjie.render.record import dumps, front_matter, record
from zongjie.render.summary import Surroundings, is_heading

AROUND = Surroundings(Lines("一\n二\n"))


def _section(**changes: object) -> Section:
    plain = Section("1.", "1", "题", "", False, 0)
    return replace(plain, **changes)  # type: ignore[arg-type]


CHILD = (_section(number="1.1"),)


@pytest.mark.parametrize(
    ("expected", "section"),
    [
        (True, _section(label="一、")),
        (True, _section(label="（一）", stop="。")),
        (True, _section(label="（十二）", stop="：", paragraphs=("文。",))),
        (True, _section(label="", paragraphs=("文。",))),
        (True, _section(paragraphs=("文。",))),
        (True, _section(stop="。", children=CHILD)),
        (False, _section(stop="。", paragraphs=("文。",))),
        (False, _section(stop="。")),
        (False, _section()),
        (False, _section(label="一是", inline=True, stop="。")),
        (False, _section(label="（一）", inline=True, stop="。")),
        (False, _section(label="一、", heading="", paragraphs=("文。",))),
    ],
)
def test_which_sections_have_headings(expected: bool, section: Section) -> None:
    assert is_heading(section) is expected


def test_run_in_item_gives_its_text_back(summary: Summary) -> None:
    section = _section(heading="开展活动", stop="。", paragraphs=("共三次。", "另起一段。"))
    page = summary_page.page(replace(summary, sections=(section,)), AROUND)
    assert "<b>1&#46;开展活动。</b>共三次。\n{: #s1 }\n\n另起一段。" in page


def test_item_without_heading_starts_with_its_label(summary: Summary) -> None:
    section = _section(heading="", paragraphs=("很长的一句话。",))
    page = summary_page.page(replace(summary, sections=(section,)), AROUND)
    assert "1&#46;很长的一句话。\n{: #s1 }" in page


def test_a_signature_that_closes_the_text_stands_apart(summary: Summary) -> None:
    body, day = "区教育局", "2021年12月30日"
    closing = _section(label="", number="p1", heading="", paragraphs=("总之。", body, day))
    page = summary_page.page(replace(summary, sections=(*summary.sections, closing)), AROUND)
    assert f"总之。\n{{: #sp1 }}\n\n{body}\n{{: .signed }}\n\n{day}\n{{: .signed }}" in page
    alone = replace(closing, paragraphs=(body,))
    page = summary_page.page(replace(summary, sections=(alone,)), AROUND)
    assert f"{body}\n{{: #sp1 .signed }}" in page
    text = replace(summary, preamble=(body, "一年来，成绩喜人。", body), sections=())
    page = summary_page.page(text, AROUND)
    assert f"\n\n{body}\n\n一年来，成绩喜人。\n\n{body}\n{{: .signed }}" in page
    within = _section(paragraphs=("责任单位", body))
    assert ".signed" not in summary_page.page(replace(summary, sections=(within,)), AROUND)


def test_one_sentence_item_is_plain(summary: Summary) -> None:
    page = summary_page.page(replace(summary, sections=(_section(stop="；"),)), AROUND)
    assert "1&#46;题；\n{: #s1 }" in page


def test_heading_levels_are_never_skipped(summary: Summary) -> None:
    inner = _section(label="", number="1.1.1", paragraphs=("文。",))
    middle = _section(label="一是", number="1.1", heading="", children=(inner,))
    outer = _section(label="一、", children=(middle,))
    page = summary_page.page(replace(summary, sections=(outer,)), AROUND)
    levels = [line.split()[0] for line in page.splitlines() if line.startswith("#")]
    assert levels == ["#", "##", "###"]


def test_evidence_names_the_line_of_the_source(summary: Summary) -> None:
    page = summary_page.page(summary, Surroundings(Lines("展开阅读全文\n区教育局2021年\n")))
    assert "<cite>2</cite>" in page


def test_topics_under_a_heading_are_links_unless_the_card_has_them(summary: Summary) -> None:
    section = _section(label="一、", topics=("党建", "别的"))
    page = summary_page.page(replace(summary, topics=("党建",), sections=(section,)), AROUND)
    assert "\n\n&#35;党建 [别的](../../topics/" in page
    assert "[党建](../../topics/" in page


def test_the_card_leads_to_the_source(summary: Summary) -> None:
    alone = replace(AROUND, original=True)
    for around, links in ((AROUND, 1), (alone, 2)):
        source = next(
            line for line in summary_page.page(summary, around).splitlines() if "来源" in line
        )
        assert source.count("](../../sources/") == links
        assert ("{: download }" in source) == (links == 2)


def test_a_list_says_of_a_region_what_the_page_does_not(summary: Summary) -> None:
    region = Region("浙江省", "温州市", "洞头区", None, "330305", "stated", 1.0)
    shown = replace(summary, region=region)
    for own, said in (
        (None, "浙江省温州市洞头区"), ((), "浙江省温州市洞头区"), (("浙江省", "温州市"), "洞头区"),
        (("浙江省", "台州市", "洞头区"), "温州市洞头区"), (region.path, ""),
        ((*region.path, "某镇"), "洞头区"),
    ):  # fmt: skip
        assert words.facts(shown, beside=own) == " · ".join(
            part for part in ("2021 年", said, "区级", "上半年") if part
        )
    inferred = replace(shown, region=replace(region, basis="inferred"))
    assert "地区<i>推断</i>" in words.facts(inferred, beside=region.path)
    unknown = replace(shown, region=UNKNOWN_REGION)
    assert "地区不详" in words.facts(unknown, beside=region.path)


def test_conflict_is_shown(summary: Summary) -> None:
    torn = replace(summary, year=replace(summary.year, conflict="标题写 2022，文中写 2020"))
    assert "<b>年份存疑</b> 标题写 2022" in summary_page.page(torn, AROUND)


def test_flags_are_explained_and_never_twice(summary: Summary) -> None:
    flagged = replace(summary, flags=("masked", "heavily-masked", "某种新标记"))
    page = summary_page.page(flagged, AROUND)
    assert "<b>大量掩码</b>" in page
    assert "<b>有掩码</b>" not in page
    assert "<b>某种新标记</b>" in page


def test_front_matter_has_metadata_and_sections(summary: Summary) -> None:
    page = summary_page.page(summary, AROUND)
    data = yaml.safe_load(page.split("\n---\n")[0].removeprefix("---\n"))
    assert data == front_matter(summary)
    assert data["year"]["value"] == 2021
    assert [s["anchor"] for s in data["sections"]] == ["s1", "s1-1", "s1-1-1", "s1-2", "s2"]
    assert set(data["sections"][0]) == {"number", "label", "heading", "anchor", "topics"}


def test_record_has_exactly_the_agreed_keys(summary: Summary) -> None:
    data = record(summary)
    assert list(data) == [
        "id", "title", "collection", "url", "flags", "topics", "source", "year", "region",
        "level", "period", "preamble", "sections",
    ]  # fmt: skip
    assert data["url"] == "s/00/上半年总结-1/"
    assert list(data["year"]) == ["value", "range", "basis", "confidence", "evidence", "conflict"]
    child = data["sections"][0]["children"][0]
    assert child["paragraphs"] == ["认真学习。"]
    assert child["children"][0]["number"] == "1.1.1"
    assert json.loads(dumps(data)) == data


def test_record_of_very_deep_sections(summary: Summary) -> None:
    section = _section(number="1")
    for _ in range(500):
        section = _section(children=(section,))
    text = dumps(record(replace(summary, sections=(section,))))
    assert text.count('"heading":"题"') == 501
