"""A table of opinions from outside, whatever kind of file it is in: `open_table`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.register.delimited import read_delimited
from dxplan_cli.intake.register.entries import Entries, read_entries
from dxplan_cli.intake.register.grid import column_letters, refuse_file
from dxplan_cli.intake.register.header import find_header, refuse_rivals, refuse_unfound
from dxplan_cli.intake.register.unknown_header import refuse_headings
from dxplan_cli.intake.register.workbook import open_workbook
from dxplan_cli.model.column import OF_OPINIONS, Column
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from dxplan_cli.intake.register.document import RowContext
    from dxplan_cli.intake.register.entries import StruckWords
    from dxplan_cli.intake.register.grid import Grid
    from dxplan_cli.intake.register.header import Header

_MOST: Final = 10
"""Places that are named in one message."""
_EXCERPT: Final = 40
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOP: Final = 50
"""Rows of a sheet that are kept to say what stands in it."""


class Table(Value):
    """A table of opinions: the sheet it stands on, its header, its entries, and what the user should know of it.

    `contexts` tell what stands around the rows of a Word file; other files have none.
    """

    sheet: str
    header: Header
    entries: Entries
    remarks: tuple[str, ...]
    contexts: Mapping[int, RowContext] | None = None

    def mapping(self) -> tuple[str, ...]:
        """Tell which column is taken for what."""
        header = self.header
        name = _lettered if self.contexts is None else _counted
        return tuple(
            f"{name(at)}「{_one_line(header.headings.get(at, ''))}」→ {column}"
            for column, at in sorted(header.columns.items(), key=lambda pair: pair[1])
        )


def open_table(data: bytes, wanted: Mapping[Column, str], among: Collection[Column] = OF_OPINIONS) -> Table:
    """Open a table; `wanted` names the headings of columns by hand, `among` are the columns it may have.

    Raises:
        UnreadableFileError: no Excel file and no CSV, protected, damaged, beyond the limits, or without opinions.
        UsageError: a heading named by hand is not there.
    """
    refuse_file(len(data))
    if data.startswith((_ZIP, _OLE)):
        return _table_of_workbook(data, wanted, among)
    grid, encoding = read_delimited(data)
    header = _header_of((grid,), wanted, among)[1]
    return _make_table(grid, header, (f"文字コード：{encoding}",))


def _table_of_workbook(data: bytes, wanted: Mapping[Column, str], among: Collection[Column]) -> Table:
    workbook = open_workbook(data)
    grid, header = _header_of(workbook.grids(), wanted, among)
    remarks = ["マクロのあるファイルです。マクロは動かさず、表だけを読みました"] if workbook.has_macros else []
    others = [name for name, _ in workbook.sheets if name != grid.name]
    if others:
        remarks.append(f"読まなかったシート：{'、'.join(others)}")
    if workbook.hidden:
        remarks.append(f"非表示のため読まなかったシート：{'、'.join(workbook.hidden)}")
    return _make_table(grid, header, tuple(remarks))


def _header_of(grids: Iterable[Grid], wanted: Mapping[Column, str], among: Collection[Column]) -> tuple[Grid, Header]:
    """Return the first grid that has opinions, and its header."""
    without: list[Grid] = []
    for grid in grids:
        header = find_header(grid, wanted, among)
        if header is not None:
            refuse_unfound(header, wanted)
            refuse_rivals(header)
            return grid, header
        without.append(replace(grid, rows=grid.rows[:_TOP]))
    raise refuse_headings(without)


def _make_table(grid: Grid, header: Header, remarks: tuple[str, ...]) -> Table:
    entries = read_entries(grid, header)
    unseen = [
        f"{column_letters(at)}列「{_one_line(header.headings[at])}」"
        for column, at in sorted(header.columns.items(), key=lambda pair: pair[1])
        if at in grid.hidden and column is not Column.STAMP
    ]
    crossed = [_one_line(text) for row in grid.rows if row.number == header.last_row for text in row.struck.values()]
    told = [
        *remarks,
        *([f"取消線で消された見出しの列は読みません：{'、'.join(crossed)}"] if crossed else []),
        *([f"非表示の列も読みました：{'、'.join(unseen)}"] if unseen else []),
        *tell_unmapped(f"{column_letters(at)}列「{_one_line(header.headings[at])}」" for at in header.unmapped),
        *tell_rows(entries),
    ]
    return Table(grid.name, header, entries, tuple(told))


def tell_unmapped(columns: Iterable[str]) -> Iterator[str]:
    """Yield which columns are not taken in."""
    named = "、".join(dict.fromkeys(columns))
    if named:
        yield f"取り込まない列：{named}"


def tell_rows(entries: Entries) -> Iterator[str]:
    """Yield what the user should know of single rows."""
    yield from _tell_struck(entries.struck)
    if entries.repeated:
        yield f"見出しと同じ行は読みませんでした：{name_rows(entries.repeated)}"
    if entries.hidden:
        yield f"非表示の行も読みました：{name_rows(entries.hidden)}"
    if entries.dated:
        yield f"日付のセルを「2024-04-01」の形の文字として読みました：{name_rows(entries.dated)}"
    for column, rows in entries.merged.items():
        yield f"結合された「{column}」を各行の値として読みました：{name_rows(rows)}"


def _tell_struck(struck: Iterable[StruckWords]) -> Iterator[str]:
    """Yield what was struck out, and where: nobody may believe it was taken in, nor miss it."""
    gone = [f"{each.row}行目「{_shortened(each.text)}」" for each in struck if each.column is None]
    parts = [
        f"{each.row}行目「{_shortened(each.text)}」（{each.column}）" for each in struck if each.column is not None
    ]
    if gone:
        yield f"行全体が取消線で消されているので、読みませんでした：{_listed(gone)}"
    if parts:
        yield f"取消線で消された文言を除きました：{_listed(parts)}"


def _listed(places: list[str]) -> str:
    more = f" ほか{len(places) - _MOST}か所" if len(places) > _MOST else ""
    return f"{'、'.join(places[:_MOST])}{more}"


def _shortened(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


def _lettered(at: int) -> str:
    return f"{column_letters(at)}列"


def _counted(at: int) -> str:
    return f"{at + 1}列目"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def name_rows(rows: Iterable[int], most: int = _MOST) -> str:
    """Name rows for the reader: the first few, and how many more."""
    named = list(rows)
    more = f" ほか{len(named) - most}行" if len(named) > most else ""
    return f"{'、'.join(map(str, named[:most]))}行目{more}"
