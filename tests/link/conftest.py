"""Summaries made up for the tests of linking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from zongjie.models import (
    UNKNOWN_REGION,
    UNKNOWN_VALUE,
    UNKNOWN_YEAR,
    Origin,
    Region,
    Section,
    Summary,
    Value,
    Year,
)

Make = Callable[..., Summary]


def made(
    name: str,
    paragraphs: Sequence[str] = (),
    *,
    topics: tuple[str, ...] = (),
    place: tuple[str | None, str | None, str | None] = (None, None, None),
    **known: Any,
) -> Summary:
    """Give a summary with a section for each paragraph, and what is known of it."""
    numbered = enumerate(paragraphs, 1)
    year, level = known.get("year"), known.get("level")
    return Summary(
        id=name,
        title=f"{name}工作总结",
        collection=None,
        origin=Origin(known.get("file", f"{name}.txt"), "0" * 64, known.get("item", 1)),
        year=Year(year, None, "stated", 1.0) if year else UNKNOWN_YEAR,
        period=UNKNOWN_VALUE,
        level=Value(level, "stated", 1.0) if level else UNKNOWN_VALUE,
        region=Region(*place, None, None, "stated", 1.0) if any(place) else UNKNOWN_REGION,
        topics=(),
        flags=(),
        preamble=known.get("preamble", ()),
        sections=tuple(
            Section(f"{n}、", str(n), "", "", False, 0, (text,), topics=topics)
            for n, text in numbered
        ),
    )


@pytest.fixture(scope="session")
def make() -> Make:
    return made
