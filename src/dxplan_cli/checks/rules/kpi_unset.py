"""kpi-unset: a KPI of the latest draft has no name, no baseline value or no target value yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import Measure

CODE = "kpi-unset"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Tell once a KPI what is missing."""
    known = {node.id: node for node in inspection.latest_nodes}
    for node in inspection.latest_nodes:
        missing = _missing(node) if isinstance(node, Kpi) else []
        if isinstance(node, Kpi) and missing:
            served = "".join(named(known[node_id]) for node_id in node.serves if node_id in known)
            yield Finding(
                code=CODE,
                severity=Severity.INFO,
                message=f"{f'{served}の' if served else ''}{'KPI' if served and not node.name else named(node)}に、"
                f"{'・'.join(missing)}がありません",
                hint="決まったら name と baseline・target の value を書いてください",
                place=node.place,
                node=node.id,
            )


def _missing(kpi: Kpi) -> list[str]:
    name = [] if kpi.name else ["指標名"]
    return name + _unset("現状値", kpi.baseline) + _unset("目標値", kpi.target)


def _unset(word: str, measure: Measure) -> list[str]:
    if measure.value is not None:
        return []
    return [word if measure.year is None else f"{word}（{measure.year}年）"]
