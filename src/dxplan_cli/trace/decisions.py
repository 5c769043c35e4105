"""Decisions (対応) that hold for more than one opinion: an opinion that is the same as another (〃) shares its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan


def lineage(opinion: Opinion, opinions: Mapping[str, Opinion]) -> tuple[Opinion, ...]:
    """Return the opinion and those it says it is the same as, nearest first; a ring is walked once."""
    line: dict[str, Opinion] = {}
    current: Opinion | None = opinion
    while current is not None and current.id not in line:
        line[current.id] = current
        current = opinions.get(current.same_as) if current.same_as else None
    return tuple(line.values())


def origin(opinion: Opinion, opinions: Mapping[str, Opinion]) -> Opinion:
    """Return the opinion at the end of the line; of a ring, the member with the smallest id."""
    line = lineage(opinion, opinions)
    ids = [each.id for each in line]
    back = line[-1].same_as
    return min(line[ids.index(back) :], key=lambda each: each.id) if back in ids else line[-1]


def settle(opinion: Opinion, opinions: Mapping[str, Opinion]) -> Opinion:
    """Return an opinion with the disposition of the one it is the same as, where it has none of its own.

    Its answer and its links are not copied: papers and checks follow `same_as` to them.
    """
    if opinion.same_as is None or opinion.disposition != UNDECIDED or opinion.answer or opinion.changes:
        return opinion
    return replace(opinion, disposition=origin(opinion, opinions).disposition)


def settle_plan(plan: Plan) -> Plan:
    """Return a plan in which every opinion that is the same as another has its disposition."""
    if not any(opinion.same_as for opinion in plan.opinions):
        return plan
    by_id = opinions_by_id(plan.opinions)
    return replace(plan, opinions=tuple(settle(opinion, by_id) for opinion in plan.opinions))


def opinions_by_id(opinions: Iterable[Opinion]) -> dict[str, Opinion]:
    """Return the opinions by id; of a repeated id, the first."""
    found: dict[str, Opinion] = {}
    for opinion in opinions:
        found.setdefault(opinion.id, opinion)
    return found
