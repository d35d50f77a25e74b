"""The searches that come with a site builder: Material for MkDocs and Zensical.

Settings, from their documentation: Material's plugin `search` with `lang: zh`, jieba installed, and
the separator of its Chinese locale (it holds the zero-width space that jieba's cuts are marked
with). Zensical takes `language: zh` from the theme, cuts with the browser's `Intl.Segmenter`, and
has no other setting for Chinese.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..corpus import Page, name, write
from .base import Built, Engine, Spent, by_order, run, version_of

CONFIG = """\
site_name: 检索基准
site_url: http://127.0.0.1/
docs_dir: docs
site_dir: site
theme: {{name: material, language: zh, font: false}}
plugins: [search: {{{search}}}]
nav: [{first}.md]
not_in_nav: "*.md"
validation: {{nav: {{omitted_files: ignore}}}}
markdown_extensions: []
"""
TIMED = Path(__file__).parent.parent / "timed_mkdocs.py"


def prepare(pages: list[Page], work: Path, search: str) -> None:
    """Write the pages and the configuration."""
    write(pages, work / "docs", ".md")
    config = CONFIG.format(search=search, first=name(0))
    (work / "mkdocs.yml").write_text(config, encoding="utf-8")


def build_material(pages: list[Page], work: Path, limit: float) -> Built:
    """Build with MkDocs; the time is that of the search plugin, without rendering pages."""
    prepare(pages, work, "lang: zh")
    whole = run([sys.executable, str(TIMED), "spent.txt"], limit, cwd=work)
    index = work / "site/search/search_index.json"
    docs = json.loads(index.read_text(encoding="utf-8"))["docs"]
    places = by_order(doc["location"] for doc in docs)
    worker = next((work / "site").glob("assets/javascripts/workers/search.*.js"))
    return Built(
        work / "site",
        Spent.read(work / "spent.txt"),
        (index,),
        places.get,
        {"worker": worker.relative_to(work / "site").as_posix()},
        f"建整站共 {whole.wall:.0f} 秒",
    )


def build_zensical(pages: list[Page], work: Path, limit: float) -> Built:
    """Build twice with Zensical, without and with its search; the difference is the index's time."""
    command = [str(Path(sys.executable).with_name("zensical")), "build", "--clean"]
    prepare(pages, work, "enabled: false")
    without = run(command, limit, cwd=work)
    prepare(pages, work, "enabled: true")
    whole = run(command, limit, cwd=work)
    index = work / "site/search.json"
    items = json.loads(index.read_text(encoding="utf-8"))["items"]
    locations = [item["location"] for item in items]
    places = by_order(locations)
    worker = next((work / "site").glob("assets/javascripts/workers/search.*.js"))
    return Built(
        work / "site",
        whole.less(without),
        (index,),
        lambda number: places.get(locations[int(number)]),
        {"worker": worker.relative_to(work / "site").as_posix()},
        f"建整站共 {whole.wall:.0f} 秒，不带检索 {without.wall:.0f} 秒，相减",
    )


MATERIAL = Engine(
    "material", "Material + jieba", "material", True, build_material, version_of("mkdocs-material")
)
ZENSICAL = Engine("zensical", "Zensical", "zensical", True, build_zensical, version_of("zensical"))
