"""A site by MkDocs on all cores; what would come out as it is in the former site stays as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from zongjie.cache import Cache, digest_of, key, stamp
from zongjie.drawn import State, state
from zongjie.processes import context
from zongjie.site import shipped
from zongjie.site.former import Entry, Made, revive, take
from zongjie.site.pages import Pages
from zongjie.site.renderers import Job, SiteError, complaints, configured, environment

_WORTH_A_POOL = 300
"""Pages from which on starting further processes pays."""
_CHUNK = 16
_NOTES = "written"
_KNOWN = {"zongjie.site.slim", "attr_list", "fenced_code", "md_in_html", "tables", "toc"}
"""Extensions of Markdown of which a page follows alone; another may read files of its own."""
_PLACE = re.compile(" at 0x[0-9a-f]+")
"""In memory, of a function that the configuration names."""


def build(job: Job, config: MkDocsConfig, said: list[str]) -> None:
    """Build a site.

    Args:
        job: What to build.
        config: Its configuration, which names no plugins.
        said: To this is added what MkDocs warns of in other processes.

    Raises:
        MkDocsException, OSError: A page cannot be made.
    """
    pages = Pages(config)
    cache = Cache(job.notes) if job.notes else None
    shared = _shared(pages, job)
    owner, known = (cache and cache.get(_NOTES)) or ("", {})
    former: dict[str, Entry] = known if owner == shared else {}
    notes = dict(_notes(pages, job, former)) if cache else {}
    same = {
        name: former[name]
        for name, (key, _) in notes.items()
        if name in former and _is_same(former[name], key, pages)
    }
    made = _taken(pages, job, same)
    pages.make_rest(job.former)
    new = [name for name in pages.pages if name not in made]
    for name, one, complaint in _made(job, pages, new):
        made[name] = one.interned()
        said += complaint
    pages.check({name: made[name] for name in pages.pages})
    if cache:
        entries = {
            name: Entry(*note, state(pages.pages[name].file.abs_dest_path), made[name])
            for name, note in notes.items()
            if made[name].firm
        }
        cache.put(_NOTES, (shared, entries))


def _is_same(known: Entry, key: str, pages: Pages) -> bool:
    """Tell whether a page would come out as it did."""
    return key == known.key and known.made.files <= pages.files.src_uris.keys()


def _taken(pages: Pages, job: Job, same: Mapping[str, Entry]) -> dict[str, Made]:
    """Take pages over from the former site, those that nobody has changed there."""
    places = {name: pages.pages[name].file.dest_uri for name in same}
    if job.spare:
        copied = (file.dest_uri for file in pages.rest() if file.abs_src_path)
        revive(job.spare, job.site_dir, {*places.values(), *copied})
    return {
        name: one.made
        for name, one in same.items()
        if take(job.former / places[name], one.state, job.site_dir / places[name])
    }


def again(job: Job, names: Iterable[str]) -> None:
    """Make some pages of a built site again, where they stand.

    Raises:
        SiteError: If MkDocs cannot make one.
    """
    with environment(), complaints():
        try:
            pages = Pages(configured(job))
            for name in names:
                pages.make(name)
        except (MkDocsException, SystemExit) as error:
            raise SiteError(f"MkDocs 没有生成网页：{error}") from error


def _shared(pages: Pages, job: Job) -> str:
    """Name what all pages follow from beside their own text."""
    config = pages.config
    folders = [str(shipped.theme()), *filter(None, [config.theme.custom_dir])]
    themes = [digest_of(Path(folder)) for folder in folders]
    titles = [(page.title, page.url) for page in pages.nav.pages]
    settings = _PLACE.sub("", repr((job.settings(), titles)))
    return key(stamp(), *themes, settings.encode())


def _notes(
    pages: Pages, job: Job, former: Mapping[str, Entry]
) -> Iterator[tuple[str, tuple[str, State]]]:
    """Note the text of each page that is made by a rule and stands outside the navigation."""
    if not _KNOWN.issuperset(pages.config.markdown_extensions):
        return
    for name, page in pages.pages.items():
        if name.partition("/")[0] in job.generated and not pages.is_in_nav(name):
            now = state(page.file.abs_src_path or "")
            known = former.get(name)
            same = known is not None and known.source == now
            yield name, (known.key if known and same else key(page.file.content_bytes), now)


def _made(job: Job, pages: Pages, names: list[str]) -> Iterator[tuple[str, Made, list[str]]]:
    """Make pages, and give what is known of them and what was said."""
    others = [name for name in names if not pages.is_in_nav(name)]
    cores = job.jobs or os.cpu_count() or 1
    if cores == 1 or len(others) < _WORTH_A_POOL:
        yield from ((name, pages.make(name), []) for name in names)
        return
    try:
        with ProcessPoolExecutor(cores, context(__name__), _start, (job,)) as pool:
            found = pool.map(_make, others, chunksize=_CHUNK)
            yield from ((name, pages.make(name), []) for name in names if pages.is_in_nav(name))
            yield from ((name, *one) for name, one in zip(others, found, strict=True))
    except BrokenProcessPool as error:
        raise SiteError("生成网页的进程中断了，可能是内存不够。处理：用 --jobs 1 再试") from error


_worker: Pages
"""Of this process."""


def _start(job: Job) -> None:
    global _worker  # noqa: PLW0603 - a pool gives its processes no other place for what they share
    with environment(), complaints():
        _worker = Pages(configured(job))


def _make(name: str) -> tuple[Made, list[str]]:
    with environment(), complaints() as said:
        return _worker.make(name), said
