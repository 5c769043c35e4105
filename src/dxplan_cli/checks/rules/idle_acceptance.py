"""idle-acceptance: plan.yaml accepts a finding that nobody makes, and would hide it when it came again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.ids import KnownIds
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.plan import Accepted

CODE = "idle-acceptance"


def find(inspection: Inspection, idle: Iterable[Accepted]) -> Iterator[Finding]:
    """Tell of every idle acceptance; one of what does not exist is told by dangling-id."""
    known = KnownIds(inspection)
    for accepted in idle:
        if accepted.node is not None and accepted.node not in known.nodes(None).ids:
            continue
        if accepted.opinion is not None and accepted.opinion not in known.opinions.ids:
            continue
        yield Finding(
            code=CODE,
            severity=Severity.WARNING,
            message=f"checks の accepted に、もう出ない指摘があります：{accepted.code}{_about(accepted)}",
            hint="直っているなら、この行を消してください。違うものを認めるつもりなら、code・node・opinion・file を直してください",
            place=accepted.place,
            node=accepted.node,
            opinion=accepted.opinion,
        )


def _about(accepted: Accepted) -> str:
    about = "、".join(each for each in (accepted.node, accepted.opinion, accepted.file) if each)
    return f"（{about}）" if about else ""
