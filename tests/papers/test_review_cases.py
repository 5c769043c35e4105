"""Where in a paper a member writes: in marks, in struck words, in the office's changes, in tables, in threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from test_review_laws import real_paper, real_plan, review

from dxplan_cli.diff.carry import Carried, carry_over
from dxplan_cli.papers.revisions import Manner
from intake.member import Desk, text_of, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from dxplan_cli.app.review_paper import Findings

NODE = "infra-policy-2"
DRAFT = "ドローンやAIの活用により、道路・橋梁等のインフラをきめ細かく点検、早期に補修・改修"
HANAKO, ICHIRO, SABURO = "青森花子", "津軽一郎", "弘前三郎"


def paragraph(desk: Desk, words: str = "細かく点検") -> etree._Element:
    return next(each for each in desk.paragraphs() if words in text_of(each))


def row(desk: Desk, words: str) -> etree._Element:
    return next(each for each in desk.rows() if words in "".join(text_of(inner) for inner in each.iter(w("p"))))


def write(desk: Desk, old: str, new: str) -> None:
    """Write something else over words of the paragraph; words that begin as before are only written behind."""
    here = paragraph(desk)
    start = text_of(here).index(old)
    kept = len(old) if new.startswith(old) else 0
    if not kept:
        desk.delete(here, start, start + len(old))
    desk.insert(here, start + kept, new[kept:])


class Case(NamedTuple):
    """What is written over what in a marked paper, the wording proposed, and what has no place in the draft."""

    name: str
    edits: tuple[tuple[str, str], ...]
    proposed: str | None
    unplaced: tuple[str, ...] = ()


CASES = (
    Case("in added words", (("きめ", "きめもっと"),), DRAFT.replace("きめ", "きめもっと")),
    Case(
        "in added words and beside",
        (("きめ", "きめもっと"), ("道路", "県道")),
        DRAFT.replace("きめ", "きめもっと").replace("道路", "県道"),
    ),
    Case("in the mark alone", (("【", "【再"),), None, ("「【」の後に「再」を追加",)),
    Case(
        "in the mark and in the text",
        (("【", "【再"), ("により、", "により、県内の")),
        DRAFT.replace("により、", "により、県内の"),
        ("「【」の後に「再」を追加",),
    ),
    Case("in struck words alone", (("こま", ""),), None, ("「こまめ」を「め」に修正",)),
    Case(
        "in struck words and in the text",
        (("こま", ""), ("により、", "により、県内の")),
        DRAFT.replace("により、", "により、県内の"),
        ("「こまめ」を「め」に修正",),
    ),
)


@pytest.mark.parametrize("kind", ["packet", "redline"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_edit_in_a_marked_paper_is_proposed_or_listed(kind: str, case: Case) -> None:
    desk = Desk(real_paper(kind))
    for old, new in case.edits:
        write(desk, old, new)
    found = review(real_plan(), desk.saved())
    proposals = [each.proposed.proposal for each in found.heard if each.proposed]
    assert [(each.node, each.text) for each in proposals if each] == [(NODE, case.proposed)] * bool(case.proposed)
    assert tuple(each.words for _, each in found.unplaced) == case.unplaced


def insert_beside_our_deletion(desk: Desk) -> None:
    here = paragraph(desk)
    desk.insert(here, text_of(here).index("きめ"), "毎月")


def strike_our_insertion(desk: Desk) -> None:
    here = paragraph(desk)
    start = text_of(here).index("きめ細かく")
    desk.delete(here, start, start + 5)


def take_back_our_change(desk: Desk) -> None:
    strike_our_insertion(desk)
    here = paragraph(desk, "インフラを点検")
    desk.insert(here, text_of(here).index("点検"), "こまめに")


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (insert_beside_our_deletion, DRAFT.replace("きめ", "毎月きめ")),
        (strike_our_insertion, DRAFT.replace("きめ細かく", "")),
        (take_back_our_change, DRAFT.replace("きめ細かく", "こまめに")),
    ],
)
def test_edits_on_our_own_tracked_changes_are_proposed(edit: Callable[[Desk], None], text: str) -> None:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    edit(desk)
    found = review(real_plan(), desk.saved())
    assert [each.proposed and each.proposed.proposal and each.proposed.proposal.text for each in found.heard] == [text]
    assert found.unplaced == ()


def test_rows_that_two_members_strike_are_told_apart_and_by_their_cells() -> None:
    desk = Desk(real_paper("clean"))
    for desk.author, words in ((HANAKO, "農林水産業17"), (ICHIRO, "観光業3")):
        desk.delete_row(row(desk, words))
    found = review(real_plan(), desk.saved())
    assert found.heard == ()
    assert [(author, each.words) for author, each in found.unplaced] == [
        (HANAKO, "表「事業数」の行「農林水産業」（農林水産業、17）を削除"),
        (ICHIRO, "表「事業数」の行「観光業」（観光業、3）を削除"),
    ]


def thread(*, done: bool) -> Findings:
    desk = Desk(real_paper("redline", Manner.TRACKED))
    first = desk.remarks()
    desk.comment(paragraph(desk), "主語はだれですか", done=done)
    for number, (desk.author, words) in enumerate(
        ((ICHIRO, "県です"), (SABURO, "市町村もです"), (HANAKO, "では両方を"))
    ):
        desk.answer(first + number, words)
    return review(real_plan(), desk.saved())


def test_answers_to_answers_belong_to_what_the_thread_began_with() -> None:
    said = {
        each.author: [(remark.text, remark.answers) for remark in each.remarks] for each in thread(done=False).heard
    }
    assert said == {
        HANAKO: [("主語はだれですか\nでは両方を", None)],
        ICHIRO: [("県です", "主語はだれですか")],
        SABURO: [("市町村もです", "主語はだれですか")],
    }


def test_a_settled_thread_is_left_aside_with_all_its_answers() -> None:
    found = thread(done=True)
    assert (found.heard, found.settled) == ((), 3)


@pytest.mark.parametrize(
    ("before", "after", "words", "carried"),
    [
        ("甲乙", "甲丙乙", "甲乙", Carried("甲丙乙", "甲乙")),
        ("【修正】県の支援", "【修正】県の伴走支援", "県の支援", Carried("県の伴走支援", "【修正】県の支援")),
        ("【修正】県の支援", "【再修正】県の支援", "県の支援", Carried("県の支援", "【再修正】県の支援")),
        ("【修正】県の支援", "【再修正】県の支援を", "県の支援", Carried("県の支援を", "【再修正】県の支援")),
    ],
)
def test_edits_are_carried_over_where_they_have_a_place(before: str, after: str, words: str, carried: Carried) -> None:
    assert carry_over(before, after, words) == carried
