"""The task of `dxplan check`: run the rules and show each finding with the line it is about."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.lookup import find_meeting
from dxplan_cli.app.naming import Candidate, find_named
from dxplan_cli.app.occasion import meeting_of, names_meant, pair_told
from dxplan_cli.app.pair import Names
from dxplan_cli.app.workspace import named_pair, read_plan
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.names import name_of
from dxplan_cli.checks.registry import CODES, PUBLIC, judge
from dxplan_cli.checks.summary import Summary, summarise
from dxplan_cli.errors import FaultyDataError, UsageError
from dxplan_cli.model.finding import Fault, Severity
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

_ONE_STEP = 2
"""So many drafts leave no doubt which two are looked at."""
_WEIGHT = {"error": 0, "warning": 1, "info": 2}


class CheckReport(Value):
    """What was looked at, the findings in the plan, and those in finished files where these were looked at.

    `pair` says which drafts, where the plan has others; `elsewhere` are the errors asked for of steps not looked at.
    """

    summary: Summary
    findings: tuple[Finding, ...]
    papers: PaperCheck | None = None
    pair: str = ""
    elsewhere: tuple[Finding, ...] = ()

    @property
    def has_findings(self) -> bool:
        """Tell whether anything was found of what was asked for; errors of other steps count, because they are told."""
        return bool(self.all_findings or self.elsewhere)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings in the plan, then those in files."""
        return (*self.findings, *(self.papers.findings if self.papers else ()))


class CheckOrder(Value, kw_only=True):
    """What to check: which drafts, and how much to tell of it.

    `only` limits the rules, `severity` is the least weight told; what is not told is counted in the summary alone.
    """

    base: str | None = None
    revised: str | None = None
    meeting: str | None = None
    has_all_drafts: bool = False
    only: tuple[str, ...] = ()
    severity: str = "info"
    edition: str | None = None
    papers: Path | None = None


class _Step(Value):
    """The drafts to be looked at, by their ids, and in words."""

    ids: tuple[str, str] | None = None
    told: str = ""


def check(root: Path, order: CheckOrder) -> CheckReport:
    """Check the plan, and for the public edition the finished files in the papers' folder.

    Raises:
        UsageError: an unknown rule, severity or edition, or something asked of the wrong edition.
        DataError: the plan or a file is refused.
    """
    is_public = edition_of(order.edition).is_public
    only = tuple(_code_of(each) for each in order.only)
    severity = _severity_of(order.severity)
    if not is_public:
        _refuse_public_wishes(only, order.papers)
    plan = read_plan(root)
    _refuse_accepted(plan, root)
    step = _step(plan, root, order)
    inspection = Inspection(plan, is_public=is_public, pair=step.ids)
    verdict = judge(inspection)
    in_papers = _check_papers(order.papers, inspection, verdict) if order.papers else None
    wanted = partial(_is_wanted, only=only, severity=severity)
    return CheckReport(
        summary=summarise(inspection, verdict),
        findings=with_excerpts(root, tuple(filter(wanted, verdict.findings))),
        papers=replace(in_papers, findings=tuple(filter(wanted, in_papers.findings))) if in_papers else None,
        pair=step.told,
        elsewhere=tuple(each for each in verdict.elsewhere if wanted(each) and each.severity is Severity.ERROR),
    )


def _step(plan: Plan, root: Path, order: CheckOrder) -> _Step:
    """Return the drafts that are meant (see `app.occasion`); none where every step is.

    Raises:
        UsageError: a name means nothing or no draft of the plan's own, or drafts are named beside ``--all-drafts``.
    """
    named = [each for each in (order.base, order.revised, order.meeting) if each is not None]
    if order.has_all_drafts:
        if named:
            message = f"--all-drafts と「{named[0]}」は一緒に使えません"
            raise UsageError(
                message, "すべての版の段階を見るなら --all-drafts だけに、二つの版なら版の名だけにしてください"
            )
        return _Step()
    if not plan.drafts:
        return _Step()
    meeting = find_meeting(plan, order.meeting) if order.meeting is not None else None
    names = names_meant(Names(base=order.base, revised=order.revised), meeting)
    base, revised = named_pair(plan, root, names.base, names.revised, alone=True)
    for draft in (base, revised):
        if draft.id not in plan.settings.drafts:
            message = f"「{draft.id}」は plan.yaml の drafts にない版なので、点検できません"
            raise UsageError(message, f"点検できる版：{'、'.join(plan.settings.drafts)}")
    meeting = meeting or meeting_of(plan, base, revised)
    told = pair_told(base, revised, meeting) if named or len(plan.drafts) > _ONE_STEP else ""
    return _Step((base.id, revised.id), told)


def _check_papers(papers: Path, inspection: Inspection, verdict: Verdict) -> PaperCheck:
    from dxplan_cli.app.produced import check_papers  # noqa: PLC0415 - 35 ms of patterns for the public edition alone

    return check_papers(papers, inspection, verdict.accepted)


def _is_wanted(finding: Finding, *, only: tuple[str, ...], severity: str) -> bool:
    return (not only or finding.code in only) and _WEIGHT[finding.severity.value] <= _WEIGHT[severity]


def _code_of(name: str) -> str:
    """Return the code of a kind of finding, named by it or by its Japanese name.

    Raises:
        UsageError: there is none, or several; names them.
    """
    taken = find_named("点検の種類", name, [Candidate(code, name_of(code), (name_of(code),)) for code in CODES])
    if taken is None:
        message = f"点検の種類「{name}」はありません"
        shown = "、".join(f"{name_of(code)}（{code}）" for code in CODES)
        raise UsageError(message, f"{near_hint(name, CODES)}使えるもの：{shown}")
    return taken.id


def _severity_of(name: str) -> str:
    """Return a weight named by its word or by the one on the screen: 誤り.

    Raises:
        UsageError: there is none.
    """
    words = [Candidate(each.value, each.japanese, (each.japanese,)) for each in Severity]
    taken = find_named("重さ", name, words, is_sure=True)
    if taken is None:
        message = f"重さ「{name}」はありません"
        raise UsageError(message, f"使えるもの：{'、'.join(_WEIGHT)}")
    return taken.id


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
    if report.pair:
        yield line(f"点検した版：{report.pair}")
    yield from summary_lines(report.summary, report.papers.files if report.papers else None)
    yield line(f"指摘 {len(found)}件（{count_line(found)}）" if found else "指摘はありません")
    yield from finding_lines(report.findings, folder)
    if report.papers:
        yield from finding_lines(report.papers.findings)
