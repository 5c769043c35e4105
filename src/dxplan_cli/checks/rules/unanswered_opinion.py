"""unanswered-opinion: nobody has decided yet what becomes of an opinion (未対応)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import told
from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "unanswered-opinion"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every opinion's disposition; what is published must have none left."""
    severity = Severity.ERROR if inspection.is_public else Severity.WARNING
    for opinion in inspection.plan.opinions:
        if opinion.disposition == UNDECIDED:
            yield Finding(
                code=CODE,
                severity=severity,
                message=f"意見への対応が決まっていません：{told(opinion)}",
                hint="disposition（対応区分）を決め、反映なら changes を、ほかなら answer を書いてください",
                place=opinion.place,
                opinion=opinion.id,
            )
