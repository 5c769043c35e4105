"""The task of `dxplan opinions similar --from`: group a mass of raw comments before it enters the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.app.workspace import refuse_data_folder
from dxplan_cli.errors import UnreadableFileError, UsageError
from dxplan_cli.intake.comments import Columns, read_comments
from dxplan_cli.intake.register.table import name_rows
from dxplan_cli.render.comment_table import comment_table, is_cut, row_table
from dxplan_cli.render.group_lines import comment_group_lines
from dxplan_cli.render.group_records import comments_record
from dxplan_cli.store.write import write_file
from dxplan_cli.text.garbled import garbled_passage
from dxplan_cli.trace.comments import CommentPile
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.comments import CommentGroup


class CommentGroups(Value):
    """The groups of a file's comments, how many rows it has, which of them are blank, whether people are named."""

    groups: tuple[CommentGroup, ...]
    total: int
    blank: tuple[int, ...]
    has_people: bool


def group_comments(file: Path, columns: Columns, least: float) -> CommentGroups:
    """Read a file of comments once and group them.

    Raises:
        UnreadableFileError: the file cannot be read as a table, or some of its rows are garbled.
        UsageError: a column is not there.
    """
    pile = CommentPile()
    garbled: dict[int, str] = {}
    for comment in read_comments(file, columns):
        passage = garbled_passage(comment.text)
        if passage is not None:
            garbled[comment.row] = passage
        pile.add(comment.row, comment.text, comment.person, comment.key, comment.place)
    _refuse_garbled(garbled)
    return CommentGroups(tuple(pile.groups(least)), pile.total, tuple(pile.blank), columns.person is not None)


def _refuse_garbled(passages: Mapping[int, str]) -> None:
    """Refuse a file some rows of which were read in another encoding than they were written in.

    Raises:
        UnreadableFileError: names the rows.
    """
    if passages:
        row, passage = next(iter(passages.items()))
        message = f"意見が文字化けしています：{name_rows(passages)}（{row}行目「{' '.join(passage.split())}」）"
        raise UnreadableFileError(message, "もとのファイルから、その行を写し直してください")


def write_groups(found: CommentGroups, output: Path) -> int:
    """Write the groups as a table; return how many of them it has not room for all rows of.

    Raises:
        WriteRefusedError: the system refuses; an existing file stays as it is.
    """
    write_file(output, comment_table(found.groups, has_people=found.has_people))
    return sum(map(is_cut, found.groups))


def write_rows(found: CommentGroups, output: Path) -> None:
    """Write which group every raw row is in.

    Raises:
        WriteRefusedError: the system refuses; an existing file stays as it is.
    """
    write_file(output, row_table(found.groups))


def refuse_outputs(file: Path, outputs: Sequence[Path]) -> None:
    """Refuse to write where the raw comments are or twice to one place, or into the plan's data, which git keeps.

    Raises:
        UsageError: says which.
    """
    places = [each.resolve() for each in (file, *outputs)]
    if len(set(places)) < len(places):
        message = "-o・--rows に、読み込むファイルと同じ名前や、互いに同じ名前は指定できません"
        raise UsageError(message, "別の名前にしてください")
    for output in outputs:
        refuse_data_folder(output)


def draw_json(found: CommentGroups, least: float) -> dict[str, Any]:
    """Return the groups as ``dxplan.comments/1``."""
    return comments_record(found.groups, found.total, found.blank, least)


def draw_lines(found: CommentGroups, screen: Screen) -> Iterator[Line]:
    """Yield the groups of two and more as lines for the terminal, the largest first."""
    return comment_group_lines(found.groups, found.total, found.blank, screen)
