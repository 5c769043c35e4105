"""kind-mismatch: a link or a reason says 追加, and the text shows a 修正 (or any other pair)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import quoted_edits, told
from dxplan_cli.diff.segment import edits_of
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.trace.mark import derived_kind
from dxplan_cli.trace.resolve import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.diff.change import Change
    from dxplan_cli.trace.claim import Claim
    from dxplan_cli.trace.trace import Trace

CODE = "kind-mismatch"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Hold the declared kind of every kept claim against the kinds its text allows; a reason's own label is free."""
    for trace in inspection.looked_at:
        quoted = _quoted_edits(trace)
        for resolved in trace.resolved:
            claim, change = resolved.claim, resolved.change
            if resolved.standing is not Standing.KEPT or change is None or claim.kind is None:
                continue
            if claim.reason and claim.reason.label:
                continue
            edits = resolved.edits or _edits_left(change, quoted.get(change.node))
            if claim.kind not in _right_kinds(change, resolved.edits, edits):
                yield _finding(claim, claim.kind, change, edits)


def _quoted_edits(trace: Trace) -> dict[str, set[int]]:
    quoted: dict[str, set[int]] = {}
    for each in trace.resolved:
        if each.change is not None and each.edits:
            quoted.setdefault(each.change.node, set()).update(each.edits)
    return quoted


def _edits_left(change: Change, quoted: set[int] | None) -> tuple[int, ...]:
    """Return the edits a claim without a quote speaks of beside claims with one; empty for the whole change."""
    return tuple(index for index in range(len(edits_of(change.segments))) if index not in quoted) if quoted else ()


def _right_kinds(change: Change, quoted: tuple[int, ...], edits: tuple[int, ...]) -> set[ChangeKind]:
    right = {derived_kind(change, quoted), derived_kind(change, edits)}
    if change.moved:
        right.add(ChangeKind.MOVE)
        if change.fields or edits_of(change.segments):
            right.add(ChangeKind.MODIFY)
    return right


def _finding(claim: Claim, declared: ChangeKind, change: Change, edits: tuple[int, ...]) -> Finding:
    shown = derived_kind(change, edits).value
    who, file = (f"意見{told(claim.opinion)}", "意見の changes") if claim.opinion else ("修正理由", "reasons.yaml")
    words = quoted_edits(change, edits or range(len(edits_of(change.segments))))
    return Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=f"{who}は「{declared.value}」としていますが、文言の違いは「{shown}」です：{words}",
        hint=f"{file} の kind を「{shown}」に改めるか、quote がその箇所だけを指すように直してください",
        place=claim.place,
        node=claim.node,
        opinion=claim.opinion.id if claim.opinion else None,
    )
