"""`zongjie search · index`: the search without a site. Kept light: nothing of the corpus is read."""

from __future__ import annotations

import argparse
import json
import math
import sys

from rich.console import Console
from rich.text import Text

from zongjie.errors import Problem
from zongjie.index import Answer, IndexFileError, Reader, folder_pages
from zongjie.index import build as build_index
from zongjie.index.answer import Group
from zongjie.site import write_index

_FAULTS = {
    "missing": "不存在",
    "damaged": "已经损坏",
    "stale": "属于另一次生成",
    "format": "版本不合",
}


_SHOWN = 10
"""Summaries that are printed for people."""


def search(options: argparse.Namespace, console: Console) -> int:
    """Search an index and print the answer."""
    chosen = {"year": options.year, "region": options.region, "topic": options.topic}
    filters = {field: values for field, values in chosen.items() if values}
    limit = options.limit or (math.inf if options.json else _SHOWN)
    try:
        answer = Reader(options.index).search(
            " ".join(options.query), filters=filters, limit=limit, snippets=True
        )
    except IndexFileError as error:
        why = f"{options.index} 里的 {error.file} {_FAULTS[error.code]}"
        console.print(f"不能搜索。原因：{why}。处理：运行 zongjie build 重新生成。", markup=False)
        return 1
    if options.json:
        json.dump(answer.as_json(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        _show(answer, console)
    return 0


def index(options: argparse.Namespace, console: Console) -> int:
    """Index a folder of texts."""
    if not options.folder.is_dir():
        problem = Problem(str(options.folder), 0, "没有这个目录", "路径不存在", "检查路径")
        console.print(str(problem), markup=False)
        return 1
    try:
        files = build_index(folder_pages(options.folder))
        write_index(files, options.out)
    except OSError as error:
        why = f"{error.strerror or error}（{error.filename or options.out}）"
        console.print(f"没有生成。原因：{why}。处理：腾出空间或检查权限，再试一次。", markup=False)
        return 1
    console.print(f"{len(files)} 个文件，{sum(map(len, files.values())):,} 字节", markup=False)
    return 0


def _show(answer: Answer, console: Console) -> None:
    """Print what a search found, every match marked."""
    total = answer.total
    found = f"{total.summaries} 篇 · {total.sections} 节 · {total.occurrences} 处"
    console.print(found if total.summaries else "没有找到", markup=False)
    if answer.relaxed:
        console.print(
            f"以下不是完全匹配，只含有其中的词：{'、'.join(answer.relaxed.words)}", markup=False
        )
    for group in answer.groups:
        console.print(
            Text(f"\n{group.title}", style="bold").append(f"  {_facts(group)}", style="dim")
        )
        for section in group.sections:
            unnamed = "（无标题）" if section.anchor else "开头"
            trail = " › ".join(section.trail) or unnamed
            console.print(Text(f"  {trail}  {section.url}", style="dim"))
            if section.snippet:
                text = Text("    " + section.snippet.text)
                for start, end in section.snippet.marks:
                    text.stylize("reverse", start + 4, end + 4)
                console.print(text)


def _facts(group: Group) -> str:
    """Give year and region, as far as known, and say what of them is inferred."""
    known = {"year": group.year, "region": group.region}
    return " ".join(
        f"{value}（推断）" if name in group.inferred else str(value)
        for name, value in known.items()
        if value
    )
