"""Tables read out of grids: rows keep their keys, cells that say the same stay as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.readback.wording import as_printed
from dxplan_cli.app.typed_values import value_of
from dxplan_cli.diff.counterparts.rows import match_rows
from dxplan_cli.intake.manuscript.pieces import Grid
from dxplan_cli.model.node import Row, Table, Total
from dxplan_cli.papers.values import value_text
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dxplan_cli.model.node import Scalar

_JOIN = "・"


class ReadTable(Value):
    """A table as it is on paper now; `has_lost_sum` tells that its sum could not be read as one."""

    table: Table
    has_lost_sum: bool = False


def renew_table(known: Table, printed: Grid, grid: Grid, new_key: Callable[[], str]) -> ReadTable:
    """Return a table with the cells of a grid; what is unchanged on paper stays as it is written."""
    if printed.rows == grid.rows:
        return ReadTable(known)
    if known.columns and not any(known.columns):
        grid = replace(grid, heads=0)
    columns, below = _parted(grid)
    columns = columns if any(columns) or not known.columns else known.columns
    if tuple(map(as_printed, known.columns)) == columns:
        columns = known.columns
    old = [tuple(row) for row in printed.rows[printed.heads :]]
    pairs = match_grids(old, below)
    total = known.sum and _total(known, columns, old, below, pairs)
    rows: list[Row] = []
    for at, cells in enumerate(below):
        if total is not None and at == len(below) - 1:
            continue
        origin = pairs.get(at)
        if origin is not None and origin < len(known.rows):
            rows.append(_renewed(known, columns, known.rows[origin], cells))
        else:
            rows.append(Row(key=new_key(), cells=tuple(map(value_of, cells))))
    table = replace(known, columns=columns, rows=tuple(rows), sum=total)
    return ReadTable(table, has_lost_sum=known.sum is not None and total is None)


def read_table(grid: Grid, node_id: str, title: str | None, new_key: Callable[[], str]) -> Table:
    """Return a grid as a table nobody knew."""
    columns, below = _parted(grid)
    rows = tuple(Row(key=new_key(), cells=tuple(map(value_of, cells))) for cells in below)
    return Table(id=node_id, title=title, columns=columns, rows=rows)


def match_grids(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return for each row of a grid, by its number, the row of another that it is."""
    return {int(mine): int(theirs) for theirs, mine in match_rows(_numbered(old), _numbered(new))}


def _numbered(rows: Sequence[Sequence[str]]) -> Table:
    keyed = (Row(key=str(at), cells=tuple(row)) for at, row in enumerate(rows))
    return Table(id="grid", columns=(), rows=tuple(keyed))


def _parted(grid: Grid) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Part the heading of a grid, its rows joined, from what stands below; all rows are equally long."""
    width = max(map(len, grid.rows), default=0)
    rows = [(*row, *[""] * (width - len(row))) for row in grid.rows]
    heads = zip(*rows[: grid.heads], strict=True) if grid.heads else [()] * width
    return tuple(_JOIN.join(dict.fromkeys(filter(None, head))) for head in heads), rows[grid.heads :]


def _renewed(known: Table, columns: tuple[str, ...], row: Row, cells: Sequence[str]) -> Row:
    written = _by_column(known, columns, row)
    if columns == known.columns and tuple(cells) == tuple(as_printed(value_text(each)) for each in written):
        return row
    values = (
        mine if as_printed(value_text(mine)) == cell else value_of(cell)
        for mine, cell in zip(written, cells, strict=True)
    )
    return replace(row, cells=tuple(values))


def _by_column(known: Table, columns: tuple[str, ...], row: Row) -> list[Scalar]:
    """Return the cells of a row below the columns there are now."""
    cells = [*row.cells, *[None] * (len(known.columns) - len(row.cells))]
    if columns == known.columns:
        return list(cells[: len(columns)])
    where: Mapping[str, int] = {name: at for at, name in reversed(list(enumerate(known.columns)))}
    return [cells[where[name]] if name in where else None for name in columns]


def _total(
    known: Table,
    columns: tuple[str, ...],
    old: Sequence[Sequence[str]],
    new: Sequence[Sequence[str]],
    pairs: Mapping[int, int],
) -> Total | None:
    """Return the promise of a sum, if the last row still is the row of the sum and differs in nothing but it."""
    if known.sum is None or not new or pairs.get(len(new) - 1) != len(known.rows):
        return None
    column = _called_now(known.columns, known.sum.column, columns)
    if column is None:
        return None
    before, after = old[-1], new[-1]
    changed = [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    if not changed:
        return replace(known.sum, column=column)
    value = value_of(after[changed[0]])
    is_sum = len(changed) == 1 and known.columns[changed[0]] == known.sum.column
    return replace(known.sum, column=column, equals=value) if is_sum and isinstance(value, int | float) else None


def _called_now(before: tuple[str, ...], column: str, now: tuple[str, ...]) -> str | None:
    """Return what a column is called where columns were renamed, none added, dropped or moved."""
    if len(before) != len(now) or any(old != new and new in before for old, new in zip(before, now, strict=True)):
        return None
    return now[before.index(column)] if column in before else None
