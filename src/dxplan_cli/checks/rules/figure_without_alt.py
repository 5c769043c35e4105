"""figure-without-alt: a figure of the latest draft has no words for readers who cannot see it (代替テキスト)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named_with_kind
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "figure-without-alt"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the figures of the latest draft."""
    for node in inspection.latest_nodes:
        if isinstance(node, Figure) and not node.alt:
            yield Finding(
                code=CODE,
                severity=Severity.WARNING,
                message=f"{named_with_kind(node)}に代替テキストがありません",
                hint="図が示すことを alt に一、二文で書いてください",
                place=node.place,
                node=node.id,
            )
