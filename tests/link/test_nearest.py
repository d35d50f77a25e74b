"""The nearest sections, found anew only where the last run's answer may not hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from zongjie.cache import Cache
from zongjie.link import link, nearest
from zongjie.link.weigh import Matrix
from zongjie.models import Summary

Make = Callable[..., Summary]

LETTERS = "校车营养食堂教师轮岗办学安全演练书香阅读心理健康体育竞赛科技创新劳动实践普惠职业技能就业高考中考质量监测督导"
WORDS = [LETTERS[at : at + 2] for at in range(0, len(LETTERS), 2)]


def text(rng: random.Random) -> str:
    """Make a section of words in random order, a few of them common."""
    words = rng.choices(WORDS, [1 / n for n in range(1, len(WORDS) + 1)], k=30)
    return "，".join(words) + "。"


def changed(sections: dict[str, list[str]], rng: random.Random) -> None:
    """Change a section, or a whole summary, or put one in, or take one out."""
    name = rng.choice(sorted(sections))
    match rng.randrange(4):
        case 0:
            sections[name][rng.randrange(4)] = text(rng)
        case 1:
            sections[f"总结{rng.random()}"] = [text(rng) for _ in range(4)]
        case 2:
            sections.pop(name)
        case _:
            sections[name] = sections[rng.choice(sorted(sections))][:]


@pytest.mark.parametrize("most", [3, 8])
def test_what_is_kept_changes_no_link(
    most: int, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "_NEAREST", most)
    compared: list[int] = []
    compare = nearest._compared

    def counted(rows: Matrix, others: Matrix, most: int) -> nearest._Lists:
        compared.append(rows.shape[0] * others.shape[0])
        return compare(rows, others, most)

    monkeypatch.setattr(nearest, "_compared", counted)
    rng = random.Random(most)
    sections = {f"总结{n}": [text(rng) for _ in range(4)] for n in range(40)}
    with_kept, without = 0, 0
    for _ in range(30):
        summaries = [make(name, texts) for name, texts in sorted(sections.items())]
        found = link(summaries, kept=Cache(tmp_path))
        with_kept += sum(compared)
        compared.clear()
        assert repr(found) == repr(link(summaries))  # links are told apart by identity
        without += sum(compared)
        compared.clear()
        changed(sections, rng)
    assert with_kept < 0.8 * without


def test_texts_may_all_go_and_come_back(make: Make, tmp_path: Path) -> None:
    rng = random.Random(1)
    some = [make(f"总结{n}", [text(rng)]) for n in range(8)]
    for summaries in ([], some, [], [make("空")], some):
        assert repr(link(summaries, kept=Cache(tmp_path))) == repr(link(summaries))
