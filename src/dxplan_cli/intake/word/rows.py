"""Tracked rows and cells of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from dxplan_cli.intake.word.names import all_w, value, w
from dxplan_cli.intake.word.removal import discard

if TYPE_CHECKING:
    from dxplan_cli.intake.word.names import Element

_ROW_MARKS: Final = (w("ins"), w("del"))
CELL_MARKS: Final = {w("cellIns"): w("ins"), w("cellDel"): w("del")}
_BEFORE_MERGE: Final = all_w(("cnfStyle", "tcW", "gridSpan", "hMerge"))
_MERGES: Final = {"rest": "restart", "cont": "continue"}


def settle_rows(tree: Element, removed: frozenset[str]) -> None:
    """Take away removed rows and the marks of the others; a row both inserted and deleted is removed either way."""
    for properties in list(tree.iter(w("trPr"))):
        marks = [child for child in properties if child.tag in _ROW_MARKS]
        row = properties.getparent()
        if row is not None and any(mark.tag in removed for mark in marks):
            discard(row)
        for mark in marks:
            properties.remove(mark)


def settle_cells(tree: Element, removed: frozenset[str]) -> None:
    """Take away removed cells and rows left without any; put merges as they were before or after the change."""
    for mark in list(tree.iter(*CELL_MARKS)):
        properties = mark.getparent()
        cell = None if properties is None else properties.getparent()
        if properties is None or cell is None:
            continue
        properties.remove(mark)
        row = cell.getparent()
        if CELL_MARKS[mark.tag] in removed:
            discard(cell)
            if row is not None and row.tag == w("tr") and next(row.iter(w("tc")), None) is None:
                discard(row)
    for mark in list(tree.iter(w("cellMerge"))):
        properties = mark.getparent()
        if properties is not None:
            properties.remove(mark)
            _merge(properties, value(mark, "vMerge" if w("del") in removed else "vMergeOrig"))


def _merge(properties: Element, merge: str | None) -> None:
    """Set `w:vMerge`; a change that names no merge means a cell on its own."""
    for present in properties.findall(w("vMerge")):
        properties.remove(present)
    if merge in _MERGES:
        element = etree.Element(w("vMerge"))
        element.set(w("val"), _MERGES[merge])
        properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), element)
