"""Defects of tables, and of other holders of paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from dxplan_cli.intake.word.names import all_w, local, value, w
from dxplan_cli.intake.word.removal import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.word.defects.inspection import Flaw, Inspection
    from dxplan_cli.intake.word.names import Element

_MOST_COLUMNS: Final = 63
_LOOSE: Final = all_w(("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))
"""What may stand between a table and its rows, or a row and its cells."""
_MAY_END: Final = all_w(("p", "sdt", "customXml"))
_HOLDERS: Final = ("hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")


class _Cell(NamedTuple):
    """A cell, the first of its columns, their number, and its vertical merge if any."""

    element: Element
    column: int
    span: int
    merge: str | None


class _Row(NamedTuple):
    """A row: `width` in columns, None when the tracked insertion or deletion of a cell leaves it open."""

    element: Element
    cells: tuple[_Cell, ...]
    width: int | None


def find_cells_without_paragraph(inspection: Inspection) -> Iterator[Flaw]:
    """A cell does not end with a paragraph, or a header, note, comment or text box is empty."""
    for tree in inspection.stories:
        for cell in tree.of("tc"):
            last = next((child for child in reversed(cell) if child.tag not in MARKERS), None)
            if last is None or last.tag not in _MAY_END:
                yield tree.flaw(cell, "セルが段落（w:p）で終わっていません")
        for holder in tree.of(*_HOLDERS):
            if all(child.tag in MARKERS for child in holder):
                yield tree.flaw(holder, f"w:{local(holder.tag)} に段落がありません")


def find_rows_without_cells(inspection: Inspection) -> Iterator[Flaw]:
    """A row has no cell, or a table no row."""
    for tree in inspection.stories:
        for table in tree.of("tbl"):
            if next(_through(table, w("tr")), None) is None:
                yield tree.flaw(table, "表に行がありません")
        for row in tree.of("tr"):
            if next(_through(row, w("tc")), None) is None:
                yield tree.flaw(row, "表の行にセルがありません")


def find_wide_tables(inspection: Inspection) -> Iterator[Flaw]:
    """A table has more columns than Word takes."""
    for tree in inspection.stories:
        for grid in tree.of("tblGrid"):
            if len(grid) > _MOST_COLUMNS:
                yield tree.flaw(grid, f"表の列が{len(grid)}あります（Wordは{_MOST_COLUMNS}列まで）")


def find_grid_mismatches(inspection: Inspection) -> Iterator[Flaw]:
    """The cells of a row do not add up to the columns of the table's grid."""
    for tree in inspection.stories:
        for table in tree.of("tbl"):
            grid = next(table.iterchildren(w("tblGrid")), None)
            if grid is None:
                yield tree.flaw(table, "表に列の定義（w:tblGrid）がありません")
                continue
            columns = sum(1 for _ in grid.iterchildren(w("gridCol")))
            for number, row in enumerate(_rows(table), start=1):
                if row.width is not None and row.width != columns:
                    yield tree.flaw(row.element, f"表の{number}行目の幅が{row.width}列で、定義の{columns}列と違います")


def find_loose_merges(inspection: Inspection) -> Iterator[Flaw]:
    """A cell continues a vertical merge that no cell above it began."""
    for tree in inspection.stories:
        if not tree.of("vMerge"):
            continue
        for table in tree.of("tbl"):
            opened: set[int] = set()
            for number, row in enumerate(_rows(table), start=1):
                for cell in row.cells:
                    if cell.merge == "continue" and cell.column not in opened and row.width is not None:
                        yield tree.flaw(cell.element, f"表の{number}行目のセルの縦の結合に、始まりがありません")
                opened = {cell.column for cell in row.cells if cell.merge}


def _rows(table: Element) -> Iterator[_Row]:
    for row in _through(table, w("tr")):
        properties = next(row.iterchildren(w("trPr")), None)
        column = _number(properties, "gridBefore", 0)
        cells = []
        is_open = False
        for element in _through(row, w("tc")):
            cell, is_changed = _cell(element, column)
            cells.append(cell)
            column += cell.span
            is_open = is_open or is_changed
        yield _Row(row, tuple(cells), None if is_open else column + _number(properties, "gridAfter", 0))


def _cell(element: Element, column: int) -> tuple[_Cell, bool]:
    """Return a cell, and whether it is tracked as inserted or deleted."""
    span, merge, is_changed = 1, None, False
    for properties in element.iterchildren(w("tcPr")):
        for each in properties:
            if each.tag == w("gridSpan"):
                span = _integer(value(each), 1)
            elif each.tag == w("vMerge"):
                merge = value(each) or "continue"
            elif each.tag in {w("cellIns"), w("cellDel")}:
                is_changed = True
    return _Cell(element, column, span, merge), is_changed


def _number(properties: Element | None, name: str, otherwise: int) -> int:
    found = None if properties is None else next(properties.iterchildren(w(name)), None)
    return _integer(value(found), otherwise)


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else otherwise


def _through(element: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, also those within content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _LOOSE:
            yield from _through(child, tag)
