"""The steps for a whole corpus: examine each source; link, render and index all."""

from __future__ import annotations

import os
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import BaseContext
from pathlib import Path

from zongjie.cache import Cache, digest_of, key, no_collection, stamp
from zongjie.clean import RULES
from zongjie.data.tables import extend
from zongjie.drawn import NOTHING, Drawn
from zongjie.errors import InputError, Problem
from zongjie.examine import Examined, examine
from zongjie.index import build as build_index
from zongjie.index import pages_of, suggest
from zongjie.index.pages import Page
from zongjie.link import flagged, link
from zongjie.link.features import Features
from zongjie.metadata.sidecar import sidecar_path
from zongjie.models import Cleaned, Summary
from zongjie.processes import context, give_back, helper
from zongjie.read import (
    READING_RULES,
    SUFFIXES,
    TABLES,
    Originals,
    contents,
    read_bytes,
    sources,
    visible,
)
from zongjie.read.extract import RefusedError
from zongjie.render import Extras, address, pages
from zongjie.render.tally import tally

_WORTH_A_POOL = 16
"""Sources from which on starting further processes pays."""
_WORTH_A_HELPER = 300
"""Summaries from which on starting a process for the search pays."""
_LARGE = 10_000
"""Summaries from which on the index is built between links and pages, not beside them: it saves memory."""
_CHUNK = 4
_SUMMARIES = 64
"""Summaries that are handed to another process in one piece."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that a corpus holds, in the order of its file names."""

    sources: tuple[Cleaned, ...]
    summaries: tuple[Summary, ...]
    problems: tuple[Problem, ...]
    views: dict[str, bytes]
    """The files of the raw ⇄ cleaned views, by their paths under `docs/`."""
    features: list[Features]
    """What linking needs to know of each summary; left out when all are linked, as it is large."""
    editions: dict[str, str]
    """Names for each source, by its file, what follows from it; empty where nothing is kept."""

    def fates(self) -> dict[str, int]:
        """Count the source characters that were kept, repaired and removed."""
        return {str(fate): number for fate, number in tally(self.sources).fates.items()}


@no_collection()
def gather(
    corpus: Path,
    *,
    jobs: int | None = None,
    kept: Path | None = None,
    done: Callable[[int, int], None] = lambda _n, _all: None,
) -> Collection:
    """Work through all sources of a corpus.

    Args:
        corpus: The folder.
        jobs: Number of processes; all cores if None.
        kept: Folder in which what was made of a source is kept for the next time, if any.
        done: Called after each source with the number of those done and of all.
    """
    problems = list(extend(corpus / TABLES))
    paths = sources(corpus)
    found: list[Examined] = []
    cores = jobs or os.cpu_count() or 1
    if cores > 1 and len(paths) >= _WORTH_A_POOL:
        context(__name__)
    names = editions(paths, corpus) if kept else {}
    works = _remembered(names, corpus, cores, kept) if kept else _examined(paths, corpus, cores)
    for examined in works:
        found.append(examined)
        done(len(found), len(paths))
    at = {path.relative_to(corpus).as_posix(): number for number, path in enumerate(paths)}
    found.sort(key=lambda examined: at[examined.file])
    problems += [problem for examined in found for problem in examined.problems]
    problems += _left_over(corpus, paths)
    problems += _copies(found)
    unique, clashes = _unique(found)
    return Collection(
        tuple(e.cleaned for e in unique if e.cleaned),
        tuple(summary for e in unique for summary in e.summaries),
        tuple(sorted({*problems, *clashes})),
        {address.view(e.file): e.view for e in unique if e.cleaned},
        [features for e in unique for features in e.features],
        {path.relative_to(corpus).as_posix(): name for path, name in names.items()},
    )


@no_collection()
def site_files(
    found: Collection,
    corpus: Path,
    name: str,
    drawn: Drawn = NOTHING,
    *,
    jobs: int | None = None,
) -> dict[str, str | bytes]:
    """Link the summaries and give everything that goes under `docs/`.

    Args:
        found: All summaries and their sources.
        corpus: The folder of the sources.
        name: Of the site.
        drawn: What stands already.
        jobs: Number of processes; all cores if None.

    Returns:
        Pages, but for those that stand, search index, suggestions and original files by their paths.
    """
    originals = Originals(corpus, (cleaned.source.file for cleaned in found.sources))
    descriptions = READING_RULES | {rule.name: rule.description for rule in RULES}
    several = (jobs or os.cpu_count() or 1) > 1 and len(found.summaries) >= _WORTH_A_HELPER
    begin = helper(__name__, wanted=several)
    large = len(found.summaries) >= _LARGE
    index = None if large else begin(_index, list(_packed(found.summaries, small=False)))
    links = link(found.summaries, found.features, drawn.kept)
    found.features.clear()
    if index is None:
        give_back()
        index = partial(dict, begin(_index, list(_packed(found.summaries)))())
    summaries = flagged(found.summaries, links)
    names = suggest.names(summaries, found.sources, links)
    known = repr(names).encode("utf-8", "surrogatepass")
    suggested = dict if drawn.holds(known) else begin(suggest.files, names)
    extras = Extras(originals, links, found.problems, name, drawn)
    files = dict(pages(summaries, found.sources, descriptions, extras))
    files |= {f"search/{path}": data for path, data in index().items()}
    files |= drawn.packed(known, lambda _: suggested())
    return files | found.views


def _packed(summaries: Sequence[Summary], *, small: bool = True) -> Iterator[bytes]:
    """Pack summaries for another process; small, they take a third of the memory, and some time."""
    for first in range(0, len(summaries), _SUMMARIES):
        some = tuple(summaries[first : first + _SUMMARIES])
        yield zlib.compress(pickle.dumps(some, pickle.HIGHEST_PROTOCOL), int(small))


def _index(packed: list[bytes]) -> dict[str, bytes]:
    """Build the index of packed summaries, which are taken from the list."""
    packed.reverse()
    found: list[Page] = []
    while packed:
        found += pages_of(pickle.loads(zlib.decompress(packed.pop())))
    return build_index(found)


def _remembered(
    names: Mapping[Path, str], corpus: Path, jobs: int, folder: Path
) -> Iterator[Examined]:
    """Work through those sources that are not known from a former run as they are now, at last."""
    cache = Cache(folder)
    new = {path: name for path, name in names.items() if name not in cache}
    worked = _examined(list(new), corpus, jobs, beside=len(names) >= _WORTH_A_HELPER)
    for path, name in names.items():
        if path not in new:
            known: Examined | None = cache.get(name)
            yield known or _put(cache, name, examine(path, corpus))
    for name, examined in zip(new.values(), worked, strict=True):
        yield _put(cache, name, examined)
    cache.keep(names.values())


def _put(cache: Cache, name: str, examined: Examined) -> Examined:
    """Keep what was made of a source, if it could be read."""
    if name and examined.cleaned:
        cache.put(name, examined)
    return examined


def editions(paths: Iterable[Path], corpus: Path) -> dict[Path, str]:
    """Name for each source what follows from it as it is now; nothing where it can't be read."""
    tables = digest_of(corpus / TABLES)
    return {path: _name_of(path, corpus, tables) for path in paths}


def _name_of(path: Path, corpus: Path, tables: bytes) -> str:
    """Name what follows from a source, its sidecar and all rules; nothing where it can't be read."""
    try:
        sidecar = sidecar_path(path)
        notes = sidecar.name.encode() + sidecar.read_bytes() if sidecar.is_file() else b""
        name = path.relative_to(corpus).as_posix().encode("utf-8", "surrogateescape")
        return key(stamp(), tables, name, read_bytes(path, corpus), notes)
    except (InputError, RefusedError, OSError):
        return ""


def _examined(
    paths: list[Path], corpus: Path, jobs: int, *, beside: bool = False
) -> Iterator[Examined]:
    """Work through sources by several processes; a few by one that begins at once, if `beside`."""
    if beside and 0 < len(paths) < _WORTH_A_POOL and jobs > 1:
        return _waited(helper(__name__, wanted=True)(_all, paths, corpus))
    return _by_several(paths, corpus, jobs)


def _waited(wait: Callable[[], list[Examined]]) -> Iterator[Examined]:
    yield from wait()


def _all(paths: list[Path], corpus: Path) -> list[Examined]:
    extend(corpus / TABLES)
    return [examine(path, corpus) for path in paths]


def _by_several(paths: list[Path], corpus: Path, jobs: int) -> Iterator[Examined]:
    if jobs == 1 or len(paths) < _WORTH_A_POOL:
        yield from (examine(path, corpus) for path in paths)
        return
    method = context(__name__)
    work = partial(examine, corpus=corpus)
    done = 0
    try:
        with ProcessPoolExecutor(jobs, method, extend, (corpus / TABLES,)) as pool:
            for examined in pool.map(work, paths, chunksize=_CHUNK):
                done += 1
                yield examined
    except BrokenProcessPool:  # a file that ends a process must not end the build
        suspects = paths[done : done + _CHUNK * jobs]
        yield from (_alone(path, corpus, method) for path in suspects)
        yield from _by_several(paths[done + len(suspects) :], corpus, jobs)


def _alone(path: Path, corpus: Path, method: BaseContext) -> Examined:
    """Work through a source in a process of its own."""
    try:
        with ProcessPoolExecutor(1, method, extend, (corpus / TABLES,)) as pool:
            return pool.submit(examine, path, corpus).result()
    except BrokenProcessPool:
        name = path.relative_to(corpus).as_posix()
        problem = Problem(name, 0, "处理这个文件时进程中断", "内存不够，或文件格式异常", "拆成几个文件，或另存为文本")  # fmt: skip
        return Examined(name, None, (), (problem,))


def _copies(found: list[Examined]) -> Iterator[Problem]:
    """Report summaries whose text stands in another source too, word for word."""
    first: dict[tuple[object, ...], str] = {}
    for examined in found:
        for summary in examined.summaries:
            text = (summary.preamble, summary.sections)
            other = first.setdefault(text, summary.id)
            if other != summary.id and any(text):
                yield Problem(examined.file, 0, f"第 {summary.origin.item} 篇与 {other} 一字不差", "同一篇总结放了两次", "留下一份")  # fmt: skip


def _left_over(corpus: Path, paths: list[Path]) -> Iterator[Problem]:
    """Report files that are neither source nor sidecar of one."""
    known = {*paths, *map(sidecar_path, paths)}
    files = [file for file in visible(corpus) if file not in known]
    for path in (path for file in files for path in contents(file) or [file]):
        name = path.relative_to(corpus).as_posix()
        if path in known:
            continue
        if path.is_symlink():
            yield Problem(name, 0, "不读取这个链接", "它指向的不是语料目录里的文件", "把文件本身复制进来")  # fmt: skip
        elif path.suffix.lower() in SUFFIXES:
            yield Problem(name, 0, "压缩包里还有压缩包", "里面的不再解开", "解开后放进来")
        elif path.suffix.lower() in (".yml", ".yaml"):
            yield Problem(name, 0, "这个更正文件没有对应的源文件", "旁边没有同名的源文件，或扩展名不是 .yml", "改正文件名，或删去它")  # fmt: skip
        else:
            yield Problem(name, 0, "不认识这种文件", f"能读的是 {'、'.join(SUFFIXES)}", "另存为文本，或移出语料目录")  # fmt: skip


def _unique(found: list[Examined]) -> tuple[list[Examined], list[Problem]]:
    """Leave out sources with an id that another already has; two pages can't share an address."""
    owner: dict[str, str] = {}
    kept, problems = [], []
    for examined in found:
        ids = [summary.id.lower() for summary in examined.summaries]
        own = {i: examined.file for i in ids if ids.count(i) > 1}
        clash = next((s.id for s in examined.summaries if s.id.lower() in owner | own), None)
        if clash:
            problems.append(Problem(
                examined.file, 0, f"地址“{clash}”已被 {(owner | own)[clash.lower()]} 占用", "文件名去掉扩展名后相同，或 id 写重了",
                "改文件名，或在更正文件里另写 id",
            ))  # fmt: skip
            continue
        owner |= {summary.id.lower(): examined.file for summary in examined.summaries}
        kept.append(examined)
    return kept, problems
