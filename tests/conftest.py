"""Fixtures of the tests of pages and of the site: made-up summaries, and their built site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from zongjie import clean
from zongjie.data.tables import extend
from zongjie.index import build as build_index
from zongjie.index import pages_of, suggest, views
from zongjie.models import (
    Cleaned,
    Evidence,
    Origin,
    Region,
    Section,
    Source,
    Stretch,
    Summary,
    Value,
    Year,
)
from zongjie.render import Extras, address, pages
from zongjie.site import GENERATED, GENERATED_FILES, build_site, write_docs

ROOT = Path(__file__).parent.parent

TEXT = (
    "展开阅读全文\n区教育局2021年上半年工作总结\n2021年,xx区教育局认真工作。\n"
    "一、主要工作\n（一）抓好党建。认真学习。\n1.开展活动。全年活动3×4次。\n"
    "（二）确保安全\n校园平安。\n二、下一步打算\n继续努力。\n"
    "相关推荐\n范文一\n范文二\n范文三\n范文四\n范文五\n版权所有\n"
)


class Article(HTMLParser):
    """What a built page shows in its article: text, elements with attributes, ids."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._depth = 0
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self._depth += 1
        if self._depth:
            self.elements.append((tag, dict(attrs)))
            self._hidden = dict(attrs).get("class") == "headerlink"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if self._depth and not self._hidden:
            self.text += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]


def _evidence(quote: str, note: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence(quote, start, start + len(quote), note),)


def _ledger() -> tuple[Stretch, ...]:
    changes = [
        ("展开阅读全文\n", "removed", "site-lines", ""),
        (",", "repaired", "widths", "，"),
        ("xx", "repaired", "masks", "××"),
        (TEXT[TEXT.index("相关推荐") :], "removed", "tails", ""),
    ]
    stretches, position = [], 0
    for old, fate, rule, new in changes:
        start = TEXT.index(old, position)
        if start > position:
            stretches.append(Stretch(position, start, "kept", "", TEXT[position:start]))
        position = start + len(old)
        stretches.append(Stretch(start, position, fate, rule, new))  # type: ignore[arg-type]
    return tuple(stretches)


SOURCE = Cleaned(
    Source("上半年总结（合集）.txt", sha256(TEXT.encode()).hexdigest(), "utf-8", TEXT), _ledger()
)

SECTIONS = (
    Section(
        "一、", "1", "主要工作", "", False, 0,
        children=(
            Section(
                "（一）", "1.1", "抓好党建", "。", False, 0, ("认真学习。",),
                (Section("1.", "1.1.1", "开展活动", "。", False, 0, ("全年活动3×4次。",)),),
                ("党建",),
            ),
            Section("（二）", "1.2", "确保安全", "", False, 0, ("校园平安。",), (), ("校园安全",)),
        ),
    ),
    Section("二、", "2", "下一步打算", "", False, 0, ("继续努力。",)),
)  # fmt: skip

SUMMARY = Summary(
    id="上半年总结-1",
    title="区教育局2021年上半年工作总结",
    collection="上半年总结（合集）",
    origin=Origin(SOURCE.source.file, SOURCE.source.sha256, 1, "某文库", "2022-01-02"),
    year=Year(2021, None, "stated", 1.0, _evidence("2021年", "标题写明")),
    period=Value("上半年", "stated", 1.0, _evidence("上半年", "标题写明")),
    level=Value("区", "inferred", 0.8, _evidence("区教育局", "自称")),
    region=Region("浙江省", "温州市", "洞头区", None, "330305", "inferred", 0.9),
    topics=("党建", "校园安全"),
    flags=("masked",),
    preamble=("2021年，××区教育局认真工作。",),
    sections=SECTIONS,
)

UNKNOWN = replace(
    SUMMARY,
    id="上半年总结-2",
    title="工作总结",
    origin=replace(SUMMARY.origin, item=2),
    year=Year(None, (2006, 2009), "inferred", 0.5),
    region=Region(None, None, None, None, None, "unknown", 0.0),
)

RULES = {
    name: next(rule.description for rule in clean.RULES if rule.name == name)
    for name in ("site-lines", "tails", "masks", "widths")
}


@pytest.fixture(autouse=True)
def own_tables_only() -> Iterator[None]:
    """No test leaves a publisher's tables to the next."""
    yield
    extend(Path("nowhere"))


@pytest.fixture(scope="session")
def summary() -> Summary:
    return SUMMARY


@pytest.fixture
def summaries() -> list[Summary]:
    return [SUMMARY, UNKNOWN]


@pytest.fixture(scope="session")
def source() -> Cleaned:
    return SOURCE


@pytest.fixture(scope="session")
def rules() -> dict[str, str]:
    return RULES


@pytest.fixture
def article() -> type[Article]:
    return Article


def build_samples(folder: Path, summaries: Sequence[Summary] = (SUMMARY, UNKNOWN)) -> Path:
    """Write the pages of summaries and build their site in `folder`.

    Gives the site's folder, which is named after the path in `site_url`.
    """
    docs = folder / "docs"
    generated = shutil.ignore_patterns(*GENERATED, *GENERATED_FILES)
    shutil.copytree(ROOT / "docs", docs, dirs_exist_ok=True, ignore=generated)
    originals = {SOURCE.source.file: TEXT.encode()}
    index = {f"search/{path}": data for path, data in build_index(pages_of(summaries)).items()}
    index |= suggest.files(suggest.names(summaries, [SOURCE]))
    index |= {address.view(SOURCE.source.file): views.file(SOURCE, summaries)}
    write_docs(pages(summaries, [SOURCE], RULES, Extras(originals)) | index, docs)
    build_site(ROOT / "mkdocs.yml", docs, folder / "zongjie")
    return folder / "zongjie"


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Sequence[Summary]], Path]:
    return lambda summaries: build_samples(tmp_path, summaries)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_samples(tmp_path_factory.mktemp("samples"))
