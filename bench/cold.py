"""What does the first query on a built site cost, however large the site?

    python bench/cold.py SITE [--queries N] [--seed S]

Draws strings of two to eight characters from the texts of the site's own index, and asks each in a
fresh profile of headless Chromium, from loopback. Prints a Markdown table with the budgets of the
search, but for that of the start, which is for 25,000 summaries. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from searchbench.budgets import of_first_queries, written
from searchbench.corpus import Page, Section
from searchbench.engines.base import Built, Spent
from searchbench.engines.ours import OURS, locate
from searchbench.measure import ask_cold, chromium
from searchbench.queries import LONGER, Draw, drawn
from searchbench.server import serving

from zongjie.index.store import Store

SAMPLE = 500
"""Summaries from which queries are drawn."""
START = 400
"""Budget of the start, in KB."""
LIMIT = 60.0
"""Seconds for a query."""


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=100, help="in all (100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    return parser.parse_args()


def sample(site: Path, seed: int) -> list[Page]:
    """Read some summaries out of the index of a site."""
    store = Store(site / "search")
    numbers = range(store.head.pages)
    found = []
    for number in random.Random(seed).sample(numbers, min(SAMPLE, len(numbers))):
        source, _, _, parts = store.text(number)
        sections = tuple(Section(part[2], part[1], tuple(part[4])) for part in parts)  # type: ignore[attr-defined]
        found.append(Page(str(source), sections))
    return found


def main() -> None:
    """Ask, and print what it cost."""
    args = options()
    source = Draw(sample(args.site, args.seed), args.seed)
    asked = [q for kind in LONGER for q in drawn(source, kind, -(-args.queries // len(LONGER)))]
    built = Built(args.site, Spent(0, 0), (), locate)
    with chromium(args.chromium) as browser, serving(args.site) as host:
        cold = [ask_cold(browser, OURS, built, host, query, LIMIT) for query in asked]
    print(f"{len(cold)} 次，每次一个新的浏览器配置\n")
    print("\n".join(written(of_first_queries(cold, START))))


if __name__ == "__main__":
    main()
