"""The pages of documents and terms, and the links on the pages of summaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_plus

import pytest

from zongjie.index import suggest
from zongjie.link import Links, link
from zongjie.models import Summary
from zongjie.render import address
from zongjie.render.cross import Cross
from zongjie.render.lists import documents, terms

Make = Callable[..., Summary]
TEXT = (
    "深入落实《义务教育法》，推进集团化办学，组建教育集团，名校领办薄弱学校，骨干教师在集团内轮岗，"
    "课程资源共享，对核心校与成员校捆绑考核，同步教研、同步备课。"
)
LIMIT = 150_000


@pytest.fixture(scope="module")
def many(make: Make) -> tuple[list[Summary], Links]:
    """Three hundred summaries that all cite one law and use one term."""
    items = [
        make(
            f"第{n:03}号",
            [TEXT, f"另有《第{n}号工作方案》。"],
            year=2000 + n % 20,
            file="全.txt",
            item=n,
        )
        for n in range(1, 301)
    ]
    return items, link(items)


def targets(text: str) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", text)


def test_no_page_grows_with_the_corpus(many: tuple[list[Summary], Links]) -> None:
    items, links = many
    pages = documents.pages(links.documents) | terms.pages(links.terms)
    assert max(len(text.encode()) for text in pages.values()) < LIMIT / 2
    assert {
        "documents/义务教育法.md",
        "documents/义务教育法~4.md",
        "terms/集团化办学~4.md",
        "documents/index~8.md",
    } <= pages.keys()
    assert len(Cross(links).of_summary(items[0], address.summary(items[0])).encode()) < 20_000


def test_all_places_are_listed_in_order_of_years(many: tuple[list[Summary], Links]) -> None:
    items, links = many
    pages = terms.pages(links.terms)
    paths = ["terms/集团化办学.md", *(f"terms/集团化办学~{n}.md" for n in (2, 3, 4))]
    text = "".join(pages[path] for path in paths)
    assert {item.title for item in items} == set(re.findall(r"\[(第[0-9]{3}号工作总结)\]", text))
    years = re.findall(r"^## ([0-9]{4}) 年", text, re.MULTILINE)
    assert years == sorted(years)


def test_each_year_leads_to_where_it_begins_or_to_the_search(
    many: tuple[list[Summary], Links],
) -> None:
    pages = terms.pages(many[1].terms, summaries=6_000)
    first = pages["terms/集团化办学.md"]
    assert "terms/集团化办学~3.md" not in pages
    assert "列出前 160 项，共 300 项" in first
    bars = dict(re.findall(r"^- \[(\d{4}) 年\]\((\S+)\) <span class=\"bar\"", first, re.MULTILINE))
    assert len(bars) == 20
    for year, bar in bars.items():
        page, _, anchor = unquote_plus(bar).partition("#")
        if anchor:
            assert f"{{: #{anchor} }}" in pages[f"terms/{page}"]
        else:
            assert page == f'../find/index.md?q="集团化办学"&year={year}'
    assert 0 < sum("#" in bar for bar in bars.values()) < 20


def test_of_very_many_documents_the_most_cited_are_listed(
    many: tuple[list[Summary], Links], monkeypatch: pytest.MonkeyPatch
) -> None:
    items, links = many
    monkeypatch.setattr(documents, "_LISTED", 3)
    pages = documents.pages(links.documents)
    assert "列出前 3 项" in pages["documents/index.md"]
    assert "documents/index~2.md" not in pages
    found = documents.targets(links.documents)
    assert 3 <= len(found) < len(links.documents)
    paths = {path for path in found.values() if "#" not in path}
    assert paths <= set(pages)
    named = [name for name in suggest.names(items, [], links) if name.kind == "document"]
    assert len(named) == len(found)
    drawn = [Cross(links).of_summary(item, address.summary(item)) for item in items]
    led = {target for text in drawn for target in targets(text) if "documents/" in target}
    assert len(led) == len(found)


def test_suggestions_lead_to_documents_and_terms(many: tuple[list[Summary], Links]) -> None:
    items, links = many
    pages = documents.pages(links.documents) | terms.pages(links.terms)
    names = [n for n in suggest.names(items, [], links) if n.kind in ("term", "document")]
    assert {"义务教育法", "集团化办学", "第7号工作方案"} <= {name.text for name in names}
    for name in names:
        path, _, anchor = name.path.partition("#")
        assert path in pages
        assert not anchor or f"#{anchor} " in pages[path]


def test_similar_sections_stand_below_their_section(make: Make) -> None:
    other = TEXT.replace("深入落实", "学习").replace(
        "名校领办薄弱学校", "覆盖了各乡的学校，老师都能发展"
    )
    other = other[20:] + other[:20] + "乡村学校也有了自己的特色课程和社团，家长满意。"
    items = [make("甲", [TEXT], topics=("办学",)), make("乙", [other], topics=("办学",))]
    links = link(items)
    cross, here = Cross(links), address.summary(items[0])
    (text,) = cross.of_sections(items[0], here).values()
    assert "相近章节 1" in text
    assert "同讲" in text
    assert targets(text) == ["../71/%E4%B9%99.md#s1"]
    assert Cross(link(items[:1])).of_sections(items[0], here) == {}


def test_copies_say_how_much_is_shared(make: Make) -> None:
    items = [make("甲", [TEXT, "另一节，" + TEXT[::-1]]), make("乙", [TEXT])]
    text = Cross(link(items)).of_summary(items[1], address.summary(items[1]))
    assert "基本相同" in text
    assert "占本篇 100%" in text
    assert "%E7%94%B2.md#s1" in text


def test_nothing_of_a_name_acts(make: Make) -> None:
    name = "<script>{{ x }}*`办法"
    item = replace(make("甲", [f"依《{name}》办理。"]), title="<b>总结")
    links = link([item])
    pages = documents.pages(links.documents)
    text = pages["documents/index.md"] + Cross(links).of_summary(item, address.summary(item))
    assert "<script" not in text
    assert "{{ x" not in text
    assert "<b>" not in text


def test_a_collection_without_links_has_its_index_pages() -> None:
    assert set(documents.pages(())) == {"documents/index.md", "documents/works.md"}
    assert set(terms.pages(())) == {"terms/index.md"}


def test_each_year_and_each_range_has_one_heading(make: Make) -> None:
    ranges = [(2012, 2015), (2013, 2015), (2012, 2015), None, (2015, 2015)]
    items = [
        replace(item, year=replace(item.year, value=None if years else 2015, range=years))
        for item, years in ((make(f"第{n}篇", [TEXT]), years) for n, years in enumerate(ranges))
    ]
    text = terms.pages(link(items).terms)["terms/集团化办学.md"]
    headings = re.findall(r"^## .* \{: #(\S+) \}$", text, re.MULTILINE)
    assert headings == ["y-2012-2015", "y-2013-2015", "y-2015"]
