"""wrong-consequence: 「…に伴い」 names a change that does not exist, or not the change of the node repeated here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import located
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Reason
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.trace.trace import Trace

CODE = "wrong-consequence"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every reason with because_of."""
    for trace in inspection.looked_at:
        for reason in trace.comparison.revised.reasons:
            if reason.because_of:
                yield from _of_reason(inspection, trace, reason, reason.because_of)


def _versions(inspection: Inspection, trace: Trace, node_id: str) -> tuple[tuple[AnyNode, Draft], ...]:
    """Return the node as it stands in the revised and in the base draft, as far as it does."""
    sides = (trace.comparison.revised, trace.comparison.base)
    found = ((inspection.nodes[draft.id].get(node_id), draft) for draft in sides)
    return tuple((node, draft) for node, draft in found if node is not None)


def _of_reason(inspection: Inspection, trace: Trace, reason: Reason, because_of: str) -> Iterator[Finding]:
    versions = _versions(inspection, trace, reason.node)
    origin = next((node.repeat_of for node, _ in versions if node.repeat_of), None)
    cause = _name(inspection, trace, because_of)
    heirs = trace.comparison.lineage.heirs_of(because_of)
    known_as = {because_of, *heirs}
    if (
        origin
        and known_as.isdisjoint({origin, *trace.comparison.lineage.heirs_of(origin)})
        and _versions(inspection, trace, origin)
    ):
        wrong = f"再掲のもとは{_name(inspection, trace, origin)}です"
        hint = f"because_of を {origin} に改め、理由の文も確かめてください"
    elif not _versions(inspection, trace, because_of):
        wrong = f"「{because_of}」という項目はありません"
        hint = "because_of を、もとになった修正の項目に改めるか、消してください"
    elif known_as.isdisjoint(trace.comparison.by_node):
        wrong = f"{cause}は{trace.comparison.base.label}から変わっていません"
        hint = "because_of を、もとになった修正の項目に改めるか、消してください"
    else:
        return
    yield Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"{_name(inspection, trace, reason.node)}の理由は{cause}に伴うとされていますが、{wrong}",
        hint=hint,
        place=reason.place,
        node=reason.node,
    )


def _name(inspection: Inspection, trace: Trace, node_id: str) -> str:
    for node, draft in _versions(inspection, trace, node_id):
        return located(node, draft, inspection.plan.settings.labels.scope)
    return node_id
