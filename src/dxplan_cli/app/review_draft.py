"""Which draft a returned paper shows, and what the paper said when it went out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.occasion import meeting_of
from dxplan_cli.app.printed import print_draft, take_down
from dxplan_cli.app.workspace import latest_draft
from dxplan_cli.model.node import walk, words_of
from dxplan_cli.papers.blocks import Stamp
from dxplan_cli.papers.clean import make_clean
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.packet import make_packet
from dxplan_cli.papers.redline import make_redline
from dxplan_cli.papers.revisions import Manner, show
from dxplan_cli.trace.trace import trace_changes
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_SURE: Final = 0.98
"""The share of a paper's texts that a draft, or a paper of it, must have to be taken without looking further."""


class Shown(Value):
    """A draft as a paper shows it: `printed` has the draft's ids; `is_marked` papers hold marks and struck words besides."""

    draft: Draft
    printed: Draft
    is_marked: bool = False


def recognise(
    plan: Plan, draft: Draft | None, given: tuple[AnyNode, ...], margins: str, round_id: str | None = None
) -> Shown:
    """Tell what a paper shows: of the draft named, else the one its footer names, else the one most like it.

    Of drafts alike, as where the next one has just begun, it is the one the round was heard on.

    Raises:
        UsageError: the plan has no draft.
    """
    wanted = Counter(_texts(given))
    drafts = [draft] if draft is not None else _candidates(plan, margins, round_id)
    best, most = None, -1.0
    for shown in (shown for each in drafts for shown in _papers(plan, each)):
        share = (Counter(_texts(shown.printed.chapters)) & wanted).total() / max(wanted.total(), 1)
        if share > most:
            best, most = shown, share
        if share >= _SURE:
            break
    return best if best is not None else Shown(latest_draft(plan), latest_draft(plan))


def _candidates(plan: Plan, margins: str, round_id: str | None) -> list[Draft]:
    """Return the draft whose label stands in the margins, the longest first; without one all, those heard on first."""
    named = [each for each in plan.drafts if each.label and each.label in margins]
    if named:
        return [max(named, key=lambda each: len(each.label))]
    meant = plan.round(round_id or "")
    rounds = (*((meant,) if meant else ()), *reversed(plan.rounds))
    heard = [draft for each in rounds if (draft := plan.draft(each.draft or "")) is not None]
    return list({each.id: each for each in (*heard, *reversed(plan.drafts))}.values())


def _papers(plan: Plan, draft: Draft) -> Iterator[Shown]:
    yield Shown(draft, print_draft(plan, draft))
    trace = trace_changes(plan, plan.draft(draft.based_on or "") or draft, draft)
    meeting = meeting_of(plan, trace.comparison.base, draft)
    material = Material(plan, trace, meeting, None, Stamp(draft.label, draft.date, ""))
    for make in (make_clean, make_packet, make_redline):
        blocks = show(make(material), Manner.MARKED).blocks
        yield Shown(draft, take_down(blocks, draft), is_marked=make is not make_clean)


def _texts(chapters: Iterable[AnyNode]) -> Iterator[str]:
    return (words for node in walk(tuple(chapters)) if (words := words_of(node).strip()))
