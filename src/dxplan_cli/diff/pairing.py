"""A matching under way: who has been paired with whom so far, by number in the outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.matching import How
from dxplan_cli.diff.outline import NOBODY, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.diff.outline import Outline


class Pairing:
    """Both outlines and the pairs found; the roots are a pair from the beginning."""

    def __init__(self, base: Outline, revised: Outline) -> None:
        self.base = base
        self.revised = revised
        self.there = [NOBODY] * len(base)
        self.back = [NOBODY] * len(revised)
        self.found: dict[int, tuple[float, How]] = {}
        """Of each node of the base that is paired, how surely and by what."""
        self.join(ROOT, ROOT, 1.0, How.PLACE)

    def join(self, old: int, new: int, confidence: float, how: How) -> None:
        """Pair two nodes that are both free."""
        self.there[old] = new
        self.back[new] = old
        self.found[old] = confidence, how

    def are_free(self, old: int, new: int) -> bool:
        """Tell whether neither is paired yet."""
        return self.there[old] == NOBODY and self.back[new] == NOBODY

    def free_old(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the base that are not paired yet."""
        return [each for each in numbers if self.there[each] == NOBODY]

    def free_new(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the revised draft that are not paired yet."""
        return [each for each in numbers if self.back[each] == NOBODY]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs but the roots in the order of the revised draft."""
        return ((old, new) for new, old in enumerate(self.back) if old != NOBODY and new != ROOT)

    def are_family(self, old: int, new: int) -> bool:
        """Tell whether two nodes stand in sections that are a pair."""
        return self.there[self.base.parents[old]] == self.revised.parents[new]
