"""The label rule case by case (cases_trace/*.txt), the marks of the source paper, and drafts that are no neighbours.

A case: 旧 and 新 are outlines (two blanks a level; ``- id text`` is an item,
``role id title`` a section, 節 one without a role), 意見 and 理由 what explains
the changes (``id kind node「quote」``; ``node「quote」 reason key=value …``), 印 the
marks to come, in order: ``scope | label | node「edit it stands behind」 | opinions and reasons``.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import AnyNode, Item, Section
from dxplan_cli.model.opinion import Link, Opinion, Reason, Round
from dxplan_cli.model.plan import Draft, LabelSettings, Plan, Settings
from dxplan_cli.store.load import load_plan
from dxplan_cli.trace.claim import drafts_between
from dxplan_cli.trace.resolve import Standing
from dxplan_cli.trace.trace import Trace, trace_changes
from dxplan_cli.value import Mutable, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
PLAN = load_plan(FOLDER.parents[1] / "plan-data")
_QUOTED = re.compile(r"(?P<node>[a-z]+)(?:「(?P<quote>.*?)」)?$")
_SETTING = {"番号": "number", "範囲": "scope"}
_REASON = {"種類": "kind", "語": "label", "注": "note", "に伴い": "because_of"}


class Case(Mutable):
    name: str
    parts: dict[str, list[str]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


def read_cases() -> Iterator[Case]:
    for path in sorted((FOLDER / "cases_trace").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
            head, *rest = block.split("\n")
            case, part = Case(head.removeprefix("# ")), ""
            for line in rest:
                if line.startswith("設定 "):
                    case.settings = dict(pair.split("=") for pair in line.split()[1:])
                elif line.startswith("  "):
                    case.parts[part].append(line[2:])
                else:
                    part = line
                    case.parts[part] = []
            yield case


CASES = tuple(read_cases())


def outline(lines: list[str]) -> tuple[Section, ...]:
    """Read an outline into chapters."""
    levels: list[list[AnyNode]] = [[]]
    heads: list[tuple[str, str, str]] = []

    def close(depth: int) -> None:
        while len(heads) > depth:
            role, node_id, title = heads.pop()
            children = tuple(levels.pop())
            levels[-1].append(Section(id=node_id, title=title, role=None if role == "節" else role, children=children))

    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2
        close(depth)
        role, node_id, words = line.split(maxsplit=2)
        if role == "-":
            levels[-1].append(Item(id=node_id, text=words))
        else:
            heads.append((role, node_id, words))
            levels.append([])
    close(0)
    return tuple(node for node in levels[0] if isinstance(node, Section))


def node_and_quote(text: str) -> tuple[str, str | None]:
    match = _QUOTED.match(text)
    assert match, text
    return match["node"], match["quote"]


def opinions_of(lines: list[str]) -> tuple[Opinion, ...]:
    found: dict[str, Opinion] = {}
    for line in lines:
        opinion_id, kind, target = line.split()
        node, quote = node_and_quote(target)
        opinion = found.setdefault(opinion_id, Opinion(id=opinion_id, round="r", text="意見"))
        link = Link(kind=ChangeKind(kind), node=node, quote=quote)
        found[opinion_id] = replace(opinion, changes=(*opinion.changes, link))
    return tuple(found.values())


def reasons_of(lines: list[str]) -> tuple[Reason, ...]:
    found = []
    for line in lines:
        target, words, *options = line.split()
        node, quote = node_and_quote(target)
        values = {_REASON[key]: value for key, _, value in (each.partition("=") for each in options)}
        kind = ChangeKind(values.pop("kind")) if "kind" in values else None
        found.append(replace(Reason(node=node, quote=quote, reason=words, kind=kind), **values))  # type: ignore[arg-type]
    return tuple(found)


def labels_of(settings: dict[str, str]) -> LabelSettings:
    values = {_SETTING[key]: value for key, value in settings.items()}
    labels = LabelSettings()
    if "scope" in values:
        labels = replace(labels, scope=tuple(values["scope"].split(",")))
    match values.get("number"):
        case "always":
            return replace(labels, number="always")
        case "never":
            return replace(labels, number="never")
        case _:
            return labels


def traced(case: Case) -> Trace:
    base = Draft(id="old", label="旧", chapters=outline(case.parts["旧"]))
    reasons = reasons_of(case.parts.get("理由", []))
    revised = Draft(id="new", label="新", chapters=outline(case.parts["新"]), based_on="old", reasons=reasons)
    plan = Plan(
        settings=Settings(title="計画", drafts=("old", "new"), labels=labels_of(case.settings)),
        drafts=(base, revised),
        rounds=(Round(id="r", kind="聞き取り", title="聞き取り", draft="old"),),
        opinions=opinions_of(case.parts.get("意見", [])),
    )
    return trace_changes(plan, base, revised)


def drawn(trace: Trace) -> list[str]:
    lines = []
    for mark in trace.marks:
        place = mark.node
        if mark.at is not None:
            edit = edits_of(trace.comparison.by_node[mark.node].segments)[mark.at]
            place += f"「{edit.after or edit.before}」"
        names = [opinion.id for opinion in mark.opinions] + [reason.reason for reason in mark.reasons]
        lines.append(f"{mark.scope.title if mark.scope else ''} | {mark.label} | {place} | {' '.join(names)}".rstrip())
    return lines


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_label_rule(case: Case) -> None:
    assert drawn(traced(case)) == case.parts["印"]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_change_and_every_promise_is_accounted_for(case: Case) -> None:
    trace = traced(case)
    for change in trace.comparison.changes:
        edits = range(len(edits_of(change.segments)))
        marks = trace.marks_by_node.get(change.node, ())
        if change.within is None:
            assert marks
            assert {index for mark in marks for index in mark.edits} == set(edits)
    kept = {each.claim.opinion for each in trace.resolved if each.claim.opinion and each.standing is Standing.KEPT}
    assert {opinion.id for opinion in kept} == set(trace.marks_by_opinion)


def test_numbers_above_twenty_stand_in_brackets() -> None:
    items = [f"    - {'i' * number} 取組{number}" for number in range(1, 23)]
    case = Case("", {
        "旧": ["章 c 章"],
        "新": ["章 c 章", "  テーマ t 題", *items],
        "意見": [f"o{number} 追加 {'i' * number}" for number in range(1, 23)],
    })  # fmt: skip
    labels = [mark.label for mark in traced(case).marks if mark.opinions]
    assert labels[:2] == ["追加①", "追加②"]
    assert labels[19:] == ["追加⑳", "追加(21)", "追加(22)"]


def test_the_marks_of_the_source_paper_are_reproduced() -> None:
    source = Counter((FOLDER / "marks.txt").read_text(encoding="utf-8").splitlines())
    trace = trace_changes(PLAN, *PLAN.drafts)
    marks = Counter(f"{mark.scope.title if mark.scope else ''} | {mark.label}" for mark in trace.marks)
    assert source.total() == 38
    assert marks == source
    assert [mark.node for mark in trace.marks if not mark.is_explained] == []


def test_every_kept_promise_of_the_plan_has_its_mark() -> None:
    trace = trace_changes(PLAN, *PLAN.drafts)
    assert {each.standing for each in trace.resolved} == {Standing.KEPT}
    linked = {opinion.id for opinion in PLAN.opinions if opinion.changes}
    assert set(trace.marks_by_opinion) == linked
    assert len(linked) == 23
    assert trace.taken_back == ()


def three(first: str, second: str, third: str, *opinions: Opinion) -> Plan:
    drafts = []
    before: str | None = None
    for draft_id, lines in (("a", first), ("b", second), ("c", third)):
        chapters = outline(["章 c 章", "  テーマ t 題", *(f"    - {line}" for line in lines.split(" / "))])
        drafts.append(Draft(id=draft_id, label=draft_id, chapters=chapters, based_on=before))
        before = draft_id
    rounds = tuple(Round(id=f"r{each}", kind="聞き取り", title="聞き取り", draft=each) for each in "ab")
    settings = Settings(title="計画", drafts=("a", "b", "c"))
    return Plan(settings=settings, drafts=tuple(drafts), rounds=rounds, opinions=opinions)


def opinion(opinion_id: str, heard: str, kind: ChangeKind, node: str, quote: str | None = None) -> Opinion:
    return Opinion(id=opinion_id, round=heard, text="意見", changes=(Link(kind=kind, node=node, quote=quote),))


def test_marks_of_drafts_that_are_no_neighbours_gather_all_opinions() -> None:
    plan = three(
        "x 企業の挑戦を支援し、地域を支える", "x 企業の挑戦を支援し、豊かな地域を支える", "x 新たな企業の挑戦を支援し、豊かな地域を支える",
        opinion("o1", "ra", ChangeKind.ADD, "x", "豊かな"),
        opinion("o2", "rb", ChangeKind.ADD, "x", "新たな"),
    )  # fmt: skip
    first, second, third = plan.drafts
    assert drawn(trace_changes(plan, first, third)) == [
        "題 | 追加① | x「新たな」 | o2",
        "題 | 追加② | x「豊かな」 | o1",
    ]
    assert drawn(trace_changes(plan, first, second)) == ["題 | 追加 | x「豊かな」 | o1"]
    assert drawn(trace_changes(plan, second, third)) == ["題 | 追加 | x「新たな」 | o2"]


@pytest.mark.parametrize(
    ("first", "second", "third", "promise"),
    [
        ("x 支援", "x 支援の充実", "x 支援", opinion("o1", "ra", ChangeKind.ADD, "x")),
        ("x 支援", "x 支援の充実", "x 支援", opinion("o1", "ra", ChangeKind.ADD, "x", "の充実")),
        ("x 支援", "x 支援 / y 新たな取組", "x 支援", opinion("o1", "ra", ChangeKind.ADD, "y")),
        ("x 支援 / y 取組", "x 支援", "x 支援 / y 取組", opinion("o1", "ra", ChangeKind.DELETE, "y")),
        ("x 支援 / y 取組", "y 取組 / x 支援", "x 支援 / y 取組", opinion("o1", "ra", ChangeKind.MOVE, "x")),
    ],
    ids=["words", "quoted words", "an addition", "a deletion", "a move"],
)
def test_a_change_taken_back_on_the_way_is_none_and_its_opinion_is_told(
    first: str, second: str, third: str, promise: Opinion
) -> None:
    plan = three(first, second, third, promise)
    trace = trace_changes(plan, plan.drafts[0], plan.drafts[2])
    assert trace.marks == ()
    assert trace.taken_back == (promise,)
    assert trace_changes(plan, plan.drafts[0], plan.drafts[1]).taken_back == ()


def test_an_opinion_with_one_change_left_is_not_taken_back() -> None:
    both = replace(
        opinion("o1", "ra", ChangeKind.ADD, "y"),
        changes=(Link(kind=ChangeKind.ADD, node="y"), Link(kind=ChangeKind.ADD, node="x")),
    )
    plan = three("x 支援", "x 支援の充実 / y 取組", "x 支援の充実", both)
    assert trace_changes(plan, plan.drafts[0], plan.drafts[2]).taken_back == ()


def test_drafts_between() -> None:
    plan = three("x 一", "x 二", "x 三")
    assert drafts_between(plan, "a", "c") == ("c", "b")
    assert drafts_between(plan, "b", "c") == ("c",)
    assert drafts_between(plan, "a", "b") == ("b",)
    assert drafts_between(plan, "c", "a") == ("a",)
    assert drafts_between(plan, "a", "a") == ("a",)
    assert drafts_between(plan, "elsewhere", "c") == ("c",)


def test_an_earlier_state_of_a_draft_stands_for_that_draft() -> None:
    plan = three(
        "x 企業の挑戦を支援し、地域を支える", "x 企業の挑戦を支援し、豊かな地域を支える", "x 新たな企業の挑戦を支援し、豊かな地域を支える",
        opinion("o1", "ra", ChangeKind.ADD, "x", "豊かな"),
        opinion("o2", "rb", ChangeKind.ADD, "x", "新たな"),
    )  # fmt: skip
    old = replace(plan.drafts[0], id="a@v1")
    assert drawn(trace_changes(plan, old, plan.drafts[2])) == drawn(trace_changes(plan, plan.drafts[0], plan.drafts[2]))
    then = replace(plan.drafts[0], id="b@v1")
    assert drawn(trace_changes(plan, then, plan.drafts[1])) == ["題 | 追加 | x「豊かな」 | o1"]


def test_a_link_may_name_the_draft_that_keeps_it() -> None:
    late = opinion("o1", "ra", ChangeKind.ADD, "x")
    late = replace(late, changes=(replace(late.changes[0], draft="c"),))
    plan = three("x 支援", "x 支援", "x 支援の充実", late)
    assert trace_changes(plan, plan.drafts[0], plan.drafts[1]).resolved == ()
    assert drawn(trace_changes(plan, plan.drafts[1], plan.drafts[2])) == ["題 | 追加 | x | o1"]
