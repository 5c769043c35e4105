"""Everything in a plan that holds texts a paper prints, with what messages call it and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, told
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Reason
    from dxplan_cli.model.place import Place


class Owner(Value):
    """A value with texts; `name` goes before に or の, `node` and `opinion` are ids."""

    value: object
    name: str
    place: Place
    node: str | None = None
    opinion: str | None = None


def _name_of(reason: Reason) -> str:
    return f"項目 {reason.node} の修正理由" if reason.node else "一括の改めの理由"


def owners_of(inspection: Inspection) -> Iterator[Owner]:
    """Yield the settings, drafts, reasons, nodes, rounds, opinions, meetings and projects; each version of a node once."""
    plan = inspection.plan
    yield Owner(plan.settings, "plan.yaml ", plan.settings.place)
    for draft in plan.drafts:
        yield Owner((draft.label, draft.stage, draft.date), f"版「{draft.id}」の表題", draft.place)
        for reason in draft.reasons:
            yield Owner(reason, _name_of(reason), reason.place, reason.node or None)
    for _, node in inspection.versions:
        yield Owner(node, named(node), node.place, node.id)
    for heard in plan.rounds:
        yield Owner(heard, f"聴取の機会「{heard.id}」", heard.place)
    for opinion in plan.opinions:
        yield Owner(opinion, f"意見{told(opinion)}", opinion.place, opinion=opinion.id)
    for meeting in plan.meetings:
        yield Owner(meeting, f"会議「{meeting.id}」", meeting.place)
    if plan.projects:
        yield Owner(plan.projects, "projects.yaml ", plan.projects.place)
