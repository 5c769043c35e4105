"""CSV and its relatives as a grid: the encoding and the delimiter are found, protected formulas are taken back."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.intake.encodings import decode
from dxplan_cli.intake.register.grid import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    GridRow,
    refuse_cell,
    refuse_columns,
    refuse_rows,
)
from dxplan_cli.text.formulas import unshield

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS: Final = (",", "\t", ";")
_HEAD_LINES: Final = 5
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


def read_delimited(data: bytes) -> tuple[Grid, str]:
    """Return the rows of a CSV file and what its encoding is called.

    Raises:
        UnreadableFileError: no text in a known encoding, a quote left open, or beyond the limits of a table.
    """
    text, encoding = decode(data)
    return Grid("", tuple(_rows(text))), encoding


def _rows(text: str) -> Iterator[GridRow]:
    found = 0
    for number, record in _records(text):
        cells = tuple(unshield(cell) for cell in record)
        if not any(cell.strip() for cell in cells):
            continue
        found += 1
        if found > MAX_ROWS:
            raise refuse_rows()
        if len(cells) > MAX_COLUMNS:
            raise refuse_columns(number)
        yield GridRow(number, cells)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record with its number, as Excel counts rows: a line break inside a cell begins no new one."""
    number = 0
    before = csv.field_size_limit(MAX_CELL)
    try:
        for record in csv.reader(_lines(text), delimiter=_delimiter(text), strict=True):
            number += 1
            yield number, record
    except csv.Error as error:
        if "field larger" in str(error):
            raise refuse_cell(number + 1) from error
        message = f'{number + 1}行目の引用符（"）が閉じていないか、余分にあります'
        raise UnreadableFileError(message, "その行の引用符を直すか、Excelで開いてCSVで保存し直してください") from error
    finally:
        csv.field_size_limit(before)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends; a stream of text would take four bytes for every character."""
    return (found.group() for found in _LINE.finditer(text))


def _delimiter(text: str) -> str:
    lines = text[:20_000].splitlines()[:_HEAD_LINES]
    bare = ["".join(line.split('"')[::2]) for line in lines]
    return max(_DELIMITERS, key=lambda delimiter: sum(line.count(delimiter) for line in bare))
