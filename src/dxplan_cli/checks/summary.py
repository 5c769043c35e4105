"""The figures that say how complete a plan is, before any finding is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.checks.rules import (
    broken_promise,
    personal_data,
    unanswered_opinion,
    unexplained_change,
    unfulfilled_opinion,
)
from dxplan_cli.model.finding import Severity
from dxplan_cli.trace.counts import count_changes
from dxplan_cli.trace.tally import heads_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.checks.registry import Verdict


class Summary(Value):
    """How much was looked at, and how many findings of the gravest kinds there are, shown or not.

    `opinions` counts all comments a grouped opinion stands for, `withdrawn` those taken back, which are counted apart,
    `entries` the opinions of the register.
    `personal` is None where nobody looked for personal data. `elsewhere` counts the errors of steps not looked at,
    `not_asked` the changes to drafts written out anew (書き起こし, `explain: false`), for which no reason is asked.
    """

    opinions: int
    withdrawn: int
    entries: int
    changes: int
    marks: int
    unexplained: int
    unfulfilled: int
    undecided: int
    accepted: int
    personal: int | None
    elsewhere: int = 0
    not_asked: int = 0


def summarise(inspection: Inspection, verdict: Verdict) -> Summary:
    """Count what was looked at and what was found."""
    found = Counter(finding.code for finding in verdict.findings)
    counts = [count_changes(trace) for trace in inspection.looked_at]
    heads = heads_of(inspection.plan.opinions, inspection.plan.settings.withdrawn)
    return Summary(
        opinions=heads.opinions,
        withdrawn=heads.withdrawn,
        entries=len(inspection.plan.opinions),
        changes=sum(each.changes for each in counts),
        marks=sum(each.marks for each in counts),
        unexplained=found[unexplained_change.CODE],
        unfulfilled=found[unfulfilled_opinion.CODE] + found[broken_promise.CODE],
        undecided=found[unanswered_opinion.CODE],
        accepted=len(verdict.accepted),
        personal=found[personal_data.CODE] if inspection.is_public else None,
        elsewhere=sum(1 for each in verdict.elsewhere if each.severity is Severity.ERROR),
        not_asked=sum(
            each.changes for each, trace in zip(counts, inspection.looked_at, strict=True) if not trace.asks_reasons
        ),
    )
