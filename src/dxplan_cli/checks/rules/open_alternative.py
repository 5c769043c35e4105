"""open-alternative: a second wording (別案) is still waiting for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "open-alternative"
FINAL = "成案"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the latest draft; neither a final text (成案) nor what is published may leave it open."""
    is_final = inspection.latest is not None and FINAL in (inspection.latest.stage or "")
    severity = Severity.ERROR if is_final or inspection.is_public else Severity.WARNING
    for node in inspection.latest_nodes:
        for alternative in node.alternatives:
            if alternative.status == "proposed":
                yield Finding(
                    code=CODE,
                    severity=severity,
                    message=f"別案が決まっていません：{named(node)}に対し「{shortened(alternative.text)}」",
                    hint="採るなら本文に移して status を adopted に、採らないなら dropped にしてください",
                    place=node.place,
                    node=node.id,
                )
