"""How many megabytes of text a second does one core read, clean, split and describe?

    python bench/throughput.py FOLDER [--sizes 1,4,16,64] [--single]

Makes texts of the given sizes (in MB of UTF-8) out of the sources in FOLDER: their paragraphs in
another order, in files of about 40 KB or in a single one, every paragraph altered a little, so that
nothing that was remembered of one helps with the next. The same bytes every time. Prints, per step and for all, MB
per second of the processor's time (start of the tables left out), then the rules that take most.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from zongjie.cache import no_collection
from zongjie.clean import RULES, engine
from zongjie.metadata.describe import describe
from zongjie.metadata.sidecar import Overrides
from zongjie.models import Source
from zongjie.read import read_file, sources
from zongjie.read.decode import decode
from zongjie.split import split

FILE = 40_000
NUMERALS = "一二三四五六七八九十"
STEPS = ("read", "clean", "split", "describe")


def texts(folder: Path, size: int, seed: int = 1) -> Iterator[bytes]:
    """Yield files of text until `size` bytes are reached."""
    pick = random.Random(seed)
    found = [read_file(path, folder).text for path in sources(folder)]
    pool = [line for text in found for line in re.split(r"[\r\n]+", text) if line.strip()]
    letters = [char for text in found for char in text if "\u4e00" <= char <= "\u9fff"]
    made = 0
    while made < size:
        data = _file(pool, letters, pick).encode()
        made += len(data)
        yield data


def _file(pool: list[str], letters: list[str], pick: random.Random) -> str:
    parts = [f"某县教育局{pick.randint(2005, 2024)}年工作总结"]
    length = 0
    while length < FILE // 3:
        start = pick.randrange(len(pool))
        parts.append(f"{NUMERALS[len(parts) % 10]}、{''.join(pick.choices(letters, k=8))}")
        parts += [_altered(line, letters, pick) for line in pool[start : start + 8]]
        length = sum(map(len, parts))
    return "\n".join(parts)


def _altered(line: str, letters: list[str], pick: random.Random) -> str:
    chars = list(line)
    for _ in range(1 + len(chars) // 60):
        place = pick.randrange(len(chars))
        if chars[place] >= "\u4e00":
            chars[place] = pick.choice(letters)
    return "".join(chars)


def timed(method: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    """Add up the processor's time that a function takes."""

    def wrapper(*args: Any) -> Any:
        start = time.process_time()
        result = method(*args)
        result = result if isinstance(result, tuple) else result and list(result)
        spent[name] += time.process_time() - start
        return result

    return wrapper


def measure(files: Iterable[bytes]) -> tuple[int, dict[str, float]]:
    """Take files through all steps; give their bytes, and the seconds of each step."""
    spent = dict.fromkeys(STEPS, 0.0)
    size = 0
    for data in files:
        size += len(data)
        clock = taken(data)
        for step, begin, end in zip(STEPS, clock, clock[1:], strict=False):
            spent[step] += end - begin
    return size, spent


@no_collection()  # as a build works on a source
def taken(data: bytes) -> list[float]:
    """Take a file through all steps; give the processor's time at the start and after each."""
    clock = [time.process_time()]
    text = decode(data)
    source = Source("x.txt", "0" * 64, "utf-8", text[0] if isinstance(text, tuple) else text)
    clock.append(time.process_time())
    cleaned = engine.clean(source)
    clock.append(time.process_time())
    outlines = split(cleaned)
    clock.append(time.process_time())
    for outline in outlines:
        describe(cleaned, outline, Overrides(), "x-1")
    return [*clock, time.process_time()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1,4,16,64")
    parser.add_argument("--single", action="store_true", help="all text of a size in one file")
    args = parser.parse_args()
    measure(texts(args.folder, 200_000, seed=2))  # tables are read once
    print("| MB | " + " | ".join(STEPS) + " | 合计 MB/s | 秒 |\n" + "|--:" * (len(STEPS) + 3) + "|")
    for megabytes in args.sizes.split(","):
        files = texts(args.folder, int(float(megabytes) * 1e6))
        size, spent = measure([b"\n".join(files)] if args.single else files)
        whole = sum(spent.values())
        cells = [f"{size / 1e6 / max(spent[step], 1e-9):.2f}" for step in STEPS]
        print(f"| {megabytes} | {' | '.join(cells)} | {size / 1e6 / whole:.2f} | {whole:.1f} |")
    rules = defaultdict[str, float](float)
    vars(engine)["RULES"] = tuple(replace(r, find=timed(r.find, r.name, rules)) for r in RULES)
    size, _ = measure(texts(args.folder, 1_000_000))
    print("\n| 规则 | 毫秒/MB |\n|---|--:|")
    for name, seconds in sorted(rules.items(), key=lambda rule: -rule[1])[:12]:
        print(f"| {name} | {seconds / size * 1e9:.0f} |")


if __name__ == "__main__":
    main()
