"""How much of a text does cleaning bring back after the damage that copies on the web suffer?

    python bench/recover.py [--texts FOLDER …] [--kinds NAME,…] [--strengths NAME,…] [--sets NAME,…]
                            [--quick] [--faults N] [--write [--lower]]

Clean texts (the cleaned summaries of `tests/corpus/` and of any folder given) are damaged in known ways
and cleaned again. Same texts, same figures. Over all kinds of damage, the figures are held to
`tests/floors.yml`: exit code 1 where one has fallen. `--write` raises the floors and renews the
table in `docs/guide/recovery.md`; it lowers a floor only with `--lower`.

The set `known` may be looked into while mending rules (`--faults`). So has been `heldout`, in the
end; `fresh` was written before that and no rule was mended by it: it is for judging them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from damage import floors, kinds, measure, table
from damage.kit import kit
from damage.score import Fault

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests" / "floors.yml"
PAGE = ROOT / "docs" / "guide" / "recovery.md"
QUICK = 3
"""A quick run takes every third text and site, at middle strength."""


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="further folders")
    parser.add_argument("--kinds", default=",".join([measure.INTACT, *kinds.KINDS]))
    parser.add_argument("--strengths", default=",".join(kinds.STRENGTHS))
    parser.add_argument("--sets", default="known,heldout,fresh")
    parser.add_argument("--quick", action="store_true", help="some texts, middle strength")
    parser.add_argument("--faults", type=int, default=0, help="show so many faults of each kind")
    parser.add_argument("--write", action="store_true", help="raise the floors, renew the table")
    parser.add_argument("--lower", action="store_true", help="let --write lower floors")
    return parser.parse_args()


def measure_all(args: argparse.Namespace) -> floors.Measured:
    """Measure every set, kind and strength asked for, and print each as it is known."""
    pages = measure.as_pages(measure.load([ROOT / "tests/corpus", *args.texts]))
    strengths = ["middle"] if args.quick else args.strengths.split(",")
    measured: floors.Measured = {}
    for name in args.sets.split(","):
        for kind in args.kinds.split(","):
            for strength in strengths if kind != measure.INTACT else strengths[:1]:
                job = measure.Job(
                    kind, kinds.STRENGTHS.index(strength), name, QUICK if args.quick else 1
                )
                result = measure.measured(job, pages, kit(name))
                row = f"{kind} {strength}"
                measured.setdefault(name, {})[row] = result.tally.figures()
                show(
                    name,
                    row,
                    measured[name][row],
                    result.faults[: args.faults if name == "known" else 0],
                )
    return measured


def show(name: str, row: str, figures: floors.Figures, faults: list[Fault]) -> None:
    """Print a row of figures, and faults below it."""
    said = " ".join(f"{figure} {value:7.3f}" for figure, value in figures.items())
    print(f"{name:8} {row:20} {said}", flush=True)
    for fault in faults:
        print(
            f"    {fault.truth[:60]!r} ← {fault.shown[:60]!r} → {fault.found[:60]!r}", *fault.rules
        )


def judge(args: argparse.Namespace, measured: floors.Measured) -> int:
    """Hold the figures to their floors, or renew these."""
    kept = floors.read(FLOORS)
    part = "quick" if args.quick else "full"
    corpus = floors.digest(ROOT / "tests/corpus")
    same = kept.get("corpus") == corpus
    worse = floors.fallen(measured, kept.get(part, {}))
    print(*worse, sep="\n", end="\n" if worse else "")
    if args.write and (not worse or args.lower):
        floors_now = floors.raised(measured, kept.get(part, {}), lower=args.lower)
        floors.write(FLOORS, {**kept, "corpus": corpus, part: floors_now})
        if not args.quick:
            table.write(PAGE, measured)
        return 0
    if not same:
        print("the floors are those of another corpus: run with --write", "--lower" * bool(worse))
    return int(bool(worse) or not same)


def main() -> int:
    """Measure and judge."""
    args = options()
    whole = {"kinds", "strengths", "sets"}
    given = {name for name in whole if f"--{name}" in " ".join(sys.argv[1:])}
    measured = measure_all(args)
    if given or args.texts:
        return 0
    return judge(args, measured)


if __name__ == "__main__":
    sys.exit(main())
