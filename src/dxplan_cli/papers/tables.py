"""Tables of the plan, both versions in one: cells, rows and columns that came or went show it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Revision, Run, Style
from dxplan_cli.papers.cells import runs_cell
from dxplan_cli.papers.marked_text import marked_words, versions_of
from dxplan_cli.papers.values import value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material

_TOTAL = "計"
_FIRST_SHARE = 2.0


def draw_table(place: Place, material: Material) -> list[Block]:
    """Draw a table; its caption is a paragraph of its own where it carries marks."""
    before, after = (node if isinstance(node, Table) else None for node in versions_of(place))
    caption = marked_words(place, material)
    title = "".join(run.text for run in caption)
    drawn: list[Block] = []
    if place.change is not None and caption:
        drawn.append(blocks.Paragraph(caption, Style.CAPTION, anchor=place.node.id))
    columns = _merged(before.columns if before else (), after.columns if after else ())
    if columns:
        rows = (_head(columns, before, after), *_rows(columns, before, after), *_total(columns, before, after))
        own = title if place.change is None and title else None
        drawn.append(blocks.Table(_widths(len(columns)), rows, caption=own, summary=title))
    return drawn


def value_runs(before: str | None, after: str | None) -> Runs:
    """Return a cell's value; None is a side on which there is no such cell."""
    if before == after:
        return (Run(after),) if after else ()
    gone = (Run(before, Revision.DELETED),) if before else ()
    return (*gone, Run(after, Revision.INSERTED)) if after else gone


def _merged(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Merge two lists of keys: the new order, with what is gone after the key it stood behind."""
    stayed = frozenset(new)
    gone: dict[str, list[str]] = {}
    behind = ""
    for key in old:
        if key in stayed:
            behind = key
        else:
            gone.setdefault(behind, []).append(key)
    return (*gone.pop("", ()), *(each for key in new for each in (key, *gone.pop(key, ()))))


def _head(columns: Sequence[str], before: Table | None, after: Table | None) -> blocks.Row:
    names = ((_name(before, column), _name(after, column)) for column in columns)
    return blocks.Row(tuple(runs_cell(value_runs(old, new), "center") for old, new in names))


def _name(table: Table | None, column: str) -> str | None:
    return column if table is not None and column in table.columns else None


def _rows(columns: Sequence[str], before: Table | None, after: Table | None) -> list[blocks.Row]:
    old, new = _cells(before), _cells(after)
    aligns = [(column, _align(column, before, after)) for column in columns]
    return [
        blocks.Row(
            tuple(
                runs_cell(value_runs(old.get(key, {}).get(column), new.get(key, {}).get(column)), align)
                for column, align in aligns
            )
        )
        for key in _merged(tuple(old), tuple(new))
    ]


def _total(columns: Sequence[str], before: Table | None, after: Table | None) -> list[blocks.Row]:
    """Add the row of the sum that the plan promises; a column without a sum stays empty."""
    if not any(table.sum for table in (before, after) if table):
        return []
    cells = []
    for at, column in enumerate(columns):
        old, new = _sum(before, column), _sum(after, column)
        if at == 0 and old is None and new is None:
            old, new = (_TOTAL if table is not None and table.sum else None for table in (before, after))
        cells.append(replace(runs_cell(value_runs(old, new), _align(column, before, after)), shaded=True))
    return [blocks.Row(tuple(cells))]


def _sum(table: Table | None, column: str) -> str | None:
    total = table.sum if table is not None else None
    return value_text(total.equals) if total is not None and total.column == column else None


def _cells(table: Table | None) -> dict[str, dict[str, str]]:
    """Return the printed cells by row key and column."""
    if table is None:
        return {}
    return {row.key: dict(zip(table.columns, map(value_text, row.cells), strict=False)) for row in table.rows}


def _align(column: str, *tables: Table | None) -> str:
    """Put a column to the right when it holds numbers."""
    for table in tables:
        if table is not None and column in table.columns:
            at = table.columns.index(column)
            if any(isinstance(row.cells[at], int | float) for row in table.rows if at < len(row.cells)):
                return "right"
    return "left"


def _widths(count: int) -> tuple[float, ...]:
    shares = [_FIRST_SHARE, *[1.0] * (count - 1)]
    return tuple(share / sum(shares) for share in shares)
