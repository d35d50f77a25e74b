"""Does the best result stand first? Our order beside lunr's, on hand-judged queries.

    python bench/order.py [--corpus corpus]

The queries and the sections that should come first are in `tests/cases/judged.yml`. lunr (PyPI) over
jieba words of the same sections is the independent reference: titles weigh ten times, headings five
times as much as bodies. Prints each query with both tops, those first where we differ from lunr, and
ends with 1 if one of our tops is not among the judged ones.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from lunr.builder import Builder
from lunr.index import Index
from lunr.query import QueryPresence
from searchbench.engines.lunr import words

from zongjie.index import build
from zongjie.index.pages import Page, pages_of
from zongjie.index.reader import Reader
from zongjie.pipeline import gather

JUDGED = Path(__file__).parent.parent / "tests/cases/judged.yml"


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the sections judged best, why, and what each engine puts first."""

    query: str
    best: tuple[str, ...]
    why: str
    ours: str
    lunr: str

    @property
    def mark(self) -> str:
        """Tell how our top stands: same as lunr's, judged right, or neither."""
        if self.ours not in self.best:
            return "✗"
        return "=" if self.ours == self.lunr else "✓"


def reference(pages: list[Page]) -> Index:
    """Index all sections with lunr."""
    builder = Builder()
    builder.ref("ref")
    for field, boost in (("title", 10), ("heading", 5), ("body", 1)):
        builder.field(field, boost=boost)
    for page in pages:
        for part in page.parts:
            head = "heading" if part.anchor else "title"
            texts = {"title": "", "heading": "", "body": "\n".join(part.paragraphs)}
            texts[head] = part.heading
            cut = {field: words(text) for field, text in texts.items()}
            builder.add({"ref": f"{page.id}#{part.anchor}", **cut})
    return builder.build()


def top_of_lunr(index: Index, query: str) -> str:
    """Give lunr's first result; all words must match."""
    asked = index.create_query()
    for word in words(query):
        asked.term(word, presence=QueryPresence.REQUIRED, use_pipeline=False)
    found = index.query(asked)
    return str(found[0]["ref"]) if found else "—"


def top_of_ours(reader: Reader, query: str) -> str:
    """Give our first result, none where only a loosened query found something."""
    answer = reader.search(query, limit=1, snippets=False)
    if answer.relaxed or not answer.groups:
        return "—"
    return f"{answer.groups[0].id}#{answer.groups[0].sections[0].anchor}"


def write_index(pages: list[Page], folder: Path) -> None:
    """Write our index of the pages."""
    for name, data in build(pages).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def cases(corpus: Path, folder: Path) -> Iterator[Case]:
    """Ask both engines every judged query."""
    pages = pages_of(gather(corpus).summaries)
    write_index(pages, folder)
    reader, index = Reader(folder), reference(pages)
    for judged in yaml.safe_load(JUDGED.read_text(encoding="utf-8")):
        query = str(judged["query"])
        ours, lunr = top_of_ours(reader, query), top_of_lunr(index, query)
        yield Case(query, tuple(judged["best"]), judged["why"], ours, lunr)


def main() -> int:
    """Print all cases and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    with tempfile.TemporaryDirectory() as folder:
        done = list(cases(parser.parse_args().corpus, Path(folder)))
    for case in sorted(done, key=lambda case: "✗✓=".index(case.mark)):
        print(f"{case.mark} {case.query}\n    本项目 {case.ours}")
        if case.mark != "=":
            print(f"    lunr   {case.lunr}\n    {case.why}")
        if case.mark == "✗":
            print(f"    应为   {'、'.join(case.best)}")
    marks = [case.mark for case in done]
    judged = sum(case.lunr in case.best for case in done)
    print(
        f"\n{len(done)} 个查询：与 lunr 相同 {marks.count('=')}，不同而合理 {marks.count('✓')}，",
        end="",
    )
    print(f"不合理 {marks.count('✗')}；lunr 的首位合理 {judged}")
    return int("✗" in marks)


if __name__ == "__main__":
    sys.exit(main())
