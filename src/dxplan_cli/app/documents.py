"""The task of `dxplan docx`: every paper of a meeting from one comparison."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.app.images import read_images
from dxplan_cli.app.workspace import choose_meeting, choose_pair, open_plan, refuse_unwritable
from dxplan_cli.checks.inspection import Inspection
from dxplan_cli.checks.registry import run_rules
from dxplan_cli.errors import DataError, UsageError
from dxplan_cli.model.digest import digest_of, digest_of_draft
from dxplan_cli.model.finding import Severity
from dxplan_cli.papers.blocks import PaperDocument, Stamp
from dxplan_cli.papers.catalogue import PAPERS, file_stem
from dxplan_cli.papers.kinds import number_of
from dxplan_cli.papers.material import Material
from dxplan_cli.render.word.document import render_docx
from dxplan_cli.store.write import write_file
from dxplan_cli.trace.trace import trace_changes

if TYPE_CHECKING:
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace

ALL = "all"
KINDS = tuple(paper.kind for paper in PAPERS)
_STAMP_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which papers are wanted, of which drafts and meeting, and where to put them.

    `out` is a folder, or a file name ending in .docx for a single paper.
    """

    kind: str
    out: Path
    meeting: str | None = None
    base: str | None = None
    revised: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One paper on disk."""

    title: str
    path: Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """The papers written, and what `check` has to say of the plan they were made from."""

    papers: tuple[Written, ...]
    findings: tuple[Finding, ...]


def make_documents(root: Path, order: Order) -> Delivery:
    """Make the papers ordered.

    Raises:
        UsageError: an unknown kind.
        DataError: errors in the plan with ``strict``, an image that cannot be shown or no font to draw with, and
            nothing is written; or a file cannot be written, for instance because Word holds it open.
    """
    kinds = _kinds(order)
    plan = open_plan(root)
    meeting = choose_meeting(plan, order.meeting)
    trace = _trace(plan, root, order, meeting)
    findings = run_rules(Inspection(plan))
    if order.strict:
        _refuse_errors(findings)
    stamp = stamp_of(trace)
    papers = [_make(trace, meeting, kind, stamp) for kind in kinds]
    images = read_images(root, (paper for _, _, paper in papers))
    drawn = [(title, stem, render_docx(paper, images)) for title, stem, paper in papers]
    return Delivery(tuple(_write(order, title, stem, data) for title, stem, data in drawn), findings)


def _kinds(order: Order) -> tuple[str, ...]:
    if order.kind == ALL:
        if order.out.suffix.lower() == ".docx":
            message = "all のときは -o にフォルダを指定してください"
            raise UsageError(message)
        refuse_unwritable(order.out)
        return KINDS
    if order.kind not in KINDS:
        message = f"資料の種類「{order.kind}」はありません"
        raise UsageError(message, f"使える種類：{'、'.join((ALL, *KINDS))}")
    return (order.kind,)


def _trace(plan: Plan, root: Path, order: Order, meeting: Meeting | None) -> Trace:
    """Compare what the order names, else what the meeting discusses, else the last two drafts; a first draft with itself."""
    revised = order.revised or (meeting.draft if meeting else None)
    base = order.base or (meeting.base if meeting and not order.revised else None)
    return trace_changes(plan, *choose_pair(plan, root, base, revised, alone=True))


def _refuse_errors(findings: tuple[Finding, ...]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        message = f"点検に誤りが{len(errors)}件あるので、資料を作りませんでした（--strict）"
        raise DataError(
            message, f"最初の一件：{errors[0].place} {errors[0].message}。すべては dxplan check で見られます"
        )


def stamp_of(trace: Trace) -> Stamp:
    """Return the stamp of all papers of one trace: the digest covers both drafts, the opinions and the reasons."""
    revised = trace.comparison.revised
    parts = (
        digest_of_draft(trace.comparison.base),
        digest_of_draft(revised),
        digest_of((trace.plan.opinions, *(draft.reasons for draft in trace.plan.drafts))),
    )
    digest = hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()
    return Stamp(revised.label, revised.date, digest[:_STAMP_DIGITS])


def _make(trace: Trace, meeting: Meeting | None, kind: str, stamp: Stamp) -> tuple[str, str, PaperDocument]:
    paper = next(each for each in PAPERS if each.kind == kind)
    material = Material(trace.plan, trace, meeting, number_of(kind, meeting), stamp)
    return paper.title, file_stem(kind, material), paper.make(material)


def _write(order: Order, title: str, stem: str, data: bytes) -> Written:
    is_file = order.out.suffix.lower() == ".docx"
    path = order.out if is_file else order.out / f"{stem}.docx"
    write_file(path, data)
    return Written(title, path)


def summary_of(findings: tuple[Finding, ...]) -> str:
    """Say in one line what `check` found."""
    if not findings:
        return "点検：指摘はありません"
    counts = [(severity, sum(1 for each in findings if each.severity is severity)) for severity in Severity]
    told = "　".join(f"{severity.japanese} {count}" for severity, count in counts)
    return f"点検：指摘 {len(findings)}件（{told}）。詳しくは dxplan check"
