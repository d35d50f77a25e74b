"""The order of pages in an index."""

from __future__ import annotations

from zongjie.index import Page, Part
from zongjie.index.order import ordered


def test_near_copies_stand_side_by_side() -> None:
    def page(title: str, *headings: str) -> Page:
        sections = [Part(f"s{n}", 1, text, False, ()) for n, text in enumerate(headings, 1)]
        return Page(title, title, f"s/{title}/", (Part("", 0, title, False, ()), *sections))

    first = ("一、加强教师队伍的建设", "二、办人民满意的教育", "三、明年工作的打算")
    second = ("一、落实立德树人的任务", "二、守住校园安全的底线", "三、存在的困难和问题")
    pages = [
        page("甲县教育总结", *first), page("乙县教育总结", *second), page("丙县年度报告", *second[::-1]),
        page("丁县年度报告", *first), page("戊县报告"), page("己县总结"),
    ]  # fmt: skip
    found = [page.title[0] for page in ordered(pages)]
    assert abs(found.index("甲") - found.index("丁")) == 1
    assert abs(found.index("乙") - found.index("丙")) == 1
    assert sorted(found) == sorted("甲乙丙丁戊己")
