"""The files that the raw ⇄ cleaned views are drawn from: nothing of a source is lost in them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zongjie.index import pages_of, views
from zongjie.models import Cleaned, Fate, Source, Stretch, Summary
from zongjie.pipeline import gather
from zongjie.render import address

CORPUS = Path(__file__).parent / "corpus"
DUMMY = Source("x.txt", "0" * 64, "utf-8", "")


def _both(cleaned: Cleaned, summaries: list[Summary]) -> tuple[str, tuple[Stretch, ...]]:
    """Write the view of a source, and read it again."""
    return _read(views.file(cleaned, summaries), views.joined(pages_of(summaries)))


def _read(data: bytes, known: str) -> tuple[str, tuple[Stretch, ...]]:
    """Give the text and the ledger of a source again, as `decode.js` does.

    `known` is all that the search knows of the pages of the source, joined.
    """
    view = json.loads(zlib.decompress(data))
    own, raw = (StringIO(view[name], newline="") for name in ("own", "raw"))
    text, at = "", 0
    for fresh, skipped, length in _rows(view["runs"], 3):
        text += own.read(fresh) + known[at + skipped : at + skipped + length]
        at += skipped + length
    cleaned, tiles = StringIO(text, newline=""), list[tuple[str, Fate, str, str]]()
    for kept, rule, before, after in _rows(view["changes"], 4):
        same = cleaned.read(kept)
        name, fate = view["rules"][rule]
        tiles += (same, "kept", "", same), (raw.read(before), fate, name, cleaned.read(after))
    same = cleaned.read()
    tiles.append((same, "kept", "", same))
    ends = accumulate(len(old) for old, *_ in tiles)
    ledger = (
        Stretch(end - len(old), end, fate, rule, new)
        for end, (old, fate, rule, new) in zip(ends, tiles, strict=True)
        if new or fate != "kept"
    )
    text = "".join(old for old, *_ in tiles)
    assert zlib.crc32(text.encode("utf-8", "replace")) == view["crc32"]
    return text, tuple(ledger)


def _rows(numbers: list[int], size: int) -> Iterator[tuple[int, ...]]:
    return zip(*[iter(numbers)] * size, strict=True)


def _merged(ledger: Sequence[Stretch]) -> list[tuple[str, str, str]]:
    """Give a ledger with the kept stretches that follow each other as one."""
    return [
        (fate, rule, text)
        for fate, group in groupby((s for s in ledger), key=lambda s: s.fate)
        for rule, text in (
            [("", "".join(s.text for s in group))]
            if fate == "kept"
            else [(s.rule, s.text) for s in group]
        )
        if text or fate != "kept"
    ]


def test_every_source_of_the_corpus_comes_back_whole() -> None:
    found = gather(CORPUS, jobs=1)
    for cleaned in found.sources:
        own = [s for s in found.summaries if s.origin.file == cleaned.source.file]
        text, ledger = _both(cleaned, own)
        assert text == cleaned.source.text
        assert _merged(ledger) == _merged(cleaned.ledger)
        assert [s.start for s in ledger[1:]] == [s.end for s in ledger[:-1]]


def test_a_view_is_far_smaller_than_its_source() -> None:
    found = gather(CORPUS, jobs=1)
    size = sum(map(len, found.views.values()))
    assert size < 0.15 * sum(len(c.source.text.encode()) for c in found.sources)


@given(
    st.lists(st.tuples(st.sampled_from(["kept", "repaired", "removed"]), st.text("甲<&\r\n×，. ")))
)
def test_any_ledger_comes_back(tiles: list[tuple[str, str]]) -> None:
    stretches, position = [], 0
    for fate, text in tiles:
        new = {"kept": text, "repaired": text[::-1] + "新\n", "removed": ""}[fate]
        end = position + len(text)
        stretches.append(Stretch(position, end, fate, fate, new))  # type: ignore[arg-type]
        position = end
    cleaned = Cleaned(replace(DUMMY, text="".join(text for _, text in tiles)), tuple(stretches))
    text, ledger = _both(cleaned, [])
    assert text == cleaned.source.text
    assert "".join(s.text for s in ledger) == cleaned.text
    assert [s.rule for s in ledger if s.fate != "kept"] == [r for r, _ in tiles if r != "kept"]


def test_texts_that_changed_meanwhile_are_refused(source: Cleaned, summary: Summary) -> None:
    summary = replace(summary, preamble=("2021年，××区教育局认真工作。",))
    data = views.file(source, [summary])
    (page,) = pages_of([summary])
    assert json.loads(zlib.decompress(data))["runs"][2] > 0
    with pytest.raises(AssertionError):
        _read(data, views.joined([page]).replace("工作", "教学"))


def test_the_original_is_named(source: Cleaned) -> None:
    data = json.loads(zlib.decompress(views.file(source, [])))
    assert data["original"] == address.original(source.source.file)
