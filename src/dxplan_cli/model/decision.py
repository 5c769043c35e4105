"""A decision (対応) as one record: what replaces another moves all of that to the opinion's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.model.opinion import PastDecision
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from dxplan_cli.model.opinion import Link, Opinion


class Decision(Value, kw_only=True):
    """All that is decided on an opinion at one time."""

    disposition: str = UNDECIDED
    answer: str | None = None
    same_as: str | None = None
    changes: tuple[Link, ...] = ()


def decision_of(opinion: Opinion) -> Decision:
    """Return the decision that holds for an opinion by itself."""
    return Decision(
        disposition=opinion.disposition,
        answer=opinion.answer,
        same_as=opinion.same_as,
        changes=opinion.changes,
    )


def with_decision(opinion: Opinion, decision: Decision, today: str) -> Opinion:
    """Return the opinion with a decision made today (ISO date); the one it replaces goes to the history.

    What only completes a decision, a first answer or one more link, replaces nothing. A link that was confirmed again
    is the same link.
    """
    before = decision_of(opinion)
    if _without_digests(decision) == _without_digests(before):
        return replace(opinion, changes=decision.changes)
    history = opinion.history
    if before.disposition != UNDECIDED and not _completes(decision, before):
        past = PastDecision(
            date=opinion.decided,
            disposition=before.disposition,
            answer=before.answer,
            same_as=before.same_as,
            changes=before.changes,
        )
        history = (*history, past)
    return replace(
        opinion,
        disposition=decision.disposition,
        answer=decision.answer,
        same_as=decision.same_as,
        changes=decision.changes,
        decided=today,
        history=history,
    )


def _completes(decision: Decision, before: Decision) -> bool:
    """Tell whether a decision says all that the one before said, and more."""
    kept = _without_digests(decision).changes[: len(before.changes)]
    return (
        decision.disposition == before.disposition
        and before.answer in {None, decision.answer}
        and before.same_as in {None, decision.same_as}
        and kept == _without_digests(before).changes
    )


def _without_digests(decision: Decision) -> Decision:
    links = tuple(replace(link, digest=None) for link in decision.changes)
    return replace(decision, changes=links)
