"""The state (状態) of an opinion: how far it has come.

受付 → 対応決定 → 反映済み → 確認済み, 取消 where a later draft undid what was reflected, and 取下げ where the speaker
took it back.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED, Promise

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(Enum):
    """How far an opinion has come."""

    RECEIVED = "受付"
    DECIDED = "対応決定"
    REFLECTED = "反映済み"
    VERIFIED = "確認済み"
    TAKEN_BACK = "取消"
    WITHDRAWN = "取下げ"


UNFINISHED = frozenset({State.RECEIVED, State.DECIDED, State.TAKEN_BACK})
"""What still asks for work or for a second look."""
STATES_MEANT: Mapping[str, frozenset[State]] = {
    **{state.value: frozenset({state}) for state in State},
    "未完了": UNFINISHED,
}
"""The states each word asks for."""


def unlinked_state(disposition: str, promise: Promise | None) -> State:
    """Return the state of an opinion that is linked to no change: it is decided, or not, or taken back by its speaker."""
    if disposition == UNDECIDED:
        return State.RECEIVED
    return State.WITHDRAWN if promise is Promise.WITHDRAWN else State.DECIDED
