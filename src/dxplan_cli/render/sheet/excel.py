"""A table as an Excel file: the only home of xlsxwriter. Every cell is text, whatever it looks like."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from dxplan_cli.errors import DataError
from dxplan_cli.text.characters import clean

if TYPE_CHECKING:
    from dxplan_cli.render.sheet.table import SheetColumn, SheetTable

MAX_CELL: Final = 32_767
"""What a cell of Excel holds, counted in UTF-16."""
_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - one moment for all files: they depend on their data alone
_SPARE_ROWS: Final = 1000
"""Rows below the last one in which opinions may be added."""
_SHEET, _NOTES = "意見", "記入のしかた"
_FONT: Final = {"font_name": "游ゴシック", "font_size": 10, "valign": "top"}
_TEXT: Final = {**_FONT, "text_wrap": True, "border": 1, "border_color": "#BFBFBF", "num_format": "@"}
_HEADING: Final = {**_TEXT, "bold": True, "bg_color": "#D9E2F3", "valign": "vcenter", "border_color": "#7F7F7F"}
_ALLOWED: Final = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "sort", "autofilter"), True
)


def render_excel(table: SheetTable) -> bytes:
    """Draw a table as .xlsx: heading frozen and filtered, words to choose from, locked columns protected.

    Raises:
        DataError: a text is longer than a cell can hold.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - 60 ms that only Excel needs

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": clean(table.title), "author": clean(table.author), "created": _MOMENT})
        formats = {locked: book.add_format({**_TEXT, "locked": locked}) for locked in (False, True)}
        sheet = book.add_worksheet(_SHEET)
        _write_cells(sheet, table, book.add_format(_HEADING), formats)
        _set_up(sheet, table)
        notes = book.add_worksheet(_NOTES)
        listed = _write_notes(notes, table, book.add_format({**_FONT, "text_wrap": True}))
        for at, column in enumerate(table.columns):
            if column.choices:
                first, last = listed[column.heading]
                _offer(sheet, at, column, len(table.rows) + _SPARE_ROWS, f"='{_NOTES}'!$A${first}:$A${last}")
    return out.getvalue()


def _write_cells(sheet: Any, table: SheetTable, heading: Any, formats: dict[bool, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width, formats[column.is_locked], {"hidden": column.is_hidden})
        sheet.write_string(0, at, column.heading, heading)
    dressed = [formats[column.is_locked] for column in table.columns]
    for number, row in enumerate(table.rows, start=1):
        for at, text in enumerate(row):
            if text:  # a cell without looks as its column does
                _write_text(sheet, number, at, clean(text), dressed[at])


def _write_text(sheet: Any, row: int, at: int, text: str, dress: Any) -> None:
    if len(text) > MAX_CELL // 2 and len(text.encode("utf-16-le")) // 2 > MAX_CELL:
        message = f"{row + 1}行目の文字が多すぎて、Excelのセルに入りません（{len(text):,}字。上限は{MAX_CELL:,}字）"
        raise DataError(message, "-o の名前の終わりを .csv にすると、全文を書き出せます")
    sheet.write_string(row, at, text, dress)


def _set_up(sheet: Any, table: SheetTable) -> None:
    last = len(table.columns) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), last)
    sheet.protect("", _ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P／&N")


def _offer(sheet: Any, at: int, column: SheetColumn, last_row: int, source: str) -> None:
    """Let a word be chosen from a list; another one is refused by Excel, with the words that are known."""
    sheet.data_validation(
        1, at, last_row, at,
        {
            "validate": "list",
            "source": source,
            "error_title": column.heading,
            "error_message": "一覧の語から選んでください",
        },
    )  # fmt: skip


def _write_notes(sheet: Any, table: SheetTable, dress: Any) -> dict[str, tuple[int, int]]:
    """Write the explanations and, below, the words to choose from; return the rows of each list by its heading."""
    sheet.set_column(0, 0, 80, dress)
    lines = [*table.notes]
    listed: dict[str, tuple[int, int]] = {}
    for column in table.columns:
        if column.choices:
            lines += ["", f"「{column.heading}」に選べる語"]
            listed[column.heading] = (len(lines) + 1, len(lines) + len(column.choices))
            lines += column.choices
    for row, text in enumerate(lines):
        if text:
            sheet.write_string(row, 0, clean(text), dress)
    sheet.protect()
    return listed
