"""Only a plan's title and drafts, a draft's label and chapters must be written; the rest has a sensible default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import run_rules
from dxplan_cli.errors import FaultyDataError
from dxplan_cli.store.load import load_plan
from dxplan_cli.trace.trace import trace_changes

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "plan.yaml": "title: 計画\ndrafts: [soan, shusei]\n",
    "drafts/soan/draft.yaml": "label: 素案\nchapters: [01]\n",
    "drafts/shusei/draft.yaml": "label: 修正案\nchapters: [01]\n",
    "drafts/soan/01.yaml": "id: c\ntitle: 章\nchildren:\n  - {id: a, kind: item, text: 県は支援する}\n"
    "  - {id: t, kind: table, columns: [名, 数], rows: [{key: k, cells: [甲, 1]}]}\n",
    "drafts/shusei/01.yaml": "id: c\ntitle: 章\nchildren:\n  - {id: a, kind: item, text: 県は大いに支援する}\n"
    "  - {id: t, kind: table, columns: [名, 数], rows: [{key: k, cells: [甲, 12]}]}\n"
    "  - {id: f, kind: figure, drawn_from: tree, alt: 体系, source: https://example.jp/a}\n",
    "drafts/shusei/reasons.yaml": "- {node: f, reason: 図を加えた}\n",
    "rounds/kikitori.yaml": "date: 未定\n",
    "meetings/07.yaml": "draft: shusei\n",
    "opinions/kikitori/o1.yaml": "text: 大いに\ndisposition: 反映\n"
    "changes: [{kind: 追加, node: a, quote: 大いに}, {kind: 修正, node: t, quote: '12'}]\n",
    "opinions/kikitori/o2.yaml": "text: もっと支援を\ndisposition: 反映\nchanges: [{kind: 追加, node: a}]\n",
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_what_is_left_out_is_read_off_names_and_order(tmp_path: Path) -> None:
    plan = load_plan(write(tmp_path, FILES))
    assert [(draft.id, draft.based_on) for draft in plan.drafts] == [("soan", None), ("shusei", "soan")]
    assert [(each.id, each.title, each.draft) for each in plan.rounds] == [("kikitori", "kikitori", "soan")]
    assert [(each.id, each.number, each.title) for each in plan.meetings] == [("07", 7, "第7回会議")]
    assert [(each.id, each.round) for each in plan.opinions] == [("o1", "kikitori"), ("o2", "kikitori")]
    figure = next(node for node in plan.drafts[1].nodes() if node.id == "f")
    assert (figure.title, figure.source) == ("体系図", "https://example.jp/a")  # type: ignore[union-attr]


def test_several_opinions_on_one_edit_share_its_mark_however_they_name_it(tmp_path: Path) -> None:
    plan = load_plan(write(tmp_path, FILES))
    marks = trace_changes(plan, *plan.drafts).marks
    assert [(mark.node, mark.label, [each.id for each in mark.opinions]) for mark in marks] == [
        ("a", "追加①", ["o1", "o2"]),
        ("t", "修正①", ["o1"]),
        ("f", "追加", []),
    ]
    assert {finding.code for finding in run_rules(Inspection(plan))} == set()


def test_a_promise_put_back_is_unfulfilled(tmp_path: Path) -> None:
    put_back = {**FILES, "drafts/shusei/01.yaml": FILES["drafts/soan/01.yaml"], "drafts/shusei/reasons.yaml": ""}
    plan = load_plan(write(tmp_path, put_back))
    told = [(finding.code, finding.opinion) for finding in run_rules(Inspection(plan))]
    assert told.count(("unfulfilled-opinion", "o1")) == 2
    assert told.count(("unfulfilled-opinion", "o2")) == 1


def test_a_file_with_the_other_ending_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "opinions/kikitori/o3.yml": "text: 三\n"})
    with pytest.raises(FaultyDataError) as refused:
        load_plan(tmp_path)
    assert [str(fault.place) for fault in refused.value.faults] == ["opinions/kikitori/o3.yml"]
