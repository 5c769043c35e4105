"""The heaviest chain: of weighted pairs, those that rise on both sides and weigh most together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def heaviest_chain(weighted: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the chain of (old, new, weight); only the pairs given are looked at, so the work grows with their number."""
    pairs = sorted(weighted)
    links: list[tuple[int, int, int]] = [(-1, -1, -1)]
    best = _PrefixMaximum(max((new for _, new, _ in pairs), default=0) + 1)
    for old, row in groupby(pairs, key=lambda each: each[0]):
        met: list[tuple[int, float, int]] = []
        for _, new, weight in row:
            total, link = best.upto(new)
            met.append((new + 1, total + weight, len(links)))
            links.append((old, new, link))
        for place, total, link in met:
            best.put(place, total, link)
    chain: list[tuple[int, int]] = []
    _, link = best.upto(best.size)
    while link > 0:
        old, new, link = links[link]
        chain.append((old, new))
    return chain[::-1]


class _PrefixMaximum:
    """The greatest total put at the places 1 to n, with the link it belongs to (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._totals = [0.0] * (size + 1)
        self._links = [0] * (size + 1)

    def put(self, place: int, total: float, link: int) -> None:
        while place <= self.size:
            if total > self._totals[place]:
                self._totals[place], self._links[place] = total, link
            place += place & -place

    def upto(self, place: int) -> tuple[float, int]:
        total, link = 0.0, 0
        while place:
            if self._totals[place] > total:
                total, link = self._totals[place], self._links[place]
            place -= place & -place
        return total, link
