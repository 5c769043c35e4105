"""The task of `dxplan check`: run the rules and show each finding with the line it is about."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.workspace import read_plan
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import CODES, PUBLIC, judge
from dxplan_cli.checks.summary import Summary, summarise
from dxplan_cli.errors import FaultyDataError, UsageError
from dxplan_cli.model.finding import Fault
from dxplan_cli.render.check_lines import count_line, finding_lines, summary_lines
from dxplan_cli.render.lines import line
from dxplan_cli.render.records import check_record
from dxplan_cli.store.excerpt import excerpt_of
from dxplan_cli.store.files import read_source
from dxplan_cli.text.guess import near_hint
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxplan_cli.app.produced import PaperCheck
    from dxplan_cli.checks.registry import Verdict
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.render.lines import Line

_WEIGHT = {"error": 0, "warning": 1, "info": 2}


class CheckReport(Value):
    """What was looked at, the findings in the plan, and those in finished files where these were looked at."""

    summary: Summary
    findings: tuple[Finding, ...]
    papers: PaperCheck | None = None

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings in the plan, then those in files."""
        return (*self.findings, *(self.papers.findings if self.papers else ()))


def check(
    root: Path,
    only: tuple[str, ...] = (),
    severity: str = "info",
    edition: str | None = None,
    papers: Path | None = None,
) -> CheckReport:
    """Check the plan, and for the public edition the finished files in `papers`.

    `only` limits the rules, `severity` is the least weight told; what is not told is counted in the summary alone.

    Raises:
        UsageError: an unknown rule, severity or edition, or something asked of the wrong edition.
        DataError: the plan or a file is refused.
    """
    is_public = edition_of(edition).is_public
    _refuse_unknown(only, severity)
    if not is_public:
        _refuse_public_wishes(only, papers)
    plan = read_plan(root)
    _refuse_accepted(plan, root)
    inspection = Inspection(plan, is_public=is_public)
    verdict = judge(inspection)
    in_papers = _check_papers(papers, inspection, verdict) if papers else None
    wanted = partial(_is_wanted, only=only, severity=severity)
    return CheckReport(
        summary=summarise(inspection, verdict),
        findings=with_excerpts(root, tuple(filter(wanted, verdict.findings))),
        papers=replace(in_papers, findings=tuple(filter(wanted, in_papers.findings))) if in_papers else None,
    )


def _check_papers(papers: Path, inspection: Inspection, verdict: Verdict) -> PaperCheck:
    from dxplan_cli.app.produced import check_papers  # noqa: PLC0415 - 35 ms of patterns for the public edition alone

    return check_papers(papers, inspection, verdict.accepted)


def _is_wanted(finding: Finding, *, only: tuple[str, ...], severity: str) -> bool:
    return (not only or finding.code in only) and _WEIGHT[finding.severity.value] <= _WEIGHT[severity]


def _refuse_unknown(only: tuple[str, ...], severity: str) -> None:
    for code in only:
        if code not in CODES:
            message = f"点検の種類「{code}」はありません"
            raise UsageError(message, f"{near_hint(code, CODES)}使えるもの：{'、'.join(CODES)}")
    if severity not in _WEIGHT:
        message = f"重さ「{severity}」はありません"
        raise UsageError(message, f"使えるもの：{'、'.join(_WEIGHT)}")


def _refuse_public_wishes(only: tuple[str, ...], papers: Path | None) -> None:
    """Refuse what would look checked and was not: the committee's edition does not look for personal data."""
    wish = next((f"--only {code}" for code in only if code in PUBLIC), "--papers" if papers else "")
    if wish:
        message = f"{wish} は公表用の点検です"
        raise UsageError(message, "--edition 公表用 を付けてください")


def _refuse_accepted(plan: Plan, root: Path) -> None:
    """Refuse an exception for a rule that does not exist: it would look accepted and be told all the same."""
    faults = [
        Fault(
            each.place,
            f"checks の accepted の「{each.code}」という点検はありません",
            f"{near_hint(each.code, CODES)}使えるもの：{'、'.join(CODES)}",
            excerpt_of(read_source(root / each.place.file, each.place.file).text, each.place.line),
        )
        for each in plan.settings.checks.accepted
        if each.code not in CODES
    ]
    if faults:
        raise FaultyDataError(faults, str(root))


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
    return check_record(report.all_findings, report.summary, report.papers.files if report.papers else None)


def draw_lines(report: CheckReport, folder: str) -> Iterator[Line]:
    """Yield the summary and the findings as lines for the terminal; `folder` is where the plan's data is."""
    found = report.all_findings
    yield from summary_lines(report.summary, report.papers.files if report.papers else None)
    yield line(f"指摘 {len(found)}件（{count_line(found)}）" if found else "指摘はありません")
    yield from finding_lines(report.findings, folder)
    if report.papers:
        yield from finding_lines(report.papers.findings)
