"""A matching under way: who has been paired with whom so far, by number in the outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.counterparts.outline import NOBODY, ROOT
from dxplan_cli.diff.matching import How

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.diff.counterparts.outline import Outline


class Pairing:
    """Both outlines and the pairs found; the roots are a pair from the beginning."""

    def __init__(self, base: Outline, revised: Outline) -> None:
        self.base = base
        self.revised = revised
        self.there = [NOBODY] * len(base)
        self.back = [NOBODY] * len(revised)
        self.found: dict[int, tuple[float, How]] = {}
        """Of each node of the base that is paired, how surely and by what."""
        self.splits: dict[int, tuple[int, ...]] = {}
        """Of each node of the base that was split, its parts; one of them is its pair."""
        self.merges: dict[int, tuple[int, ...]] = {}
        """Of each node of the revised draft that was merged, its parts; one of them is its pair."""
        self._parts_old: set[int] = set()
        self._parts_new: set[int] = set()
        self.join(ROOT, ROOT, 1.0, How.PLACE)

    def join(self, old: int, new: int, confidence: float, how: How) -> None:
        """Pair two nodes that are both free."""
        self.there[old] = new
        self.back[new] = old
        self.found[old] = confidence, how

    def split(self, old: int, parts: tuple[int, ...]) -> None:
        """Let the parts of a split no longer be free."""
        self.splits[old] = parts
        self._parts_new.update(parts)

    def merge(self, new: int, parts: tuple[int, ...]) -> None:
        """Let the parts of a merge no longer be free."""
        self.merges[new] = parts
        self._parts_old.update(parts)

    def are_free(self, old: int, new: int) -> bool:
        """Tell whether neither is paired yet."""
        return self.there[old] == NOBODY == self.back[new] and old not in self._parts_old and new not in self._parts_new

    def free_old(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the base that are not paired yet."""
        return [each for each in numbers if self.there[each] == NOBODY and each not in self._parts_old]

    def free_new(self, numbers: Iterable[int]) -> list[int]:
        """Return those of the revised draft that are not paired yet."""
        return [each for each in numbers if self.back[each] == NOBODY and each not in self._parts_new]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs but the roots in the order of the revised draft."""
        return ((old, new) for new, old in enumerate(self.back) if old != NOBODY and new != ROOT)

    def families(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of nodes that have children, the roots first, then in the order of the revised draft."""
        children_old, children_new = self.base.children, self.revised.children
        pairs = ((old, new) for new, old in enumerate(self.back) if old != NOBODY)
        return ((old, new) for old, new in pairs if children_old[old] and children_new[new])

    def are_family(self, old: int, new: int) -> bool:
        """Tell whether two nodes stand in sections that are a pair."""
        return self.there[self.base.parents[old]] == self.revised.parents[new]
