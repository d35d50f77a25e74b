"""Bytes of any supported format → decoded text."""

from zongjie.read.file import SUFFIXES, read_file, sources, visible

__all__ = ["SUFFIXES", "read_file", "sources", "visible"]
