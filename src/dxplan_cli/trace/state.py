"""The state (状態) of every opinion, derived from decisions and drafts, never typed.

An opinion is reflected when every change it is linked to is really there, and
verified when every draft after that still has them all. One that is the same as
another (same_as) is in the state of that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.model.state import State, unlinked_state
from dxplan_cli.trace.decisions import lineage, opinions_by_id
from dxplan_cli.trace.promises import broken_changes
from dxplan_cli.trace.resolve import Resolved, Standing
from dxplan_cli.trace.trace import trace_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace

_Found: TypeAlias = tuple[str, Resolved]
"""The id of the draft that must show a change, and what the link was found to be there."""


def trace_neighbours(plan: Plan) -> tuple[Trace, ...]:
    """Trace every draft against the one it is based on, oldest first."""
    return tuple(trace_changes(plan, base, draft) for base, draft in plan.steps())


def states_of(plan: Plan, traces: Iterable[Trace]) -> dict[str, State]:
    """Return the state of every opinion by its id; `traces` are those of neighbouring drafts."""
    traces = tuple(traces)
    links = _links_found(traces)
    undone = frozenset(broken.opinion.id for broken in broken_changes(plan, traces))
    by_id = opinions_by_id(plan.opinions)
    own = {opinion.id: _state_of(plan, opinion, links.get(opinion.id, ()), undone) for opinion in plan.opinions}
    return {opinion.id: own[_deciding(opinion, by_id).id] for opinion in plan.opinions}


def _links_found(traces: Iterable[Trace]) -> dict[str, tuple[_Found, ...]]:
    """Return, by opinion, what each of its links was found to be, and the draft that made the change."""
    found: dict[str, tuple[_Found, ...]] = {}
    for trace in traces:
        for resolved in trace.resolved:
            opinion = resolved.claim.opinion
            if opinion is not None:
                entry = (trace.comparison.revised.id, resolved)
                found[opinion.id] = (*found.get(opinion.id, ()), entry)
    return found


def _deciding(opinion: Opinion, by_id: dict[str, Opinion]) -> Opinion:
    """Return the opinion whose decision holds for this one; itself in a ring."""
    line = lineage(opinion, by_id)
    back = line[-1].same_as
    is_ring = back is not None and any(each.id == back for each in line)
    return opinion if is_ring else line[-1]


def _state_of(plan: Plan, opinion: Opinion, found: tuple[_Found, ...], undone: frozenset[str]) -> State:
    undecided_or_not = unlinked_state(opinion.disposition, plan.settings.promise_of(opinion.disposition))
    if undecided_or_not is not State.DECIDED:
        return undecided_or_not
    kept = [resolved.claim.link for _, resolved in found if resolved.standing is Standing.KEPT]
    if not opinion.changes or any(link not in kept for link in opinion.changes):
        return State.DECIDED
    if opinion.id in undone:
        return State.TAKEN_BACK
    has_later = all(any(each.based_on == draft for each in plan.drafts) for draft, _ in found)
    return State.VERIFIED if has_later else State.REFLECTED
