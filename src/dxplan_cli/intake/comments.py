"""A mass of raw comments in a CSV file, read row by row.

Only the columns asked for leave this module; who wrote a comment leaves it only
when the caller names that column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.records import find_column, heading_key, headings_told, read_records
from dxplan_cli.intake.register.header import meaning_of, place_written
from dxplan_cli.model.column import Column
from dxplan_cli.text.formulas import unshield
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_LEAST_LIKELY: Final = "内容"
"""Means the comment where nothing else does."""


class Columns(Value):
    """The headings to read: of the comment and of its place (None: as usually called), of the person, of the row's own number."""

    text: str | None = None
    person: str | None = None
    key: str | None = None
    place: str | None = None


class Comment(Value):
    """One row; `row` counts as Excel does, from 1 for the heading."""

    row: int
    text: str
    person: str = ""
    key: str = ""
    place: str = ""


def read_comments(path: Path, columns: Columns) -> Iterator[Comment]:
    """Yield every row that is not blank, whether or not it has a comment.

    Raises:
        UnreadableFileError: no text in a known encoding, a quote left open, or beyond the limits.
        UsageError: a column is not there, or two have that heading.
        DataError: the system refuses to read the file.
    """
    records = read_records(path)
    heading = next((record for _, record in records), None)
    if heading is None:
        message = "表に行がありません"
        raise UnreadableFileError(message, "一行目に見出し（意見 など）、二行目から意見を書いてください")
    text, person, key, place = _positions(heading, columns)
    over_places = "" if place is None else heading[place]
    for number, record in records:
        where = place_written(_cell(record, place), over_places)
        yield Comment(number, _cell(record, text), _cell(record, person), _cell(record, key), where)


def _cell(record: list[str], at: int | None) -> str:
    return unshield(record[at]) if at is not None and at < len(record) else ""


def _positions(heading: list[str], columns: Columns) -> tuple[int | None, ...]:
    usual = _usual(heading, Column.TEXT)
    if columns.text is None and len(usual) != 1:
        message = f"意見の列がどれか決まりません（{'、'.join(usual)}）" if usual else "意見の列が見つかりません"
        example = (usual or [cell for cell in heading if cell.strip()] or ["意見"])[-1]
        raise UsageError(
            message,
            f"--column {' '.join(example.split())} のように、見出しを指定してください。表の見出し：{headings_told(heading)}",
        )
    if (
        columns.key is not None
        and columns.person is not None
        and heading_key(columns.key) == heading_key(columns.person)
    ):
        message = "--key と --person に同じ列は指定できません"
        raise UsageError(message, "--key の値は結果に書き出すため、氏名でない列を指定してください")
    usual_place = _usual(heading, Column.PLACE)
    place = columns.place or (usual_place[0] if len(usual_place) == 1 else None)
    wanted = (columns.text or usual[0], columns.person, columns.key, place)
    return tuple(None if each is None else find_column(each, heading) for each in wanted)


def _usual(heading: list[str], column: Column) -> list[str]:
    """Return the headings that most likely mean a column; several where none is likelier."""
    meant = [(meaning_of(cell), cell) for cell in heading]
    ranked = sorted((meaning[0], cell) for meaning, cell in meant if meaning is not None and meaning[1] is column)
    likely = [cell for rank, cell in ranked if rank == ranked[0][0]]
    if not likely and column is Column.TEXT:
        likely = [cell for cell in heading if heading_key(cell) == _LEAST_LIKELY]
    return list(dict.fromkeys(likely))
