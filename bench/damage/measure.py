"""Damages clean texts, has them cleaned and counts what came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from damage.cells import Page, undamaged
from damage.kinds import damaged
from damage.kit import Kit
from damage.score import Fault, Tally, score
from damage.sites import dressed
from zongjie.clean import clean
from zongjie.models import Cleaned, Source
from zongjie.read import read_file, sources
from zongjie.split import split

INTACT = "intact"


@dataclass
class Result:
    """What came back of one kind of damage at one strength."""

    tally: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)


def texts(folder: Path) -> Iterator[str]:
    """Yield the cleaned summaries of a folder of sources, each under its title."""
    for path in sources(folder):
        cleaned = clean(read_file(path, folder))
        for outline in split(cleaned):
            yield f"{outline.title}\n{cleaned.text[outline.start : outline.end].strip()}"


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of damage at one strength."""

    kind: str
    strength: int
    seed: str
    step: int = 1
    """Take each so-manieth text or site only."""


def measured(job: Job, pages: Sequence[Page], kit: Kit) -> Result:
    """Damage the pages in one way and clean them; every site dresses a page."""
    result = Result()
    count = len(kit.sites) if job.kind == "chrome" else len(pages)
    for number in range(0, count, job.step):
        page = pages[number % len(pages)]
        chance = Random(f"{job.seed} {job.kind} {job.strength} {number}")
        if job.kind == INTACT:
            done = page
        elif job.kind == "chrome":
            done = dressed(page, kit.sites[number], job.strength, chance, kit)
        else:
            others = [other for other in pages if other is not page]
            done = damaged(job.kind, [page, *others], job.strength, chance, kit)
        tally, faults = score(done, cleaned(done.shown))
        result.tally.add(tally)
        result.faults += faults
    return result


def cleaned(text: str) -> Cleaned:
    """Clean a text that stands in no file."""
    return clean(Source("damaged.txt", "", "utf-8", text))


def load(folders: Sequence[Path]) -> list[str]:
    """Read the clean texts of all folders."""
    return [text for folder in folders for text in texts(folder)]


def as_pages(clean_texts: Sequence[str]) -> list[Page]:
    """Make pages to be damaged of clean texts; texts without a body are left out."""
    return [page for page in map(undamaged, clean_texts) if page.shape.starts]
