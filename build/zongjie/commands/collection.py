"""`zongjie build · serve · check · add · inspect`: from sources to a site."""

from __future__ import annotations

import argparse
import errno
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from zongjie.add import Holdings
from zongjie.add import add as add_file
from zongjie.cache import kept_beside, no_collection
from zongjie.data.tables import extend
from zongjie.drawn import Drawn
from zongjie.errors import Problem
from zongjie.examine import examine
from zongjie.pipeline import Collection, editions, gather, site_files
from zongjie.processes import give_back
from zongjie.read import SUFFIXES, TABLES, held, sources
from zongjie.render import of_source
from zongjie.render.feed import PATH as FEED
from zongjie.render.feed import feed, newest
from zongjie.site import (
    GENERATED,
    GENERATED_FILES,
    MANIFEST,
    Plan,
    SiteError,
    build_site,
    guard,
    preview,
    recover,
    write_docs,
)
from zongjie.site import serve as serve_site
from zongjie.site.history import arrivals
from zongjie.site.renderers import load
from zongjie.site.shipped import theme
from zongjie.terminal import Outcome, as_json, report, show, show_added


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


@no_collection()
def _render(options: argparse.Namespace, console: Console) -> Outcome:
    """Go all the way from the corpus to the site."""
    inputs = options.corpus, options.docs, options.config
    with guard(options.site, kept_beside(options.docs) / ".lock", *inputs):
        recover(options.site)
        options.docs.mkdir(parents=True, exist_ok=True)
        name = load(options.config, docs_dir=str(options.docs.resolve())).site_name
        outcome, plan = _draw(options, console, name)
        give_back()
        with console.status("生成网站"):
            build_site(options.config, options.docs, options.site, plan)
    return outcome


def _draw(options: argparse.Namespace, console: Console, name: str) -> tuple[Outcome, Plan]:
    """Go from the corpus to the pages; give what of the collection is still needed then."""
    found = _gather(options, console)
    with console.status("生成页面和检索数据"):
        drawn = Drawn(options.docs, kept_beside(options.docs), found.editions)
        files = site_files(found, options.corpus, name, drawn, jobs=options.jobs)
        write_docs(files, options.docs, drawn.standing)
        drawn.note()
    return Outcome.of(found), _plan(options, found)


def _preview(options: argparse.Namespace, paths: Iterable[Path]) -> None:
    """Show the summaries of some sources as they are now; links to others follow with all the rest."""
    pages: dict[str, str] = {}
    for path in paths:
        found = examine(path, options.corpus)
        if found.cleaned:
            pages |= of_source(found.summaries, found.cleaned)
    inputs = options.corpus, options.docs, options.config
    with guard(options.site, kept_beside(options.docs) / ".lock", *inputs):
        plan = Plan(site_url=options.site_url)
        preview(options.config, options.docs, options.site, plan, pages)


def _plan(options: argparse.Namespace, found: Collection) -> Plan:
    arrived = arrivals(options.corpus)
    few = newest(found.summaries, arrived)

    def more(name: str, url: str) -> dict[str, bytes]:
        return {FEED: feed(few, arrived, name, url)} if url else {}

    notes = kept_beside(options.site)
    return Plan(options.renderer, options.site_url, notes=notes, jobs=options.jobs, more=more)


_FEW = 8
"""Edited sources up to which they are shown before all the rest."""
_UNBUILT = "网站没有生成，原来的网站不变。"


def _reason(error: SiteError | OSError) -> str:
    """Say why a build came to nothing, and what to do."""
    if isinstance(error, SiteError):
        return str(error)
    remedy = (
        "腾出空间再运行一次" if error.errno == errno.ENOSPC else "检查这个位置和权限，再运行一次"
    )
    return f"原因：{error.strerror or error}（{error.filename or '写文件时'}）。处理：{remedy}。"


def build(options: argparse.Namespace, console: Console) -> int:
    """Build pages and site from the corpus."""
    if not _is_corpus(options.corpus, console):
        return 1
    try:
        outcome = _render(options, console)
    except (SiteError, OSError) as error:
        console.print(f"{_UNBUILT}\n{_reason(error)}", markup=False)
        return 1
    report(outcome, console)
    console.print(f"网站在 {options.site}", markup=False)
    return 1 if options.strict and outcome.problems else 0


def serve(options: argparse.Namespace, console: Console) -> int:
    """Build the site, show it, and build it again when a source changes."""
    if not _is_corpus(options.corpus, console):
        return 1

    marker = kept_beside(options.site) / ".edited"
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()
    former: dict[Path, str] = {}

    def rebuild() -> None:
        nonlocal former
        now = editions(sources(options.corpus), options.corpus)
        edited = [path for path, name in now.items() if former.get(path, name) != name]
        same, former = former.keys() == now.keys(), now
        try:
            if same and 0 < len(edited) <= _FEW and options.renderer == "mkdocs":
                _preview(options, edited)
                marker.touch()  # which is watched: all the rest follows
            else:
                report(_render(options, console), console)
        except (SiteError, OSError) as error:
            console.print(f"{_UNBUILT}\n{_reason(error)}", markup=False)

    generated = {*GENERATED, *GENERATED_FILES, MANIFEST}
    pages = sorted(options.docs.glob("*"))
    by_hand = [
        options.corpus,
        theme(),
        marker,
        *(path for path in pages if path.name not in generated),
    ]
    console.print(f"浏览器里打开 http://127.0.0.1:{options.port}/ ，按 Ctrl-C 结束", markup=False)
    try:
        serve_site(options.config, options.site, rebuild, by_hand, ("127.0.0.1", options.port))
    except SiteError as error:
        console.print(f"{_UNBUILT}\n{error}", markup=False)
        return 1
    except OSError as error:
        why = f"端口 {options.port} 用不了（{error.strerror}）"
        console.print(f"没有打开。原因：{why}。处理：用 --port 换一个端口。", markup=False)
        return 1
    return 0


def check(options: argparse.Namespace, console: Console) -> int:
    """Name all problems of the corpus."""
    if not _is_corpus(options.corpus, console):
        return 1
    found = _gather(options, console)
    report(Outcome.of(found), console)
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


def inspect(options: argparse.Namespace, console: Console) -> int:
    """Show how a file, or one in an archive, is understood: in the corpus, as a build does."""
    path = options.file.parent.resolve() / options.file.name
    file = next((parent for parent in path.parents if parent.is_file()), path)
    paths = [source for source in held(file) if path in (file, source)] if file.is_file() else []
    if not paths:
        console.print(str(_no_source(path, file)), markup=False)
        return 1
    corpus = options.corpus.resolve()
    aside = Console(stderr=True, highlight=False, soft_wrap=True) if options.json else console
    for doubt in extend(corpus / TABLES):
        aside.print(str(doubt), markup=False)
    root = corpus if path.is_relative_to(corpus) else file.parent
    found = [examine(source, root) for source in paths]
    if options.json:
        data = [as_json(examined) for examined in found]
        several = path.suffix.lower() == ".zip"
        json.dump(data if several else data[0], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        for examined in found:
            console.print(examined.file, style="bold", markup=False)
            show(examined, console)
    return 1 if any(examined.cleaned is None for examined in found) else 0


def _no_source(path: Path, file: Path) -> Problem:
    """Say why a path, itself a file or leading into one, stands for no source."""
    if file.is_file() and path.suffix.lower() not in SUFFIXES:
        why = f"能读的是 {'、'.join(SUFFIXES)}"
        return Problem(str(path), 0, "不认识这种文件", why, "另存为其中一种")
    why = "这是一个目录" if path.is_dir() else "路径不存在"
    return Problem(str(path), 0, "没有这个文件", why, "给出一个源文件的路径")


def add(options: argparse.Namespace, console: Console) -> int:
    """Put files into the corpus."""
    try:
        options.corpus.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        console.print(f"没有放入。原因：{error}。处理：检查目录和权限。", markup=False)
        return 1
    holdings = Holdings.of(_gather(options, console))
    all_taken = True
    for file in options.files:
        added = add_file(file, options.corpus, holdings)
        show_added(file.name, added, console)
        all_taken &= added.taken
    return 0 if all_taken else 1
