"""A site by MkDocs on all cores; what would come out as it is in the former site stays as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from zongjie.cache import Cache, digest_of, key, stamp
from zongjie.processes import context
from zongjie.site import shipped
from zongjie.site.former import Entry, Made, entry, take
from zongjie.site.pages import Pages
from zongjie.site.renderers import Job, SiteError, complaints, configured, environment

_WORTH_A_POOL = 64
"""Pages from which on starting further processes pays."""
_CHUNK = 16
_NOTES = "pages"
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
    pages.make_rest(job.former)
    cache = Cache(job.notes) if job.notes else None
    keys = _keys(pages, job) if cache else {}
    former: dict[str, Entry] = (cache and cache.get(_NOTES)) or {}
    made = {
        name: known.made
        for name, known in former.items()
        if keys.get(name) == known.key
        and known.made.files <= pages.files.src_uris.keys()
        and _take(job, pages.pages[name].file.dest_uri, known)
    }
    new = [name for name in pages.pages if name not in made]
    for name, one, complaint in _made(job, pages, new):
        made[name] = one
        said += complaint
    pages.check({name: made[name] for name in pages.pages})
    if cache:
        entries = {
            name: entry(job.site_dir / pages.pages[name].file.dest_uri, keys[name], made[name])
            for name in keys
            if made[name].firm
        }
        cache.put(_NOTES, entries)


def _take(job: Job, path: str, known: Entry) -> bool:
    return take(job.former / path, known.size, known.time, job.site_dir / path)


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


def _keys(pages: Pages, job: Job) -> dict[str, str]:
    """Name what each page follows from that is made by a rule and stands outside the navigation."""
    config = pages.config
    if not _KNOWN.issuperset(config.markdown_extensions):
        return {}
    folders = [str(shipped.theme()), *filter(None, [config.theme.custom_dir])]
    themes = [digest_of(Path(folder)) for folder in folders]
    titles = [(page.title, page.url) for page in pages.nav.pages]
    settings = _PLACE.sub("", repr((job.settings(), titles)))
    shared = key(stamp(), *themes, settings.encode()).encode()
    return {
        name: key(shared, name.encode(), page.file.content_bytes)
        for name, page in pages.pages.items()
        if name.partition("/")[0] in job.generated and not pages.is_in_nav(name)
    }


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
