"""unexplained-change: a change of the wording that neither an opinion nor a reason explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import quoted_edits
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "unexplained-change"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every mark that stands for nothing."""
    for trace in inspection.looked_at:
        for mark in trace.marks:
            if not mark.is_explained:
                change = trace.comparison.by_node[mark.node]
                words = quoted_edits(change, mark.edits)
                yield Finding(
                    code=CODE,
                    severity=Severity.ERROR,
                    message=f"{trace.comparison.revised.label}の{mark.kind.value}に、意見も理由もありません：{words}",
                    hint="意見の changes にこの項目を書くか、reasons.yaml に理由を書いてください",
                    place=change.subject.place,
                    node=mark.node,
                )
