"""The task of `dxplan check`: run the rules and show each finding with the line it is about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from dxplan_cli.app.workspace import open_plan
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import RULES, run_rules
from dxplan_cli.errors import FaultyDataError, UsageError
from dxplan_cli.model.finding import Fault
from dxplan_cli.render.check_lines import count_line, finding_lines
from dxplan_cli.render.lines import Look, line
from dxplan_cli.render.records import check_record
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.files import read_source
from dxplan_cli.store.shape import near_hint
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.render.lines import Line

_WEIGHT = {"error": 0, "warning": 1, "info": 2}


class CheckReport(Value):
    """The findings, and the counts that prove the check looked at everything."""

    findings: tuple[Finding, ...]
    opinions: int
    changes: int
    marks: int
    unexplained: int


def check(root: Path, only: tuple[str, ...] = (), severity: str = "info") -> CheckReport:
    """Check the plan; `only` limits the rules, `severity` is the least weight told.

    Raises:
        UsageError: an unknown rule or severity.
    """
    known = tuple(code for code, _ in RULES)
    for code in only:
        if code not in known:
            message = f"点検の種類「{code}」はありません"
            raise UsageError(message, f"{near_hint(code, known)}使えるもの：{'、'.join(known)}")
    if severity not in _WEIGHT:
        message = f"重さ「{severity}」はありません"
        raise UsageError(message, f"使えるもの：{'、'.join(_WEIGHT)}")
    plan = open_plan(root)
    _refuse_accepted(plan, known)
    inspection = Inspection(plan)
    found = run_rules(inspection)
    told = [
        finding
        for finding in found
        if (not only or finding.code in only) and _WEIGHT[finding.severity.value] <= _WEIGHT[severity]
    ]
    return CheckReport(
        findings=with_excerpts(root, tuple(told)),
        opinions=len(inspection.plan.opinions),
        changes=sum(len(trace.comparison.changes) for trace in inspection.traces),
        marks=sum(len(trace.marks) for trace in inspection.traces),
        unexplained=sum(1 for finding in found if finding.code == "unexplained-change"),
    )


def _refuse_accepted(plan: Plan, known: tuple[str, ...]) -> None:
    """Refuse an exception for a rule that does not exist: it would look accepted and be told all the same."""
    faults = [
        Fault(
            plan.settings.place, f"checks.accepted の「{each.code}」という点検はありません", near_hint(each.code, known)
        )
        for each in plan.settings.checks.accepted
        if each.code not in known
    ]
    if faults:
        raise FaultyDataError(faults)


def with_excerpts(root: Path, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Add to each finding the line it is about."""

    @cache
    def text_of(name: str) -> str:
        path = root / name
        return read_source(path, name).text if path.is_file() else ""

    return tuple(
        replace(finding, excerpt=excerpt_of(text_of(finding.place.file), finding.place.line).strip())
        if finding.place.file
        else finding
        for finding in findings
    )


def draw_json(report: CheckReport) -> dict[str, Any]:
    """Return the findings as ``dxplan.check/1``."""
    return check_record(report.findings)


def draw_lines(report: CheckReport, folder: str) -> Iterator[Line]:
    """Yield the summary and the findings as lines for the terminal."""
    yield line(
        f"意見 {report.opinions}件　修正 {report.changes}か所　印 {report.marks}　説明のない修正 {report.unexplained}",
        Look.HEADING,
    )
    yield line(
        f"指摘 {len(report.findings)}件（{count_line(report.findings)}）" if report.findings else "指摘はありません"
    )
    yield from finding_lines(report.findings, folder)
