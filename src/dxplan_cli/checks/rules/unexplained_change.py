"""unexplained-change: a change of the wording that neither an opinion nor a reason explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.diff.change import Change
    from dxplan_cli.trace.mark import Mark

CODE = "unexplained-change"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every mark that stands for nothing."""
    for trace in inspection.traces:
        for mark in trace.marks:
            if not mark.is_explained:
                change = trace.comparison.by_node[mark.node]
                yield Finding(
                    code=CODE,
                    severity=Severity.ERROR,
                    message=f"{trace.comparison.revised.label}の{mark.kind.value}に、意見も理由もありません：{_words(change, mark)}",
                    hint="意見の changes にこの項目を書くか、reasons.yaml に理由を書いてください",
                    place=change.subject.place,
                    node=mark.node,
                )


def _words(change: Change, mark: Mark) -> str:
    """Quote what changed, shortly."""
    edits = [edit for index, edit in enumerate(edits_of(change.segments)) if index in mark.edits]
    if change.before is None or change.after is None or not edits:
        return f"「{_shortened(words_of(change.subject))}」"
    return "、".join(f"「{_shortened(edit.before)}」→「{_shortened(edit.after)}」" for edit in edits[:3])


def _shortened(words: str, limit: int = 30) -> str:
    return words if len(words) <= limit else words[:limit] + "…"
