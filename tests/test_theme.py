"""What the theme's templates make of navigations and settings that are not this project's own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import html5lib
import pytest

from zongjie.site import Plan, build_site

CONFIG = """
site_name: 集
theme: {name: material, variant: classic, language: zh, font: false}
plugins: []
nav:
  - 外站: https://example.org/
  - 首页: index.md
  - 说明:
      - 更多:
          - 怎样使用: guide/use.md
          - 怎样搜索: guide/search.md
      - 设计: design.md
      - 取用数据: guide/data.md
"""


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A site with a nested navigation and no address of its own."""
    folder = tmp_path_factory.mktemp("theme")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    names = ["index.md", "guide/use.md", "guide/search.md", "guide/data.md", "design.md"]
    for name in names:
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(f"# {name}\n", "utf-8")
    build_site(folder / "mkdocs.yml", folder / "docs", folder / "site", Plan(request.param))
    return folder / "site"


def test_each_item_of_the_navigation_leads_to_its_first_page(site: Path) -> None:
    html = (site / "guide/search/index.html").read_text("utf-8")
    page = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False)

    def links(where: str) -> list[tuple[str, str, str | None]]:
        found = page.xpath(f"//{where}//a")
        return [
            (a.text, urljoin("/guide/search/", a.get("href")), a.get("aria-current")) for a in found
        ]

    assert links("ul[@class='sections']") == [
        ("外站", "https://example.org/", None),
        ("说明", "/guide/use/", "true"),
    ]
    assert links("nav[@aria-label='说明']") == [
        ("更多", "/guide/use/", "true"),
        ("设计", "/design/", None),
        ("取用数据", "/guide/data/", None),
    ]
    assert links("footer") == [("取用数据", "/guide/data/", None)], "guides that are there"
    assert links("nav[@aria-label='更多']") == [
        ("怎样使用", "/guide/use/", None),
        ("怎样搜索", "/guide/search/", "page"),
    ]


def test_a_feed_is_named_where_there_is_one(site: Path, sample_site: Path) -> None:
    assert "feed.xml" not in (site / "index.html").read_text("utf-8")
    assert "feed.xml" in (sample_site / "index.html").read_text("utf-8")


def test_the_error_page_says_what_it_is(site: Path) -> None:
    assert "<title>没有这一页 - 集</title>" in (site / "404.html").read_text("utf-8")
