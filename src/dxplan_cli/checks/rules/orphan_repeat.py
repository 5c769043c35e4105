"""orphan-repeat: a node repeats (再掲) a node that the same draft does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.text.guess import near_hint
from dxplan_cli.trace.fate import Fates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "orphan-repeat"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every node that repeats another; an origin with another id by now is none that is missing."""
    fates = Fates(inspection.plan)
    for draft, node in inspection.versions:
        known = inspection.nodes[draft.id]
        if node.repeat_of and node.repeat_of not in known and not fates.living(node.repeat_of, draft):
            is_gone = any(node.repeat_of in nodes for nodes in inspection.nodes.values())
            remedy = "再掲も削除するか、repeat_of を消してください"
            if not is_gone:
                remedy = (
                    near_hint(node.repeat_of, known.keys() - {node.id})
                    + "repeat_of を、もとの項目の id に直してください"
                )
            yield Finding(
                code=CODE,
                severity=Severity.ERROR,
                message=f"再掲{named(node)}のもとの項目「{node.repeat_of}」が、{draft.label}にありません",
                hint=remedy,
                place=node.place,
                node=node.id,
            )
