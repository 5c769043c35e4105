"""Alignment of two token sequences with a price per edit (Gotoh's affine gap, in two states).

The cheapest alignment pays one unit per character deleted or inserted and
`PRICE` per edit, where a deletion and an insertion side by side are one edit.
So a stray particle between two edits is not kept as an island, and a sentence
is not shredded. The matrix is quadratic; long sequences are first split at
n-grams that occur once on each side.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PRICE = 6
"""Characters an edit costs besides its own; measured on real revisions (ADR 4)."""
_CELLS = 40_000
"""Largest matrix computed whole, cells."""
_HOPELESS = 4_000_000
"""Cells of all the larger matrices together that no anchor splits; beyond it a stretch counts as replaced."""
_SPLITS = 12
"""How often a stretch is split again; real texts need two or three."""
_FAR = 1 << 60

Pairs: TypeAlias = list[tuple[int, int]]
Span: TypeAlias = tuple[int, int]

_FROM_MATCH_DELETE, _FROM_EDIT_DELETE, _FROM_MATCH_INSERT, _FROM_EDIT_INSERT = range(4)


def align(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return the index pairs of tokens kept, in order; tokens are kept only where equal."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    pairs = [(index, index) for index in range(head)]
    pairs += _align_middle(old, new, (head, len(old) - tail), (head, len(new) - tail))
    pairs += [(len(old) - back, len(new) - back) for back in range(tail, 0, -1)]
    return pairs


def _align_middle(old: Sequence[str], new: Sequence[str], a: Span, b: Span) -> Pairs:
    """Align two stretches, split at anchors while they are large; a list of stretches instead of recursion."""
    pairs: Pairs = []
    left = _HOPELESS
    waiting = [(a, b, _SPLITS)]
    while waiting:
        a, b, splits = waiting.pop()
        size = (a[1] - a[0]) * (b[1] - b[0])
        anchors = _find_anchors(old, new, a, b) if size > _CELLS and splits else []
        if anchors:
            pairs += anchors
            waiting += reversed([(*gap, splits - 1) for gap in _gaps(a, b, anchors)])
        elif size <= max(_CELLS, left):
            left -= size if size > _CELLS else 0
            pairs += [(i + a[0], j + b[0]) for i, j in _cheapest(old[slice(*a)], new[slice(*b)])]
    return sorted(pairs)


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


def _cheapest(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Fill the two-state matrix row by row and walk it back."""
    costs = [len(token) for token in new]
    edit_row = [0] * (len(new) + 1)
    edit_row[0] = _FAR
    match_row = [_FAR] * (len(new) + 1)
    match_row[0] = 0
    edit_steps = [bytearray(len(new) + 1)]
    match_steps = [bytearray(len(new) + 1)]
    for j, cost in enumerate(costs, 1):
        opened, extended = match_row[j - 1] + PRICE, edit_row[j - 1]
        edit_steps[0][j] = _FROM_EDIT_INSERT if extended <= opened else _FROM_MATCH_INSERT
        edit_row[j] = min(opened, extended) + cost
    for token in old:
        match_row, edit_row = _next_row(token, new, costs, (match_row, edit_row), (match_steps, edit_steps))
    in_edit = edit_row[-1] < match_row[-1]
    return _walk_back(match_steps, edit_steps, len(old), len(new), in_edit=in_edit)


def _next_row(
    token: str,
    new: Sequence[str],
    costs: Sequence[int],
    above: tuple[list[int], list[int]],
    steps: tuple[list[bytearray], list[bytearray]],
) -> tuple[list[int], list[int]]:
    match_above, edit_above = above
    price, here = PRICE, len(token)
    match_row = [_FAR] * len(match_above)
    edit_row = [_FAR] * len(edit_above)
    match_step, edit_step = bytearray(len(match_above)), bytearray(len(edit_above))
    opened, extended = match_above[0] + price, edit_above[0]
    edit_row[0] = (min(extended, opened)) + here
    edit_step[0] = _FROM_EDIT_DELETE if extended <= opened else _FROM_MATCH_DELETE
    left_match, left_edit = _FAR, edit_row[0]
    for j, other in enumerate(new, 1):
        # an insertion after a deletion, so that the deletion stands first in the paper
        best, step = left_edit + costs[j - 1], _FROM_EDIT_INSERT
        cost = left_match + price + costs[j - 1]
        if cost < best:
            best, step = cost, _FROM_MATCH_INSERT
        cost = edit_above[j] + here
        if cost < best:
            best, step = cost, _FROM_EDIT_DELETE
        cost = match_above[j] + price + here
        if cost < best:
            best, step = cost, _FROM_MATCH_DELETE
        edit_row[j] = left_edit = best
        edit_step[j] = step
        left_match = _FAR
        if token == other:
            straight, closing = match_above[j - 1], edit_above[j - 1]
            left_match = min(straight, closing)
            match_step[j] = straight > closing
            match_row[j] = left_match
    steps[0].append(match_step)
    steps[1].append(edit_step)
    return match_row, edit_row


def _walk_back(match_steps: list[bytearray], edit_steps: list[bytearray], i: int, j: int, *, in_edit: bool) -> Pairs:
    pairs: Pairs = []
    while i or j:
        if not in_edit:
            in_edit = bool(match_steps[i][j])
            i, j = i - 1, j - 1
            pairs.append((i, j))
            continue
        step = edit_steps[i][j]
        in_edit = step in {_FROM_EDIT_DELETE, _FROM_EDIT_INSERT}
        if step in {_FROM_MATCH_DELETE, _FROM_EDIT_DELETE}:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
