"""What `check` has to say of the plan that papers or pages are made from: in one line, or as a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.errors import DataError
from dxplan_cli.model.finding import Severity

if TYPE_CHECKING:
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace


def findings_of(plan: Plan, trace: Trace, *, is_public: bool) -> tuple[Finding, ...]:
    """Check a plan of which two drafts have been compared."""
    from dxplan_cli.checks.inspection import Inspection  # noqa: PLC0415 - two files have no plan to check
    from dxplan_cli.checks.registry import run_rules  # noqa: PLC0415

    return run_rules(Inspection(plan, known=(trace,), is_public=is_public, pair=pair_of(trace)))


def pair_of(trace: Trace) -> tuple[str, str] | None:
    """Return the ids of the drafts compared; None where one is no draft of the plan."""
    base, revised = (each.id.partition("@")[0] for each in (trace.comparison.base, trace.comparison.revised))
    is_known = trace.plan.draft(base) is not None and trace.plan.draft(revised) is not None
    return (base, revised) if is_known else None


def summary_of(findings: tuple[Finding, ...]) -> str:
    """Say in one line what `check` found."""
    if not findings:
        return "点検：指摘はありません"
    from dxplan_cli.checks.registry import PUBLIC  # noqa: PLC0415 - see above

    counts = [(severity, sum(1 for each in findings if each.severity is severity)) for severity in Severity]
    told = "　".join(f"{severity.japanese} {count}" for severity, count in counts)
    command = "dxplan check --edition 公表用" if any(each.code in PUBLIC for each in findings) else "dxplan check"
    return f"点検：指摘 {len(findings)}件（{told}）。詳しくは {command}"


def refuse_errors(findings: tuple[Finding, ...], made: str) -> None:
    """Refuse to go on to what would be `made` of a plan with errors.

    Raises:
        DataError: there are errors; names the first.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        message = f"点検に誤りが{len(errors)}件あるので、{made}を作りませんでした（--strict）"
        raise DataError(
            message, f"最初の一件：{errors[0].place} {errors[0].message}。すべては dxplan check で見られます"
        )
