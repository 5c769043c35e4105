"""Merged cells: which rows a cell merged down covers, and which columns a merged heading stands over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from dxplan_cli.intake.register.grid import MAX_COLUMNS
from dxplan_cli.intake.register.markup import broken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxplan_cli.intake.register.grid import Grid, GridRow


def covered_rows(grid: Grid, column: int, numbers: Sequence[int]) -> Mapping[int, int]:
    """Return the rows covered by a cell above them, and the row it begins in; `numbers` are the rows there are, in order.

    Raises:
        UnreadableFileError: merged cells overlap, which Excel does not allow.
    """
    merges = sorted(
        (each.first_row, each.last_row)
        for each in grid.merges
        if each.first_column == column and each.last_row > each.first_row
    )
    for (_, above), (below, _) in pairwise(merges):
        if below <= above:
            what = f"{below}行目で結合されたセルが重なっています"
            raise broken(what)
    covered: dict[int, int] = {}
    for first, last in merges:
        start = bisect_left(numbers, first)
        if start < len(numbers) and numbers[start] == first:
            covered.update(dict.fromkeys(numbers[start + 1 : bisect_right(numbers, last)], first))
    return covered


def spread_headings(grid: Grid, row: GridRow) -> dict[int, str]:
    """Return the headings of an upper row: one that spans columns stands over each of them."""
    headings = dict(enumerate(row.cells))
    spanning = (each for each in grid.merges if each.first_row == row.number and each.last_column > each.first_column)
    for merge in islice(spanning, MAX_COLUMNS):
        for column in range(merge.first_column, merge.last_column + 1):
            headings[column] = row.cell(merge.first_column)
    return headings
