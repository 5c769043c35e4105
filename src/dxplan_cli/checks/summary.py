"""The figures that say how complete a plan is, before any finding is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.checks.rules import personal_data, unanswered_opinion, unexplained_change, unfulfilled_opinion
from dxplan_cli.model.finding import Severity
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.checks.registry import Verdict


class Summary(Value):
    """How much was looked at, and how many findings of the gravest kinds there are, shown or not.

    `opinions` counts all comments a grouped opinion stands for, `entries` the opinions of the register.
    `personal` is None where nobody looked for personal data. `elsewhere` counts the errors of steps not looked at.
    """

    opinions: int
    entries: int
    changes: int
    marks: int
    unexplained: int
    unfulfilled: int
    undecided: int
    accepted: int
    personal: int | None
    elsewhere: int = 0


def summarise(inspection: Inspection, verdict: Verdict) -> Summary:
    """Count what was looked at and what was found."""
    found = Counter(finding.code for finding in verdict.findings)
    return Summary(
        opinions=sum(each.comments for each in inspection.plan.opinions),
        entries=len(inspection.plan.opinions),
        changes=sum(len(trace.comparison.changes) for trace in inspection.looked_at),
        marks=sum(len(trace.marks) for trace in inspection.looked_at),
        unexplained=found[unexplained_change.CODE],
        unfulfilled=found[unfulfilled_opinion.CODE],
        undecided=found[unanswered_opinion.CODE],
        accepted=len(verdict.accepted),
        personal=found[personal_data.CODE] if inspection.is_public else None,
        elsewhere=sum(1 for each in verdict.elsewhere if each.severity is Severity.ERROR),
    )
