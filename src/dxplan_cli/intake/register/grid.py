"""A table as its file holds it: rows of texts, numbered as Excel shows them, and the limits every table keeps."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Self

from dxplan_cli.errors import UnreadableFileError
from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FILE: Final = 100_000_000
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 500
MAX_CELL: Final = 100_000
"""Characters; three times what a cell of Excel can hold."""


_APART: Final = 1_000_000
"""Rows of two tables are never taken for neighbours."""


class TableRow(int):
    """The number of a row in one of several tables of a text: it counts like a number and reads as 表2の3."""

    def __new__(cls, table: int, row: int) -> Self:
        """Number the `row` of a `table`, both from 1."""
        return super().__new__(cls, table * _APART + row)

    def __str__(self) -> str:
        """Return what is said before 行目."""
        table, row = divmod(int(self), _APART)
        return f"表{table}の{row}"

    def __format__(self, form: str) -> str:
        """Return the same in a message."""
        return format(str(self), form)


class Oddity(Enum):
    """A cell that is not what a clerk typed: a date made of a number, the error of a formula."""

    DATE = "date"
    ERROR = "error"


class GridRow(Value):
    """A row that is not blank; `odd` tells of the cells that need care, by column from 0, `struck` what is struck out."""

    number: int
    cells: tuple[str, ...]
    odd: Mapping[int, Oddity] = field(default_factory=dict)
    is_hidden: bool = False
    struck: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int) -> str:
        """Return the text of a cell; empty where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""


class Merge(Value):
    """Cells joined into one: rows as Excel numbers them, columns from 0, the last ones included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Grid(Value):
    """A sheet, or a whole CSV file, whose `name` is empty; `hidden` are the columns that cannot be seen."""

    name: str
    rows: tuple[GridRow, ...]
    merges: tuple[Merge, ...] = ()
    hidden: frozenset[int] = frozenset()


def refuse_file(size: int) -> None:
    """Refuse a file of so many bytes, before they are read.

    Raises:
        UnreadableFileError: they are too many.
    """
    if size > MAX_FILE:
        message = f"ファイルが大きすぎます（約{size // 1_000_000:,}MB）"
        raise UnreadableFileError(message, f"{MAX_FILE // 1_000_000}MBまでに分けてください")


def refuse_cell(row: int) -> UnreadableFileError:
    """Return the refusal of a cell that no opinion fills."""
    message = f"{row}行目に長すぎるセルがあります（{MAX_CELL:,}字を超えています）"
    return UnreadableFileError(message, "セルの中身を確かめて、短くするか別の行に分けてください")


def refuse_rows() -> UnreadableFileError:
    """Return the refusal of a table with too many rows."""
    message = f"行が多すぎます（{MAX_ROWS:,}行を超えています）"
    return UnreadableFileError(message, "ファイルを分けて、一つずつ取り込んでください")


def refuse_columns(row: int) -> UnreadableFileError:
    """Return the refusal of a table with too many columns."""
    message = f"{row}行目の列が多すぎます（{MAX_COLUMNS}列を超えています）"
    return UnreadableFileError(message, "要らない列を消すか、区切りの文字を確かめてください")


def column_letters(column: int) -> str:
    """Return what Excel calls a column: A, B … AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
