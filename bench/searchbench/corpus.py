"""A folder of Markdown or text files as pages of sections, and the same pages written anew.

What is searched is what a visitor of the built site can read, so Markdown is rendered first and its
text taken from the HTML. Every engine then gets the same plain pages: a title, headings,
paragraphs. Signs that Markdown or HTML would read are written full-width (`*` as `＊`), which folds
back to the same text (NFKC), so that no engine gains or loses by its way of escaping.
"""

from __future__ import annotations

import hashlib
import html
import random
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import markdown

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
BLOCK = re.compile(
    "h[1-6]|p|li|[uod]l|d[td]|div|section|article|table|thead|tbody|t[rhd]|pre|blockquote|details"
    "|summary|figure|figcaption|aside|header|footer|nav|[hb]r"
)
SILENT = frozenset(("script", "style", "template", "svg"))
SIGNS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "\\`*_{}[]<>#|&~^$\"'@%!"})
LIST_MARK = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=:])")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the paragraphs below it, up to the next heading of any level."""

    heading: str
    level: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page; its first section bears the title."""

    source: str
    sections: tuple[Section, ...]


class Blocks(HTMLParser):
    """Collects the text of HTML as (level, text): level 0 for a paragraph, 1 to 6 for a heading."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[int, str]] = []
        self.text: list[str] = []
        self.level = 0
        self.silent = 0

    def flush(self) -> None:
        """End the current block."""
        text = SPACE.sub(" ", "".join(self.text)).strip()
        if text:
            self.blocks.append((self.level, text))
        self.text.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Start a block or a heading."""
        if BLOCK.fullmatch(tag):
            self.flush()
        if re.fullmatch("h[1-6]", tag):
            self.level = int(tag[1])
        self.silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        """End a block or a heading."""
        if BLOCK.fullmatch(tag):
            self.flush()
        if re.fullmatch("h[1-6]", tag):
            self.level = 0
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        if not self.silent:
            self.text.append(data)


def plain(text: str) -> str:
    """Write the signs that Markdown would read full-width.

    >>> plain("1. 见[附件]*")
    '1． 见［附件］＊'
    """
    text = text.translate(SIGNS)
    return LIST_MARK.sub(lambda m: (m[1] or "") + chr(ord(m[2] or m[3]) + 0xFEE0), text)


def sections(blocks: list[tuple[int, str]], fallback: str) -> tuple[Section, ...]:
    """Gather blocks under their headings; a first heading of level 1 is the title.

    What stands before that heading, such as a trail of links, goes below it.

    >>> [(s.level, s.heading, s.paragraphs) for s in sections([(0, "甲"), (2, "乙"), (0, "丙")], "名")]
    [(1, '名', ('甲',)), (2, '乙', ('丙',))]
    """
    first = next((i for i, (level, _) in enumerate(blocks) if level), None)
    if first is not None and blocks[first][0] == 1:
        blocks = [blocks[first], *blocks[:first], *blocks[first + 1 :]]
    elif first != 0:
        blocks = [(1, fallback), *blocks]
    out: list[tuple[int, str, list[str]]] = []
    for level, text in blocks:
        if level:
            out.append((max(level, 2) if out else 1, plain(text), []))
        else:
            out[-1][2].append(plain(text))
    return tuple(Section(heading, level, tuple(texts)) for level, heading, texts in out)


def read_page(path: Path) -> Page:
    """Read one Markdown or text file."""
    text = path.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    if path.suffix == ".txt":
        return Page(
            path.name, sections([(0, x.strip()) for x in text.split("\n") if x.strip()], path.stem)
        )
    parser = Blocks()
    body = FRONT_MATTER.sub("", text)
    parser.feed(markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables"]))
    parser.close()
    parser.flush()
    return Page(path.name, sections(parser.blocks, path.stem))


def read(folder: Path) -> list[Page]:
    """Read all pages of a folder, in the order of their names."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in {".md", ".txt"})
    with ProcessPoolExecutor() as pool:
        return list(pool.map(read_page, paths, chunksize=16))


def sample(pages: list[Page], count: int, seed: int) -> list[Page]:
    """Draw some pages, kept in order."""
    if count >= len(pages):
        return pages
    chosen = sorted(random.Random(seed).sample(range(len(pages)), count))
    return [pages[i] for i in chosen]


def digest(pages: list[Page]) -> str:
    """Hash the text of the pages, so that two runs can be known to have measured the same."""
    sha = hashlib.sha256()
    for page in pages:
        sha.update(as_markdown(page).encode())
    return sha.hexdigest()[:16]


def utf8_size(pages: list[Page]) -> int:
    """Count the bytes of all headings and paragraphs."""
    sections = [section for page in pages for section in page.sections]
    return sum(len(t.encode()) for s in sections for t in (s.heading, *s.paragraphs))


def name(number: int) -> str:
    """Give a page's name in every built site.

    >>> name(7)
    'p00007'
    """
    return f"p{number:05d}"


def as_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    blocks = []
    for section in page.sections:
        blocks += ["#" * section.level + " " + section.heading, *section.paragraphs]
    return "\n\n".join(blocks) + "\n"


def as_html(page: Page) -> str:
    """Write a page as HTML with its content marked for Pagefind."""
    blocks = []
    for number, section in enumerate(page.sections):
        tag = f"h{section.level}"
        blocks.append(f'<{tag} id="s{number}">{html.escape(section.heading)}</{tag}>')
        blocks += [f"<p>{html.escape(text)}</p>" for text in section.paragraphs]
    title = html.escape(page.sections[0].heading)
    return (
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main data-pagefind-body>{''.join(blocks)}</main></body></html>\n"
    )


def write(pages: list[Page], folder: Path, suffix: str) -> None:
    """Write all pages to a folder, as `.md` or `.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    form = as_markdown if suffix == ".md" else as_html
    for number, page in enumerate(pages):
        (folder / (name(number) + suffix)).write_text(form(page), encoding="utf-8")
