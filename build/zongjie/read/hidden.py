"""Files that a corpus may hold and no build reads, beside one another or in an archive."""

from __future__ import annotations

from pathlib import PurePath

TABLES = "_tables"
"""Folder of a corpus in which a publisher extends the package's tables."""
_OTHERS = frozenset((TABLES, "__MACOSX", "Thumbs.db", "desktop.ini"))


def is_hidden(path: PurePath) -> bool:
    """Tell what is hidden, the system's, an office program's lock, the tables or a note for people.

    Args:
        path: Relative to the corpus, or to the archive that it lies in.

    >>> [is_hidden(PurePath(path)) for path in (".git/a.txt", "~$a.docx", "a/ReadMe.md", "a.txt")]
    [True, True, True, False]
    """
    hidden = (part.startswith((".", "~$")) or part in _OTHERS for part in path.parts)
    return path.stem.lower() == "readme" or any(hidden)
