"""How large are the pages, and how soon does a browser show them?

    python bench/pages.py site [--query 党建]

Prints the median and the largest page of each kind, in KB of HTML, and what Chromium measures on
loopback, past its cache and without slowing anything down, at 1,280 × 900: the largest paint, the
shift of the layout (as Core Web Vitals define both), bytes as sent with gzip, and requests. The page
of a kind that is visited is its largest. Ends with 1 if a page is over the budget or shifts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from urllib.parse import quote

from buildbench.sizes import measure
from playwright.sync_api import Browser
from searchbench.measure import chromium
from searchbench.server import Host, serving

BUDGET = 150_000
"""Bytes of HTML of any page."""
SHIFT = 0.1
"""What Core Web Vitals call good, at most."""
RUNS = 5
SETTLED = 1500
"""Milliseconds after loading in which scripts may still change the page."""

WATCH = """() => {
  window.paint = 0;
  window.shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { window.paint = e.startTime; }))
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    if (!e.hadRecentInput) window.shift += e.value;
  })).observe({type: 'layout-shift', buffered: true});
}"""


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--query", default="党建")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    args = parser.parse_args()
    over = print_sizes(args.site)
    pages = {
        "首页": "index.html",
        "总结": largest(args.site, "s"),
        "主题": largest(args.site, "topics"),
        "搜索": f"find/index.html?q={quote(args.query)}",
    }
    print(
        "\n| 页面 | 最大内容绘制（毫秒） | 布局偏移 | 传输（KB） | 请求 |\n|---|---:|---:|---:|---:|"
    )
    worst = 0.0
    with serving(args.site) as host, chromium(args.chromium) as browser:
        for name, path in pages.items():
            paint, shift, sent, requests = visited(browser, host, path)
            worst = max(worst, shift)
            print(f"| {name} | {paint:.0f} | {shift:.3f} | {sent / 1000:.0f} | {requests} |")
    return int(over or worst > SHIFT)


def print_sizes(site: Path) -> bool:
    """Print the sizes by kind and say whether one is over the budget."""
    kinds = measure(site).html
    print("| 一类页面 | 页数 | 中位（KB） | 最大（KB） |\n|---|---:|---:|---:|")
    for kind, (number, median, most) in kinds.items():
        print(f"| {kind} | {number} | {median / 1000:.1f} | {most / 1000:.1f} |")
    return any(most > BUDGET for _, _, most in kinds.values())


def largest(site: Path, folder: str) -> str:
    """Give the path of the largest page in a folder of a site."""
    page = max((site / folder).rglob("*.html"), key=lambda path: (path.stat().st_size, path))
    return quote(page.relative_to(site).as_posix())


def visited(browser: Browser, host: Host, path: str) -> tuple[float, float, int, int]:
    """Open a page several times and give the medians.

    Returns:
        Largest paint in milliseconds, layout shift, bytes sent, requests.
    """
    runs = []
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script(f"({WATCH})()")
        host.take()
        page.goto(f"{host.address}/{path}", wait_until="load")
        page.wait_for_timeout(SETTLED)
        runs.append((page.evaluate("paint"), page.evaluate("shift"), *host.take()))
        context.close()
    paint, shift, sent, requests = (sorted(column)[RUNS // 2] for column in zip(*runs, strict=True))
    return paint, shift, sent, requests


if __name__ == "__main__":
    sys.exit(main())
