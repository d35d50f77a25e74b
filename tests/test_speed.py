"""Work grows no faster than the text, whatever the text is; what is known is not worked on again."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie import pipeline
from zongjie.cache import Cache, key
from zongjie.clean import RULES, clean
from zongjie.clean.edits import ordered, splice
from zongjie.clean.engine import ORDINARY
from zongjie.clean.rules import Rule
from zongjie.examine import Examined
from zongjie.examine import examine as examine_one
from zongjie.metadata.describe import describe
from zongjie.metadata.sidecar import Overrides
from zongjie.models import Source
from zongjie.pipeline import Collection
from zongjie.read import read_file, sources
from zongjie.shapes.lines import forget
from zongjie.split import split

CORPUS = Path(__file__).parent / "corpus"
REAL = [read_file(path, CORPUS).text for path in sources(CORPUS)]

KINDS: dict[str, Callable[[int], str]] = {
    "masks": lambda n: "**##xx～□" * (n // 8),
    "labels": lambda n: "一、（一）1.①一是" * (n // 11),
    "labels on lines": lambda n: "一、党建\n（一）队伍\n" * (n // 12),
    "one line": lambda n: "今年我局狠抓落实，成效明显。" * (n // 14),
    "one line without a stop": lambda n: "狠抓落实成效明显" * (n // 8),
    "brackets": lambda n: "(（[【《" * (n // 10) + "》】])）" * (n // 10),
    "digits": lambda n: "0123456789" * (n // 10),
    "spaces": lambda n: " " * n,
    "spaced letters": lambda n: "校 园 " * (n // 4),
    "titles": lambda n: "某县教育局2021年工作总结\n" * (n // 14),
    "dots": lambda n: "......" * (n // 6) + "\n" + "今年我局狠抓落实成效明显……\n" * (n // 140),
    "stops": lambda n: "教.育.的‘" * (n // 6),
    "quotes": lambda n: "\"'“" * (n // 3),
    "traditional": lambda n: "學校發展觀(guān)" * (n // 11),
    "shifted": lambda n: "恢鲀梢怼惫芾砟J綖榍腥朦c，" * (n // 15),
    "places": lambda n: "温江区洞头县大弯小学" * (n // 10),
    "page marks": lambda n: "第 3 页\n- 4 -\n" * (n // 12),
    "line ends": lambda n: "\r\n\r" * (n // 3),
    "pairs of kinds": lambda n: "一、二类\n" * (n // 5),
    "notes": lambda n: "教育①，\n" + "①注解\n" * (n // 4),
    "spoken numbers": lambda n: "首先，抓好。\n其次，做好。\n" * (n // 14),
}
SIZE, TIMES = 8_000, 8


def worked(text: str) -> float:
    """Clean, split and describe a text; give the seconds of the processor."""
    forget()
    start = time.process_time()
    cleaned = clean(Source("x.txt", "0" * 64, "utf-8", text))
    for outline in split(cleaned):
        describe(cleaned, outline, Overrides(), "x-1")
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_text(kind: str) -> None:
    """Eight times the text takes eight times as long, or a little more; quadratic it would be 64."""
    worked(KINDS[kind](200))
    for _ in range(3):  # a busy machine may spoil one measurement
        small, large = worked(KINDS[kind](SIZE)), worked(KINDS[kind](SIZE * TIMES))
        if large < 3 * TIMES * small + 0.05:
            return
    pytest.fail(f"{small:.3f} s for {SIZE}, {large:.3f} s for {SIZE * TIMES} characters")


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.signs], ids=lambda rule: rule.name)
def test_a_rule_finds_nothing_without_its_signs(rule: Rule) -> None:
    for text in (*REAL, *(make(800) for make in KINDS.values())):
        met = text
        for earlier in RULES[: RULES.index(rule)]:
            met = splice(met, ordered(earlier.find(met)))
        assert not ordered(rule.find(re.sub(rule.signs, "", met)))


def test_the_engine_looks_at_every_sign() -> None:
    assert not any(ORDINARY.search(rule.signs) for rule in RULES)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "甲.txt").write_text(REAL[0], "utf-8")
    (folder / "乙.txt").write_text(REAL[2], "utf-8")
    return folder


def told(found: Collection) -> str:
    return repr((found.summaries, [c.ledger for c in found.sources], found.problems))


def test_unchanged_sources_are_not_worked_on_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    plain = told(pipeline.gather(corpus))
    assert told(pipeline.gather(corpus, kept=kept)) == plain
    seen: list[str] = []
    real = examine_one

    def examine(path: Path, corpus: Path) -> Examined:
        seen.append(path.name)
        return real(path, corpus)

    monkeypatch.setattr(pipeline, "examine", examine)
    assert told(pipeline.gather(corpus, kept=kept)) == plain
    assert seen == []
    (corpus / "甲.yml").write_text("year: 2019\n", "utf-8")
    changed = pipeline.gather(corpus, kept=kept)
    assert seen == ["甲.txt"]
    assert told(changed) == told(pipeline.gather(corpus)) != plain


def test_a_few_new_sources_are_worked_on_beside_the_others(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_WORTH_A_HELPER", 2)
    kept = tmp_path / "kept"
    pipeline.gather(corpus, jobs=2, kept=kept)
    (corpus / "丙.txt").write_text(REAL[1], "utf-8")
    monkeypatch.setattr(pipeline, "examine", None)  # not in this process
    changed = told(pipeline.gather(corpus, jobs=2, kept=kept))
    monkeypatch.undo()
    assert changed == told(pipeline.gather(corpus))


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 4000, None])
def test_a_damaged_entry_is_as_good_as_none(
    corpus: Path, tmp_path: Path, damage: bytes | None
) -> None:
    kept = tmp_path / "kept"
    plain = told(pipeline.gather(corpus, kept=kept))
    for entry in kept.iterdir():
        data = entry.read_bytes()
        entry.write_bytes(data[:-9] + b"123456789" if damage is None else damage)
    assert told(pipeline.gather(corpus, kept=kept)) == plain
    assert told(pipeline.gather(corpus, kept=kept)) == plain


def test_entries_of_sources_that_are_gone_go(corpus: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    pipeline.gather(corpus, kept=kept)
    (corpus / "甲.txt").unlink()
    pipeline.gather(corpus, kept=kept)
    assert len(list(kept.iterdir())) == 1


def test_a_full_disk_and_a_killed_run_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = Cache(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        cache.put("one", 1)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".two.9").write_bytes(b"half")
    cache.put("three", 3)
    cache.keep(["three"])
    assert [path.name for path in tmp_path.iterdir()] == ["three"]


def test_an_entry_calls_nothing_but_records(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("touch " + str(tmp_path / "ran"),)

    cache = Cache(tmp_path)
    cache.put(key(b"1"), Evil())
    assert key(b"1") in cache
    assert cache.get(key(b"1")) is None
    assert not (tmp_path / "ran").exists()


def test_a_cache_that_cannot_be_written_does_no_harm(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    assert pipeline.gather(corpus, kept=tmp_path / "kept").summaries
