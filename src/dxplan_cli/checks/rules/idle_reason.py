"""idle-reason: a reason is given for a change that is not there; the wording was put back, or the reason names another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.trace.resolve import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.trace.sweep import Sweep
    from dxplan_cli.trace.trace import Trace

CODE = "idle-reason"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the reasons whose node, or quoted words, are the same in both drafts."""
    for trace in inspection.looked_at:
        for sweep in trace.sweeps:
            if not sweep.count:
                yield _idle_sweep(trace, sweep)
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


def _idle_sweep(trace: Trace, sweep: Sweep) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=f"一括の改め（{sweep.replacements}）の理由がありますが、{trace.comparison.revised.label}に、この置き換えだけの修正はありません",
        hint="理由を消すか、sweep の［前, 後］を、変えたとおりに直してください",
        place=sweep.reason.place,
    )
