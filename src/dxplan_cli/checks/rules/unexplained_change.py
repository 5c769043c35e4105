"""unexplained-change: a change of the wording that neither an opinion nor a reason explains."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import quoted_edits
from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.trace.mark import Mark
    from dxplan_cli.trace.trace import Trace

CODE = "unexplained-change"


_OFTEN = 3
"""So many times the same replacement is a sweep: one reason can explain them all."""
_SHORT = 8
"""Characters of a replacement that may be a sweep: longer ones are sentences, which are not swept."""
_HINT = "意見の changes にこの項目を書くか、reasons.yaml に理由を書いてください"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every mark that stands for nothing."""
    for trace in inspection.looked_at:
        unexplained = [mark for mark in trace.marks if not mark.is_explained]
        often = _replaced_often(trace, unexplained)
        for mark in unexplained:
            change = trace.comparison.by_node[mark.node]
            words = quoted_edits(change, mark.edits)
            yield Finding(
                code=CODE,
                severity=Severity.ERROR,
                message=f"{trace.comparison.revised.label}の{mark.kind.value}に、意見も理由もありません：{words}",
                hint=_hint([pair for pair in _replacements(trace, mark) if pair in often], often),
                place=change.subject.place,
                node=mark.node,
            )


def _replaced_often(trace: Trace, marks: Sequence[Mark]) -> Counter[tuple[str, str]]:
    """Count the short replacements of unexplained marks that come again and again."""
    counts = Counter(pair for mark in marks for pair in _replacements(trace, mark))
    return Counter({pair: count for pair, count in counts.items() if count >= _OFTEN})


def _replacements(trace: Trace, mark: Mark) -> Iterator[tuple[str, str]]:
    change = trace.comparison.by_node[mark.node]
    if change.before is None or change.after is None:
        return
    edits = edits_of(change.segments)
    for edit in (edits[index] for index in mark.edits):
        if edit.before and len(edit.before) <= _SHORT and len(edit.after) <= _SHORT:
            yield edit.before, edit.after


def _hint(pairs: Sequence[tuple[str, str]], often: Counter[tuple[str, str]]) -> str:
    """Return what to do; where the same was replaced in many places, how to say so once."""
    if not pairs:
        return _HINT
    old, new = pairs[0]
    line = f"- {{sweep: [[{_quoted(old)}, {_quoted(new)}]], reason: 理由}}"
    return f"同じ置き換えが{often[pairs[0]]}か所あります。reasons.yaml に {line} と書けば、一つの理由でまとめて説明できます。{_HINT}"


def _quoted(text: str) -> str:
    """Return a text in the quotes of YAML."""
    return json.dumps(text, ensure_ascii=False)
