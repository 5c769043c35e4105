"""ragged-row: rows of a table with more values than the table has columns; what is too much no paper shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named_with_kind, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import Row

CODE = "ragged-row"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every version of every table; a number like 1,200 without quotes is two values in brackets."""
    tables = [node for _, node in inspection.versions if isinstance(node, Table)]
    for table in tables:
        for row in table.rows:
            if len(row.cells) > len(table.columns):
                yield _of_row(table, row)


def _of_row(table: Table, row: Row) -> Finding:
    width = len(table.columns)
    lost = "、".join(f"「{shortened(str(cell))}」" for cell in row.cells[width:])
    counts = f"値が{len(row.cells)}つありますが、列は{width}つです"
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"{named_with_kind(table)}の行 {row.key} に{counts}。資料に出ない値：{lost}",
        hint="「1,200」のように「,」を含む値は引用符で囲んでください。列が足りないときは columns に足してください",
        place=table.place,
        node=table.id,
    )
