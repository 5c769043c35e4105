"""The opinions a paper deals with, numbered once for all papers: 意見No.4 is the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxplan_cli.trace.claim import draft_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.opinion import Opinion, Round
    from dxplan_cli.trace.trace import Trace


@dataclass(frozen=True, slots=True)
class Hearing:
    """The opinions of one round, in the order of receipt; `round` is None for a round nobody described."""

    id: str
    round: Round | None
    opinions: tuple[Opinion, ...]

    @property
    def title(self) -> str:
        """The round as papers call it."""
        return self.round.title if self.round is not None else self.id


@dataclass(frozen=True, slots=True)
class Register:
    """All opinions shown, by round, and their numbers by opinion id."""

    hearings: tuple[Hearing, ...]
    numbers: Mapping[str, int]

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """Every opinion shown, in the order of its number."""
        return tuple(opinion for hearing in self.hearings for opinion in hearing.opinions)

    def number_of(self, opinion_id: str) -> str:
        """Return No.4, or nothing for an opinion this paper does not deal with."""
        return f"No.{self.numbers[opinion_id]}" if opinion_id in self.numbers else ""


def make_register(trace: Trace, meeting: Meeting | None) -> Register:
    """Gather the opinions of the rounds the meeting sees, else of those the revised draft answers.

    An opinion that led to a change between the two drafts is always among them, and so is one taken back.
    """
    plan = trace.plan
    rounds = _rounds_shown(trace, meeting)
    bound = set(trace.marks_by_opinion) | {opinion.id for opinion in trace.taken_back}
    shown = [opinion for opinion in plan.opinions if opinion.round in rounds or opinion.id in bound]
    order = dict.fromkeys([*rounds, *(opinion.round for opinion in shown)])
    hearings = [
        Hearing(each, plan.round(each), tuple(opinion for opinion in shown if opinion.round == each)) for each in order
    ]
    kept = tuple(hearing for hearing in hearings if hearing.opinions)
    numbered = (opinion for hearing in kept for opinion in hearing.opinions)
    return Register(kept, {opinion.id: at for at, opinion in enumerate(numbered, start=1)})


def _rounds_shown(trace: Trace, meeting: Meeting | None) -> tuple[str, ...]:
    if meeting is not None and meeting.rounds:
        return meeting.rounds
    plan = trace.plan
    return tuple(each.id for each in plan.rounds if each.draft is None or draft_after(plan, each.id) in trace.drafts)
