"""What is told of a node a draft has not: it went, or it lives on under other ids; what lives on is never called deleted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from strategies import draft_pairs, tries
from test_lineage import FIRST, LONG, SECOND, draft, item, renamed_everywhere

from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.trace.fate import Fates, fate_of
from dxplan_cli.value import replace


def plan_of(*drafts: Draft) -> Plan:
    return Plan(settings=Settings(title="計画", drafts=tuple(each.id for each in drafts)), drafts=drafts)


def told(node_id: str, *drafts: Draft) -> str:
    fate = fate_of(plan_of(*drafts), drafts[-1], node_id)
    return fate.told if fate is not None else ""


OLD = draft("so", item("n", LONG), item("k", "港を守る取組を続けること"))


def test_what_went_is_deleted_and_what_came_is_added() -> None:
    later = draft("an", item("k", "港を守る取組を続けること"), base="so")
    assert told("n", OLD, later) == "anで削除"
    assert told("m", OLD, draft("an", item("m", "別のこと"), base="so"), draft("x", base="so")) == "anで追加"


def test_another_id_is_no_deletion() -> None:
    reworded = draft("an", item("m", "港を整え守る", "k"), item("n", LONG), base="so")
    alone = draft("an", item("m", "港を守る取組を続けること"), item("n", LONG), base="so")
    assert told("k", OLD, reworded) == "anで「港を整え守る」に改められた項目"
    assert told("k", OLD, alone) == "anで id が m に改められた項目"


def test_splits_and_merges_are_told() -> None:
    split = draft("an", item("n1", FIRST, "n"), item("n2", SECOND, "n"), base="so")
    parts = draft("so", item("n1", FIRST), item("n2", SECOND))
    assert told("n", OLD, split) == "anで２つに分割"
    assert told("n1", parts, draft("an", item("m", LONG, "n1", "n2"), base="so")) == f"anで「{LONG[:20]}…」に統合"


def test_what_was_renamed_and_went_later_is_gone() -> None:
    middle = draft("an", item("m", "港を整え守る", "k"), item("n", LONG), base="so")
    last = draft("sei", item("n", LONG), base="an")
    fate = fate_of(plan_of(OLD, middle, last), last, "k")
    assert fate is not None
    assert fate.is_deleted
    assert fate.told == "anで「港を整え守る」に改められた項目、seiで削除"


def test_a_later_draft_may_say_what_the_next_did_not() -> None:
    middle = draft("an", item("n", LONG), base="so")
    last = draft("sei", item("n", LONG), item("m", "海を守る", "k"), base="an")
    assert told("k", OLD, middle, last) == "seiで「海を守る」に改められた項目"


@tries(0.5)
@given(draft_pairs(), st.booleans())
def test_whatever_lives_on_is_found_and_not_called_deleted(pair: tuple[Draft, Draft], is_kept: bool) -> None:
    base = replace(pair[0], id="so", based_on=None)
    other = replace(renamed_everywhere(base, is_stated=True), based_on="so")
    last = replace(other, id="last", based_on="z") if is_kept else other
    plan = plan_of(base, other, last) if is_kept else plan_of(base, other)
    fates = Fates(plan)
    for node in base.nodes():
        assert [each.id for each in fates.living(node.id, last)] == [f"{node.id}-x"]
        assert fates.as_it_was(f"{node.id}-x", last, base) == node
        fate = fates.of(node.id, last)
        assert fate is not None
        assert not fate.is_deleted
