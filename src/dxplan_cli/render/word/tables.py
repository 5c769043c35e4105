"""Ruled tables: a fixed grid as wide as the text, header rows that repeat, rows that stay whole.

Rows are built as elements, never through python-docx's cells, whose cost grows
with the square of the number of rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from dxplan_cli.errors import DataError
from dxplan_cli.papers.blocks import Paragraph, Revision, Style, plain
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.page import split_width
from dxplan_cli.render.word.paragraphs import (
    NOWHERE,
    Place,
    begin_paragraph,
    cell_paragraph,
    draw_paragraph,
)
from dxplan_cli.render.word.xml import begun, child, loose
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Cell, Row, Table
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.xml import Element


_MOST_COLUMNS: Final = 63
_Memory: TypeAlias = "dict[tuple[int, int], Element]"
"""Cells drawn, by identity and width: thousands of rows say the same in many of them, with one and the same value."""


class Accessibility(Value):
    """What a reader who cannot see the table is told."""

    title: str = ""
    description: str = ""


NO_WORDS = Accessibility()


class CellLook(Value):
    """The properties of a cell: its width in twips, the columns it covers, its part in a vertical merge."""

    width: int
    span: int = 1
    merge: str | None = None
    shade: str | None = None
    middle: bool = False


def draw_table(body: Element, table: Table, width: int, place: Place, ledger: Ledger) -> None:
    """Append the caption, if any, and the table; a table without rows is its caption alone.

    Raises:
        DataError: it has more columns than Word has.
    """
    if table.caption is not None:
        caption = Paragraph(plain(table.caption), Style.CAPTION)
        draw_paragraph(body, caption, looks.CAPTION, place, ledger)
    if not table.rows:
        return
    if len(table.widths) > _MOST_COLUMNS:
        _refuse_wide(table)
    grid = split_width(width, table.widths)
    element = begin_table(body, "DxTable", grid, Accessibility(table.caption or "", table.summary))
    memory: _Memory | None = {} if ledger.reviser is None else None
    for number, row in enumerate(table.rows):
        _draw_row(element, row, grid, header=number < table.header_rows, ledger=ledger, memory=memory)


def _refuse_wide(table: Table) -> NoReturn:
    words = "、".join(run.text for cell in table.rows[0].cells[:3] for block in cell.blocks for run in block.runs)
    named = f"表「{table.caption}」" if table.caption else f"「{words}…」で始まる表"
    message = f"{named}は、列が{len(table.widths)}あって資料にできません（Wordの表は{_MOST_COLUMNS}列まで）"
    raise DataError(message, "表を分けるか、行と列を入れ替えてください。違いだけなら dxplan diff で見られます")


def revision_of_rows(table: Table) -> Revision:
    """Return what a table is as a whole: new or gone only when all of its rows are."""
    found = {row.revision for row in table.rows}
    return found.pop() if len(found) == 1 else Revision.SAME


def begin_table(
    parent: Element, style: str, grid: Sequence[int], words: Accessibility = NO_WORDS, align: str | None = None
) -> Element:
    """Append a `w:tbl` with its properties and grid (twips), without rows."""
    table = child(parent, "tbl")
    properties = child(table, "tblPr")
    child(properties, "tblStyle", val=style)
    child(properties, "tblW", w=sum(grid), type="dxa")
    if align is not None:
        child(properties, "jc", val=align)
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    if words.title:
        child(properties, "tblCaption", val=words.title)
    if words.description:
        child(properties, "tblDescription", val=words.description)
    columns = child(table, "tblGrid")
    for column in grid:
        child(columns, "gridCol", w=column)
    return table


def begin_row(table: Element, *, keep: bool, header: bool = False, least: int = 0) -> Element:
    """Append a `w:tr` of at least `least` twips; `keep` forbids a page break inside it."""
    row = child(table, "tr")
    if keep or header or least:
        properties = child(row, "trPr")
        if keep:
            child(properties, "cantSplit")
        if least:
            child(properties, "trHeight", val=least, hRule="atLeast")
        if header:
            child(properties, "tblHeader")
    return row


def begin_cell(row: Element, look: CellLook) -> Element:
    """Append a `w:tc`; the caller owes it at least one paragraph."""
    cell = begun(_empty_cell(look))
    row.children.append(cell)
    return cell


@lru_cache(maxsize=256)
def _empty_cell(look: CellLook) -> Element:
    cell = loose("tc")
    properties = child(cell, "tcPr")
    child(properties, "tcW", w=look.width, type="dxa")
    if look.span > 1:
        child(properties, "gridSpan", val=look.span)
    if look.merge is not None:
        child(properties, "vMerge", val=look.merge)
    if look.shade is not None:
        child(properties, "shd", val="clear", color="auto", fill=look.shade)
    if look.middle:
        child(properties, "vAlign", val="center")
    return cell


def _draw_row(
    table: Element, row: Row, grid: Sequence[int], *, header: bool, ledger: Ledger, memory: _Memory | None
) -> None:
    if sum(cell.span for cell in row.cells) != len(grid):
        message = f"a row covers {sum(cell.span for cell in row.cells)} columns of {len(grid)}"
        raise ValueError(message)
    element = begin_row(table, keep=row.keep or header, header=header)
    if ledger.reviser is not None and row.revision is not Revision.SAME:
        ledger.revise(_properties_of(element), "del" if row.revision.is_old else "ins")
    column = 0
    for cell in row.cells:
        width = sum(grid[column : column + cell.span])
        column += cell.span
        shade = looks.SHADE if header else looks.PALE if cell.shaded else None
        place = Place(keep_next=_is_band(row))
        known = memory.get((id(cell), width)) if memory is not None else None
        if known is not None:
            element.children.append(known)
            continue
        drawn = begin_cell(element, CellLook(width, cell.span, None, shade, header))
        _fill_cell(drawn, cell, place, ledger, header=header)
        if memory is not None and not header and not any(block.anchor for block in cell.blocks):
            memory[id(cell), width] = drawn


def _properties_of(row: Element) -> Element:
    """Return the properties of a row, which stand before its cells."""
    return next((each for each in row.children if each.name == "w:trPr"), None) or child(row, "trPr")


def _is_band(row: Row) -> bool:
    """Tell whether a row is a heading, across the table or in each column, which stays with the row below."""
    styles = {block.style for cell in row.cells for block in cell.blocks}
    return Style.CAPTION in styles and all(cell.shaded for cell in row.cells)


def _fill_cell(element: Element, cell: Cell, within: Place, ledger: Ledger, *, header: bool) -> None:
    for block in cell.blocks:
        look, place = cell_paragraph(block.style, cell.align)
        if within.keep_next:
            place = replace(place, keep_next=True)
        if header:
            look, place = looks.CELL_HEAD, Place(keep_next=True, align="center")
        draw_paragraph(element, block, look, place, ledger)
    if not cell.blocks:
        begin_paragraph(element, looks.CELL, NOWHERE)
