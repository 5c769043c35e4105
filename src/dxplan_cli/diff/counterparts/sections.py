"""Sections matched by their titles and by what became of what stands in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.assignment import assign
from dxplan_cli.diff.counterparts.outline import NOBODY, SECTION
from dxplan_cli.diff.matching import How
from dxplan_cli.text.nearness import nearness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from dxplan_cli.diff.counterparts.outline import Outline
    from dxplan_cli.diff.counterparts.pairing import Pairing

_LIKELY: Final = 0.55
"""What title and contents together must reach."""
_CONTENTS: Final = 0.6
"""Share of the contents in the judgement when all of them are matched; the rest is the title's."""
_FAMILY: Final = 0.2
"""What it counts for or against a pair where it stands."""


def join_sections(pairing: Pairing) -> None:
    """Pair free sections that share contents, and those of a unique title unless their contents say otherwise.

    The highest come first: what a section stands in tells more than a title such as 取組方針.
    """
    evidence = Evidence(pairing)
    candidates = {pair for pair in evidence.shared if pairing.are_free(*pair)} | set(_same_title(pairing))
    levels = {pair: max(pairing.base.depths[pair[0]], pairing.revised.depths[pair[1]]) for pair in candidates}
    judged = {pair: evidence.score(*pair) for pair in levels}
    for level in sorted(set(levels.values())):
        scores = {
            pair: judged[pair] + _standing(pairing, *pair)
            for pair in levels
            if levels[pair] >= level and pairing.are_free(*pair)
        }
        lower = _best({pair: score for pair, score in scores.items() if levels[pair] > level})
        likely = {
            pair: score
            for pair, score in scores.items()
            if levels[pair] == level
            and score >= max(_LIKELY, lower.get(("old", pair[0]), 0.0), lower.get(("new", pair[1]), 0.0))
        }
        for old, new in assign(likely):
            same = pairing.base.texts[old] == pairing.revised.texts[new]
            pairing.join(old, new, min(1.0, likely[old, new]), How.SAME if same else How.NEAR)


def _best(scores: Mapping[tuple[int, int], float]) -> dict[tuple[str, int], float]:
    """Return of each section in some pair the best score."""
    best: dict[tuple[str, int], float] = {}
    for (old, new), score in scores.items():
        for end in (("old", old), ("new", new)):
            best[end] = max(best.get(end, 0.0), score)
    return best


def _standing(pairing: Pairing, old: int, new: int) -> float:
    """Return what it counts that two sections stand in a pair, or that each stands in one with another."""
    above_old, above_new = pairing.base.parents[old], pairing.revised.parents[new]
    if pairing.there[above_old] == above_new:
        return _FAMILY
    return -_FAMILY if NOBODY not in {pairing.there[above_old], pairing.back[above_new]} else 0.0


class Evidence:
    """How much of what stands in two free sections has been paired, and how much of it with one another."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self.shared: Counter[tuple[int, int]] = Counter()
        self._decided_old: Counter[int] = Counter()
        self._decided_new: Counter[int] = Counter()
        base, revised = pairing.base, pairing.revised
        above_old, above_new = _free_above(base, pairing.free_old), _free_above(revised, pairing.free_new)
        if not any(above_old) or not any(above_new):
            return
        side_by_side: Counter[tuple[int, int]] = Counter()
        for old, new in pairing.pairs():
            if base.kinds[old] != SECTION:
                weight = min(base.weights[old], revised.weights[new])
                side_by_side[base.parents[old], revised.parents[new]] += weight
        for (old, new), weight in side_by_side.items():
            self._count(above_old[old], above_new[new], weight)

    def _count(self, above_old: tuple[int, ...], above_new: tuple[int, ...], weight: int) -> None:
        for one in above_old:
            self._decided_old[one] += weight
            for other in above_new:
                self.shared[one, other] += weight
        for other in above_new:
            self._decided_new[other] += weight

    def score(self, old: int, new: int) -> float:
        """Judge a pair of sections by their titles, and the more by their contents the more of them are paired."""
        base, revised = self._pairing.base, self._pairing.revised
        one, other = base.texts[old], revised.texts[new]
        title = 1.0 if one == other else nearness(one, other, 0.0)
        decided = self._decided_old[old] + self._decided_new[new]
        if not decided:
            return title
        weights = base.weights[old] + revised.weights[new] - len(one) - len(other)
        contents = 2 * self.shared[old, new] / decided
        share = _CONTENTS * min(1.0, decided / weights)
        return (1 - share) * title + share * contents

    def denies(self, old: int, new: int) -> bool:
        """Tell whether what stands in two nodes has been paired, and nothing of it with one another."""
        return bool(self._decided_old[old] and self._decided_new[new]) and not self.shared[old, new]


def _free_above(outline: Outline, free: Callable[[Iterable[int]], list[int]]) -> list[tuple[int, ...]]:
    """Return of each node the free sections it stands in, and itself if it is one; none where there is none."""
    sections = frozenset(free(outline.sections))
    above: list[tuple[int, ...]] = [()] * len(outline)
    if sections:
        for number in outline.sections:
            higher = above[outline.parents[number]]
            above[number] = (number, *higher) if number in sections else higher
    return above


def _same_title(pairing: Pairing) -> Iterator[tuple[int, int]]:
    """Yield the free sections whose title stands once among all sections of each draft."""
    old, new = pairing.base.titles, pairing.revised.titles
    return ((one, new[title]) for title, one in old.items() if title in new and pairing.are_free(one, new[title]))
