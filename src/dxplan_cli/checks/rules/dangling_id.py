"""dangling-id: an id that refers to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.ids import KnownIds
from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Kpi
from dxplan_cli.text.guess import near_hint
from dxplan_cli.trace.claim import draft_after
from dxplan_cli.trace.fate import Fates
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.ids import Known
    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.model.project import Project, ProjectCount
    from dxplan_cli.trace.fate import Fate

CODE = "dangling-id"

_SEARCHES = 20
"""How many ids get a nearest one: a search takes a tenth of a second among 20,000 nodes."""


class _Reference(Value):
    """An id written under a key somewhere; None refers to nothing and so is never wrong."""

    key: str
    wanted: str | None
    known: Known
    place: Place
    node: str | None = None
    opinion: str | None = None
    seen_from: Draft | None = None
    """Of a node's id, the draft that ought to have it."""
    is_about: bool = False
    """It only tells what an opinion speaks of, which may well be something that is gone."""


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look up every reference; `repeat_of` is told by orphan-repeat, an unknown `based_on` is refused on loading.

    A node that another draft has is known: it is told when it went or came, and nothing else is suggested.
    """
    near: dict[tuple[str, str], str] = {}
    fates = Fates(inspection.plan)
    for reference in _references(inspection):
        if reference.wanted is None or reference.wanted in reference.known.ids:
            continue
        fate = fates.of(reference.wanted, reference.seen_from) if reference.seen_from is not None else None
        if fate is not None and fate.living:
            continue  # it lives on under another id, and whoever follows the reference finds it there
        if fate is not None:
            yield _in_other_draft(reference, fate)
            continue
        searched = (reference.wanted, reference.known.label)
        if searched not in near and len(near) < _SEARCHES:
            near[searched] = near_hint(reference.wanted, reference.known.ids)
        yield Finding(
            code=CODE,
            severity=Severity.ERROR,
            message=f"{reference.key}の「{reference.wanted}」は、{reference.known.label}ありません",
            hint=f"{near.get(searched, '')}id を直すか、消してください",
            place=reference.place,
            node=reference.node,
            opinion=reference.opinion,
        )


def _in_other_draft(reference: _Reference, fate: Fate) -> Finding:
    """Tell of a node that was deleted, or has not come yet; an opinion may speak of what is gone."""
    name = f"{reference.key}の{named(fate.node)}（{reference.wanted}）"
    if fate.is_deleted:
        told = f"{name}は、{fate.by.label}で削除された項目です（{fate.seen_in.label}にはありました）"
    else:
        told = f"{name}は、{reference.known.label}なく、{fate.by.label}で追加された項目です"
    severity, remedy = _judged(reference, fate)
    return Finding(
        code=CODE,
        severity=severity,
        message=told,
        hint=remedy,
        place=reference.place,
        node=reference.node,
        opinion=reference.opinion,
    )


def _judged(reference: _Reference, fate: Fate) -> tuple[Severity, str]:
    """Return how much it weighs that the node is elsewhere, and what to do."""
    if not reference.is_about:
        return Severity.ERROR, "id を直すか、消してください"
    if fate.is_deleted:
        return (
            Severity.INFO,
            "なくなった項目への意見なら、このままでかまいません（資料にも、削除と出ます）。違うなら id を直してください",
        )
    return Severity.WARNING, "意見を聴いた版（聴取の機会の draft）か id を直してください"


def _references(inspection: Inspection) -> Iterator[_Reference]:
    plan, known = inspection.plan, KnownIds(inspection)
    for heard in plan.rounds:
        yield _Reference("聴取の機会の draft ", heard.draft, known.drafts, heard.place)
    for opinion in plan.opinions:
        yield from _of_opinion(plan, opinion, known)
    for draft in plan.drafts:
        yield from _of_reasons(draft, known)
    for draft, node in inspection.versions:
        for wanted in node.serves if isinstance(node, Kpi) else ():
            yield _Reference("KPIの for ", wanted, known.nodes(draft.id), node.place, node.id, seen_from=draft)
    for meeting in plan.meetings:
        yield from _of_meeting(meeting, known)
    yield from _of_projects(inspection, known)
    for accepted in plan.settings.checks.accepted:
        yield _Reference("accepted の node ", accepted.node, known.nodes(None), accepted.place)
        yield _Reference("accepted の opinion ", accepted.opinion, known.opinions, accepted.place)


def _of_opinion(plan: Plan, opinion: Opinion, known: KnownIds) -> Iterator[_Reference]:
    heard = plan.round(opinion.round)
    yield _Reference("意見の round ", opinion.round, known.rounds, opinion.place, opinion=opinion.id)
    yield _Reference("意見の same_as ", opinion.same_as, known.opinions, opinion.place, opinion=opinion.id)
    for wanted in opinion.about:
        nodes = known.nodes(heard.draft if heard else None)
        spoken_of = plan.draft(heard.draft or "") if heard else None
        yield _Reference(
            "意見の about ", wanted, nodes, opinion.place, opinion=opinion.id, seen_from=spoken_of, is_about=True
        )
    if opinion.proposal is not None:
        for name, proposed in (("node", opinion.proposal.node), ("after", opinion.proposal.after)):
            yield _Reference(
                f"意見の proposal の {name} ", proposed, known.nodes(None), opinion.place, opinion=opinion.id
            )
    for link in opinion.changes:
        promised = link.draft or draft_after(plan, opinion.round)
        nodes, seen_from = known.compared_nodes(promised), plan.draft(promised or "")
        yield _Reference("意見の changes の draft ", link.draft, known.drafts, link.place, link.node, opinion.id)
        yield _Reference("意見の changes の node ", link.node, nodes, link.place, link.node, opinion.id, seen_from)


def _of_reasons(draft: Draft, known: KnownIds) -> Iterator[_Reference]:
    nodes = known.compared_nodes(draft.id)
    for reason in draft.reasons:
        yield _Reference("修正理由の node ", reason.node or None, nodes, reason.place, reason.node, seen_from=draft)
        yield _Reference("修正理由の because_of ", reason.because_of, nodes, reason.place, reason.node, seen_from=draft)


def _of_meeting(meeting: Meeting, known: KnownIds) -> Iterator[_Reference]:
    yield _Reference("会議の draft ", meeting.draft, known.drafts, meeting.place)
    yield _Reference("会議の base ", meeting.base, known.drafts, meeting.place)
    for wanted in meeting.rounds:
        yield _Reference("会議の rounds ", wanted, known.rounds, meeting.place)


def _of_projects(inspection: Inspection, known: KnownIds) -> Iterator[_Reference]:
    projects, latest = inspection.plan.projects, inspection.latest
    if projects is None or latest is None:
        return
    nodes = known.nodes(latest.id)
    listed: tuple[Project | ProjectCount, ...] = (*projects.counts, *projects.projects)
    for each in listed:
        yield _Reference(
            f"事業「{shortened(each.title)}」の field ", each.field, nodes, projects.place, seen_from=latest
        )
        for wanted in each.about:
            yield _Reference(
                f"事業「{shortened(each.title)}」の about ", wanted, nodes, projects.place, seen_from=latest
            )
