"""The assignment with the greatest sum of scores: each on either side is given to one at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LARGEST: Final = 64
"""Of a cluster, the members on a side that are assigned exactly; in a larger one the best pair comes first."""

Scores: TypeAlias = "Mapping[tuple[int, int], float]"


def assign(scores: Scores) -> list[tuple[int, int]]:
    """Return the pairs of the best assignment; those without a score are never given to one another."""
    pairs: list[tuple[int, int]] = []
    for edges in _clusters(scores):
        rows = sorted({row for row, _ in edges})
        columns = sorted({column for _, column in edges})
        if max(len(rows), len(columns)) > _LARGEST:
            pairs += _greedy(edges, scores)
        else:
            pairs += _exact(rows, columns, scores)
    return sorted(pairs)


def _clusters(scores: Scores) -> Iterator[list[tuple[int, int]]]:
    """Yield the pairs that hang together by a row or a column."""
    by_row: dict[int, list[tuple[int, int]]] = {}
    by_column: dict[int, list[tuple[int, int]]] = {}
    for pair in scores:
        by_row.setdefault(pair[0], []).append(pair)
        by_column.setdefault(pair[1], []).append(pair)
    while by_row:
        waiting = by_row.pop(next(iter(by_row)))
        cluster: list[tuple[int, int]] = []
        while waiting:
            row, column = waiting.pop()
            cluster.append((row, column))
            for beside in by_column.pop(column, ()):
                waiting += by_row.pop(beside[0], ())
        yield cluster


def _greedy(edges: Iterable[tuple[int, int]], scores: Scores) -> Iterator[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    for row, column in sorted(edges, key=lambda edge: (-scores[edge], edge)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _exact(rows: list[int], columns: list[int], scores: Scores) -> Iterator[tuple[int, int]]:
    """Assign by shortest augmenting paths (Hungarian method)."""
    flipped = len(rows) > len(columns)
    few, many = (columns, rows) if flipped else (rows, columns)
    costs = [[-scores.get((other, one) if flipped else (one, other), 0.0) for other in many] for one in few]
    for one, other in _cheapest(costs):
        pair = (many[other], few[one]) if flipped else (few[one], many[other])
        if pair in scores:
            yield pair


def _cheapest(costs: list[list[float]]) -> list[tuple[int, int]]:
    """Give every row a column; there are at least as many columns as rows."""
    width = len(costs[0])
    row_prices = [0.0] * len(costs)
    prices = [0.0] * (width + 1)
    owners = [-1] * (width + 1)  # the last column is where a row waits that has none yet
    for start in range(len(costs)):
        owners[width] = start
        least = [float("inf")] * width
        came_from = [width] * width
        open_columns = list(range(width))
        done: list[int] = []
        column = width
        while owners[column] != -1:
            done.append(column)
            row = owners[column]
            for each in open_columns:
                price = costs[row][each] - row_prices[row] - prices[each]
                if price < least[each]:
                    least[each], came_from[each] = price, column
            column = min(open_columns, key=least.__getitem__)
            open_columns.remove(column)
            step = least[column]
            for each in done:
                row_prices[owners[each]] += step
                prices[each] -= step
            for each in (*open_columns, column):
                least[each] -= step
        while column != width:
            owners[column] = owners[came_from[column]]
            column = came_from[column]
    return [(owners[each], each) for each in range(width) if owners[each] != -1]
