"""The command line: `zongjie build · serve · check · inspect`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.tree import Tree

from zongjie.clean import RULES
from zongjie.errors import Problem
from zongjie.metadata.flags import flags
from zongjie.models import Section, Summary, Year
from zongjie.pipeline import Collection, Examined, examine, gather
from zongjie.read import sources
from zongjie.render import pages, words
from zongjie.render.record import record
from zongjie.site import SiteError, build_site, serve, write_docs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 well, 1 problems or a failed build, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    console = Console(highlight=False, soft_wrap=True)
    try:
        code: int = options.run(options, console)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zongjie", description="把杂乱的工作总结变成可检索、可信赖的网站"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")

    def command(name: str, text: str, run: object) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument(
            "--corpus", type=Path, default=Path("corpus"), help="源文件目录（默认 corpus）"
        )
        return added

    for name, text, run in (
        ("build", "从源文件生成页面和网站", _build),
        ("serve", "生成网站并在本机打开；源文件一改就重新生成", _serve),
    ):
        added = command(name, text, run)
        added.add_argument("--docs", type=Path, default=Path("docs"), help="页面目录（默认 docs）")
        added.add_argument("--site", type=Path, default=Path("site"), help="网站目录（默认 site）")
        added.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="MkDocs 配置")
        added.add_argument("--jobs", type=_count, default=None, help="进程数（默认用全部核心）")
        added.add_argument("--strict", action="store_true", help="有任何问题就以 1 退出")
        if name == "serve":
            added.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    added = command("check", "检查源文件和更正文件，一次列出全部问题", _check)
    added.add_argument("--jobs", type=_count, default=None, help="进程数（默认用全部核心）")
    added = command("inspect", "看看工具怎样理解一个源文件", _inspect)
    added.add_argument("file", type=Path, help="源文件")
    added.add_argument("--json", action="store_true", help="输出 JSON，含完整台账")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("写一个不小于 1 的整数")
    return int(text)


def _gather(options: argparse.Namespace, console: Console) -> Collection:
    """Work through the corpus behind a progress bar."""
    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("清洗、拆分、标注", total=None)
        return gather(
            options.corpus,
            jobs=options.jobs,
            done=lambda n, total: progress.update(task, completed=n, total=total),
        )


def _render(options: argparse.Namespace, console: Console) -> Collection:
    """Go all the way from the corpus to the site."""
    found = _gather(options, console)
    originals = {
        cleaned.source.file: (options.corpus / cleaned.source.file).read_bytes()
        for cleaned in found.sources
    }
    descriptions = {rule.name: rule.description for rule in RULES}
    with console.status("生成页面和网站"):
        write_docs(pages(found.summaries, found.sources, descriptions, originals), options.docs)
        build_site(options.config, options.docs, options.site, strict=True)
    return found


def _build(options: argparse.Namespace, console: Console) -> int:
    if not _is_corpus(options.corpus, console):
        return 1
    try:
        found = _render(options, console)
    except SiteError as error:
        console.print(f"网站没有生成，原来的网站不变。\n{error}", markup=False)
        return 1
    _report(found, console)
    console.print(f"网站在 {options.site}", markup=False)
    return 1 if options.strict and found.problems else 0


def _serve(options: argparse.Namespace, console: Console) -> int:
    if not _is_corpus(options.corpus, console):
        return 1

    def rebuild() -> None:
        try:
            _report(_render(options, console), console)
        except SiteError as error:
            console.print(f"网站没有生成，原来的网站不变。\n{error}", markup=False)

    by_hand = [
        options.corpus,
        options.docs / "guide",
        options.docs / "design.md",
        Path("build/theme"),
    ]
    console.print(f"浏览器里打开 http://127.0.0.1:{options.port}/ ，按 Ctrl-C 结束", markup=False)
    try:
        serve(options.config, options.site, rebuild, by_hand, ("127.0.0.1", options.port))
    except OSError as error:
        why = f"端口 {options.port} 用不了（{error.strerror}）"
        console.print(f"没有打开。原因：{why}。处理：用 --port 换一个端口。", markup=False)
        return 1
    return 0


def _check(options: argparse.Namespace, console: Console) -> int:
    if not _is_corpus(options.corpus, console):
        return 1
    found = _gather(options, console)
    _report(found, console)
    return 1 if found.problems else 0


def _is_corpus(corpus: Path, console: Console) -> bool:
    remedy = "建立目录并放入 .txt 或 .md 文件，或用 --corpus 指定"
    if not corpus.is_dir():
        problem = Problem(str(corpus), 0, "没有这个目录", "源文件目录不存在", remedy)
    elif not sources(corpus):
        problem = Problem(str(corpus), 0, "目录里没有源文件", "找不到能读的文件", remedy)
    else:
        return True
    console.print(str(problem), markup=False)
    return False


def _report(found: Collection, console: Console) -> None:
    """Print the problems, then the closing summary."""
    for problem in found.problems:
        console.print(str(problem), markup=False)
    sections = sum(1 for summary in found.summaries for _ in summary.walk())
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in (
        ("源文件", len(found.sources)),
        ("总结", len(found.summaries)),
        ("章节", sections),
        *zip(("保留字符", "修复字符", "删去字符"), found.fates().values(), strict=True),
        ("问题", len(found.problems)),
    ):
        table.add_row(name, f"{value:,}")
    console.print(table)


def _inspect(options: argparse.Namespace, console: Console) -> int:
    path: Path = options.file
    if not path.is_file():
        why = "这是一个目录" if path.is_dir() else "路径不存在"
        problem = Problem(str(path), 0, "没有这个文件", why, "给出一个源文件的路径")
        console.print(str(problem), markup=False)
        return 1
    examined = examine(path.resolve(), path.resolve().parent)
    if options.json:
        json.dump(_as_json(examined), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        _show(examined, console)
    return 1 if examined.cleaned is None else 0


def _as_json(examined: Examined) -> dict[str, object]:
    cleaned = examined.cleaned
    return {
        "file": examined.file,
        "sha256": cleaned.source.sha256 if cleaned else None,
        "encoding": cleaned.source.encoding if cleaned else None,
        "characters": len(cleaned.source.text) if cleaned else None,
        "problems": [asdict(problem) for problem in examined.problems],
        "summaries": [record(summary) for summary in examined.summaries],
        "ledger": [asdict(stretch) for stretch in cleaned.ledger] if cleaned else [],
    }


def _show(examined: Examined, console: Console) -> None:
    """Print what was made of a source, for people."""
    for problem in examined.problems:
        console.print(str(problem), markup=False)
    for summary in examined.summaries:
        console.rule(f"{summary.origin.item}")
        console.print(summary.title or "（无标题）", style="bold", markup=False)
        for line in _metadata(summary):
            console.print(line, markup=False)
        tree = Tree("章节")
        _grow(tree, summary.sections)
        console.print(tree, markup=False)
    if examined.cleaned:
        _show_ledger(examined, console)


def _metadata(summary: Summary) -> list[str]:
    """Give the metadata as lines, the evidence below each value."""
    region = summary.region
    span = summary.year.range
    years = f"{span[0]}—{span[1]}" if span and summary.year.value is None else summary.year.value
    lines = [f"合集  {summary.collection}"] if summary.collection else []
    for name, shown, known in (
        ("年份", years, summary.year),
        ("时段", summary.period.value, summary.period),
        ("层级", summary.level.value, summary.level),
        ("地区", " ".join(region.path) or None, region),
    ):
        lines.append(
            f"{name}  {shown or '—'}（{words.BASIS[known.basis]}，{known.confidence:.2f}）"
        )
        lines += [f"      “{e.quote}” {e.note}" for e in known.evidence]
        if isinstance(known, Year) and known.conflict:
            lines.append(f"      ! {known.conflict}")
    lines.append(f"主题  {'、'.join(summary.topics) or '—'}")
    lines.append(f"提示  {'、'.join(flags()[flag].label for flag in summary.flags) or '—'}")
    origin = summary.origin
    lines.append(f"来源  {origin.site or '—'}（上传 {origin.uploaded or '—'}）")
    return lines


def _start(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


def _grow(tree: Tree, sections: Sequence[Section]) -> None:
    for section in sections:
        first = _start(section.paragraphs[0]) if not section.heading and section.paragraphs else ""
        _grow(
            tree.add(f"{section.label}{section.heading}{first}".replace("[", r"\[")),
            section.children,
        )


def _show_ledger(examined: Examined, console: Console) -> None:
    assert examined.cleaned
    totals: dict[tuple[str, str], int] = {}
    for stretch in examined.cleaned.ledger:
        key = (stretch.fate, stretch.rule)
        totals[key] = totals.get(key, 0) + stretch.end - stretch.start
    names = {rule.name: rule.description for rule in RULES}
    table = Table("结果", "字符", "规则", box=None, pad_edge=False)
    for (fate, rule), count in sorted(totals.items()):
        table.add_row(words.FATE[fate], f"{count:,}", f"{rule} {names[rule]}" if rule else "")
    console.rule("台账")
    console.print(table)
