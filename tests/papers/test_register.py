"""Which opinions a meeting sees, which of them it has seen before, and their numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_plans import Case, chapter, item, material, opinion

from dxplan_cli.model.meeting import Meeting
from dxplan_cli.model.opinion import Round
from dxplan_cli.papers.register import Register
from dxplan_cli.value import replace

ONE, TWO, THREE = (Round(id=name, kind="委員会", title=f"{name}の会", draft="soan") for name in ("ichi", "ni", "san"))
LATE = Round(id="kouhyou", kind="パブリックコメント", title="パブリックコメント", draft="shusei")
ROUNDS = (ONE, TWO, THREE, LATE)
BASE = (chapter(item("a", "本を貸す")),)
REVISED = (chapter(item("a", "本を多く貸す")),)


def meeting(number: int, *rounds: Round) -> Meeting:
    return Meeting(id=f"{number:02}", number=number, title=f"第{number}回", rounds=tuple(each.id for each in rounds))


def register(*opinions: object, meetings: tuple[Meeting, ...], at: int | None = None) -> Register:
    case = Case(base=BASE, revised=REVISED, opinions=tuple(opinions), rounds=ROUNDS, meetings=meetings)  # type: ignore[arg-type]
    case = case if at is None else case.at(at)
    return material(case.plan, "responses", case.meeting).register


def told(found: Register) -> list[tuple[str, bool]]:
    return [(each.id, each.id in found.carried) for each in found.opinions]


DECIDED = opinion(1, "甲", heard=ONE, disposition="記述済み")
OPEN = opinion(2, "乙", heard=ONE)
NEW = opinion(3, "丙", heard=TWO)


def test_alone_a_meeting_carries_nothing_over() -> None:
    found = register(DECIDED, OPEN, meetings=(meeting(1, ONE),), at=1)
    assert told(found) == [("op-1", False), ("op-2", False)]


def test_what_was_left_undecided_is_not_forgotten() -> None:
    found = register(DECIDED, OPEN, NEW, meetings=(meeting(1, ONE), meeting(2, TWO)), at=2)
    assert told(found) == [("op-3", False), ("op-2", True)]
    assert [hearing.is_carried for hearing in found.hearings] == [False, True]


def test_a_round_listed_again_is_carried_over_as_a_whole_and_keeps_its_place() -> None:
    found = register(DECIDED, OPEN, NEW, meetings=(meeting(1, ONE), meeting(2, ONE, TWO)), at=2)
    assert told(found) == [("op-1", True), ("op-2", True), ("op-3", False)]


def test_an_earlier_meeting_does_not_know_the_later_ones() -> None:
    meetings = (meeting(1, ONE), meeting(2, TWO))
    assert told(register(DECIDED, OPEN, NEW, meetings=meetings, at=1)) == [("op-1", False), ("op-2", False)]


def test_meetings_come_in_the_order_of_their_numbers() -> None:
    meetings = (meeting(2, TWO), meeting(1, ONE))
    assert told(register(OPEN, NEW, meetings=meetings, at=2)) == [("op-3", False), ("op-2", True)]


def test_a_round_no_meeting_lists_is_not_forgotten_either() -> None:
    found = register(replace(OPEN, round="san"), NEW, meetings=(meeting(2, TWO),), at=2)
    assert told(found) == [("op-3", False), ("op-2", True)]


def test_a_round_heard_on_the_draft_under_discussion_is_still_to_come() -> None:
    found = register(replace(OPEN, round="kouhyou"), NEW, meetings=(meeting(2, TWO),), at=2)
    assert told(found) == [("op-3", False)]


def test_a_decided_opinion_that_changes_the_text_now_is_told_as_carried_over() -> None:
    changing = opinion(1, "甲", ("追加", "a"), heard=ONE)
    found = register(changing, NEW, meetings=(meeting(1, ONE), meeting(2, TWO)), at=2)
    assert told(found) == [("op-3", False), ("op-1", True)]


def test_without_any_meeting_the_rounds_the_draft_answers_are_shown() -> None:
    assert told(register(DECIDED, OPEN, NEW, meetings=())) == [("op-1", False), ("op-2", False), ("op-3", False)]


opinions = st.lists(
    st.tuples(st.sampled_from(ROUNDS), st.sampled_from(["未対応", "記述済み", "反映"])), max_size=8
).map(
    lambda drawn: tuple(
        opinion(at, f"意見{at}", *([("追加", "a")] if what == "反映" else []), heard=heard, disposition=what)
        for at, (heard, what) in enumerate(drawn)
    )
)
agendas = st.lists(st.lists(st.sampled_from(ROUNDS), unique=True, max_size=3), min_size=1, max_size=3)


@given(opinions, agendas)
def test_every_opinion_is_numbered_once_and_no_open_one_is_lost(drawn: tuple, agenda: list[list[Round]]) -> None:
    meetings = tuple(meeting(number, *rounds) for number, rounds in enumerate(agenda, start=1))
    seen: set[str] = set()
    for each in meetings:
        found = register(*drawn, meetings=meetings, at=each.number)
        ids = [shown.id for shown in found.opinions]
        assert len(ids) == len(set(ids))
        assert [found.numbers[one] for one in ids] == list(range(1, len(ids) + 1))
        assert found.carried <= set(ids)
        still_open = {one.id for one in drawn if one.disposition == "未対応" and one.round in seen}
        assert still_open <= set(ids)
        assert {one.id for one in found.opinions if one.round in seen} <= found.carried
        seen |= set(each.rounds)


@pytest.mark.parametrize("kind", ["responses", "packet"])
def test_carried_over_rounds_are_announced_and_counted(kind: str) -> None:
    case = Case(
        base=BASE, revised=REVISED, opinions=(OPEN, NEW), rounds=ROUNDS, meetings=(meeting(1, ONE), meeting(2, TWO))
    ).at(2)
    text = case.text(kind)
    assert text.count("前回からの継続") == 1
    assert ("| （うち継続） |" in text) is (kind == "responses")
    assert ("‹（継続）›" in text) is (kind == "responses")
    assert "継続" not in case.at(1).text(kind)
