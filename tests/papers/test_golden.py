"""Every paper of the real plan, word for word.

After a wanted change: ``DXPLAN_UPDATE_GOLDEN=1 pytest tests/papers/test_golden.py``, then read the diff.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from paper_plans import ALL_KINDS, paper

from dxplan_cli.model.node import Item, Paragraph
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Heading, Revision, Table
from dxplan_cli.render.plain import render_plain
from dxplan_cli.store.load import load_plan
from dxplan_cli.trace.trace import Trace, trace_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.plan import Plan
    from dxplan_cli.papers.blocks import PaperDocument, Run

HERE = Path(__file__).parent
PLAN_DATA = HERE.parents[1] / "plan-data"
GOLDEN = HERE / "golden"


@cache
def real_plan() -> Plan:
    return load_plan(PLAN_DATA)


@cache
def real_trace() -> Trace:
    return trace_changes(real_plan(), real_plan().drafts[0], real_plan().drafts[1])


def real_paper(kind: str) -> PaperDocument:
    return paper(real_plan(), kind, real_plan().meetings[-1])


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_paper_is_as_agreed(kind: str) -> None:
    text = render_plain(real_paper(kind))
    golden = GOLDEN / f"{kind}.txt"
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_same_input_makes_the_same_paper(kind: str) -> None:
    assert real_paper(kind) == real_paper(kind)


def test_every_mark_says_the_same_in_every_paper() -> None:
    texts = {kind: render_plain(real_paper(kind)) for kind in ALL_KINDS}
    marks = real_trace().marks
    for kind in ("packet", "redline", "comparison", "changes"):
        for label in {mark.label for mark in marks}:
            wanted = sum(mark.label == label for mark in marks)
            assert texts[kind].count(f"【{label}】") - (label == "追加①") * ("凡例" in texts[kind]) >= wanted, (
                kind,
                label,
            )
    for mark in marks:
        if mark.opinions:
            assert f"【{mark.label}】" in texts["responses"]


def test_every_opinion_stands_in_packet_and_responses() -> None:
    for kind in ("packet", "responses"):
        cells = [text for table in tables(real_paper(kind)) for text in words_in(table)]
        for opinion in real_plan().opinions:
            assert opinion.text in cells


@pytest.mark.parametrize("kind", ["packet", "redline"])
def test_keeping_what_is_not_deleted_gives_the_revised_draft_and_the_other_way_round(kind: str) -> None:
    plan = real_plan()
    shown = {block.anchor: block.runs for block in paragraphs(real_paper(kind)) if block.anchor is not None}
    for draft, gone in ((plan.drafts[1], Revision.DELETED), (plan.drafts[0], Revision.INSERTED)):
        for node in draft.nodes():
            if isinstance(node, Paragraph | Item):
                repeated = "（再掲）" if node.repeat_of else ""
                assert kept(shown[node.id], gone) == node.text + repeated


def kept(runs: tuple[Run, ...], gone: Revision) -> str:
    return "".join(run.text for run in runs if run.revision is not gone and not run.is_about)


def paragraphs(document: PaperDocument) -> Iterator[blocks.Paragraph | Heading]:
    for block in document.blocks:
        match block:
            case blocks.Paragraph() | Heading():
                yield block
            case Frame():
                yield from block.blocks
            case _:
                pass


def tables(document: PaperDocument) -> Iterator[Table]:
    yield from (block for block in document.blocks if isinstance(block, Table))


def words_in(table: Table) -> Iterator[str]:
    for row in table.rows:
        for cell in row.cells:
            yield "".join(run.text for block in cell.blocks for run in block.runs)
