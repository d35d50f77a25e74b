"""A small collection, of which the tests of the search know what is where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from zongjie.index import build, pages_of, suggest
from zongjie.models import (
    Cleaned,
    Origin,
    Region,
    Section,
    Source,
    Stretch,
    Summary,
    Value,
    Year,
)
from zongjie.render import pages
from zongjie.site import GENERATED, GENERATED_FILES, write_docs

ROOT = Path(__file__).parents[3]

ROOT = Path(__file__).parents[3]
HOSTILE = '<img src=x onerror="window.hurt=1"> & <b>标签</b>'
PLACES = [
    ("四川省", "成都市", "温江区"),
    ("四川省", "成都市", "新津区"),
    ("浙江省", "温州市", "洞头区"),
]
TEXT = "全区推进集团化办学，新增集团化办学学校3所，义务教育均衡发展。"


def _summary(number: int) -> Summary:
    place = PLACES[number % 3]
    sections = (
        Section(
            "一、", "1", "主要工作", "", False, 0, ("总的情况良好。",),
            (
                Section("（一）", "1.1", "推进集团化办学", "", False, 0, (TEXT, "学校安全。" * 60), (), ("义务教育",)),
                Section("（二）", "1.2", "校园安全", "", False, 0, (f"第{number}号校园。",)),
            ),
        ),
        Section("二、", "2", "下一步打算", "", False, 0, ("继续推进集团化办学。",)),
    )  # fmt: skip
    return Summary(
        id=f"合集-{number}",
        title=HOSTILE if number == 4 else f"{place[2]}教育局{2015 + number % 6}年工作总结",
        collection=None,
        origin=Origin("合集.txt", "0" * 64, number),
        year=Year(2015 + number % 6, None, "stated", 1.0),
        period=Value("全年" if number % 2 else "上半年", "stated", 1.0),
        level=Value("区", "stated", 1.0),
        region=Region(*place, None, "510115", "stated", 1.0),
        topics=("义务教育",),
        flags=(),
        preamble=("一年来，全区教育平稳。",),
        sections=sections,
    )


SUMMARIES = [_summary(number) for number in range(1, 25)]
SOURCE = Cleaned(
    Source("合集.txt", "0" * 64, "utf-8", TEXT), (Stretch(0, len(TEXT), "kept", "", TEXT),)
)


def lay_out(folder: Path, config: Callable[[str], str] = str) -> None:
    """Put down everything that MkDocs or Zensical builds the site from."""
    docs = folder / "docs"
    generated = shutil.ignore_patterns(*GENERATED, *GENERATED_FILES)
    shutil.copytree(ROOT / "docs", docs, ignore=generated)
    index = build(pages_of(SUMMARIES))
    everything = pages(SUMMARIES, [SOURCE], {})
    everything |= suggest.files(suggest.names(SUMMARIES, [SOURCE]))
    everything |= {f"search/{path}": data for path, data in index.items()}
    write_docs(everything, docs)
    shutil.copytree(ROOT / "build" / "theme", folder / "build" / "theme")
    (folder / "mkdocs.yml").write_text(config((ROOT / "mkdocs.yml").read_text("utf-8")), "utf-8")


QUERY = "集团化办学"
"""Stands in 1.1 (heading and twice in its paragraph) and in 2, of each of the 24 summaries."""
