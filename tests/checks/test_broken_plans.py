"""Rules on plans no loader would give, or only a broken one: they tell, they never crash."""

from __future__ import annotations

from collections import Counter

import pytest

from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import run_rules
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.meeting import Meeting
from dxplan_cli.model.node import AnyNode, Figure, Item, Kpi, Row, Section, Table, Total
from dxplan_cli.model.opinion import Link, Opinion, Reason, Round
from dxplan_cli.model.plan import Draft, Plan, Settings
from dxplan_cli.model.project import ProjectCount, ProjectList


def draft(draft_id: str, *nodes: AnyNode, based_on: str | None = None, reasons: tuple[Reason, ...] = ()) -> Draft:
    chapter = Section(id="chapter", title="章", children=nodes)
    return Draft(id=draft_id, label=draft_id, chapters=(chapter,), based_on=based_on, reasons=reasons)


def plan(*drafts: Draft, opinions: tuple[Opinion, ...] = (), **more: object) -> Plan:
    settings = Settings(title="計画", drafts=tuple(each.id for each in drafts))
    return Plan(settings=settings, drafts=drafts, opinions=opinions, **more)  # type: ignore[arg-type]


def told(of: Plan) -> tuple[Finding, ...]:
    return run_rules(Inspection(of))


def codes(of: Plan) -> Counter[str]:
    return Counter(finding.code for finding in told(of))


def opinion(opinion_id: str, **more: object) -> Opinion:
    values: dict[str, object] = {"round": "r", "text": "意見", "disposition": "参考"}
    return Opinion(id=opinion_id, **(values | more))  # type: ignore[arg-type]


HEARD = (Round(id="r", kind="聞き取り", title="聞き取り", draft="a"),)


def test_a_plan_without_drafts_has_nothing_to_tell() -> None:
    count = ProjectCount(field="f", title="事業", count=1)
    assert told(plan(projects=ProjectList(year="令和５年度", counts=(count,)))) == ()


def test_opinions_that_are_the_same_in_a_ring() -> None:
    ring = (
        opinion("1", same_as="2", answer="ア"),
        opinion("2", same_as="3", answer="イ"),
        opinion("3", same_as="2"),
        opinion("4", same_as="4"),
    )
    found = told(plan(draft("a"), opinions=ring, rounds=HEARD))
    assert [(finding.code, finding.opinion) for finding in found] == [
        ("disagreeing-answers", "1"),
        ("missing-answer", "4"),
    ]


def test_an_id_doubled_in_two_drafts_is_told_for_the_newer_one() -> None:
    nodes = (Item(id="x", text="農業"), Item(id="x", text="農業"), Item(id="x", text="農業"))
    found = told(plan(draft("a", *nodes), draft("b", *nodes, based_on="a")))
    assert [(finding.code, finding.message[:1]) for finding in found] == [("duplicate-id", "b"), ("duplicate-id", "b")]


def test_an_id_doubled_inside_itself() -> None:
    inner = Section(id="x", title="内", children=(Item(id="x", text="農業"),))
    assert codes(plan(draft("a", inner), draft("b", inner, based_on="a")))["duplicate-id"] == 1


@pytest.mark.parametrize("character", ["\ud800", "\ufffe", "\x00", "\x85", "\r", "\U000f0000", "\U0010ffff"])
def test_a_broken_character_is_an_error_and_its_message_can_be_printed(character: str) -> None:
    found = told(plan(draft("a", Item(id="x", text=f"農業{character}"))))
    assert [(finding.code, finding.severity) for finding in found] == [("not-encodable", Severity.ERROR)]
    assert f"U+{ord(character):04X}" in found[0].message
    found[0].message.encode("utf-8")
    assert found[0].message.isprintable()


def test_a_character_repeated_is_told_once_and_an_unchanged_node_once_for_all_drafts() -> None:
    nodes = (Item(id="x", text="😀農業😀"), Item(id="y", text="漁業"))
    found = told(plan(draft("a", *nodes), draft("b", *nodes, based_on="a")))
    assert [finding.message.count("1F600") for finding in found] == [1]


def test_a_promise_no_draft_answers_although_later_drafts_exist() -> None:
    promised = opinion("1", disposition="反映", changes=(Link(kind=ChangeKind.ADD, node="x"),))
    nodes = (Item(id="x", text="農業"),)
    found = told(plan(draft("a", *nodes), draft("b", *nodes), opinions=(promised,), rounds=HEARD))
    assert [(finding.code, finding.node) for finding in found] == [("unfulfilled-opinion", "x")]


def test_a_wordless_figure_table_and_kpi_are_named_by_their_ids() -> None:
    nodes = (
        Table(id="t", columns=("数",), rows=(Row(key="r", cells=()),), sum=Total(column="数", equals=1)),
        Kpi(id="k"),
        Figure(id="f", title=""),
    )
    found = told(plan(draft("a", *nodes)))
    assert [finding.message.partition("に" if finding.node != "t" else "の")[0] for finding in found] == [
        "表 t ",
        "図 f ",
        "KPI k ",
    ]


@pytest.mark.parametrize(
    ("cells", "equals", "is_right"),
    [
        (("１，２３４", "1,000"), 2234, True),
        (("‐", "-", "－", "…", "", None, 5), 5, True),
        ((0.1, 0.2), 0.3, True),
        (("△５", 10), 5, True),
        (("１．５", 1), 2.5, True),
        (("1,00", 1), 101, False),
        (("三", 1), 4, False),
        ((1, 2), 4, False),
    ],
)
def test_numbers_are_read_as_papers_print_them(
    cells: tuple[str | float | None, ...], equals: float, is_right: bool
) -> None:
    rows = tuple(Row(key=str(at), cells=(cell,)) for at, cell in enumerate(cells))
    table = Table(id="t", columns=("数",), rows=rows, sum=Total(column="数", equals=equals))
    assert codes(plan(draft("a", table)))["sum-mismatch"] == (0 if is_right else 1)


def test_everything_wrong_at_once() -> None:
    wild = plan(
        draft("a", Item(id="x", text="農業"), Item(id="y", text="漁業", repeat_of="y")),
        draft("b", Item(id="x", text="林業"), based_on="a", reasons=(Reason(node="z", reason="", because_of="x"),)),
        draft("c", Item(id="x", text="林業"), based_on="gone", reasons=(Reason(node="x", reason="", quote="海"),)),
        opinions=(
            opinion("1", round="none", quote="海", about=("q",)),
            opinion("1", changes=(Link(kind=ChangeKind.MOVE, node="x", draft="c", quote="海"),), disposition="反映"),
            opinion("2", text="", same_as="9", changes=(Link(kind=ChangeKind.DELETE, node="y", draft="b"),)),
        ),
        rounds=(*HEARD, *HEARD),
        meetings=(Meeting(id="m", number=1, title="会議", draft="d"),),
    )
    assert set(codes(wild)) == {
        "contradicting-decision", "dangling-id", "duplicate-id", "missing-answer", "unexplained-change", "unfulfilled-opinion",
    }  # fmt: skip
