"""How well, how cheaply and how fast do search engines for static sites find Chinese text?

    python bench/search.py FOLDER [--queries N] [--seed S] [--pages N] [--engines NAME,…] [--json OUT]

FOLDER holds Markdown or text files. Every engine builds the same pages, is served by a static host
on loopback and asked the same queries in headless Chromium; brute force over the folded texts is
the truth. Prints Markdown tables. Engines that cannot cope with all pages are named with the reason
and measured, beside all the others, on a sample of `--small` pages. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from searchbench import corpus, queries, table
from searchbench.engines import ENGINES, Built, Engine, FailedError
from searchbench.figures import Result
from searchbench.measure import Bench, chromium
from searchbench.truth import Truth, right


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--queries", type=int, default=100, help="queries of each class (100)")
    parser.add_argument("--cold", type=int, default=100, help="cold queries (100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=10**9, help="take a sample of the pages")
    parser.add_argument("--small", type=int, default=200, help="pages for engines that fail (200)")
    parser.add_argument("--engines", default=",".join(ENGINES), help="default: all")
    parser.add_argument("--limit", type=float, default=400, help="seconds for each step (400)")
    parser.add_argument("--work", type=Path, help="keep what is built in this folder")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--chromium", default=shutil.which("chromium") or "")
    return parser.parse_args()


def stage(pages: list[corpus.Page], chosen: list[Engine], args: argparse.Namespace) -> list[Result]:
    """Measure the engines on one set of pages."""
    truth = Truth(pages)
    asked = queries.draw(pages, args.queries, args.seed)
    results: list[Result] = []
    built: dict[object, Built] = {}
    with chromium(args.chromium) as browser:
        bench = Bench(browser, truth, [(q, right(truth, q.terms)) for q in asked], args.cold)
        for engine in chosen:
            result = Result(
                engine.name, engine.label, engine.version(), len(pages), engine.sections
            )
            results.append(result)
            try:
                if engine.build not in built:
                    work = args.work / str(len(pages)) / engine.name
                    built[engine.build] = fresh(engine, pages, work, args.limit)
                measure(engine, built[engine.build], bench, result, args.limit)
            except FailedError as error:
                result.failed = str(error)
            print(table.line(result), file=sys.stderr, flush=True)
    return results


def fresh(engine: Engine, pages: list[corpus.Page], work: Path, limit: float) -> Built:
    """Build in an empty folder."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    return engine.build(pages, work, limit)


def measure(engine: Engine, built: Built, bench: Bench, result: Result, limit: float) -> None:
    """Measure what is built."""
    result.build_wall, result.build_cpu = built.spent.wall, built.spent.cpu
    result.note = built.note
    result.size, result.sent_size = built.size, built.sent_size
    bench.measure(engine, built, result, limit)


def main() -> None:
    """Measure and print."""
    args = options()
    every = corpus.read(args.folder)
    pages = corpus.sample(every, args.pages, args.seed)
    if not pages:
        sys.exit(f"{args.folder}: no .md or .txt file")
    chosen = [ENGINES[name] for name in args.engines.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        args.work = args.work or Path(folder)
        stages = {len(pages): (pages, stage(pages, chosen, args))}
        if any(r.failed for r in stages[len(pages)][1]) and args.small < len(pages):
            small = corpus.sample(pages, args.small, args.seed)
            stages[len(small)] = (small, stage(small, chosen, args))
    facts = table.machine(args, sys.argv)
    print(table.report(facts, stages))
    if args.json:
        raw = {str(n): [dataclasses.asdict(r) for r in rs] for n, (_, rs) in stages.items()}
        args.json.write_text(
            json.dumps({"facts": facts, "stages": raw}, ensure_ascii=False), "utf-8"
        )


if __name__ == "__main__":
    main()
