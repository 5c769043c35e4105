"""The task of `dxplan docx`: every paper of a meeting from one comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxplan_cli.app.edition import edition_of
from dxplan_cli.app.house_template import load_template
from dxplan_cli.app.images import read_images
from dxplan_cli.app.manuscripts import View
from dxplan_cli.app.naming import Candidate, find_named
from dxplan_cli.app.occasion import choose_occasion
from dxplan_cli.app.pair import Compared, Names, compare_pair
from dxplan_cli.app.plan_findings import check_command, refuse_errors, summary_of, verdict_on
from dxplan_cli.app.press import OfficeSearch, Press, find_layout
from dxplan_cli.app.stamp import stamp_of
from dxplan_cli.app.workspace import read_plan, refuse_unwritable
from dxplan_cli.errors import UsageError
from dxplan_cli.papers import changes, comparison, redline, responses
from dxplan_cli.papers.blocks import PaperDocument
from dxplan_cli.papers.catalogue import PAPERS, file_stem
from dxplan_cli.papers.kinds import number_of
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.revisions import Manner
from dxplan_cli.store.write import write_file
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.render.word.template import Template

ALL = "all"
_ALL_TITLE = "すべて"
KINDS = tuple(paper.kind for paper in PAPERS)
WITHOUT_PLAN = (comparison.KIND, redline.KIND, changes.KIND)
"""The papers that two drafts alone give."""


class Order(Value, kw_only=True):
    """Which papers are wanted, of which drafts and meeting, and where to put them.

    `out` is a folder, or a file name ending in .docx for a single paper. `manner` is how the redline shows revisions,
    `pages` asks for real page numbers.
    """

    kind: str
    out: Path
    meeting: str | None = None
    base: str | None = None
    revised: str | None = None
    strict: bool = False
    manner: Manner = Manner.MARKED
    pages: OfficeSearch | None = None
    edition: str | None = None
    view: View = View.ACCEPTED


class Written(Value):
    """One paper on disk."""

    title: str
    path: Path


class Delivery(Value):
    """The papers written, what `check` has to say of the plan they were made from, and remarks on the making.

    `summary` is what `check` says in a line; empty without a plan.
    """

    papers: tuple[Written, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()
    summary: str = ""


def choose_manner(named: Sequence[str]) -> Manner:
    """Return how the redline is to show revisions; by default marked.

    Raises:
        UsageError: more than one manner is named.
    """
    if len(named) > 1:
        message = "見え消しの示し方は一つだけ指定してください"
        raise UsageError(message, f"指定されたもの：{'、'.join(f'--{name}' for name in named)}")
    return Manner(named[0]) if named else Manner.MARKED


def make_documents(root: Path | None, order: Order) -> Delivery:
    """Make the papers ordered; two files need no data folder, and nothing is checked then.

    Raises:
        UsageError: an unknown kind or edition, or one that needs a plan.
        DataError: errors in the plan with ``strict``, an image that cannot be shown, a template that cannot be used,
            no font to draw with, and nothing is written; or a file cannot be written, for instance because Word
            holds it open.
    """
    order = replace(order, kind=_kind_called(order.kind))
    kinds, edition = _kinds(order, has_plan=root is not None), edition_of(order.edition)
    occasion = _occasion(root, order)
    trace, plan, meeting = occasion.compared.trace, occasion.compared.trace.plan, occasion.meeting
    verdict = verdict_on(plan, trace, is_public=edition.is_public) if root else None
    is_named = any(name is not None for name in (order.base, order.revised, order.meeting))
    command = check_command(trace, is_public=edition.is_public, is_named=is_named)
    if order.strict and verdict is not None:
        refuse_errors(root, verdict.findings, "資料", command)
    stamp = stamp_of(trace)
    numbers = {kind: number_of(kind, meeting) if root else None for kind in kinds}
    materials = [(kind, Material(plan, trace, meeting, numbers[kind], stamp, edition)) for kind in kinds]
    papers = [_make(material, kind, order.manner) for kind, material in materials]
    images = read_images(root, (paper.document for paper in papers), occasion.compared.images)
    press = Press(occasion.template, find_layout(order.pages) if order.pages else None, images)
    drawn = [(paper, press.draw(paper.document, paper.manner, trace.comparison)) for paper in papers]
    written = tuple(_write(order, paper, content) for paper, content in drawn)
    told = occasion.template.remarks if occasion.template else ()
    left_out = _left_out(materials) if root else ()
    remarks = (*occasion.told, *left_out, *occasion.compared.remarks, *told, *press.remarks)
    if verdict is None:
        return Delivery(written, (), remarks)
    return Delivery(written, verdict.findings, remarks, summary_of(verdict.findings, verdict.elsewhere, command))


def _left_out(materials: Sequence[tuple[str, Material]]) -> tuple[str, ...]:
    """Say how many opinions of the plan are not in the 意見対応表, because they speak of other drafts."""
    material = next((each for kind, each in materials if kind == responses.KIND), None)
    if material is None:
        return ()
    shown = {opinion.id for opinion in material.register.opinions}
    others = [opinion for opinion in material.plan.opinions if opinion.id not in shown]
    if not others:
        return ()
    rounds = material.plan.rounds
    titles = [each.title for each in rounds if any(opinion.round == each.id for opinion in others)]
    count = sum(opinion.comments for opinion in others)
    return (f"意見対応表には、ほかの機会の意見{count}件（{'、'.join(titles)}）は載りません",)


class _Occasion(Value):
    """What the papers are made from: the comparison, the meeting they are for, the office's dress; `told` says which."""

    compared: Compared
    meeting: Meeting | None
    template: Template | None
    told: tuple[str, ...] = ()


def _occasion(root: Path | None, order: Order) -> _Occasion:
    """Compare what is meant (see `app.occasion`); a first draft with itself."""
    if root is None:
        if order.meeting is not None:
            message = "計画のデータなしに、会議（--meeting）は指定できません"
            raise UsageError(message, "--data で計画のデータのフォルダを指すか、--meeting を外してください")
        names = Names(base=order.base, revised=order.revised, view=order.view)
        return _Occasion(compare_pair(None, None, names), None, None)
    plan = read_plan(root)
    template = load_template(root, plan.settings.documents)
    names = Names(base=order.base, revised=order.revised, view=order.view)
    occasion = choose_occasion(plan, root, names, order.meeting)
    return _Occasion(occasion.compared, occasion.meeting, template, occasion.remarks)


def _kind_called(name: str) -> str:
    """Return the kind of paper of a name or a title; a name that means none is refused where it is known what there is.

    Raises:
        UsageError: several papers are called so; lists them.
    """
    papers = [Candidate(paper.kind, paper.title, (paper.title,)) for paper in PAPERS]
    taken = find_named("資料の種類", name, [Candidate(ALL, _ALL_TITLE, (_ALL_TITLE,)), *papers])
    return taken.id if taken is not None else name


def _kinds(order: Order, *, has_plan: bool) -> tuple[str, ...]:
    known = KINDS if has_plan else WITHOUT_PLAN
    if order.kind == ALL:
        if order.out.suffix.lower() == ".docx":
            message = "all のときは -o にフォルダを指定してください"
            raise UsageError(message)
        refuse_unwritable(order.out)
        return known
    if order.kind not in known:
        is_known = order.kind in KINDS
        message = f"資料の種類「{order.kind}」は" + ("計画のデータからだけ作れます" if is_known else "ありません")
        raise UsageError(message, f"使える種類：{'、'.join((ALL, *(_shown(each) for each in known)))}")
    if order.manner is not Manner.MARKED and order.kind != redline.KIND:
        message = f"--{order.manner} は見え消し版（redline）だけの指定です"
        raise UsageError(message, f"dxplan docx redline --{order.manner} としてください")
    return (order.kind,)


def _shown(kind: str) -> str:
    return next(f"{paper.title}（{kind}）" for paper in PAPERS if paper.kind == kind)


class _Made(Value):
    """A paper ready to be drawn: its title, the name of its file, how it shows revisions."""

    title: str
    stem: str
    document: PaperDocument
    manner: Manner


def _make(material: Material, kind: str, manner: Manner) -> _Made:
    paper = next(each for each in PAPERS if each.kind == kind)
    shown = manner if kind == redline.KIND else Manner.MARKED
    return _Made(paper.title, file_stem(kind, material, shown), paper.make(material), shown)


def _write(order: Order, paper: _Made, content: bytes) -> Written:
    is_file = order.out.suffix.lower() == ".docx"
    path = order.out if is_file else order.out / f"{paper.stem}.docx"
    write_file(path, content)
    return Written(paper.title, path)
