"""Bytes of any supported format → decoded text."""

from zongjie.read.extract import READING_RULES
from zongjie.read.file import (
    Originals,
    contents,
    held,
    read_bytes,
    read_file,
    sources,
    visible,
)
from zongjie.read.hidden import TABLES, is_hidden
from zongjie.read.kinds import SUFFIXES

__all__ = [
    "READING_RULES", "SUFFIXES", "TABLES", "Originals", "contents", "held", "is_hidden", "read_bytes", "read_file",
    "sources", "visible",
]  # fmt: skip
