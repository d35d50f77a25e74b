"""The budgets of the search in `docs/design.md`, held against a run; meant for 20 M characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .corpus import Page, utf8_size
from .figures import Cold, Result
from .queries import LONGER
from .rounding import mean, number, percentile, share

OURS = "zongjie"


def budgets(pages: list[Page], results: list[Result]) -> list[str]:
    """Write our figures beside the budgets; nothing where we were not measured."""
    ours = next((r for r in results if r.name == OURS and r.cold and r.scores), None)
    if ours is None:
        return []
    rows = written((*exactness(ours), *costs(ours, utf8_size(pages))))
    return ["预算（见设计的“检索的预算”；为两千万字而定）", "", *rows, ""]


def written(rows: Iterable[tuple[str, str, str, bool]]) -> Iterator[str]:
    """Write a table of figures beside their budgets."""
    yield from ("| 项目 | 预算 | 本次 | |", "| --- | ---: | ---: | :-: |")
    for name, limit, figure, kept in rows:
        yield f"| {name} | {limit} | {figure} | {'✓' if kept else '✗'} |"


def exactness(ours: Result) -> Iterator[tuple[str, str, str, bool]]:
    """Compare what is found and shown, over all classes of queries."""
    pairs = [(s.section_recall, s.section_precision) for s in ours.scores]
    found, shown = mean(a for a, _ in pairs), mean(b for _, b in pairs)
    counted = mean(s.count_error == 0 and not s.occurrence_error for s in ours.scores)
    yield (
        "章节找到 / 找对",
        "1.000 / 1.000",
        f"{share(found)} / {share(shown)}",
        found == shown == 1,
    )
    yield "节数、处数无误", "1.000", share(counted), counted == 1


def costs(ours: Result, text: int) -> Iterator[tuple[str, str, str, bool]]:
    """Compare bytes, requests and times."""
    yield from of_first_queries(ours.cold, 100)
    yield "索引 / 文字的字节数", "0.8", f"{ours.size / text:.2f}", ours.size <= 0.8 * text
    yield "建索引，处理器秒", "10", number(ours.build_cpu), ours.build_cpu <= 10


def of_first_queries(cold: list[Cold], start: int) -> Iterator[tuple[str, str, str, bool]]:
    """Compare what first queries cost.

    Args:
        cold: Each in a fresh profile.
        start: Budget of the start, in KB.
    """

    def both(name: str, values: list[float], limits: tuple[int, int]) -> tuple[str, str, str, bool]:
        figures = percentile(values, 0.5), percentile(values, 0.95)
        kept = figures[0] <= limits[0] and figures[1] <= limits[1]
        return name, f"{limits[0]} / {limits[1]}", " / ".join(map(number, figures)), kept

    begun = percentile((c.start_bytes for c in cold), 0.5) / 1e3
    requests = percentile((c.requests for c in cold), 0.5)
    kinds = f"{LONGER[0].removesuffix('字')}–{LONGER[-1]}"
    yield "启动 KB（含程序）", str(start), number(begun), begun <= start
    yield both(f"冷查询 KB，{kinds}，中位数 / p95", [c.bytes / 1e3 for c in cold], (48, 200))
    yield "请求，中位数", "4", number(requests), requests <= 4
    yield both("冷查询 ms，中位数 / p95", [c.ms for c in cold], (40, 150))
