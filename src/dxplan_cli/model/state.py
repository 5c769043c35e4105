"""The state (状態) of an opinion: how far it has come.

受付 → 対応決定 → 反映済み → 確認済み, and 取消 where a later draft undid what was reflected
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dxplan_cli.model.opinion import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(Enum):
    """How far an opinion has come."""

    RECEIVED = "受付"
    DECIDED = "対応決定"
    REFLECTED = "反映済み"
    VERIFIED = "確認済み"
    TAKEN_BACK = "取消"


UNFINISHED = frozenset({State.RECEIVED, State.DECIDED, State.TAKEN_BACK})
"""What still asks for work or for a second look."""
STATES_MEANT: Mapping[str, frozenset[State]] = {
    **{state.value: frozenset({state}) for state in State},
    "未完了": UNFINISHED,
}
"""The states each word asks for."""


def unlinked_state(disposition: str) -> State:
    """Return the state of an opinion that is linked to no change: it is decided or not."""
    return State.RECEIVED if disposition == UNDECIDED else State.DECIDED
