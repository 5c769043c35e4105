"""todo-open: work left on a node (後日更新 and the like)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection

CODE = "todo-open"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the latest draft."""
    for node in inspection.latest_nodes:
        if node.todo:
            who = f"担当 {node.todo.owner or '未定'}、期限 {node.todo.due or '未定'}"
            yield Finding(
                code=CODE,
                severity=Severity.INFO,
                message=f"宿題が残っています：{named(node)}に「{shortened(node.todo.what)}」（{who}）",
                hint="済んだら todo を消してください。担当と期限は owner と due に書けます",
                place=node.place,
                node=node.id,
            )
