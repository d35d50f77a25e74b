"""How long does a collection of N summaries take to build, and how large does its site become?

    python bench/build.py N [--corpus FOLDER] [--keep FOLDER] [--seed S] [--no-stock] [--json OUT]

Makes a corpus of N summaries of about 5,000 characters out of a real one (`tests/corpus/`), the same
bytes every time, builds it with `zongjie build`, builds it again after a change of one source, and
has `mkdocs build` with Material's own search build the same Markdown. Prints Markdown tables: each
step's time, the most memory held (children included), sizes. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
from buildbench import corpus
from buildbench.run import Spent, run
from buildbench.sizes import Sizes, measure

ROOT = Path(__file__).resolve().parent.parent
TIMED = Path(__file__).parent / "buildbench/timed.py"
ADDED = "补充一句：全年共开展走访二百三十六次。\n"


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("count", type=int, metavar="N", help="summaries")
    parser.add_argument(
        "--corpus", type=Path, default=ROOT / "tests/corpus", help="what to recombine"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="build in this folder, and leave it there")
    parser.add_argument("--no-stock", action="store_true", help="leave out stock MkDocs")
    parser.add_argument("--no-change", action="store_true", help="leave out the changed source")
    parser.add_argument("--json", type=Path, help="write all figures here")
    return parser.parse_args()


def lay_out(folder: Path, args: argparse.Namespace) -> None:
    """Make a collection: the made corpus with the project's own configuration and pages."""
    for name in ("corpus", "docs", "site", "stock", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    config["theme"]["custom_dir"] = str(ROOT / "build/theme")
    write_yaml(folder / "mkdocs.yml", config)
    shutil.copytree(ROOT / "docs/guide", folder / "docs/guide")
    shutil.copy(ROOT / "docs/design.md", folder / "docs/design.md")
    corpus.write(folder / "corpus", args.count, corpus.voices(args.corpus), args.seed)


def build(folder: Path) -> tuple[Spent, dict[str, float]]:
    """Build the site; give what it took, and the seconds of its steps."""
    spent = run([sys.executable, str(TIMED), "steps.json"], folder)
    return spent, json.loads((folder / "steps.json").read_text("utf-8"))


def change(folder: Path) -> None:
    """Add a sentence to the source in the middle."""
    paths = sorted((folder / "corpus").rglob("*.txt"))
    texts = (p for p in paths[len(paths) // 2 :] if b"\0" not in p.read_bytes())
    with next(texts).open("a", encoding="utf-8") as file:
        file.write(ADDED)


def build_stock(folder: Path) -> Spent:
    """Build the same Markdown as Material does by itself, with its own theme and search."""
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    config["theme"].pop("custom_dir", None)
    config |= {"plugins": [{"search": {"lang": "zh"}}], "docs_dir": "docs", "site_dir": "site"}
    stock = folder / "stock"
    shutil.rmtree(stock, ignore_errors=True)
    shutil.copytree(folder / "docs", stock / "docs", ignore=_not_markdown)
    write_yaml(stock / "mkdocs.yml", config)
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet"], stock)


def _not_markdown(folder: str, names: list[str]) -> list[str]:
    return [n for n in names if not n.endswith(".md") and not Path(folder, n).is_dir()]


def write_yaml(path: Path, data: dict[str, Any]) -> None:
    """Write a configuration."""
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def table(head: list[str], rows: list[list[object]]) -> str:
    """Draw a Markdown table; numbers get separators."""
    shown = [[f"{c:,}" if isinstance(c, int) else str(c) for c in row] for row in rows]
    lines = [head, ["---"] + ["--:"] * (len(head) - 1), *shown]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def times(took: dict[str, Spent], steps: dict[str, dict[str, float]]) -> str:
    """Draw the table of times: whole builds with their share of the first, then its steps."""
    whole = next(iter(took.values())).wall
    rows: list[list[object]] = [
        [name, f"{s.wall:.1f}", f"{s.cpu:.1f}", f"{s.wall / whole:.3f}", f"{s.peak / 1e6:,.0f}"]
        for name, s in took.items()
    ]
    text = table(["", "秒", "处理器秒", "比首次", "内存峰值 MB"], rows)
    names = next(iter(steps.values()))
    parts: list[list[object]] = [
        [name, *(f"{s.get(name, 0):.1f}" for s in steps.values())] for name in names
    ]
    return text + "\n\n" + table(["步骤（秒）", *steps], parts)


def sizes(found: Sizes) -> str:
    """Draw the tables of sizes."""
    facts: list[list[object]] = [
        ["网站", found.total],
        ["文件数", found.files],
        [f"最大的文件 {found.largest[0]}", found.largest[1]],
        [f"项目最多的目录 {found.crowded[0]}", found.crowded[1]],
        *([f"检索起始文件 {name}（gzip）", size] for name, size in found.start.items()),
    ]
    folders: list[list[object]] = [[n, *both] for n, both in found.folders.items()]
    html: list[list[object]] = [[kind, *three] for kind, three in found.html.items()]
    return "\n\n".join(
        (
            table(["大小", "字节"], facts),
            table(["目录", "文件", "字节"], folders),
            table(["页面", "数目", "中位字节", "最大字节"], html),
        )
    )


def main() -> None:
    """Measure and print."""
    args = options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (args.keep or Path(temporary)).resolve()
        lay_out(folder, args)
        took, steps = {}, {}
        try:
            took["zongjie build"], steps["zongjie build"] = build(folder)
            found = measure(folder / "site")
            if not args.no_stock:
                took["mkdocs build，Material 检索"] = build_stock(folder)
            if not args.no_change:
                change(folder)
                took["改一个源文件后"], steps["改一个源文件后"] = build(folder)
        except subprocess.CalledProcessError as error:
            sys.exit(f"{error}\n{error.output}")
        size = sum(p.stat().st_size for p in (folder / "corpus").rglob("*.txt"))
    facts = f"{args.count:,} 篇，源文件 {size:,} 字节，{os.cpu_count()} 核，Python {platform.python_version()}"
    print(facts, times(took, steps), sizes(found), took["zongjie build"].output[-400:], sep="\n\n")
    if args.json:
        raw = {
            "facts": facts,
            "times": {name: asdict(spent) for name, spent in took.items()},
            "steps": steps,
            "sizes": asdict(found),
        }
        args.json.write_text(json.dumps(raw, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
