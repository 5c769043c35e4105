"""The order of rounds: by the day they were held, then by the draft they were heard on, never by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.text.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dxplan_cli.model.opinion import Round
    from dxplan_cli.model.plan import Draft

_Turn: TypeAlias = tuple[str, int, bool, str, str]


def in_order_held(rounds: Iterable[Round], drafts: Iterable[Draft]) -> tuple[Round, ...]:
    """Return the rounds as they were held; one without a day comes behind all that were held on its draft or before.

    Of two without a day on one draft the id decides, because nothing else can.
    """
    known = tuple(rounds)
    return tuple(sorted(known, key=_turns(known, [draft.id for draft in drafts])))


def _turns(rounds: tuple[Round, ...], drafts: list[str]) -> Callable[[Round], _Turn]:
    """Return what rounds are sorted by."""
    rank = {draft_id: at for at, draft_id in enumerate(drafts)}
    last = len(drafts)
    latest = [""] * (last + 1)
    for heard in rounds:
        at = rank.get(heard.draft or "", last)
        latest[at] = max(latest[at], _first_day(heard))
    for at in range(1, len(latest)):
        latest[at] = max(latest[at], latest[at - 1])

    def turn(heard: Round) -> _Turn:
        at = rank.get(heard.draft or "", last)
        day = _first_day(heard)
        return (day or latest[at], at, not day, _last_day(heard), heard.id)

    return turn


def _first_day(heard: Round) -> str:
    """Return the day a round began, from `held` or from the printed date; empty where neither tells."""
    if heard.held is not None:
        return heard.held.start or heard.held.end or ""
    return iso_date(heard.date or "") or ""


def _last_day(heard: Round) -> str:
    return (heard.held.end or "") if heard.held is not None else ""
