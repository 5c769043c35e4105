"""Two branches of git: their merge is clean and holds what both meant, or says so; it is never silently wrong."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from branches import (
    Merge,
    added,
    begun,
    decided,
    decided_on_group,
    deleted,
    edited,
    frozen,
    heard,
    merge,
    moved,
    taken_in,
)
from cli_process import run_program
from desk import OPINIONS

from dxplan_cli.errors import DxplanError

if TYPE_CHECKING:
    from pathlib import Path

    from branches import Deed

pytestmark = pytest.mark.safety

CLEAN, CONFLICT, TOLD = "clean", "conflict", "told"


class Case(NamedTuple):
    end: str
    ours: tuple[Deed, ...]
    theirs: tuple[Deed, ...]
    before: tuple[Deed, ...] = ()


ANSWERED = (decided("r1-01", disposition="反映", answer="答え", link="修正:shoko-1"),)
GROUPED = (taken_in("甲", *"AB"),)
CASES = {
    "new opinions": Case(CLEAN, (heard("甲"), heard("乙")), (heard("丙"),)),
    "additions at two places of a chapter": Case(CLEAN, (added("shoko-1", "甲"),), (added("shoko-3", "乙"),)),
    "additions behind neighbours": Case(CLEAN, (added("shoko-1", "甲"),), (added("shoko-2", "乙"),)),
    "additions at the same place": Case(CONFLICT, (added("shoko-2", "甲"),), (added("shoko-2", "乙"),)),
    "edits of neighbours": Case(CLEAN, (edited("shoko-1", "甲"),), (edited("shoko-2", "乙"),)),
    "edits of two chapters": Case(CLEAN, (edited("shoko-1", "甲"),), (edited("norin-1", "乙"),)),
    "edits of the same words": Case(CONFLICT, (edited("shoko-1", "甲"),), (edited("shoko-1", "乙"),)),
    "the same edit twice": Case(CLEAN, (edited("shoko-1", "甲"),), (edited("shoko-1", "甲"),)),
    "an edit and a deletion": Case(CONFLICT, (edited("shoko-2", "甲"),), (deleted("shoko-2"),)),
    "a deletion and an addition behind it": Case(CONFLICT, (deleted("shoko-2"),), (added("shoko-2", "甲"),)),
    "the same deletion twice": Case(CLEAN, (deleted("shoko-2"),), (deleted("shoko-2"),)),
    "an edit and a move": Case(CONFLICT, (edited("shoko-2", "甲"),), (moved("shoko-2", "norin-1"),)),
    "the same node moved to two places": Case(TOLD, (moved("shoko-2", "norin-1"),), (moved("shoko-2", "norin-3"),)),
    "two nodes moved": Case(CLEAN, (moved("shoko-2", "norin-1"),), (moved("norin-3", "shoko-3"),)),
    "decisions on two opinions": Case(
        CLEAN, (decided("r1-01", disposition="参考", answer="甲"),), (decided("r1-02", disposition="その他", answer="乙"),)
    ),
    "two decisions on one opinion": Case(
        CONFLICT, (decided("r1-01", disposition="参考", answer="甲"),), (decided("r1-01", disposition="その他", answer="乙"),)
    ),
    "the same decision twice": Case(
        CLEAN, (decided("r1-01", disposition="参考", answer="甲"),), (decided("r1-01", disposition="参考", answer="甲"),)
    ),
    "decisions on overlapping opinions": Case(
        CONFLICT, (decided(*OPINIONS[:4], disposition="参考", answer="甲"),), (decided(*OPINIONS[3:], disposition="その他", answer="乙"),)
    ),
    "disposition and answer of one opinion": Case(
        CONFLICT, (decided("r1-01", disposition="反映困難", answer="できない"),), (decided("r1-01", answer="別の答え"),), ANSWERED
    ),
    "two answers to one opinion": Case(
        CONFLICT, (decided("r1-01", answer="甲"),), (decided("r1-01", answer="乙"),), ANSWERED
    ),
    "disposition and a new link of one opinion": Case(
        CONFLICT, (decided("r1-01", disposition="反映困難", answer="できない"),), (decided("r1-01", link="修正:norin-1"),), ANSWERED
    ),
    "two new links of one opinion": Case(
        CONFLICT, (decided("r1-01", link="修正:norin-1"),), (decided("r1-01", link="修正:shoko-3"),), ANSWERED
    ),
    "more comments of a group and a decision on it": Case(
        CLEAN, (taken_in("甲", *"ABC"),), (decided_on_group("参考", "答え"),), GROUPED
    ),
    "more comments of a group on both sides": Case(
        CONFLICT, (taken_in("甲", *"ABC"),), (taken_in("甲", *"ABD"),), GROUPED
    ),
    "the same comments twice": Case(CLEAN, (taken_in("甲", *"ABC"),), (taken_in("甲", *"ABC"),), GROUPED),
    "a new draft and an edit": Case(CLEAN, (begun("an"),), (edited("shoko-1", "甲"),)),
    "two new drafts": Case(CONFLICT, (begun("an"),), (begun("betsu"),)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_merge_holds_what_both_meant_or_says_so(name: str, root: Path) -> None:
    case = CASES[name]
    for deed in case.before:
        deed(root)
    found = merge(root, case.ours, case.theirs)
    assert (found.end, found.lost) == (case.end, [])
    assert_is_told(found)


def assert_is_told(found: Merge) -> None:
    """A conflict of git is told as one, a node in two places by both places."""
    if found.end == CONFLICT:
        assert found.faults
        assert all("gitの競合の印（<<<<<<<）" in fault for fault in found.faults), found.faults
    if found.end == TOLD:
        assert all("二度使われています" in fault for fault in found.faults), found.faults


def test_a_mass_taken_in_on_both_branches_is_found_by_check(root: Path) -> None:
    """Two clerks took in the same table: every opinion is there twice, under ids of their own."""
    assert merge(root, GROUPED, GROUPED) == Merge(CLEAN, [])
    done = run_program(["check", "--severity", "error"], cwd=root)
    assert done.code == 1
    assert "整理番号（key）「g1」が、同じ聴取の機会で二度使われています" in done.out
    assert "もとの番号「A、B」が、意見「" in done.out


def any_deed(dice: Random, side: str) -> Deed:
    nodes = [f"{chapter}-{number}" for chapter in ("shoko", "norin") for number in (1, 2, 3)]
    words = f"{side}{dice.randint(1, 3)}"
    return dice.choice(
        (
            heard(words),
            added(dice.choice(nodes), words),
            edited(dice.choice(nodes), words),
            deleted(dice.choice(nodes)),
            moved(dice.choice(nodes), dice.choice(nodes)),
            decided(dice.choice(OPINIONS), disposition=dice.choice(("参考", "その他")), answer=words),
            decided(*dice.sample(OPINIONS, 2), disposition="参考", answer=words),
            decided(dice.choice(OPINIONS), link=f"修正:{dice.choice(nodes)}"),
        )
    )


def willing(deed: Deed) -> Deed:
    """Return the deed, undone where the plan has become such that it is refused."""

    def do(root: Path) -> None:
        with suppress(DxplanError):
            deed(root)

    return do


@pytest.mark.parametrize("seed", range(30))
def test_no_merge_is_silently_wrong(seed: int, root: Path) -> None:
    dice = Random(seed)  # noqa: S311 - a test's dice
    ours, theirs = ([willing(any_deed(dice, side)) for _ in range(dice.randint(1, 4))] for side in ("甲", "乙"))
    found = merge(root, ours, theirs)
    assert found.lost == []
    assert_is_told(found)


def test_a_conflict_is_told_with_its_places_and_what_to_do(root: Path) -> None:
    ours = (edited("shoko-1", "甲"), edited("norin-3", "甲"))
    merge(root, ours, (edited("shoko-1", "乙"), edited("norin-3", "乙")))
    for command in (["check"], ["opinions", "decide", "r1-01", "-d", "参考", "--answer", "答え"]):
        done = run_program(command, cwd=root)
        assert (done.code, done.out) == (3, "")
        assert done.err.splitlines() == [
            "エラー: データに誤りがあります（2件）",
            "./drafts/shusei/01-shoko.yaml:8: gitの競合の印（<<<<<<<）が残っています。二人の変更が同じ場所で食い違っています",
            "    | <<<<<<< HEAD",
            "    → 「=======」の上下を見比べて残すほうを選び（両方なら並べて）、印の行を消してから git add してください",
            "./drafts/shusei/02-norin.yaml:14: gitの競合の印（<<<<<<<）が残っています。二人の変更が同じ場所で食い違っています",
            "    | <<<<<<< HEAD",
            "    → 「=======」の上下を見比べて残すほうを選び（両方なら並べて）、印の行を消してから git add してください",
        ]


def test_an_edit_of_a_draft_frozen_on_the_other_branch_is_found_by_check(root: Path) -> None:
    assert merge(root, (frozen("shusei"),), (edited("shoko-1", "甲"),)) == Merge(CLEAN, [])
    done = run_program(["check", "--only", "frozen-draft-changed"], cwd=root)
    assert done.code == 1
    assert "frozen-draft-changed" in done.out
