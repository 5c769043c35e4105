"""The tables of opinions in a Word file as one: `open_paper`, whether one table or one for every page or chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.register.document import read_document, read_tables
from dxplan_cli.intake.register.entries import Entries, read_entries
from dxplan_cli.intake.register.header import find_header, refuse_rivals, refuse_unfound
from dxplan_cli.intake.register.table import Table, tell_rows, tell_unmapped
from dxplan_cli.intake.register.unknown_header import refuse_headings
from dxplan_cli.model.column import Column
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.intake.register.document import DocumentTable, RowContext
    from dxplan_cli.intake.register.header import Header
    from dxplan_cli.intake.word.package import WordPackage

_DECIDED: Final = (Column.DISPOSITION, Column.ANSWER)
_LEAST: Final = 2
"""Columns that must be known: a single one called 意見 is in many a table."""


class _Found(Value):
    """A table of opinions and its header, its own or that of the table it goes on."""

    table: DocumentTable
    header: Header
    goes_on: bool


def has_answers(package: WordPackage) -> bool:
    """Tell whether a Word file holds a table of opinions with what is to become of them (意見対応表).

    Raises:
        UnreadableFileError: a table is beyond the limits.
    """
    headers = (find_header(table.grid, {}) for table in read_tables(package))
    return any(header and _is_of_answers(header) for header in headers)


def has_opinions(package: WordPackage) -> bool:
    """Tell whether a Word file holds a table that `open_paper` would take in without being told a heading.

    Raises:
        UnreadableFileError: a table is beyond the limits.
    """
    return next(_find(read_tables(package), {}, None), None) is not None


def open_paper(data: bytes, wanted: Mapping[Column, str], answer_heading: str | None = None) -> Table:
    """Read every table of opinions in a Word file; `answer_heading` is what the office calls the column of answers.

    Raises:
        UnreadableFileError: no Word file, protected, damaged, beyond the limits, or without opinions.
        UsageError: a heading named by hand is not there.
    """
    document = read_document(data)
    found = tuple(_of_answers(tuple(_find(document.tables, wanted, answer_heading))))
    if not found:
        raise refuse_headings(table.grid for table in document.tables)
    for each in found:
        if not each.goes_on:
            refuse_unfound(each.header, wanted)
            refuse_rivals(each.header)
    entries = _joined([read_entries(each.table.grid, each.header) for each in found])
    told = (*document.remarks, *_tell_tables(document.tables, found), *tell_rows(entries))
    contexts = {row: context for each in found for row, context in _contexts(each)}
    return Table("", found[0].header, entries, told, contexts)


def _is_of_answers(header: Header) -> bool:
    return Column.TEXT in header.columns and any(column in header.columns for column in _DECIDED)


def _find(
    tables: Iterable[DocumentTable], wanted: Mapping[Column, str], answer_heading: str | None
) -> Iterator[_Found]:
    above: _Found | None = None
    for table in tables:
        header = find_header(table.grid, wanted)
        if header is not None and answer_heading and Column.ANSWER not in wanted:
            header = find_header(table.grid, {Column.ANSWER: answer_heading, **wanted}) or header
        if header is not None and len(header.columns) >= _LEAST:
            above = _Found(table, header, goes_on=False)
            yield above
        elif above is not None and above.table.width == table.width:
            above = _Found(table, replace(above.header, last_row=0), goes_on=True)
            yield above
        else:
            above = None


def _of_answers(found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield the tables with answers if there are any: what else lists opinions there, lists them again."""
    are_decided = [_is_of_answers(each.header) for each in found]
    yield from (each for each, is_decided in zip(found, are_decided, strict=True) if is_decided or not any(are_decided))


def _contexts(found: _Found) -> Iterator[tuple[int, RowContext]]:
    header = found.header
    for row in found.table.grid.rows:
        rest = {header.headings[at]: text for at in header.unmapped if (text := row.cell(at).strip())}
        yield row.number, replace(found.table.contexts[row.number], rest=rest)


def _tell_tables(tables: Sequence[DocumentTable], found: Sequence[_Found]) -> Iterator[str]:
    read = {each.table.number for each in found}
    names = [f"表{table.number}" for table in tables if table.number not in read]
    going_on = [f"表{each.table.number}" for each in found if each.goes_on]
    if names:
        yield f"意見の表でないので読まなかった表：{'、'.join(names)}"
    if going_on:
        yield f"見出しのない表を、前の表の続きとして読みました：{'、'.join(going_on)}"
    yield from tell_unmapped(
        f"「{' '.join(each.header.headings[at].split())}」" for each in found for at in each.header.unmapped
    )


def _joined(parts: Sequence[Entries]) -> Entries:
    merged: dict[Column, tuple[int, ...]] = {}
    for each in parts:
        for column, rows in each.merged.items():
            merged[column] = (*merged.get(column, ()), *rows)
    return Entries(
        tuple(entry for each in parts for entry in each.entries),
        tuple(fault for each in parts for fault in each.faults),
        (),
        (),
        tuple(row for each in parts for row in each.repeated),
        merged,
        tuple(words for each in parts for words in each.struck),
    )
