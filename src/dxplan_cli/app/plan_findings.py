"""What `check` has to say of the plan that papers or pages are made from: in one line, or as a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.names import name_of
from dxplan_cli.errors import FaultyDataError
from dxplan_cli.model.finding import Fault, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.checks.registry import Verdict
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace

_LISTED = 50


def verdict_on(plan: Plan, trace: Trace, *, is_public: bool) -> Verdict:
    """Check a plan of which two drafts have been compared."""
    from dxplan_cli.checks.inspection import Inspection  # noqa: PLC0415 - two files have no plan to check
    from dxplan_cli.checks.registry import judge  # noqa: PLC0415

    return judge(Inspection(plan, known=(trace,), is_public=is_public, pair=pair_of(trace)))


def pair_of(trace: Trace) -> tuple[str, str] | None:
    """Return the ids of the drafts compared; None where one is no draft of the plan."""
    base, revised = (each.id.partition("@")[0] for each in (trace.comparison.base, trace.comparison.revised))
    is_known = trace.plan.draft(base) is not None and trace.plan.draft(revised) is not None
    return (base, revised) if is_known else None


def check_command(trace: Trace, *, is_public: bool, is_named: bool) -> str:
    """Return what to type to see the findings: of the drafts compared, where these were named."""
    pair = pair_of(trace) if is_named else None
    edition = ("--edition 公表用",) if is_public else ()
    return " ".join(("dxplan check", *(pair or ()), *edition))


def summary_of(findings: tuple[Finding, ...], elsewhere: tuple[Finding, ...], command: str) -> str:
    """Say in one line what `check` found, what to type to see it, and how many errors other drafts have."""
    errors = sum(1 for each in elsewhere if each.severity is Severity.ERROR)
    others = f"（ほかの版の段階にも誤り {errors}件：dxplan check --all-drafts）" if errors else ""
    if not findings:
        return f"点検：指摘はありません{others}"
    counts = [(severity, sum(1 for each in findings if each.severity is severity)) for severity in Severity]
    told = "　".join(f"{severity.japanese} {count}" for severity, count in counts)
    return f"点検：指摘 {len(findings)}件（{told}）。詳しくは {command}{others}"


def refuse_errors(root: Path | None, findings: tuple[Finding, ...], made: str, command: str) -> None:
    """Refuse to go on to what would be `made` of a plan with errors.

    Raises:
        FaultyDataError: there are errors; names their places, those in the plan before those in what was made.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return
    in_plan = [each for each in errors if root is not None and (root / each.place.file).is_file()]
    shown = (in_plan or errors)[:_LISTED]
    left = len(errors) - len(shown)
    more = f"ほかに{left}件あります。" if left else ""
    raise FaultyDataError(
        [Fault(each.place, f"{name_of(each.code)}：{each.message}", each.hint) for each in shown],
        str(root) if in_plan else "",
        message=f"点検に誤りが{len(errors)}件あるので、{made}を作りませんでした（--strict）",
        hint=f"{more}すべては {command} で見られます",
    )
