"""Nodes that were moved and reworded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.assignment import assign
from dxplan_cli.diff.counterparts.gaps import STAYING, near_in_gaps
from dxplan_cli.diff.counterparts.outline import NOBODY
from dxplan_cli.diff.matching import How

if TYPE_CHECKING:
    from dxplan_cli.diff.counterparts.likeness import Likeness
    from dxplan_cli.diff.counterparts.pairing import Pairing

_FAMILY, _BESIDE = 0.06, 0.05
"""What standing in the same section, and behind or before the same sibling, counts when texts are much alike."""
IN_PLACE: Final = 0.5
"""How near two texts between the same siblings must be to be one text reworded."""
_CLOSE: Final = 0.03
"""A rival so close in nearness leaves a doubt."""
_DOUBT: Final = 0.55
"""How sure a pair is at most that has such a rival, or is as little alike as this:"""
_CLEAR: Final = 0.75
"""A text that was moved and is less near than that may be another."""


def join_moved(pairing: Pairing, likeness: Likeness, least: float) -> None:
    """Pair what is at least so near wherever it stands, unless a text that is matched elsewhere is as near."""
    stays_old, stays_new = _nearest_in_gaps(pairing, likeness)
    scores: dict[tuple[int, int], float] = {}
    for new in pairing.free_new(likeness.near):
        near = likeness.near[new]
        rival = max((value for old, value in near.items() if pairing.there[old] != NOBODY), default=0.0)
        for old, value in near.items():
            stays = max(stays_old.get(old, 0.0), stays_new.get(new, 0.0))
            if not pairing.are_free(old, new) or value < max(least, stays + STAYING):
                continue
            score = value + _surroundings(pairing, old, new)
            if score > rival or value > 1 - _BESIDE:
                scores[old, new] = score
    for old, new in assign(scores):
        near = likeness.near[new]
        rival = max((scores.get((one, new), value) for one, value in near.items() if one != old), default=0.0)
        is_clear = near[old] >= _CLEAR and scores[old, new] > rival + _CLOSE
        sure = near[old] if is_clear else min(near[old], _DOUBT)
        pairing.join(old, new, sure, How.NEAR)


def _nearest_in_gaps(pairing: Pairing, likeness: Likeness) -> tuple[dict[int, float], dict[int, float]]:
    """Return of each free node how near the nearest is that stands between the same siblings."""
    stays_old: dict[int, float] = {}
    stays_new: dict[int, float] = {}
    for near in near_in_gaps(pairing, likeness, IN_PLACE):
        for (old, new), value in near.items():
            stays_old[old] = max(stays_old.get(old, 0.0), value)
            stays_new[new] = max(stays_new.get(new, 0.0), value)
    return stays_old, stays_new


def _surroundings(pairing: Pairing, old: int, new: int) -> float:
    score = _FAMILY if pairing.are_family(old, new) else 0.0
    for step in (-1, 1):
        one, other = pairing.base.sibling(old, step), pairing.revised.sibling(new, step)
        if NOBODY not in {one, other} and pairing.there[one] == other:
            score += _BESIDE
    return score
