"""sum-mismatch: printed totals and counts that do not add up, or differ between the table and projects.yaml."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named_with_kind, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Table
from dxplan_cli.text.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import Row, Scalar, Total
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.project import ProjectList

CODE = "sum-mismatch"
COUNT_COLUMN = "事業数"

_NONE = frozenset({"", "-", "..."})
"""「‐」「－」「…」 and an empty cell, as `fold` leaves them: there is nothing to count."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def find(inspection: Inspection) -> Iterator[Finding]:
    """Add up columns and the counts of projects, and compare these counts with the latest draft's tables."""
    for _, node in inspection.versions:
        if isinstance(node, Table) and node.sum:
            yield from _of_table(node, node.sum)
    if inspection.plan.projects:
        yield from _of_total(inspection.plan.projects)
        for node in inspection.latest_nodes:
            if isinstance(node, Table) and COUNT_COLUMN in node.columns:
                yield from _of_counts(node, inspection.plan.projects)


def _of_table(table: Table, promised: Total) -> Iterator[Finding]:
    if promised.column not in table.columns:
        message = f"{named_with_kind(table)}に、合計する列「{promised.column}」がありません"
        hint = f"sum の column を、表の列（{'、'.join(table.columns)}）に合わせてください"
        yield _finding(message, hint, table.place, table.id)
        return
    cells = [_cell(table, row, promised.column) for row in table.rows]
    odd = [str(cell) for cell in cells if not _is_none(cell) and _number(cell) is None]
    if odd:
        values = "、".join(f"「{shortened(cell)}」" for cell in odd)
        message = f"{named_with_kind(table)}の「{promised.column}」に、数として読めない値があります：{values}"
        yield _finding(message, "数だけを書くか、値がなければ「‐」としてください", table.place, table.id)
        return
    total = sum((_number(cell) or Decimal(0) for cell in cells), Decimal(0))
    if total != _number(promised.equals):
        message = (
            f"{named_with_kind(table)}の「{promised.column}」の合計が合いません：印刷は{promised.equals}、足すと{total}"
        )
        yield _finding(message, "行の値か、sum の equals を直してください", table.place, table.id)


def _of_total(projects: ProjectList) -> Iterator[Finding]:
    total = sum(each.count or 0 for each in projects.counts)
    if projects.counts and projects.total is not None and total != projects.total:
        message = f"関連事業の総数が合いません：total は{projects.total}、counts を足すと{total}"
        yield _finding(message, "projects.yaml の counts か total を直してください", projects.place, None)


def _of_counts(table: Table, projects: ProjectList) -> Iterator[Finding]:
    """Compare by key: a row's key is the themes of a count joined with a hyphen; counts without a theme have none."""
    rows = {row.key: row for row in table.rows}
    for each in projects.counts:
        row = rows.get("-".join(each.about))
        if row is None:
            continue
        cell = _cell(table, row, COUNT_COLUMN)
        if _number(cell) != _number(each.count):
            pair = f"表は{_shown(cell)}、projects.yaml は{_shown(each.count)}"
            message = f"「{shortened(each.title)}」の事業数が違います：{pair}"
            yield _finding(message, "表の行か、projects.yaml の count を直してください", table.place, table.id)


def _cell(table: Table, row: Row, column: str) -> Scalar:
    at = table.columns.index(column)
    return row.cells[at] if at < len(row.cells) else None


def _number(cell: Scalar) -> Decimal | None:
    """Read a number as printed: full width, with commas, △ for minus. None when there is none."""
    if cell is None:
        return None
    key = re.sub(r"(?<=\d),(?=\d{3})", "", fold(str(cell)).strip())
    key = re.sub("^[△▲]", "-", key)
    return Decimal(key) if _NUMBER.fullmatch(key) else None


def _is_none(cell: Scalar) -> bool:
    return cell is None or fold(str(cell)).strip() in _NONE


def _shown(cell: Scalar) -> str:
    return "なし" if _is_none(cell) else shortened(str(cell))


def _finding(message: str, hint: str, place: Place, node: str | None) -> Finding:
    return Finding(code=CODE, severity=Severity.ERROR, message=message, hint=hint, place=place, node=node)
