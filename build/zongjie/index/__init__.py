"""Sections → a search index of plain static files, and the reader of it."""

from zongjie.index.answer import Answer
from zongjie.index.build import build
from zongjie.index.files import IndexFileError
from zongjie.index.folder import folder_pages
from zongjie.index.pages import Page, Part, pages_of
from zongjie.index.reader import Reader

__all__ = [
    "Answer",
    "IndexFileError",
    "Page",
    "Part",
    "Reader",
    "build",
    "folder_pages",
    "pages_of",
]
