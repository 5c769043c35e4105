"""The opinions a paper deals with, numbered once for all papers: 意見No.4 is the same everywhere.

An opinion is carried over (継続) when its round was seen by an earlier meeting,
or when it is from an earlier round this meeting does not list and is still
open, undecided or put off to later: it must not be forgotten. A round is earlier when an earlier meeting
lists it, or when no meeting does and it was heard on a draft before the revised
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.trace.claim import draft_after
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.opinion import Opinion, Round
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.trace import Trace


class Hearing(Value):
    """The opinions of one round, in the order of receipt; `round` is None for a round nobody described.

    `is_carried` says that they are carried over from an earlier meeting.
    """

    id: str
    round: Round | None
    opinions: tuple[Opinion, ...]
    is_carried: bool = False

    @property
    def title(self) -> str:
        """The round as papers call it."""
        return self.round.title if self.round is not None else self.id


class Register(Value):
    """All opinions shown, by round, their numbers by opinion id, and the ids of those carried over."""

    hearings: tuple[Hearing, ...]
    numbers: Mapping[str, int]
    carried: frozenset[str] = frozenset()

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """Every opinion shown, in the order of its number."""
        return tuple(opinion for hearing in self.hearings for opinion in hearing.opinions)

    def number_of(self, opinion_id: str) -> str:
        """Return No.4, or nothing for an opinion this paper does not deal with."""
        return f"No.{self.numbers[opinion_id]}" if opinion_id in self.numbers else ""


def make_register(trace: Trace, meeting: Meeting | None) -> Register:
    """Gather the opinions of the rounds the meeting sees, else of those heard on the base or answered by the revised draft.

    Where nobody has said anything of the base, it is those of the revised draft, while no later one answers them.

    An opinion that led to a change between the two drafts is always among them, and so is one taken back, and one
    still open from an earlier round; rounds this meeting does not list follow those it does.
    """
    plan = trace.plan
    rounds = _rounds_shown(trace, meeting)
    seen = _rounds_seen(plan, meeting)
    left = _rounds_left(trace, meeting) - set(rounds)
    bound = set(trace.marks_by_opinion) | {opinion.id for opinion in trace.taken_back}
    heard: dict[str, list[Opinion]] = {each: [] for each in rounds}
    for opinion in plan.opinions:
        is_open = opinion.round in left and plan.settings.is_open(opinion.disposition)
        if opinion.round in rounds or is_open or opinion.id in bound:
            heard.setdefault(opinion.round, []).append(opinion)
    hearings = tuple(
        Hearing(each, plan.round(each), tuple(opinions), is_carried=each in seen or each in left)
        for each, opinions in heard.items()
        if opinions
    )
    numbered = (opinion for hearing in hearings for opinion in hearing.opinions)
    return Register(
        hearings,
        {opinion.id: at for at, opinion in enumerate(numbered, start=1)},
        frozenset(opinion.id for hearing in hearings if hearing.is_carried for opinion in hearing.opinions),
    )


def _rounds_shown(trace: Trace, meeting: Meeting | None) -> tuple[str, ...]:
    """Return the rounds a meeting lists, else those heard on the drafts compared; rounds nobody described belong there."""
    if meeting is not None and meeting.rounds:
        return meeting.rounds
    plan = trace.plan
    base, revised = (each.id.partition("@")[0] for each in (trace.comparison.base, trace.comparison.revised))
    spoken = dict.fromkeys(opinion.round for opinion in plan.opinions)
    undescribed = tuple(each for each in spoken if plan.round(each) is None)
    answered = (
        each.id for each in plan.rounds if each.draft in {None, base} or draft_after(plan, each.id) in trace.drafts
    )
    shown = (*answered, *undescribed)
    if spoken.keys() & set(shown):
        return shown
    waiting = (each.id for each in plan.rounds if each.draft == revised and draft_after(plan, each.id) is None)
    return (*shown, *waiting)


def _rounds_seen(plan: Plan, meeting: Meeting | None) -> frozenset[str]:
    """Return the rounds that meetings before this one list."""
    if meeting is None:
        return frozenset()
    return frozenset(each for other in plan.meetings if other.number < meeting.number for each in other.rounds)


def _rounds_left(trace: Trace, meeting: Meeting | None) -> frozenset[str]:
    """Return the earlier rounds: seen by a meeting before, or by none and heard on a draft before the revised one."""
    plan = trace.plan
    listed = {each for other in plan.meetings for each in other.rounds}
    order = [draft.id for draft in plan.drafts]
    revised = trace.comparison.revised.id.partition("@")[0]
    before = frozenset(order[: order.index(revised)] if revised in order else ())
    unlisted = frozenset(each.id for each in plan.rounds if each.id not in listed and each.draft in before)
    return _rounds_seen(plan, meeting) | unlisted
