"""How far an opinion has come, told from the drafts alone: soan → shusei → an."""

from __future__ import annotations

import pytest

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Item, Section
from dxplan_cli.model.opinion import Link, Opinion, Round
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.model.state import State
from dxplan_cli.trace.state import states_of, trace_neighbours
from dxplan_cli.value import Value

HEARD = Round(id="kikitori", kind="聞き取り", title="聞き取り", draft="soan")


def draft(name: str, base: str | None, **items: str) -> Draft:
    children = tuple(Item(id=each, text=text) for each, text in items.items())
    return Draft(id=name, label=name, based_on=base, chapters=(Section(id="sho", title="章", children=children),))


def plan_of(opinions: tuple[Opinion, ...], *texts: dict[str, str]) -> Plan:
    names = ("soan", "shusei", "an", "seian")[: len(texts)]
    drafts = tuple(draft(name, base, **items) for name, base, items in zip(names, (None, *names), texts, strict=False))
    return Plan(settings=Settings(title="計画", drafts=names), drafts=drafts, rounds=(HEARD,), opinions=opinions)


def opinion(name: str, disposition: str = "反映", *links: Link, same_as: str | None = None) -> Opinion:
    return Opinion(id=name, round="kikitori", text="意見", disposition=disposition, changes=links, same_as=same_as)


def changed(node: str, kind: ChangeKind = ChangeKind.MODIFY, quote: str | None = None) -> Link:
    return Link(kind=kind, node=node, quote=quote)


class Case(Value):
    name: str
    opinion: Opinion
    texts: tuple[dict[str, str], ...]
    state: State


OLD, NEW, OTHER = {"a": "道を直す"}, {"a": "道と橋を直す"}, {"a": "道と橋と港を直す"}
ADDED = {**OLD, "b": "港を広げる"}
CASES = [
    Case("nothing decided", opinion("1", "未対応"), (OLD, OLD), State.RECEIVED),
    Case("nothing decided, though linked", opinion("1", "未対応", changed("a")), (OLD, NEW), State.RECEIVED),
    Case("an answer without a change", opinion("1", "参考"), (OLD, NEW), State.DECIDED),
    Case("promised, not done", opinion("1", "反映", changed("a")), (OLD, OLD), State.DECIDED),
    Case("promised for a draft nobody began", opinion("1", "反映", changed("a")), (OLD,), State.DECIDED),
    Case("done", opinion("1", "反映", changed("a")), (OLD, NEW), State.REFLECTED),
    Case("one of two done", opinion("1", "反映", changed("a"), changed("b")), (OLD, NEW), State.DECIDED),
    Case("other words than quoted", opinion("1", "反映", changed("a", quote="直す")), (OLD, NEW), State.DECIDED),
    Case("still there", opinion("1", "反映", changed("a")), (OLD, NEW, NEW), State.VERIFIED),
    Case("developed further", opinion("1", "反映", changed("a")), (OLD, NEW, OTHER), State.VERIFIED),
    Case("undone", opinion("1", "反映", changed("a")), (OLD, NEW, OLD), State.TAKEN_BACK),
    Case("added, then dropped", opinion("1", "反映", changed("b", ChangeKind.ADD)), (OLD, ADDED, OLD), State.TAKEN_BACK),
    Case("deleted for good", opinion("1", "反映", changed("b", ChangeKind.DELETE)), (ADDED, OLD, OLD), State.VERIFIED),
    Case("deleted, then back", opinion("1", "反映", changed("b", ChangeKind.DELETE)), (ADDED, OLD, ADDED), State.TAKEN_BACK),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_state_follows_from_the_drafts(case: Case) -> None:
    plan = plan_of((case.opinion,), *case.texts)
    assert states_of(plan, trace_neighbours(plan)) == {"1": case.state}


def test_the_same_opinion_is_in_the_same_state() -> None:
    opinions = (
        opinion("1", "反映", changed("a")),
        opinion("2", "未対応", same_as="1"),
        opinion("3", "未対応", same_as="2"),
        opinion("4", "未対応", same_as="nobody"),
    )
    plan = plan_of(opinions, OLD, NEW)
    assert states_of(plan, trace_neighbours(plan)) == {
        "1": State.REFLECTED, "2": State.REFLECTED, "3": State.REFLECTED, "4": State.RECEIVED,
    }  # fmt: skip


def test_a_ring_of_same_opinions_is_each_in_its_own_state() -> None:
    opinions = (opinion("1", "参考", same_as="2"), opinion("2", "未対応", same_as="1"))
    plan = plan_of(opinions, OLD, NEW)
    assert states_of(plan, trace_neighbours(plan)) == {"1": State.DECIDED, "2": State.RECEIVED}


def test_what_is_put_off_is_open_as_well_as_what_is_undecided() -> None:
    settings = Settings(title="計画", drafts=(), deferred=("参考",))
    assert [each for each in settings.disposition_names if settings.is_open(each)] == ["参考", "未対応"]
    assert Settings(title="計画", drafts=()).is_open("実施段階検討")
