"""Marks that say the same as above (〃, 同上), in the rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.register.entries import Entries, Entry, RowFault
from dxplan_cli.model.column import Column
from dxplan_cli.text.answers import is_ditto
from dxplan_cli.text.stamp import stamp_of
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_REPEATABLE: Final = (
    Column.DISPOSITION, Column.ANSWER, Column.PLACE, Column.ABOUT, Column.MEMBER, Column.CONTACT, Column.HEARD_BY,
    Column.ROUND,
)  # fmt: skip
_NEEDED: Final = (Column.DISPOSITION, Column.ANSWER)
"""Columns in which a mark stands for words, so that a blank cell above cannot be meant."""
_WRITE_OUT: Final = "「〃」を使わずに、そのまま書いてください"


class Repeated(Value):
    """The rows with what their marks mean, the rows that had any, and the rows whose marks mean nothing certain."""

    entries: tuple[Entry, ...]
    rows: tuple[int, ...]
    faults: tuple[RowFault, ...]


def repeat_above(read: Entries) -> Repeated:
    """Return the rows of a sheet with the words of the row above where they repeat it.

    A mark is no mark in a row that came back as dxplan wrote it: there it is what the register says.
    """
    unread = (*(fault.row for fault in read.faults), *(words.row for words in read.struck if words.column is None))
    entries: list[Entry] = []
    rows: list[int] = []
    faults: list[RowFault] = []
    above: Entry | None = None
    for entry in read.entries:
        marked = [] if _is_as_written(entry.values) else _marked(entry.values)
        fault = _fault(entry, above, marked, unread, read.hidden) if marked else None
        if fault is not None:
            faults.append(fault)
            unread = (*unread, entry.row)
            continue
        if marked and above is not None:
            entry = replace(entry, values=_repeated(entry.values, above.values, marked))  # noqa: PLW2901 - the row as it is meant
            rows.append(entry.row)
        entries.append(entry)
        above = entry
    return Repeated(tuple(entries), tuple(rows), tuple(faults))


def _is_as_written(values: Mapping[Column, str]) -> bool:
    decided = (values.get(column) for column in (Column.DISPOSITION, Column.ANSWER, Column.SAME_AS))
    return values.get(Column.STAMP) == stamp_of(*decided)


def _marked(values: Mapping[Column, str]) -> list[Column]:
    return [column for column in _REPEATABLE if is_ditto(values.get(column, ""))]


def _repeated(
    values: Mapping[Column, str], above: Mapping[Column, str], marked: Collection[Column]
) -> Mapping[Column, str]:
    meant = {column: words for column, words in values.items() if column not in marked}
    meant |= {column: above[column] for column in marked if column in above}
    if Column.ANSWER in marked and Column.ANSWER not in above:
        meant[Column.SAME_AS] = above[Column.SAME_AS]
    return meant


def _fault(
    entry: Entry, above: Entry | None, marked: Collection[Column], unread: Collection[int], hidden: Collection[int]
) -> RowFault | None:
    """Return why nobody can say which row a mark repeats, or that there is nothing to repeat."""
    excerpt = " ".join(entry.values.get(Column.TEXT, "").split())
    last_read = 0 if above is None else above.row
    between = [row for row in unread if last_read < row < entry.row]
    if between:
        message = f"「〃」の上の{max(between)}行目が読めないので、何と同じか分かりません"
        return RowFault(entry.row, message, _WRITE_OUT, excerpt)
    if above is None:
        return RowFault(entry.row, "「〃」の上に行がありません", _WRITE_OUT, excerpt)
    if above.row in hidden and entry.row not in hidden:
        message = f"「〃」のすぐ上の{above.row}行目が非表示なので、何と同じか分かりません"
        return RowFault(entry.row, message, f"行を表示して確かめるか、{_WRITE_OUT}", excerpt)
    for column in _blank_above(above.values, marked):
        message = f"「{column}」が「〃」ですが、上の{above.row}行目の「{column}」が空です"
        return RowFault(entry.row, message, _WRITE_OUT, excerpt)
    return None


def _blank_above(above: Mapping[Column, str], marked: Collection[Column]) -> Iterator[Column]:
    for column in _NEEDED:
        stands_for_another = column is Column.ANSWER and Column.SAME_AS in above
        if column in marked and column not in above and not stands_for_another:
            yield column
