"""One sheet of an Excel file, read row by row.

Libraries that read a sheet lay it out as a rectangle first: two cells in
opposite corners then take all memory there is. Nor do they tell which rows are
hidden. So the rows are heard as they come, and reading ends at the first limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.register.cell_values import date_text, number_text
from dxplan_cli.intake.register.grid import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Grid,
    GridRow,
    Merge,
    Oddity,
    refuse_cell,
    refuse_columns,
    refuse_rows,
)
from dxplan_cli.intake.register.markup import broken, read_part
from dxplan_cli.intake.register.struck import RichText, Stretches, part_struck
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.intake.register.struck import CellText

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW: Final = 1_048_576
_TRUE = frozenset({"1", "true"})
TOO_LONG: Final = "（長すぎるセル）"
"""Stands for a shared text beyond `MAX_CELL`, until the row that shows it is known; told by identity."""


class Surroundings(Value):
    """What the cells of a sheet refer to: shared texts, styles that make a number a date or strike out, the first day."""

    texts: Sequence[CellText]
    dated: frozenset[str]
    struck: frozenset[str]
    since_1904: bool


def read_sheet(name: str, part: str, blob: bytes, surroundings: Surroundings) -> Grid:
    """Return a sheet's rows that are not blank, its merged cells and hidden columns.

    Raises:
        UnreadableFileError: broken, or beyond the limits of a table.
    """
    reader = _SheetReader(surroundings)
    read_part(part, blob, reader)
    return Grid(name, tuple(reader.rows), tuple(reader.merges), frozenset(reader.hidden))


class SharedTexts:
    """Reads the texts that cells share; furigana is no part of a text."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[CellText] = []
        self._stretches = Stretches()
        self._length = 0
        self._is_text = self._is_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if name == "si":
            self._stretches, self._length = Stretches(), 0
        elif name == "rPh":
            self._is_reading = True
        elif name == "t":
            self._is_text = not self._is_reading
        else:
            self._stretches.start(name, attributes)

    def end(self, name: str) -> None:
        """Hear an element end."""
        if name == "si":
            self.found.append(TOO_LONG if self._length > MAX_CELL else self._stretches.text())
        elif name == "rPh":
            self._is_reading = False
        elif name == "t":
            self._is_text = False
        else:
            self._stretches.end(name)

    def text(self, text: str) -> None:
        """Hear characters."""
        if not self._is_text:
            return
        self._length += len(text)
        if self._length <= MAX_CELL:
            self._stretches.add(text)


class _SheetReader:
    """Hears a sheet: columns, rows, the cells in them, then the merged cells."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.rows: list[GridRow] = []
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self._surroundings = surroundings
        self._row, self._is_hidden = 0, False
        self._cells: dict[int, str] = {}
        self._odd: dict[int, Oddity] = {}
        self._struck: dict[int, str] = {}
        self._column, self._type, self._style = -1, "n", "0"
        self._stretches = Stretches()
        self._length = 0
        self._is_text = self._is_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._is_text = True
        elif name == "t":
            self._is_text = self._type == "inlineStr" and not self._is_reading
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._is_reading = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col":
            self._note_columns(attributes)
        else:
            self._stretches.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            self._is_text = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._is_reading = False
        else:
            self._stretches.end(name)

    def text(self, text: str) -> None:
        if self._is_text:
            self._length += len(text)
            if self._length > MAX_CELL:
                raise refuse_cell(self._row)
            self._stretches.add(text)

    def _note_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        is_hidden = attributes.get("hidden") in _TRUE or attributes.get("width") == "0"
        if is_hidden and first.isdecimal() and last.isdecimal():
            self.hidden.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", str(self._row + 1))
        if not (number.isdecimal() and self._row < int(number) <= _LAST_ROW):
            what = f"行の番号「{number[:20]}」が正しくありません"
            raise broken(what)
        self._row, self._column = int(number), -1
        self._is_hidden = attributes.get("hidden") in _TRUE
        self._cells, self._odd, self._struck = {}, {}, {}

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else _position(reference)[1]
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._stretches, self._length = Stretches(), 0

    def _end_cell(self) -> None:
        if not self._length:
            return
        text = self._stretches.text()
        shown = text if isinstance(text, RichText) else self._shown(text)
        if shown is TOO_LONG:
            raise refuse_cell(self._row)
        parted = part_struck(shown, is_cell_struck=self._style in self._surroundings.struck)
        if self._column >= MAX_COLUMNS and (parted.live.strip() or parted.struck.strip()):
            raise refuse_columns(self._row)
        self._cells[self._column] = parted.live
        if parted.struck.strip():
            self._struck[self._column] = parted.struck
            self._odd.pop(self._column, None)

    def _shown(self, stored: str) -> CellText:
        match self._type:
            case "s":
                return self._shared(stored)
            case "inlineStr" | "str":
                return stored
            case "b":
                return "TRUE" if stored in _TRUE else "FALSE"
            case "e" | "d":
                self._odd[self._column] = Oddity.ERROR if self._type == "e" else Oddity.DATE
                return stored
            case _ if self._style in self._surroundings.dated:
                self._odd[self._column] = Oddity.DATE
                return date_text(stored, since_1904=self._surroundings.since_1904)
            case _:
                return number_text(stored)

    def _shared(self, stored: str) -> CellText:
        texts = self._surroundings.texts
        if not (stored.isdecimal() and int(stored) < len(texts)):
            what = f"{self._row}行目の文字が見つかりません"
            raise broken(what)
        return texts[int(stored)]

    def _end_row(self) -> None:
        if not self._struck and not any(text.strip() for text in self._cells.values()):
            return
        if len(self.rows) >= MAX_ROWS:
            raise refuse_rows()
        cells = tuple(self._cells.get(column, "") for column in range(max(self._cells) + 1))
        self.rows.append(GridRow(self._row, cells, self._odd, self._is_hidden, self._struck))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if len(self.merges) >= MAX_ROWS:
            raise refuse_rows()
        (first_row, first_column), (last_row, last_column) = _position(first), _position(last or first)
        if first_column < MAX_COLUMNS:
            self.merges.append(Merge(first_row, last_row, first_column, min(last_column, MAX_COLUMNS)))


def _position(reference: str) -> tuple[int, int]:
    """Return the row and, from 0, the column of a reference such as B12."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        what = f"セルの番地「{reference[:20]}」が正しくありません"
        raise broken(what)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
