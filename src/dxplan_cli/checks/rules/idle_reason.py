"""idle-reason: a reason is given for a change that is not there; the wording was put back, or the reason names another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.trace.resolve import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "idle-reason"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the reasons whose node, or quoted words, are the same in both drafts."""
    for trace in inspection.looked_at:
        for resolved in trace.resolved:
            claim = resolved.claim
            if claim.reason and resolved.standing is Standing.UNCHANGED:
                node = inspection.nodes[trace.comparison.revised.id].get(claim.node)
                node = node or inspection.nodes[trace.comparison.base.id][claim.node]
                spot = f"{named(node)}の「{shortened(claim.quote)}」のところ" if claim.quote else named(node)
                yield Finding(
                    code=CODE,
                    severity=Severity.WARNING,
                    message=f"修正の理由がありますが、{spot}は{trace.comparison.revised.label}で変わっていません",
                    hint="理由を消すか、node と quote を変えた箇所に直してください",
                    place=claim.place,
                    node=claim.node,
                )
