"""The steps for one source: read → clean → split → describe, and what its publisher should look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zongjie.cache import no_collection
from zongjie.clean import clean
from zongjie.errors import InputError, Problem
from zongjie.index import views
from zongjie.kept import keep
from zongjie.link.features import Features, features, tools
from zongjie.metadata.describe import describe
from zongjie.metadata.sidecar import Sidecar, read_sidecar
from zongjie.models import Cleaned, Outline, Source, Summary
from zongjie.read import read_file
from zongjie.render import address
from zongjie.split import split, unassigned
from zongjie.split.sequence import jumps

_LINE_END = re.compile(r"\r\n?|\n")
_ACCEPT = "在更正文件里写 accept_gaps: true"
_LEFT_OUT = "原文漏项、错号，或拆分有误", f"核对原文；确是如此就{_ACCEPT}"
"""Why numbers leap ahead, and what to do."""
_CUT = (
    "多半是拆分有误：几篇没有分开，或一段被当成了另一节",
    f"先用 zongjie inspect 查看拆成的章节；拆得对，原文确是如此，再{_ACCEPT}",
)
"""Why a list does not begin with 1 or counts back, and what to do."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of one source; `cleaned` is None where it could not be used."""

    file: str
    cleaned: Cleaned | None
    summaries: tuple[Summary, ...]
    problems: tuple[Problem, ...]
    view: bytes = b""
    """The file that its raw ⇄ cleaned view is drawn from."""
    features: tuple[Features, ...] = ()
    """What linking needs to know of each summary."""


def examine(path: Path, corpus: Path) -> Examined:
    """Work through one source."""
    name = path.relative_to(corpus).as_posix()
    sidecar = read_sidecar(path, corpus)
    try:
        source = read_file(path, corpus)
    except InputError as error:
        return Examined(name, None, (), (*sidecar.problems, error.problem))
    try:
        return _worked(source, sidecar)
    except Exception as error:
        why = f"{type(error).__name__}：{error}"
        problem = Problem(name, 0, "处理这个文件时出错", why, "先把它移出语料目录，并报告这个错误")
        return Examined(name, None, (), (*sidecar.problems, problem))


@no_collection()
def _worked(source: Source, sidecar: Sidecar) -> Examined:
    """Clean, split and describe a source."""
    cleaned = clean(source)
    outlines = split(cleaned)
    summaries = tuple(
        describe(cleaned, outline, sidecar.of(outline.item), _address(source.file, outline.item))
        for outline in outlines
    )
    problems = (*sidecar.problems, *_doubts(cleaned, outlines, sidecar))
    view = views.file(cleaned, summaries)
    found = tuple(features(summary, tools()) for summary in summaries)
    return Examined(source.file, keep(cleaned), summaries, tuple(sorted(problems)), view, found)


def _address(file: str, item: int) -> str:
    """Give a summary's stable id: the slug of the source's name and its number in it.

    The kind of file is part of it, but for plain text, so that `a.txt` and `a.docx` stay apart.
    """
    stem, _, suffix = file.rpartition(".")
    kind = "" if suffix.lower() == "txt" else f"-{suffix.lower()}"
    return f"{address.slug(stem)}{kind}-{item}"


def _doubts(cleaned: Cleaned, outlines: tuple[Outline, ...], sidecar: Sidecar) -> Iterator[Problem]:
    """Report what a publisher should look at in a source."""
    file = cleaned.source.file
    yield from (Problem(file, 0, *doubt) for doubt in cleaned.source.doubts)
    if not any(outline.start < outline.end for outline in outlines):
        yield Problem(file, 0, "清洗后没有剩下正文", "所有内容都被当作网站杂项删去", "用 zongjie inspect 查看删去的内容")  # fmt: skip
    for start, end in unassigned(cleaned.text, outlines):
        at = _line(cleaned, cleaned.source_span(start, end)[0])
        yield Problem(file, at, "有文字没有归入任何一篇", cleaned.text[start:end][:30], "报告这个错误，并附上文件")  # fmt: skip
    for item in sorted(set(sidecar.items) - {outline.item for outline in outlines}):
        yield Problem(sidecar.file, 0, f"items 里的第 {item} 篇不存在", f"这个文件只有 {len(outlines)} 篇", "改正篇号")  # fmt: skip
    if sidecar.common.id and len(outlines) > 1:
        yield Problem(sidecar.file, 0, "几篇总结不能共用一个 id", "id 写在了 items 之外", "把 id 写到 items 下各篇里")  # fmt: skip
    if "\ufffd" in cleaned.text:
        at = cleaned.source_span(place := cleaned.text.index("\ufffd"), place + 1)[0]
        yield Problem(file, _line(cleaned, at), "有认不出的字符", "原文件里的字节已经损坏", "对照原件，换一份完好的文件")  # fmt: skip
    for outline in outlines:
        if sidecar.of(outline.item).accept_gaps:
            continue
        for jump in jumps(outline.sections):
            at = cleaned.source_span(jump.section.start, jump.section.start + 1)[0]
            why, remedy = _CUT if jump.found < jump.expected or jump.expected == 1 else _LEFT_OUT
            yield Problem(file, _line(cleaned, at), f"编号不连续：应为第 {jump.expected} 项，却是“{jump.section.label}”", why, remedy)  # fmt: skip


def _line(cleaned: Cleaned, offset: int) -> int:
    return bisect_right(_line_ends(cleaned), offset) + 1


@lru_cache(maxsize=1)
def _line_ends(cleaned: Cleaned) -> list[int]:
    return [found.end() for found in _LINE_END.finditer(cleaned.source.text)]
