"""How many changes and marks a comparison has: counted once, so that screen, papers, pages and `check` agree.

A change (変更した項目) is a node. A mark (印) stands for one or several edits of it, so a change may have two marks; and
what came or went with its section has none of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.trace.mark import Mark
    from dxplan_cli.trace.trace import Trace


class Counts(Value, kw_only=True):
    """The numbers of one comparison.

    `changes` by kind add up to all; `by_opinion`, `by_reason` and `unexplained` add up to the marks. Changes without a
    mark are `together`, since their section came or went, `swept_alone`, or `unasked`: nobody is asked for reasons
    there. `swept` places are explained by one reason for many.
    `moved_within` are marks a reason calls 移動 though words moved only within a text. What follows is no change:
    `notation` (表記のみ), `renumbered` and `renamed`.
    """

    added: int
    modified: int
    deleted: int
    moved: int
    by_opinion: int
    by_reason: int
    unexplained: int
    moved_within: int
    together: int
    swept_alone: int
    unasked: int
    swept: int
    notation: int
    renumbered: int
    renamed: int

    @property
    def changes(self) -> int:
        """All changes."""
        return self.added + self.modified + self.deleted + self.moved

    @property
    def marks(self) -> int:
        """All marks."""
        return self.by_opinion + self.by_reason + self.unexplained


def count_changes(trace: Trace) -> Counts:
    """Count a comparison."""
    comparison = trace.comparison
    kinds = Counter(change.kind for change in comparison.changes)
    by_opinion = sum(1 for mark in trace.marks if mark.opinions)
    by_reason = sum(1 for mark in trace.marks if mark.reasons and not mark.opinions)
    unmarked = [change for change in comparison.changes if change.node not in trace.marks_by_node]
    together = [change for change in unmarked if change.within]
    swept_alone = [change for change in unmarked if not change.within and change.node in trace.swept]
    return Counts(
        added=kinds[ChangeKind.ADD],
        modified=kinds[ChangeKind.MODIFY],
        deleted=kinds[ChangeKind.DELETE],
        moved=kinds[ChangeKind.MOVE],
        by_opinion=by_opinion,
        by_reason=by_reason,
        unexplained=len(trace.marks) - by_opinion - by_reason,
        moved_within=sum(1 for mark in trace.marks if _is_moved_within(trace, mark)),
        together=len(together),
        swept_alone=len(swept_alone),
        unasked=len(unmarked) - len(together) - len(swept_alone),
        swept=sum(each.count for each in trace.swept.values()),
        notation=len(comparison.notation),
        renumbered=len(comparison.renumbered),
        renamed=len(comparison.lineage.renamed),
    )


def _is_moved_within(trace: Trace, mark: Mark) -> bool:
    is_called_so = any(reason.label == ChangeKind.MOVE.value for reason in mark.reasons)
    return is_called_so and not trace.comparison.by_node[mark.node].moved


def counts_told(counts: Counts) -> str:
    """Say how changes and marks go together: 変更した項目 36　印 38（意見 23・理由 15）　印のうち文の中の移動 1."""
    grounds = [f"意見 {counts.by_opinion}", f"理由 {counts.by_reason}"]
    if counts.unexplained:
        grounds.append(f"説明なし {counts.unexplained}")
    parts = [f"変更した項目 {counts.changes}", f"印 {counts.marks}（{_joined(grounds)}）"]
    if counts.moved_within:
        parts.append(f"印のうち文の中の移動 {counts.moved_within}")
    unmarked = counts.together + counts.swept_alone + counts.unasked
    if unmarked:
        kinds = (
            ("節とともに増減", counts.together),
            ("一括の改めだけ", counts.swept_alone),
            ("理由を求めないもの", counts.unasked),
        )
        parts.append(f"印のない項目 {unmarked}（{_listed(kinds)}）")
    uncounted = _listed(
        (
            ("表記だけの違い", counts.notation),
            ("番号の繰上げ・繰下げ", counts.renumbered),
            ("idの変更", counts.renamed),
        )
    )
    if uncounted:
        parts.append(f"数えないもの（{uncounted}）")
    return "\u3000".join(parts)


def _listed(counted: Iterable[tuple[str, int]]) -> str:
    return _joined(f"{name} {count}" for name, count in counted if count)


def _joined(words: Iterable[str]) -> str:
    return "・".join(words)
