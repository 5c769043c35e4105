"""How near texts are, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.counterparts.outline import ROOT, SECTION
from dxplan_cli.text.nearness import every_near
from dxplan_cli.text.rarity import find_sharing

if TYPE_CHECKING:
    from dxplan_cli.diff.counterparts.pairing import Pairing

FLOOR: Final = 0.35
"""Nearness that tells nothing: two sentences of one office may have so much in common."""
_SHARING: Final = 12
"""Texts a text is compared with in a whole draft."""


class Likeness:
    """How near free nodes are: to all of the other draft that share rare pieces with them."""

    def __init__(self, pairing: Pairing) -> None:
        base, revised = pairing.base, pairing.revised
        free = {
            each: revised.texts[each]
            for each in pairing.free_new(range(ROOT + 1, len(revised)))
            if revised.kinds[each] != SECTION
        }
        self.near: dict[int, dict[int, float]] = {}
        """Of each free node of the revised draft, those of the base of its kind, paired ones as well."""
        for new, sharing in find_sharing(base.texts, free, _SHARING):
            others = [old for old in sharing if base.kinds[old] == revised.kinds[new]]
            found = every_near(free[new], [base.texts[old] for old in others], FLOOR)
            self.near[new] = {others[at]: near for at, near in found}

    def rival(self, old: int, new: int, pairing: Pairing | None = None) -> float:
        """Return how near the nearest other node of the base is to one of the revised draft; with a pairing, of free ones."""
        others = (other for other in self.near.get(new, {}) if other != old)
        return max((self.near[new][each] for each in (pairing.free_old(others) if pairing else others)), default=0.0)
