"""The benchmark of recovery: its damage is true to its word, and cleaning keeps to the floors."""

import sys
from argparse import Namespace
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import recover  # noqa: E402
from damage import cells, floors, kinds, kit, measure, score  # noqa: E402

from zongjie.models import Cleaned, Source, Stretch  # noqa: E402

TEXT = (
    "县教育局2021年工作总结\n2021年，全县教育工作成效明显，群众满意。\n一、主要工作\n"
    "（一）抓好党建。认真学习，××县12个支部全部达标。\n（二）确保安全。校园平安。\n"
    "二、存在问题\n师资不足。\n三、下一步打算\n继续努力，办好人民满意的教育。"
)
PAGE = cells.undamaged(TEXT)
OTHER = cells.undamaged(TEXT.replace("县", "区"))


def ledger(*stretches: tuple[str, str, str]) -> Cleaned:
    """Make a cleaned text of (source, fate, text)."""
    made, at = [], 0
    for shown, fate, text in stretches:
        made.append(Stretch(at, at + len(shown), fate, "rule" * (fate != "kept"), text))  # type: ignore[arg-type]
        at += len(shown)
    return Cleaned(Source("x", "", "utf-8", "".join(s for s, *_ in stretches)), tuple(made))


@pytest.mark.parametrize("name", ["known", "heldout", "fresh"])
@pytest.mark.parametrize("kind", kinds.KINDS)
def test_damage_keeps_the_truth_and_repeats_itself(kind: str, name: str) -> None:
    wording = kit.kit(name)
    for strength in range(3):
        first, again = (
            kinds.damaged(kind, [PAGE, OTHER], strength, Random(f"{name} {strength}"), wording)
            for _ in range(2)
        )
        assert first.shown == again.shown
        if kind == "glued":
            assert first.truth == f"{TEXT}\n{OTHER.truth}"
        elif kind == "masks":
            assert len(first.truth) == len(TEXT)
        elif kind != "mixed":
            assert first.truth == TEXT
        if kind not in ("glued", "mixed"):
            assert len(first.shape.nodes) == len(PAGE.shape.nodes)


def test_the_sets_have_sites_of_their_own() -> None:
    kits = [kit.kit(name) for name in ("known", "heldout", "fresh")]
    assert [len(k.sites) for k in kits] == [30, 30, 12]
    for one, other in combinations(kits, 2):
        shared = _lines(one) & _lines(other)
        assert not {line for line in shared if "{" not in line}
        assert not set(one.previews) & set(other.previews)


def _lines(wording: kit.Kit) -> set[str]:
    return {x for s in wording.sites for x in (*s.head, *s.under, *s.inside, *s.foot)}


def test_edits_are_applied_where_they_say() -> None:
    for seed in range(300):
        chance = Random(seed)
        page, wanted = PAGE, TEXT
        for _ in range(3):
            marks = sorted(chance.sample(range(len(wanted)), 6))
            edits = [
                cells.Edit(a, b if chance.random() < 0.7 else a, chance.choice(("甲", "乙丙", "")))
                for a, b in zip(marks[::2], marks[1::2], strict=True)
            ]
            page = page.edited(edits)
            for edit in reversed(edits):
                wanted = wanted[: edit.start] + edit.new + wanted[edit.end :]
            assert page.shown == wanted
            assert page.truth == TEXT


def test_an_insertion_stands_before_what_is_replaced_there() -> None:
    page = PAGE.edited([cells.Edit(0, 1, "乙"), cells.Edit(0, 0, "甲")])
    assert page.shown == f"甲乙{TEXT[1:]}"
    assert page.truth == TEXT


def test_a_like_character_from_elsewhere_earns_nothing() -> None:
    page = PAGE.edited([cells.Edit(0, 0, "县\n")])
    swapped = ledger(("县\n", "kept", "县\n"), ("县", "removed", ""), (TEXT[1:], "kept", TEXT[1:]))
    tally, _ = score.score(page, swapped)
    assert (tally.lost, tally.left, tally.extra) == (1, 1, 1)
    assert tally.truth - tally.restored == 1


def test_line_breaks_count() -> None:
    place = TEXT.index("\n二、")
    tally, _ = score.score(
        PAGE,
        ledger(
            (TEXT[:place], "kept", TEXT[:place]),
            ("\n", "removed", ""),
            (TEXT[place + 1 :], "kept", TEXT[place + 1 :]),
        ),
    )
    assert (tally.lost, tally.extra) == (1, 0)
    broken = PAGE.edited([cells.Edit(20, 20, "\n")])
    tally, _ = score.score(broken, ledger((broken.shown, "kept", broken.shown)))
    assert (tally.lost, tally.extra, tally.restored) == (0, 1, tally.truth)


def test_an_untouched_text_is_wholly_restored() -> None:
    tally, faults = score.score(PAGE, measure.cleaned(TEXT))
    assert tally.figures() == {
        "restored": 100,
        "lost": 0,
        "noise": 0,
        "left": 0,
        "tree": 1,
        "starts": 1,
    }
    assert not faults


FIGURES = {
    "restored": 99.987,
    "lost": 0.01,
    "noise": 0.1,
    "left": 0.2,
    "tree": 0.9,
    "starts": 1.0,
}
GOOD = {"known": {"chrome middle": FIGURES}}
WORSE = {"known": {"chrome middle": {**FIGURES, "restored": 99.9}}}


def test_floors_rise_and_fall_only_when_told() -> None:
    kept = floors.raised(GOOD, {}, lower=False)
    assert not floors.fallen(GOOD, kept)
    assert floors.fallen(WORSE, kept) == [
        "known chrome middle: restored is 99.900, its floor 99.98"
    ]
    assert floors.raised(WORSE, kept, lower=False) == kept
    assert floors.raised(WORSE, kept, lower=True)["known"]["chrome middle"]["restored"] == 99.9


@pytest.mark.parametrize("lower", [False, True])
def test_another_corpus_lowers_no_floor_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lower: bool
) -> None:
    kept = floors.raised(GOOD, {}, lower=False)
    monkeypatch.setattr(recover, "FLOORS", tmp_path / "floors.yml")
    floors.write(recover.FLOORS, {"corpus": "another", "quick": kept})
    args = Namespace(write=True, lower=lower, quick=True)
    assert recover.judge(args, WORSE) == (not lower)
    held = floors.raised(WORSE, {}, lower=True) if lower else kept
    assert floors.read(recover.FLOORS)["quick"] == held
    assert recover.judge(args, GOOD) == 0
    assert floors.read(recover.FLOORS) == {
        "corpus": floors.digest(ROOT / "tests/corpus"),
        "quick": kept,
    }


def test_cleaning_keeps_to_its_floors() -> None:
    """A quick run of `bench/recover.py`; to renew the floors, run that with --write [--lower]."""
    kept = floors.read(ROOT / "tests" / "floors.yml")
    assert kept["corpus"] == floors.digest(ROOT / "tests/corpus")
    pages = measure.as_pages(measure.load([ROOT / "tests/corpus"]))
    for name, rows in kept["quick"].items():
        for row in rows:
            kind, strength = row.split()
            job = measure.Job(kind, kinds.STRENGTHS.index(strength), name, 3)
            figures = measure.measured(job, pages, kit.kit(name)).tally.figures()
            assert floors.fallen({name: {row: figures}}, kept["quick"]) == []
