"""The command line: `zongjie build · serve · check · inspect · add · search · index · offline · new`."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from zongjie.add import Holdings, add
from zongjie.cache import kept_beside
from zongjie.errors import Problem
from zongjie.index import IndexFileError, Reader, folder_pages
from zongjie.index import build as build_index
from zongjie.pipeline import Collection, examine, gather, site_files
from zongjie.read import sources
from zongjie.render.feed import PATH as FEED
from zongjie.render.feed import feed
from zongjie.site import (
    GENERATED,
    GENERATED_FILES,
    Plan,
    SiteError,
    build_site,
    lay_out,
    offline,
    recover,
    serve,
    write_docs,
    write_zip,
)
from zongjie.site.history import arrivals
from zongjie.site.shipped import starter, theme
from zongjie.terminal import as_json, report, show, show_added, show_answer


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
        if name in ("build", "serve", "check", "add"):
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
        added.add_argument("--site-url", default="", help="网站的地址（默认写在 MkDocs 配置里）")
        added.add_argument("--renderer", choices=("mkdocs", "zensical"), default="mkdocs", help="用什么生成网页（默认 mkdocs）")  # fmt: skip
        if name == "serve":
            added.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    added = command("check", "检查源文件和更正文件，一次列出全部问题", _check)
    added.add_argument("--jobs", type=_count, default=None, help="进程数（默认用全部核心）")
    added = command("search", "在生成好的检索数据里找，结果与网页上的相同", _search)
    added.add_argument("query", help="要找的字，写法与网页上相同")
    added.add_argument(
        "--index", type=Path, default=Path("site/search"), help="检索数据（默认 site/search）"
    )
    added.add_argument("--year", type=int, action="append", help="年份，可写多次")
    added.add_argument("--region", action="append", help="地区，如 四川省/成都市，可写多次")
    added.add_argument("--topic", action="append", help="主题，可写多次")
    added.add_argument("--limit", type=_count, default=10, help="列出几篇（默认 10）")
    added.add_argument("--json", action="store_true", help="输出 JSON")
    added = command("index", "给任何一个目录的 .md、.txt 文件生成检索数据", _index)
    added.add_argument("folder", type=Path, help="目录")
    added.add_argument("out", type=Path, help="检索数据放在哪里")
    added = command("offline", "把生成好的网站打成一个包，解开后不用服务器就能看、能搜", _offline)
    added.add_argument("--site", type=Path, default=Path("site"), help="网站目录（默认 site）")
    added.add_argument("--out", type=Path, default=Path("dist/zongjie-offline.zip"), help="放在哪里（默认 dist/zongjie-offline.zip）")  # fmt: skip
    added = command("new", "新建一个集子，放进源文件就能生成网站", _new)
    added.add_argument("folder", type=Path, help="新目录")
    added = command("add", "把文件放进语料目录：认不认得、重不重复、哪里要确认", _add)
    added.add_argument("files", type=Path, nargs="+", help="要放的文件")
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
            kept=kept_beside(options.corpus),
            done=lambda n, total: progress.update(task, completed=n, total=total),
        )


def _render(options: argparse.Namespace, console: Console) -> Collection:
    """Go all the way from the corpus to the site."""
    recover(options.site)
    found = _gather(options, console)
    with console.status("生成页面、检索数据和网站"):
        write_docs(site_files(found, options.corpus), options.docs)
        build_site(options.config, options.docs, options.site, _plan(options, found))
    return found


def _plan(options: argparse.Namespace, found: Collection) -> Plan:
    def more(name: str, url: str) -> dict[str, bytes]:
        return {FEED: feed(found.summaries, arrivals(options.corpus), name, url)} if url else {}

    notes = kept_beside(options.site)
    return Plan(options.renderer, options.site_url, notes=notes, jobs=options.jobs, more=more)


_UNBUILT = "网站没有生成，原来的网站不变。"


def _reason(error: SiteError | OSError) -> str:
    """Say why a build came to nothing, and what to do."""
    if isinstance(error, SiteError):
        return str(error)
    remedy = (
        "腾出空间再运行一次" if error.errno == errno.ENOSPC else "检查这个位置和权限，再运行一次"
    )
    return f"原因：{error.strerror or error}（{error.filename or '写文件时'}）。处理：{remedy}。"


def _build(options: argparse.Namespace, console: Console) -> int:
    if not _is_corpus(options.corpus, console):
        return 1
    try:
        found = _render(options, console)
    except (SiteError, OSError) as error:
        console.print(f"{_UNBUILT}\n{_reason(error)}", markup=False)
        return 1
    report(found, console)
    console.print(f"网站在 {options.site}", markup=False)
    return 1 if options.strict and found.problems else 0


def _serve(options: argparse.Namespace, console: Console) -> int:
    if not _is_corpus(options.corpus, console):
        return 1

    def rebuild() -> None:
        try:
            report(_render(options, console), console)
        except (SiteError, OSError) as error:
            console.print(f"{_UNBUILT}\n{_reason(error)}", markup=False)

    by_hand = [
        options.corpus,
        options.docs / "guide",
        options.docs / "design.md",
        theme(),
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
    report(found, console)
    return 1 if found.problems else 0


def _is_corpus(corpus: Path, console: Console) -> bool:
    remedy = "建立目录并放入源文件，或用 --corpus 指定"
    if not corpus.is_dir():
        problem = Problem(str(corpus), 0, "没有这个目录", "源文件目录不存在", remedy)
    elif not sources(corpus):
        problem = Problem(str(corpus), 0, "目录里没有源文件", "找不到能读的文件", remedy)
    else:
        return True
    console.print(str(problem), markup=False)
    return False


def _inspect(options: argparse.Namespace, console: Console) -> int:
    path: Path = options.file
    if not path.is_file():
        why = "这是一个目录" if path.is_dir() else "路径不存在"
        problem = Problem(str(path), 0, "没有这个文件", why, "给出一个源文件的路径")
        console.print(str(problem), markup=False)
        return 1
    examined = examine(path.resolve(), path.resolve().parent)
    if options.json:
        json.dump(as_json(examined), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show(examined, console)
    return 1 if examined.cleaned is None else 0


def _add(options: argparse.Namespace, console: Console) -> int:
    try:
        options.corpus.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        console.print(f"没有放入。原因：{error}。处理：检查目录和权限。", markup=False)
        return 1
    holdings = Holdings.of(_gather(options, console))
    all_taken = True
    for file in options.files:
        added = add(file, options.corpus, holdings)
        show_added(file.name, added, console)
        all_taken &= added.taken
    return 0 if all_taken else 1


def _search(options: argparse.Namespace, console: Console) -> int:
    chosen = {"year": options.year, "region": options.region, "topic": options.topic}
    filters = {field: values for field, values in chosen.items() if values}
    try:
        answer = Reader(options.index).search(options.query, filters=filters, limit=options.limit)
    except IndexFileError as error:
        why = f"{options.index} 里的 {error.file} {_FAULTS[error.code]}"
        console.print(f"不能搜索。原因：{why}。处理：运行 zongjie build 重新生成。", markup=False)
        return 1
    if options.json:
        json.dump(answer.as_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        show_answer(answer, console)
    return 0


_FAULTS = {
    "missing": "不存在",
    "damaged": "已经损坏",
    "stale": "属于另一次生成",
    "format": "版本不合",
}


def _offline(options: argparse.Namespace, console: Console) -> int:
    if not (options.site / "search/index.bin").is_file():
        problem = Problem(
            str(options.site), 0, "没有打包", "这里没有生成好的网站", "先运行 zongjie build"
        )
        console.print(str(problem), markup=False)
        return 1
    size = write_zip(options.out, options.out.stem, offline.files(options.site))
    console.print(f"{options.out}，{size:,} 字节；解开后打开里面的 index.html", markup=False)
    return 0


def _new(options: argparse.Namespace, console: Console) -> int:
    generated = [*GENERATED_FILES, *(f"{name}/" for name in GENERATED)]
    ignored = ["site/", "site.*/", "dist/", ".cache/", *(f"docs/{path}" for path in generated)]
    try:
        lay_out(options.folder, starter(ignored))
    except FileExistsError:
        problem = Problem(str(options.folder), 0, "没有新建", "目录里已有东西", "换一个目录名")
        console.print(str(problem), markup=False)
        return 1
    console.print(f"建好了。接着：cd {options.folder}，zongjie build", markup=False)
    return 0


def _index(options: argparse.Namespace, console: Console) -> int:
    if not options.folder.is_dir():
        problem = Problem(str(options.folder), 0, "没有这个目录", "路径不存在", "检查路径")
        console.print(str(problem), markup=False)
        return 1
    files = build_index(folder_pages(options.folder))
    for path, data in files.items():
        (options.out / path).parent.mkdir(parents=True, exist_ok=True)
        (options.out / path).write_bytes(data)
    console.print(f"{len(files)} 个文件，{sum(map(len, files.values())):,} 字节", markup=False)
    return 0
