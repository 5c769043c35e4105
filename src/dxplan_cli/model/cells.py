"""Single values of a node by name: the cells of a table by row key and column, those of a KPI by measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.model.node import Kpi, Table
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode, Scalar

MEASURES: Final = ("baseline", "target")
"""The values of a KPI that stand alone, called as in its file."""


def has_cell(node: AnyNode, row: str | None, name: str) -> bool:
    """Tell whether a node has exactly one such cell: a column without a heading, or with one that comes again, has no name."""
    match node:
        case Table():
            keyed = [each for each in node.rows if each.key == row]
            return len(keyed) == 1 and node.columns.count(name) == 1 and node.columns.index(name) < len(keyed[0].cells)
        case Kpi():
            return row is None and name in MEASURES
        case _:
            return False


def cell_of(node: AnyNode, row: str | None, name: str) -> Scalar:
    """Return the value of a cell the node has; None is an empty one."""
    match node:
        case Table():
            return next(each.cells[node.columns.index(name)] for each in node.rows if each.key == row)
        case Kpi():
            return node.baseline.value if name == "baseline" else node.target.value
        case _:
            raise KeyError(name)


def with_cell(node: AnyNode, row: str | None, name: str, value: Scalar) -> AnyNode:
    """Return the node with another value in a cell it has."""
    match node:
        case Table():
            at = node.columns.index(name)
            rows = (
                replace(each, cells=(*each.cells[:at], value, *each.cells[at + 1 :])) if each.key == row else each
                for each in node.rows
            )
            return replace(node, rows=tuple(rows))
        case Kpi() if name == "baseline":
            return replace(node, baseline=replace(node.baseline, value=value))
        case Kpi():
            return replace(node, target=replace(node.target, value=value))
        case _:
            raise KeyError(name)
