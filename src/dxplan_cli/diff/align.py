"""Alignment of two token sequences with a price per edit (an affine gap, as Gotoh's).

The cheapest alignment pays one unit per character deleted or inserted and a
price per edit, where a deletion and an insertion side by side are one edit.
So a stray particle between two edits is not kept as an island, and a sentence
is not shredded. The price grows with the texts: in a heading two letters kept
are worth showing, in a paragraph they are confetti.

Only equal tokens are looked at, so the work grows with their number, not with
the product of the lengths; where even they are too many, the sequences are
first split at n-grams that occur once on each side.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from math import isqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_DEAREST = 8
"""Characters an edit costs at most besides its own, in texts of about 200 characters and more (ADR 4)."""
_EQUALS = 20_000
"""Pairs of equal tokens looked at without splitting the stretch first."""
_HOPELESS = 800_000
"""Pairs of equal tokens in all the larger stretches together that no anchor splits; beyond it a stretch counts as replaced."""
_SPLITS = 12
"""How often a stretch is split again; real texts need two or three."""
_CHARACTER = 1 << 20
_TIE = 1
"""What a character costs, and what each edit costs besides: so fewer edits win between alignments of the same price."""
_FAR = 1 << 60

Pairs: TypeAlias = list[tuple[int, int]]
Span: TypeAlias = tuple[int, int]


def edit_price(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many characters an edit costs besides its own: the root of a third of the mean length, up to a limit."""
    return min(_DEAREST, isqrt((sum(map(len, old)) + sum(map(len, new))) // 6))


def align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return the index pairs of tokens kept, in order; tokens are kept only where equal."""
    price = edit_price(old, new)
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    pairs = [(index, index) for index in range(head)]
    pairs += _align_middle(old, new, (head, len(old) - tail), (head, len(new) - tail), price)
    pairs += [(len(old) - back, len(new) - back) for back in range(tail, 0, -1)]
    return pairs


def _align_middle(old: Sequence[str], new: Sequence[str], a: Span, b: Span, price: int) -> Pairs:
    """Align two stretches, split at anchors while they are large; a list of stretches instead of recursion."""
    pairs: Pairs = []
    left = _HOPELESS
    waiting = [(a, b, _SPLITS)]
    while waiting:
        a, b, splits = waiting.pop()
        here, there = old[slice(*a)], new[slice(*b)]
        where = _positions(there)
        size = sum(len(where.get(token, ())) for token in here)
        anchors = _find_anchors(old, new, a, b) if size > _EQUALS and splits else []
        if anchors:
            pairs += anchors
            waiting += reversed([(*gap, splits - 1) for gap in _gaps(a, b, anchors)])
        elif size <= max(_EQUALS, left):
            left -= size if size > _EQUALS else 0
            pairs += [(i + a[0], j + b[0]) for i, j in _cheapest(here, there, where, price)]
    return sorted(pairs)


def _positions(tokens: Sequence[str]) -> dict[str, list[int]]:
    """Return where each token stands."""
    found: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        found.setdefault(token, []).append(at)
    return found


def _gaps(a: Span, b: Span, anchors: Pairs) -> Iterator[tuple[Span, Span]]:
    """Yield the stretches between anchors, where both sides have tokens left."""
    i, j = a[0], b[0]
    for x, y in [*anchors, (a[1], b[1])]:
        if x > i and y > j:
            yield (i, x), (j, y)
        i, j = x + 1, y + 1


def _find_anchors(old: Sequence[str], new: Sequence[str], a: Span, b: Span) -> Pairs:
    for length in (6, 3, 1):
        there = _positions_once(new, b, length)
        met = [(i, there[gram]) for gram, i in _positions_once(old, a, length).items() if gram in there]
        if met:
            return sorted({(i + k, j + k) for i, j in _rising(sorted(met)) for k in range(length)} - {(-1, -1)})
    return []


def _positions_once(tokens: Sequence[str], span: Span, length: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for at in range(span[0], span[1] - length + 1):
        gram = tuple(tokens[at : at + length])
        seen[gram] = -1 if gram in seen else at
    return {gram: at for gram, at in seen.items() if at >= 0}


def _rising(pairs: Pairs) -> Pairs:
    """Keep the longest run of pairs that rises on both sides, then only steps that do not overlap crookedly."""
    kept = [pairs[index] for index in longest_rising([j for _, j in pairs])]
    straight: Pairs = []
    for i, j in kept:
        if not straight or (i - straight[-1][0] == j - straight[-1][1]) or _clear(straight[-1], (i, j)):
            straight.append((i, j))
    return straight


_WIDEST = 6


def _clear(last: tuple[int, int], pair: tuple[int, int]) -> bool:
    return pair[0] - last[0] >= _WIDEST and pair[1] - last[1] >= _WIDEST


def longest_rising(values: Sequence[int]) -> list[int]:
    """Return the indexes of a longest strictly rising run of values (patience sorting, O(n log n))."""
    tops: list[int] = []
    top_index: list[int] = []
    previous = [-1] * len(values)
    for index, value in enumerate(values):
        at = bisect_left(tops, value)
        previous[index] = top_index[at - 1] if at else -1
        if at == len(tops):
            tops.append(value)
            top_index.append(index)
        else:
            tops[at] = value
            top_index[at] = index
    run: list[int] = []
    index = top_index[-1] if top_index else -1
    while index >= 0:
        run.append(index)
        index = previous[index]
    return run[::-1]


def _cheapest(old: Sequence[str], new: Sequence[str], where: Mapping[str, Sequence[int]], price: int) -> Pairs:
    """Find the cheapest chain of equal tokens, looking at equal tokens only (sparse dynamic programming).

    A token pair (i, j) follows either the pair (i - 1, j - 1) at no cost, or any
    pair further up and to the left at the price of one edit and the characters
    between. With running sums of characters the second choice is a minimum over
    a prefix, which a Fenwick tree answers in O(log n).
    """
    edit = price * _CHARACTER + _TIE
    before, behind = _sums(old), _sums(new)
    chain: list[tuple[int, int, int]] = [(-1, -1, -1)]
    nearest = _PrefixMinimum(len(new) + 1)
    nearest.put(0, 0, 0)
    row: dict[int, tuple[int, int]] = {-1: (0, 0)}
    for i, token in enumerate(old):
        met: dict[int, tuple[int, int]] = {}
        for j in where.get(token, ()):
            least, link = nearest.least(j)
            cost = edit + before[i] + behind[j] + least
            straight = row.get(j - 1)
            if straight is not None and straight[0] <= cost:
                cost, link = straight
            met[j] = cost, len(chain)
            chain.append((i, j, link))
        for j, (cost, link) in met.items():
            nearest.put(j + 1, cost - before[i + 1] - behind[j + 1], link)
        row = met
    least, link = nearest.least(len(new))
    straight = row.get(len(new) - 1)
    if straight is not None and straight[0] <= edit + before[-1] + behind[-1] + least:
        link = straight[1]
    pairs: Pairs = []
    while link > 0:
        i, j, link = chain[link]
        pairs.append((i, j))
    return pairs[::-1]


def _sums(tokens: Sequence[str]) -> list[int]:
    """Return the price of the characters before each token, and before the end."""
    return [0, *accumulate(_CHARACTER * len(token) for token in tokens)]


class _PrefixMinimum:
    """The least value put at the places 0 to n, with the number of the link it belongs to (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._values = [_FAR] * (size + 1)
        self._links = [0] * (size + 1)

    def put(self, place: int, value: int, link: int) -> None:
        values, at, size = self._values, place + 1, len(self._values)
        while at < size:
            if value <= values[at]:  # of equals the later in the old text: a deletion stands before an insertion
                values[at] = value
                self._links[at] = link
            at += at & -at

    def least(self, place: int) -> tuple[int, int]:
        values, at, best, link = self._values, place + 1, _FAR, 0
        while at:
            if values[at] <= best:
                best, link = values[at], self._links[at]
            at -= at & -at
        return best, link
