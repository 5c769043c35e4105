"""Faults between files that make a plan unusable; what work can go on with is left to `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.model.finding import Fault
from dxplan_cli.model.node import Section
from dxplan_cli.text.guess import near_hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.model.plan import Draft, Plan

Complaint: TypeAlias = tuple[str, Fault]
"""A fault of a record, and the key of the record it is about."""


def complaints_of(plan: Plan) -> list[Complaint]:
    """Return what is wrong with a plan whose files were all readable."""
    return [
        *_unknown_bases(plan),
        *_cycles_of_drafts(plan),
        *(complaint for draft in plan.drafts for complaint in _cycles_of_reasons(draft)),
        *_unknown_roles(plan),
        *_unknown_dispositions(plan),
    ]


def _unknown_bases(plan: Plan) -> Iterator[Complaint]:
    known = tuple(draft.id for draft in plan.drafts)
    for draft in plan.drafts:
        if draft.based_on is not None and draft.based_on not in known:
            message = f"based_on の版「{draft.based_on}」がありません"
            hint = f"{near_hint(draft.based_on, known)}plan.yaml の drafts にある版：{'、'.join(known)}"
            yield "based_on", Fault(draft.place, message, hint)


def _cycles_of_drafts(plan: Plan) -> Iterator[Complaint]:
    parents = {draft.id: draft.based_on for draft in plan.drafts}
    ring = _ring(parents)
    if ring:
        draft = plan.draft(ring[0])
        if draft is not None:
            message = f"based_on が輪になっています（{' → '.join([*ring, ring[0]])}）"
            yield "based_on", Fault(draft.place, message, "もとにした版を一つ前の版に直してください")


def _cycles_of_reasons(draft: Draft) -> Iterator[Complaint]:
    parents = {reason.node: reason.because_of for reason in draft.reasons if reason.because_of}
    ring = _ring(parents)
    if ring:
        place = next(reason.place for reason in draft.reasons if reason.node == ring[0] and reason.because_of)
        message = f"because_of が輪になっています（{' → '.join([*ring, ring[0]])}）"
        yield "because_of", Fault(place, message, "大もとの修正には because_of を書かないでください")


def _ring(parents: Mapping[str, str | None]) -> list[str]:
    """Return the members of a ring in the parent relation, or nothing."""
    cleared: set[str] = set()
    for start in parents:
        trail: list[str] = []
        current: str | None = start
        while current is not None and current not in cleared and current not in trail:
            trail.append(current)
            current = parents.get(current)
        if current is not None and current in trail:
            return trail[trail.index(current) :]
        cleared.update(trail)
    return []


def _unknown_roles(plan: Plan) -> Iterator[Complaint]:
    known = plan.settings.roles
    for draft in plan.drafts:
        for node in draft.nodes():
            if isinstance(node, Section) and node.role is not None and node.role not in known:
                message = f"役割「{node.role}」は plan.yaml の roles にありません（{node.id}）"
                yield "role", Fault(node.place, message, f"{near_hint(node.role, known)}使える役割：{'、'.join(known)}")


def _unknown_dispositions(plan: Plan) -> Iterator[Complaint]:
    known = plan.settings.disposition_names
    for opinion in plan.opinions:
        if opinion.disposition not in known:
            message = f"対応区分「{opinion.disposition}」は plan.yaml の dispositions にありません（{opinion.id}）"
            hint = f"{near_hint(opinion.disposition, known)}使える区分：{'、'.join(known)}"
            yield "disposition", Fault(opinion.place, message, hint)
