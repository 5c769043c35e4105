"""A grid with its header as entries: what each row says of an opinion, and the rows that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.register.grid import Oddity
from dxplan_cli.intake.register.header import is_of_persons, place_written
from dxplan_cli.intake.register.merged import covered_rows
from dxplan_cli.model.column import RAW, Column
from dxplan_cli.text.characters import REPLACEMENT, clean
from dxplan_cli.text.unseen import without_unseen
from dxplan_cli.value import Value, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.register.grid import Grid, GridRow
    from dxplan_cli.intake.register.header import Header

_ONE_ROW_EACH: Final = frozenset({Column.ID, Column.KEY, Column.TEXT, Column.COMMENTS, Column.PEOPLE, *RAW})
"""What every row must say for itself; anything else may be merged down over several."""

DATED: Final = "Excelが番号を日付に変えています。セルの書式を「文字列」にして書き直してください"


class RowFault(Value):
    """Why a row cannot be taken in: what is wrong, what to do, the words in question."""

    row: int
    message: str
    hint: str
    excerpt: str = ""


class Entry(Value):
    """What a row says; columns that are blank in it are left out. `is_key_dated`: a program made a date of its key.

    `personal` are the headings of all columns, taken in or not, in which it says who somebody is.
    """

    row: int
    values: Mapping[Column, str]
    is_key_dated: bool = False
    personal: tuple[str, ...] = ()


class StruckWords(Value):
    """Words of a row that somebody struck out, in which column; None where all of the row is struck out."""

    row: int
    column: Column | None
    text: str


class Entries(Value):
    """All rows below a header: those that can be read, those that cannot, and rows of which the user should know."""

    entries: tuple[Entry, ...]
    faults: tuple[RowFault, ...]
    hidden: tuple[int, ...]
    dated: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    merged: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)
    struck: tuple[StruckWords, ...] = ()


def read_entries(grid: Grid, header: Header) -> Entries:
    """Return what the rows below a header say; a cell merged down counts for every row it covers."""
    below = [row for row in grid.rows if row.number > header.last_row]
    repeated = {row.number: row for row in below if _is_heading(row, header)}
    rows = [row for row in below if row.number not in repeated]
    numbers = [row.number for row in rows]
    covering = {column: covered_rows(grid, at, numbers) for column, at in header.columns.items()}
    above = {row.number: row for row in rows}
    of_persons = {at: " ".join(each.split()) for at, each in header.headings.items() if is_of_persons(each)}
    for column in (Column.MEMBER, Column.CONTACT):
        if column in header.columns:
            of_persons.setdefault(header.columns[column], column.value)
    entries: list[Entry] = []
    faults: list[RowFault] = []
    struck: list[StruckWords] = []
    for row in rows:
        values = {column: row.cell(at) for column, at in header.columns.items()}
        for column, covered in covering.items():
            if row.number in covered and column not in _ONE_ROW_EACH:
                values[column] = above[covered[row.number]].cell(header.columns[column])
        found = [*_merged_away(row, covering), *_odd(row, header), *_unreadable(row, values)]
        cleaned = {column: text for column, value in values.items() if (text := without_unseen(clean(value)).strip())}
        faults += found[:1]
        struck += _struck(row, header, is_gone=not cleaned)
        if cleaned and not found:
            if Column.PLACE in cleaned:
                heading = header.headings.get(header.columns[Column.PLACE], "")
                cleaned[Column.PLACE] = place_written(cleaned[Column.PLACE], heading)
            personal = tuple(name for at, name in of_persons.items() if row.cell(at).strip())
            entries.append(Entry(row.number, cleaned, _is_dated(row, header, Column.KEY), personal))
    return Entries(
        tuple(entries),
        tuple(faults),
        tuple(row.number for row in rows if row.is_hidden),
        tuple(row.number for row in rows if any(row.odd.get(at) is Oddity.DATE for at in header.columns.values())),
        tuple(repeated),
        {column: tuple(covered) for column, covered in covering.items() if covered and column not in _ONE_ROW_EACH},
        tuple(struck),
    )


def _struck(row: GridRow, header: Header, *, is_gone: bool) -> Iterator[StruckWords]:
    """Yield what is struck out of the columns that are read; of a row with nothing left, all of it at once."""
    words = {column: text for column, at in header.columns.items() if (text := row.struck.get(at, "").strip())}
    if words and is_gone:
        first = words.get(Column.TEXT) or next(iter(words.values()))
        yield StruckWords(row.number, None, first)
        return
    for column, text in words.items():
        yield StruckWords(row.number, column, text)


def _is_heading(row: GridRow, header: Header) -> bool:
    """Tell whether a row repeats the heading, as at the top of every printed page."""
    shown = 0
    for at, heading in header.headings.items():
        text = row.cell(at).strip()
        if text and text != heading:
            return False
        shown += bool(text)
    return shown > 1


def _is_dated(row: GridRow, header: Header, column: Column) -> bool:
    return column in header.columns and row.odd.get(header.columns[column]) is Oddity.DATE


def _merged_away(row: GridRow, covering: Mapping[Column, Mapping[int, int]]) -> Iterator[RowFault]:
    for column in (Column.TEXT, Column.ID, Column.KEY):
        if row.number in covering.get(column, {}):
            message = f"「{column}」のセルが{covering[column][row.number]}行目と結合されています"
            yield RowFault(row.number, message, "結合を解いて、一行に一件の意見にしてください")


def _odd(row: GridRow, header: Header) -> Iterator[RowFault]:
    for column, at in header.columns.items():
        if row.odd.get(at) is Oddity.ERROR:
            message = f"「{column}」のセルが数式の誤り（{row.cell(at)}）です"
            yield RowFault(row.number, message, "文字を書き直してください")
        if row.odd.get(at) is Oddity.DATE and column in {Column.ID, *RAW}:
            yield RowFault(row.number, f"「{column}」が日付（{row.cell(at)}）になっています", DATED)


def _unreadable(row: GridRow, values: Mapping[Column, str]) -> Iterator[RowFault]:
    for column, text in values.items():
        cleaned = clean(text)
        if cleaned.count(REPLACEMENT) > text.count(REPLACEMENT):
            message = f"「{column}」に、目に見えない制御文字があります"
            yield RowFault(row.number, message, "その字（�）を消してください", cleaned)
