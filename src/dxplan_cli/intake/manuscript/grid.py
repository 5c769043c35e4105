"""A table of a Word file as a grid of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.pieces import Grid
from dxplan_cli.intake.manuscript.spots import spot_of_row
from dxplan_cli.intake.word.names import number, properties_of, value, w

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.intake.word.names import Element

_ROW, _CELL, _TABLE = (w(name) for name in ("tr", "tc", "tbl"))
_ROW_PROPERTIES, _CELL_PROPERTIES = w("trPr"), w("tcPr")
_BEFORE, _HEADER, _SPAN, _MERGE = (w(name) for name in ("gridBefore", "tblHeader", "gridSpan", "vMerge"))
_OFF: Final = frozenset({"0", "false", "off"})
_TABLE_PROPERTIES, _STYLE = w("tblPr"), w("tblStyle")
_TABLE_BORDERS, _CELL_BORDERS, _PARAGRAPH, _TEXT = (w(name) for name in ("tblBorders", "tcBorders", "p", "t"))
_NO_LINE: Final = frozenset({"none", "nil"})
_SIDES: Final = frozenset(map(w, ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")))
_WIDEST: Final = 64
"""Word has no more columns."""


def rows_of(table: Element) -> list[list[Element]]:
    """Return the cells of a table's own rows, through whatever is wrapped around them."""
    return [
        [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]
        for row in table.iter(_ROW)
        if next(row.iterancestors(_TABLE)) is table
    ]


def is_layout(table: Element, rows: list[list[Element]]) -> bool:
    """Tell whether a table only puts texts side by side: one row without lines, several paragraphs in every cell."""
    return len(rows) == 1 and len(rows[0]) > 1 and all(map(_has_paragraphs, rows[0])) and not _is_ruled(table, rows[0])


def _has_paragraphs(cell: Element) -> bool:
    return sum(any(text.text for text in each.iter(_TEXT)) for each in cell.iterchildren(_PARAGRAPH)) > 1


def _is_ruled(table: Element, cells: list[Element]) -> bool:
    """Tell whether a table may have lines; those of a style are there unless the table itself has none."""
    own = properties_of(table, _TABLE_PROPERTIES)
    borders = own.get(_TABLE_BORDERS)
    if borders is None and _STYLE in own:
        return True
    every = [borders, *(properties_of(cell, _CELL_PROPERTIES).get(_CELL_BORDERS) for cell in cells)]
    sides = [side for each in every if each is not None for side in each.iterchildren(*_SIDES)]
    return any(value(side) not in _NO_LINE for side in sides)


def read_grid(rows: list[list[Element]], text_of: Callable[[Element], str]) -> Grid:
    """Return a table as texts; a merged cell has its text where it begins and nothing where it goes on."""
    texts = [_texts(cells, text_of) for cells in rows]
    marked = 0
    while marked < len(rows) - 1 and _is_heading(rows[marked]):
        marked += 1
    keys = tuple(spot_of_row(cells[0]) if cells else None for cells in rows)
    return Grid(tuple(map(tuple, texts)), marked or _likely_heads(rows, texts), keys=keys)


def _texts(cells: list[Element], text_of: Callable[[Element], str]) -> list[str]:
    before = number(_row_properties(cells).get(_BEFORE))
    texts = [""] * min(before or 0, _WIDEST)
    for cell in cells:
        properties = properties_of(cell, _CELL_PROPERTIES)
        texts.append("" if _goes_on(properties) else text_of(cell))
        span = number(properties.get(_SPAN)) or 1
        texts += [""] * (min(span, _WIDEST) - 1)
    return texts


def _row_properties(cells: list[Element]) -> dict[str, Element]:
    row = cells[0].getparent() if cells else None
    return {} if row is None else properties_of(row, _ROW_PROPERTIES)


def _is_heading(cells: list[Element]) -> bool:
    mark = _row_properties(cells).get(_HEADER)
    return mark is not None and value(mark) not in _OFF


def _likely_heads(rows: list[list[Element]], texts: list[list[str]]) -> int:
    """Take a first row for the heading where every column has a name of its own and none is a number."""
    if len(texts) < 2:
        return 0
    first = texts[0]
    is_named = all(first) and len(set(first)) == len(first) == max(map(len, texts))
    has_numbers = any(cell.replace(",", "").replace(".", "").isdecimal() for cell in first)
    return int(
        is_named and not has_numbers and not any(_goes_on(properties_of(cell, _CELL_PROPERTIES)) for cell in rows[1])
    )


def _goes_on(properties: dict[str, Element]) -> bool:
    """Tell whether the cell of the row above reaches into this one."""
    merge = properties.get(_MERGE)
    return merge is not None and value(merge) in {None, "continue"}
