"""The command line: `zongjie build · serve · check · add · inspect · search · index · offline · new`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from rich.console import Console

_Command = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command, given its name and what it does."""
_INTERRUPTED = 130
"""As shells say of a program that Ctrl-C has ended."""
_PORTS = range(65536)
_SLOW_SORTS = "X86_V4 AVX512_SKX"
"""NumPy's names, from 2.4 on and before, of what its sorts had better not use: they take six times
as long with AVX-512 as with AVX2 on AMD's Zen 4 (known of x86-simd-sort), which many hosts have,
and gain little elsewhere."""


def run() -> NoReturn:
    """Run the command of this process, and end it."""
    code = main()
    gc.freeze()  # all that is left goes with the process: nobody need look through it again
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code.

    0 well, 1 problems or a failed build, 2 wrong usage, 130 interrupted.
    """
    options = _parser().parse_args(_typed(sys.argv[1:] if arguments is None else arguments))
    os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", _SLOW_SORTS)  # read when NumPy is imported
    console = Console(highlight=False, soft_wrap=True)
    try:
        module = import_module(f"zongjie.commands.{options.module}")
        code: int = getattr(module, options.command)(options, console)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = f"（{error.filename}）" if error.filename else ""
        why = f"{error.strerror or error}{where}"
        console.print(
            f"没有完成。原因：{why}。处理：检查这个位置和权限，再运行一次。", markup=False
        )
        return 1
    except KeyboardInterrupt:
        console.print("已中断。")
        return _INTERRUPTED
    return code


def _typed(arguments: Sequence[str]) -> list[str]:
    """Let what a search excludes, such as `-民办`, be no option: a space before it says nothing else.

    >>> _typed(["search", "-民办", "--json"])
    ['search', ' -民办', '--json']
    """
    if "search" not in arguments[:1]:
        return [*arguments]
    return [
        f" {one}" if one.startswith("-") and not one.startswith("--") and one != "-h" else one
        for one in arguments
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zongjie", description="把杂乱的工作总结变成可检索、可信赖的网站"
    )
    commands = parser.add_subparsers(required=True, metavar="命令", dest="command")

    def of(module: str) -> _Command:
        def command(name: str, text: str) -> argparse.ArgumentParser:
            added = commands.add_parser(name, help=text, description=text)
            added.set_defaults(module=module)
            return added

        return command

    _collection(of("collection"))
    _finding(of("finding"))
    _publish(of("publish"))
    return parser


def _collection(command: _Command) -> None:
    """Add the commands that read a corpus."""
    build = command("build", "从源文件生成页面和网站")
    serve = command("serve", "生成网站并在本机打开；源文件一改就重新生成")
    check = command("check", "检查源文件和更正文件，一次列出全部问题")
    add = command("add", "把文件放进语料目录：认不认得、重不重复、哪里要确认")
    inspect = command("inspect", "看看工具怎样理解一个源文件")
    for one in (build, serve, check, add, inspect):
        one.add_argument("--corpus", type=Path, default=Path("corpus"), help="源文件目录（默认 corpus）")  # fmt: skip
    for one in (build, serve, check, add):
        one.add_argument("--jobs", type=_count, help="进程数（默认用全部核心）")
    for one in (build, serve):
        one.add_argument("--docs", type=Path, default=Path("docs"), help="页面目录（默认 docs）")
        one.add_argument("--site", type=Path, default=Path("site"), help="网站目录（默认 site）")
        one.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="MkDocs 配置")
        one.add_argument("--strict", action="store_true", help="有任何问题就以 1 退出")
        one.add_argument("--site-url", default="", help="网站的地址（默认写在 MkDocs 配置里）")
        one.add_argument("--renderer", choices=("mkdocs", "zensical"), default="mkdocs", help="用什么生成网页（默认 mkdocs）")  # fmt: skip
    serve.add_argument("--port", type=_port, default=8000, help="端口（默认 8000）")
    add.add_argument("files", type=Path, nargs="+", help="要放的文件")
    inspect.add_argument(
        "file", type=Path, help="源文件，或压缩包里的一个，如 corpus/甲.zip/乙.txt"
    )
    inspect.add_argument("--json", action="store_true", help="输出 JSON，含完整台账；压缩包是一个数组")  # fmt: skip


def _finding(command: _Command) -> None:
    """Add the commands that search without a site."""
    search = command("search", "在生成好的检索数据里找，结果与网页上的相同")
    search.add_argument("query", nargs="+", help="要找的字，写法与网页上相同")
    search.add_argument("--index", type=Path, default=Path("site/search"), help="检索数据（默认 site/search）")  # fmt: skip
    search.add_argument("--year", type=int, action="append", help="年份，可写多次")
    search.add_argument("--region", action="append", help="地区，如 四川省/成都市，可写多次")
    search.add_argument("--topic", action="append", help="主题，可写多次")
    search.add_argument("--limit", type=_count, help="列出几篇（默认 10，--json 时是全部）")
    search.add_argument("--json", action="store_true", help="输出 JSON")
    index = command("index", "给任何一个目录的 .md、.txt 文件生成检索数据")
    index.add_argument("folder", type=Path, help="目录")
    index.add_argument("out", type=Path, help="检索数据放在哪里")


def _publish(command: _Command) -> None:
    """Add the commands that give out what is there."""
    offline = command("offline", "把生成好的网站打成一个包，解开后不用服务器就能看、能搜")
    offline.add_argument("--site", type=Path, default=Path("site"), help="网站目录（默认 site）")
    offline.add_argument("--out", type=Path, default=Path("dist/zongjie-offline.zip"), help="放在哪里（默认 dist/zongjie-offline.zip）")  # fmt: skip
    new = command("new", "新建一个集子，放进源文件就能生成网站")
    new.add_argument("folder", type=Path, help="新目录")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(f"写一个 0 到 {_PORTS[-1]} 的整数")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("写一个不小于 1 的整数")
    return int(text)
