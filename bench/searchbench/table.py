"""The figures as Markdown tables, in Chinese as on the page that shows them."""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Sequence

from .budgets import budgets
from .corpus import Page, digest, utf8_size
from .figures import Result, Score
from .queries import CLASSES, LONGER
from .rounding import NONE, mean, number, percentile, share

COSTS = (
    "引擎", "建索引 秒", "索引 MB", "传输 MB", "启动 KB", "冷查询 KB", "请求", "前十条另需 KB",
    "启动 ms", "冷查询 ms", "热查询 ms",
)  # fmt: skip
QUALITY = (
    "引擎", "找到", "找对", "一个不漏", "落空", "计数无误", "计数偏差", "章节找到", "章节找对", "处数偏差"
)  # fmt: skip


def pair(values: Sequence[float], scale: float = 1) -> str:
    """Write median and 95th percentile."""
    if not values:
        return NONE
    return " / ".join(number(percentile(values, s) / scale) for s in (0.5, 0.95))


def row(cells: Iterable[str]) -> str:
    """Write a row of a table."""
    return "| " + " | ".join(cells) + " |"


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; the first column is text, the others are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(map(row, (head, rule, *rows)))


def costs(result: Result) -> list[str]:
    """Give the row of bytes, requests and times."""
    first = result.cold
    if not first:
        return [result.label, *[NONE] * (len(COSTS) - 1)]
    return [
        result.label,
        f"{number(result.build_wall)}（{number(result.build_cpu)}）",
        number(result.size / 1e6),
        number(result.sent_size / 1e6),
        number(percentile((c.start_bytes for c in first), 0.5) / 1e3),
        pair([c.bytes for c in first], 1e3),
        pair([c.requests for c in first]),
        number(percentile((c.ten_bytes for c in first), 0.5) / 1e3),
        number(percentile((c.start_ms for c in first), 0.5)),
        pair([c.ms for c in first]),
        pair([a.ms for a in result.scores if a.kind in LONGER]),
    ]


def quality(result: Result) -> list[str]:
    """Give the row of what is found and counted, over the strings of 2 to 8 characters."""
    answers = [a for a in result.scores if a.kind in LONGER]
    shares: list[Callable[[Score], float | None]] = [
        lambda a: a.recall,
        lambda a: a.precision,
        lambda a: a.recall == 1,
        lambda a: a.recall == 0,
        lambda a: a.count_error == 0,
    ]
    deep: list[Callable[[Score], float | None]] = [
        lambda a: a.section_recall,
        lambda a: a.section_precision,
        lambda a: a.occurrence_error,
    ]
    if not answers:
        return [result.label, *[NONE] * (len(QUALITY) - 1)]
    error = percentile((a.count_error for a in answers), 0.5)
    return [
        result.label,
        *(share(mean(map(get, answers))) for get in shares),
        f"{error:.0%}",
        *(share(mean(map(get, answers))) for get in deep),
    ]


def classes(result: Result) -> list[str]:
    """Give recall and precision of pages for each class of queries."""
    cells = [result.label]
    for kind in CLASSES:
        answers = [a for a in result.scores if a.kind == kind]
        both = mean(a.recall for a in answers), mean(a.precision for a in answers)
        cells.append(" / ".join(f"{x:.2f}" if x is not None else NONE for x in both))
    return cells


def notes(result: Result, wanted: int) -> str:
    """Give version, remarks, and the reason of a failure."""
    parts = [result.version]
    if result.note:
        parts.append(result.note.strip("；"))
    if result.failed:
        parts.append(f"**{result.failed}**")
    elif len(result.scores) < wanted:
        parts.append(f"到时限时问了 {len(result.scores)} / {wanted} 个")
    if result.cold:
        parts.append(f"冷查询 {len(result.cold)} 个")
    return f"- {result.label}：{'；'.join(parts)}"


def line(result: Result) -> str:
    """Sum up one engine while the run goes on."""
    return row([str(result.pages), *costs(result), *quality(result)[1:], result.failed])


def report(facts: list[str], stages: dict[int, tuple[list[Page], list[Result]]]) -> str:
    """Write all tables."""
    out = list(facts)
    for pages, results in stages.values():
        out += [
            "",
            title(pages),
            "",
            "花费（斜线前后是中位数和第 95 百分位；括号里是处理器时间）",
            "",
        ]
        out += [grid(COSTS, map(costs, results))]
        out += ["", "找到的页（2–8 字随机串）", "", grid(QUALITY, map(quality, results))]
        out += ["", "各类查询：找到 / 找对（页）", ""]
        out += [grid(("引擎", *CLASSES), map(classes, results)), ""]
        out += budgets(pages, results)
        wanted = max((len(r.scores) for r in results), default=0)
        out += [notes(r, wanted) for r in results]
    return "\n".join(out)


def title(pages: list[Page]) -> str:
    """Describe a set of pages."""
    sections = [s for p in pages for s in p.sections]
    texts = [t for s in sections for t in (s.heading, *s.paragraphs)]
    return (
        f"## {len(pages):,} 页，{len(sections):,} 个章节，{sum(map(len, texts)):,} 字，"
        f"UTF-8 {utf8_size(pages) / 1e6:.1f} MB（SHA-256 {digest(pages)}）"
    )


def machine(args: argparse.Namespace, command: list[str]) -> list[str]:
    """Describe the run: command, date, machine, browser."""
    browser = subprocess.run(
        [args.chromium, "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return [
        f"- 命令：`python {' '.join(command)}`",
        f"- 日期：{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}；种子 {args.seed}",
        f"- 机器：{os.cpu_count()} 核，{platform.system()} {platform.machine()}，"
        f"负载 {os.getloadavg()[0]:.1f}；Python {platform.python_version()}；{browser}",
    ]
