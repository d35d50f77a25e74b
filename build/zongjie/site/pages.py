"""One page after another by MkDocs, so that several processes may share them and none holds all.

MkDocs' own `build` reads all pages before it writes the first. Where no plugin looks on, the pages
of a site know nothing of each other but their titles in the navigation and which files there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from zongjie.site.former import Made, copy
from zongjie.site.squeeze import squeeze_file

INDEX = "search/*/*/*.bin"
"""Files of the search index in the folder that is named after their bytes."""


class Pages:
    """The pages of a site, and what else MkDocs makes of its Markdown."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Find all files, and read the pages of the navigation, whose titles stand on all."""
        self.config = config
        self.env = config.theme.get_env()
        self.files = _Watched(get_files(config))
        self.files.add_files_from_theme(self.env, config)
        set_exclusions(self.files, config)
        self.nav = get_navigation(self.files, config)
        self._files = self.files.documentation_pages()
        self.pages = {file.src_uri: file.page for file in self._files if file.page}
        self._in_nav = {page.file.src_uri: self._read(page) for page in self.nav.pages}

    def is_in_nav(self, name: str) -> bool:
        """Tell whether the pages of the site lead to a page from everywhere."""
        return name in self._in_nav

    def make(self, name: str) -> Made:
        """Write a page."""
        page = self.pages[name]
        made = self._in_nav.get(name) or self._read(page)
        _build_page(page, self.config, self._files, self.nav, self.env)
        squeeze_file(Path(page.file.abs_dest_path))
        if name not in self._in_nav:
            page.markdown, page.content, page.toc = None, None, TableOfContents([])
        return made

    def rest(self) -> list[File]:
        """Give all files that are no page of Markdown."""
        found = [*self.files.static_pages(), *self.files.media_files()]
        return [file for file in found if file.inclusion.value > InclusionLevel.DRAFT.value]

    def make_rest(self, former: Path) -> None:
        """Write all that is not a page of Markdown.

        Args:
            former: The folder of the site that was built before.
        """
        for file in self.rest():
            if file.abs_src_path:
                fixed = PurePath(file.src_uri).match(INDEX)
                source, fresh = Path(file.abs_src_path), Path(file.abs_dest_path)
                copy(source, former / file.dest_uri, fresh, fixed=fixed)
            else:
                file.copy_file()
        for template in self.config.theme.static_templates:
            _build_theme_template(template, self.env, self.files, self.config, self.nav)
            if template.endswith(".html"):
                squeeze_file(Path(self.config.site_dir, template))

    def check(self, made: Mapping[str, Made]) -> None:
        """Let MkDocs warn of links to anchors that are not there.

        Args:
            made: All pages, in their order.
        """
        for name, one in made.items():
            broken = {
                self.pages[to].file: made[to].ids
                for to, anchors in one.anchors.items()
                if to in made and not anchors <= made[to].ids
            }
            if broken:
                self._warn(self.pages[name], broken)

    def _warn(self, page: Page, broken: Mapping[File, frozenset[str]]) -> None:
        """Let MkDocs warn of a page's links to pages that have but these anchors."""
        _populate_page(page, self.config, self.files)  # which tells how the links are written
        links = page.links_to_anchors or {}
        page.links_to_anchors = {to: links[to] for to in broken}
        for to, ids in broken.items():
            if to.page:
                to.page.present_anchor_ids = set(ids)
        level = self.config.validation.links.anchors
        page.validate_anchor_links(files=self.files, log_level=level)

    def _read(self, page: Page) -> Made:
        self.files.asked.clear()
        _populate_page(page, self.config, self.files)
        anchors = {to.src_uri: frozenset(own) for to, own in (page.links_to_anchors or {}).items()}
        asked = self.files.asked
        found = frozenset(asked & self.files.src_uris.keys())
        return Made(frozenset(page.present_anchor_ids or ()), anchors, found, found == asked)


class _Watched(Files):
    """Files that note which of them were asked for."""

    def __init__(self, files: Iterable[File]) -> None:
        super().__init__(files)
        self.asked: set[str] = set()

    def get_file_from_path(self, path: str) -> File | None:
        name = path if path in self.src_uris else PurePath(path).as_posix()
        self.asked.add(name)
        return self.src_uris.get(name)
