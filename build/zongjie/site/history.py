"""When each source came into the collection, as its version control says."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path


def arrivals(corpus: Path) -> dict[str, datetime]:
    """Give the time of the first commit of each file of a corpus, by its path in it.

    Nothing is known outside of a Git repository, without Git, or of a shallow copy's oldest commit.
    """
    log = _git(corpus, "log", "--reverse", "--diff-filter=A", "--format=%x01%cI%x01%P", "--name-only", "--relative", "-z")  # fmt: skip
    shallow = _git(corpus, "rev-parse", "--is-shallow-repository").strip() == "true"
    found: dict[str, datetime] = {}
    moment: datetime | None = None
    for field in log.replace("\n", "\0").split("\0"):
        if field.startswith("\x01"):
            _, time, parents = field.split("\x01")
            moment = datetime.fromisoformat(time) if parents or not shallow else None
        elif field and moment:
            found.setdefault(field, moment)
    return found


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
