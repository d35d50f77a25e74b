"""`zongjie offline · new`: a site as one file, and a collection to begin with."""

from __future__ import annotations

import argparse
from importlib.metadata import distribution

from rich.console import Console

from zongjie.errors import Problem
from zongjie.site import GENERATED, GENERATED_FILES, MANIFEST, SiteError, lay_out, write_zip
from zongjie.site import offline as bundle
from zongjie.site.shipped import starter


def offline(options: argparse.Namespace, console: Console) -> int:
    """Pack a built site into a zip that needs no server."""
    why, remedy = "", "先运行 zongjie build"
    if not (options.site / "search/index.bin").is_file():
        why = "这里没有生成好的网站"
    elif options.out.resolve().is_relative_to(options.site.resolve()):
        why, remedy = "包不能放在网站里面", "用 --out 写到别处"
    else:
        try:
            size = write_zip(options.out, options.out.stem, bundle.files(options.site))
        except SiteError as error:
            why = str(error)
    if why:
        console.print(str(Problem(str(options.site), 0, "没有打包", why, remedy)), markup=False)
        return 1
    console.print(f"{options.out}，{size:,} 字节；解开后打开里面的 index.html", markup=False)
    return 0


def new(options: argparse.Namespace, console: Console) -> int:
    """Lay out a new collection."""
    generated = [MANIFEST, *GENERATED_FILES, *(f"{name}/" for name in GENERATED)]
    ignored = ["site/", ".site.*/", "dist/", ".cache/", *(f"docs/{path}" for path in generated)]
    try:
        lay_out(options.folder, starter(ignored))
    except (FileExistsError, NotADirectoryError):
        problem = Problem(str(options.folder), 0, "没有新建", "已有这个文件，或目录里已有东西", "换一个目录名")  # fmt: skip
        console.print(str(problem), markup=False)
        return 1
    console.print(f"建好了。接着：cd {options.folder}，zongjie build", markup=False)
    # PEP 610: the file is there where the package did not come from an index
    if distribution("zongjie").read_text("direct_url.json"):
        how = f"pip wheel --no-deps -w {options.folder.resolve()}/wheels ."
        console.print(f"推送之前，在 zongjie 的仓库里运行 {how}，见集子的 README.md", markup=False)
    return 0
