"""cut-by-comment: words written by hand that end before a ` #`, because YAML takes what follows for a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import shortened
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Plan

CODE = "cut-by-comment"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what was noted while the files were read."""
    plan = inspection.plan
    for note in plan.notes:
        if note.code != CODE:
            continue
        node = _node_around(plan, note.place)
        opinion = _opinion_in(plan, note.place)
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message=f"{note.name} の値が # の前で終わっています。注として読み飛ばした部分：{shortened(note.words)}",
            hint='値の続きなら、値の全体を引用符（"…"）で囲んでください。注なら、すぐ上の行へ移してください',
            place=note.place,
            node=node.id if node else None,
            opinion=opinion.id if opinion else None,
            excerpt=note.excerpt,
        )


def _node_around(plan: Plan, place: Place) -> AnyNode | None:
    """Return the node a line stands in: the last one that begins above it in the same file."""
    nodes = (node for draft in plan.drafts for node in draft.nodes())
    above = [node for node in nodes if node.place.file == place.file and node.place.line <= place.line]
    return max(above, key=lambda node: node.place.line, default=None)


def _opinion_in(plan: Plan, place: Place) -> Opinion | None:
    return next((opinion for opinion in plan.opinions if opinion.place.file == place.file), None)
