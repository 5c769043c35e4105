"""Replaced decisions (前の対応) that once changed the text, and whose change a later draft took back.

The step that made the change is history: its papers are printed, its draft is final. The opinion has another decision by
now, but why the text was changed then is still known, and is said. What still stands in the newest draft is no history:
it needs an opinion or a reason that holds today.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.opinion import Reason
from dxplan_cli.trace.claim import Claim, draft_after
from dxplan_cli.trace.later import undone_after
from dxplan_cli.trace.resolve import Resolved, Standing, resolve_claim
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Link, Opinion, PastDecision
    from dxplan_cli.model.plan import Draft, Plan


class _Replaced(Value):
    """A link of a decision that another one replaced, and the draft that had to show the change."""

    opinion: Opinion
    decision: PastDecision
    link: Link
    draft: str


def resolve_past(
    plan: Plan,
    drafts: Iterable[str],
    comparison: Comparison,
    versions: dict[str, tuple[AnyNode, ...]],
    current: Iterable[Resolved],
) -> tuple[Resolved, ...]:
    """Resolve what replaced decisions say of these drafts, where nothing said today explains the change already."""
    wanted = frozenset(drafts)
    explained = {(each.claim.node, each.claim.quote) for each in current if each.standing is Standing.KEPT}
    found = []
    for replaced in _replaced_links(plan):
        link = replaced.link
        is_explained = (link.node, None) in explained or (link.node, link.quote) in explained
        if is_explained or replaced.draft not in wanted:
            continue
        for each in resolve_claim(_claim_of(replaced), comparison, versions):
            taken_back_by = _taken_back_by(plan, comparison, each)
            if taken_back_by is not None:
                reason = _reason_of(replaced, taken_back_by)
                found.append(replace(each, claim=replace(each.claim, reason=reason)))
    return tuple(found)


def _replaced_links(plan: Plan) -> Iterator[_Replaced]:
    for opinion in plan.opinions:
        for decision in opinion.history:
            for link in decision.changes:
                draft = link.draft or draft_after(plan, opinion.round)
                if draft is not None:
                    yield _Replaced(opinion, decision, link, draft)


def _taken_back_by(plan: Plan, comparison: Comparison, resolved: Resolved) -> Draft | None:
    if resolved.standing is not Standing.KEPT:
        return None
    return undone_after(plan, comparison, resolved)


def _claim_of(replaced: _Replaced) -> Claim:
    link = replaced.link
    return Claim(node=link.node, kind=link.kind, quote=link.quote, draft=replaced.draft, place=replaced.opinion.place)


def _reason_of(replaced: _Replaced, taken_back_by: Draft) -> Reason:
    opinion, decision = replaced.opinion, replaced.decision
    words = f"意見「{opinion.text}」への前の対応（{decision.disposition}）による。{taken_back_by.label}で元に戻した"
    return Reason(place=opinion.place, reason=words, node=replaced.link.node)
