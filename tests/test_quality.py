"""The report of the corpus: everything open is on it, and no page of it grows with the corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from zongjie.clean import RULES
from zongjie.errors import Problem
from zongjie.metadata.questions import questions
from zongjie.models import UNKNOWN_REGION, UNKNOWN_YEAR, Cleaned, Source, Stretch, Summary
from zongjie.pipeline import gather
from zongjie.render import address
from zongjie.render.lists import quality
from zongjie.render.markdown import escape

TEXT = (
    "首页 登录 注册\n教育局工作总结\n今年，我局抓好工作。\n一、党建\n加强党建。\n三、安全\n保障安全。\n"
    "乙县教育局某年工作总结\n又是一篇。\n"
)
NAMES = {rule.name: rule.description for rule in RULES}


def test_a_source_s_open_things_are_all_there(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"\x89PNG\r\n")
    found = gather(tmp_path, jobs=1)
    page = quality.pages(found.summaries, found.sources, found.problems, NAMES)[quality.PATH]
    for words in (
        "1 个源文件", f"[第 6 行]({address.relative(address.ledger('甲.txt', 6), quality.PATH)})", "编号不连续", "文件名与内容不符",
        "删去标题之前的网站内容", "1 处", "年份：没有写明年份", "地区：没有写明地区", "保留", "删去", "归入各篇 100.0%",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("甲") < page.index("坏")


BODY = "今年，全县教育系统狠抓落实，教育工作取得新成效。\n一、党建\n加强党的建设。\n二、安全\n保障校园安全。\n"


def test_a_title_from_the_file_name_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "甲县教育局2021年工作总结.txt").write_text(BODY, "utf-8")
    (tmp_path / "乙县教育局2021年工作总结.txt").write_text(
        f"乙县教育局2021年工作总结\n{BODY}", "utf-8"
    )
    (tmp_path / "丙.txt").write_text(BODY, "utf-8")
    (tmp_path / "丙.txt.yml").write_text("title: 丙县教育局2021年工作总结\n", "utf-8")
    found = gather(tmp_path, jobs=1)
    asked = [s.title for s in found.summaries if any(q.key == "title" for q in questions(s))]
    assert asked == ["甲县教育局2021年工作总结"]
    page = quality.pages(found.summaries, found.sources, found.problems, NAMES)[quality.PATH]
    assert page.count("标题：没有找到标题，暂以文件名代替") == 1


def test_a_report_of_several_years_is_not_asked_for_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"甲县2019—2021年三年教育工作总结\n{BODY}", "utf-8")
    (tmp_path / "b.txt").write_text(f"乙县三年教育工作总结\n{BODY}", "utf-8")
    found = gather(tmp_path, jobs=1).summaries
    assert found[0].year.range == (2019, 2021)
    asked = [any(q.key == "year" for q in questions(s)) for s in found]
    assert asked == [False, True]


def test_the_title_below_a_covering_letter_is_the_title(tmp_path: Path) -> None:
    letter = "甲教字〔2022〕8号\n县委办：\n现将我局工作总结报送你们，请审阅。\n甲县教育局\n2022年1月5日\n"
    (tmp_path / "a.txt").write_text(f"{letter}甲县教育局2021年工作总结\n{BODY}", "utf-8")
    (tmp_path / "b.txt").write_text(f"{BODY}附：\n乙县教育局2021年工作总结\n", "utf-8")
    first, second = gather(tmp_path, jobs=1).summaries
    assert first.title == "甲县教育局2021年工作总结"
    assert first.year.value == 2021
    assert second.title == "b"


def test_a_title_in_the_midst_is_a_doubtful_split(summary: Summary, source: Cleaned) -> None:
    odd = replace(summary, preamble=("今年工作顺利。", "乙县教育局2020年工作总结"))
    page = quality.pages([odd], [source], [], {})[quality.PATH]
    assert "像另一篇的标题：“乙县教育局2020年工作总结”" in page


def test_pages_do_not_grow_with_the_corpus(summary: Summary) -> None:
    def report(files: int, open_things: int) -> dict[str, str]:
        sources, items, problems = [], [], []
        for number in range(100, 100 + files):
            file = f"{number}.txt"
            text = "工作总结\n" * 50
            ledger = (Stretch(0, len(text), "kept", "", text),)
            sources.append(Cleaned(Source(file, "0" * 64, "utf-8", text), ledger))
            for item in range(10, 10 + open_things):
                origin = replace(summary.origin, file=file, item=item)
                items.append(replace(summary, id=f"{number}-{item}", title="总结" * 30, origin=origin,
                                     year=UNKNOWN_YEAR, region=UNKNOWN_REGION))  # fmt: skip
                problems.append(Problem(file, item, "错" * 40, "因" * 40, "改" * 40))
        return quality.pages(items, sources, problems, {})

    some, more = report(30, 30), report(130, 60)
    assert (len(some), len(more)) == (2, 7)
    text = "".join(more.values())
    assert all(f"[{escape(f'{number}.txt')}](" in text for number in range(100, 230))
    largest, larger = (max(map(len, pages.values())) for pages in (some, more))
    assert larger < largest * 1.01
