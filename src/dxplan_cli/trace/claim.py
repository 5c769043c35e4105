"""Claims: every statement that something was changed, from opinions and from reasons alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.kind import ChangeKind
    from dxplan_cli.model.opinion import Link, Opinion, Reason
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Draft, Plan


class Claim(Value, kw_only=True):
    """A statement that this node was changed, because of this; made by an opinion's link or by a reason, exactly one of them.

    `draft` is the draft that must show the change; None when nobody says which. `link` is the opinion's, whose node may
    be called otherwise by now.
    """

    node: str
    kind: ChangeKind | None
    quote: str | None
    draft: str | None
    place: Place
    opinion: Opinion | None = None
    reason: Reason | None = None
    link: Link | None = None


def claims_of(plan: Plan) -> tuple[Claim, ...]:
    """Gather the claims of the whole plan: opinions in the order of receipt, then the reasons of each draft."""
    claims = [_claim_of_link(plan, opinion, link) for opinion in plan.opinions for link in opinion.changes]
    claims += [_claim_of_reason(draft.id, reason) for draft in plan.drafts for reason in draft.reasons if reason.node]
    return tuple(claims)


def _claim_of_link(plan: Plan, opinion: Opinion, link: Link) -> Claim:
    return Claim(
        node=link.node,
        kind=link.kind,
        quote=link.quote,
        draft=link.draft or draft_after(plan, opinion.round),
        place=link.place,
        opinion=opinion,
        link=link,
    )


def _claim_of_reason(draft_id: str, reason: Reason) -> Claim:
    return Claim(
        node=reason.node,
        kind=reason.kind,
        quote=reason.quote,
        draft=draft_id,
        place=reason.place,
        reason=reason,
    )


def draft_after(plan: Plan, round_id: str) -> str | None:
    """Return the draft that answers a round: the first one based on the draft the round was heard on."""
    heard = plan.round(round_id)
    if heard is None or heard.draft is None:
        return None
    return next((draft.id for draft in plan.drafts if draft.based_on == heard.draft), None)


def drafts_between(plan: Plan, base: str, revised: str) -> tuple[str, ...]:
    """Return the drafts after `base` up to and including `revised`, following `based_on`, newest first.

    When `revised` does not descend from `base`, or is a later state of the
    same draft, only `revised` answers for itself.
    """
    chain: list[str] = []
    current: Draft | None = plan.draft(revised)
    while current is not None and current.id not in chain:
        if current.id == base and chain:
            return tuple(chain)
        chain.append(current.id)
        current = plan.draft(current.based_on) if current.based_on else None
    return (revised,)


def drafts_before(plan: Plan, draft: Draft) -> tuple[Draft, ...]:
    """Return the drafts a draft descends from, the nearest first."""
    line: list[Draft] = []
    current = plan.draft(draft.based_on or "")
    while current is not None and current not in line and current is not draft:
        line.append(current)
        current = plan.draft(current.based_on or "")
    return tuple(line)


def claims_between(claims: Iterable[Claim], drafts: Iterable[str]) -> tuple[Claim, ...]:
    """Keep the claims that one of these drafts must show."""
    wanted = frozenset(drafts)
    return tuple(claim for claim in claims if claim.draft in wanted)
