"""The state (状態) of every opinion, derived from decisions and drafts, never typed.

An opinion is reflected when every change it is linked to is really there, and
verified when the next draft still has them all. One that is the same as another
(same_as) is in the state of that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.state import State, unlinked_state
from dxplan_cli.trace.resolve import Standing, resolve, versions_of
from dxplan_cli.trace.trace import trace_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.trace.resolve import Resolved
    from dxplan_cli.trace.trace import Trace


def trace_neighbours(plan: Plan) -> tuple[Trace, ...]:
    """Trace every draft against the one it is based on, oldest first."""
    return tuple(trace_changes(plan, base, draft) for base, draft in plan.steps())


def states_of(plan: Plan, traces: Iterable[Trace]) -> dict[str, State]:
    """Return the state of every opinion by its id; `traces` are those of neighbouring drafts."""
    progress = _Progress(plan, {trace.comparison.revised.id: trace for trace in traces})
    own = {opinion.id: progress.state_of(opinion) for opinion in plan.opinions}
    same_as = {opinion.id: opinion.same_as for opinion in plan.opinions}
    return {opinion_id: own[_answered(opinion_id, same_as)] for opinion_id in own}


def _answered(opinion_id: str, same_as: dict[str, str | None]) -> str:
    """Return the opinion that is answered in place of this one; itself in a ring, or where there is no such opinion."""
    passed = {opinion_id}
    current = opinion_id
    while (named := same_as.get(current)) is not None and named in same_as:
        if named in passed:
            return opinion_id
        passed.add(named)
        current = named
    return current


class _Progress:
    """What became of the claims of opinions, draft by draft."""

    def __init__(self, plan: Plan, traces: dict[str, Trace]) -> None:
        self._plan = plan
        self._traces = traces
        self._resolved: dict[str, list[tuple[str, Resolved]]] = {}
        for draft, trace in traces.items():
            for resolved in trace.resolved:
                if resolved.claim.opinion is not None:
                    self._resolved.setdefault(resolved.claim.opinion.id, []).append((draft, resolved))

    def state_of(self, opinion: Opinion) -> State:
        undone = unlinked_state(opinion.disposition)
        if undone is State.RECEIVED:
            return undone
        found = self._resolved.get(opinion.id, [])
        is_reflected = len(found) == len(opinion.changes) > 0 and all(
            resolved.standing is Standing.KEPT for _, resolved in found
        )
        if not is_reflected:
            return undone
        if any(self._next(draft) is None for draft, _ in found):
            return State.REFLECTED
        return State.VERIFIED if all(self._lasts(draft, each) for draft, each in found) else State.TAKEN_BACK

    def _next(self, draft_id: str) -> Draft | None:
        return next((draft for draft in self._plan.drafts if draft.based_on == draft_id), None)

    def _lasts(self, draft_id: str, resolved: Resolved) -> bool:
        """Tell whether the next draft still has a change."""
        following = self._next(draft_id)
        if following is None or resolved.claim.node not in self._traces[following.id].comparison.by_node:
            return True
        base = self._traces[draft_id].comparison.base
        comparison = trace_changes(self._plan, base, following).comparison
        return resolve(resolved.claim, comparison, versions_of(comparison)).standing is Standing.KEPT
