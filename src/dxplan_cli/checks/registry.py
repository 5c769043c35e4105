"""All rules, in the order their findings are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.checks.rules import unexplained_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.finding import Finding

Rule: TypeAlias = "Callable[[Inspection], Iterable[Finding]]"

RULES: tuple[tuple[str, Rule], ...] = (
    ("unexplained-change", unexplained_change.find),
)


def run_rules(inspection: Inspection) -> tuple[Finding, ...]:
    """Run every rule and leave out what plan.yaml accepts with a reason."""
    accepted = inspection.plan.settings.checks.accepted
    findings = (finding for _, rule in RULES for finding in rule(inspection))
    return tuple(
        finding
        for finding in findings
        if not any(
            each.code == finding.code
            and each.node in {None, finding.node}
            and each.opinion in {None, finding.opinion}
            for each in accepted
        )
    )
