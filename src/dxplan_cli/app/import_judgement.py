"""What was found of the rows of a table: opinions that are new, changed or as they were, and faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.register.entries import RowFault
from dxplan_cli.model.column import Column
from dxplan_cli.model.opinion import Opinion
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.errors import UsageError

_EXCERPT = 40
DECIDED = {Column.DISPOSITION: "disposition", Column.ANSWER: "answer", Column.SAME_AS: "same_as"}
"""What a row may change of an opinion that is there already."""


class ChangedRow(Value):
    """A row that changes an opinion."""

    row: int
    opinion: Opinion
    meant: Opinion


class NewRow(Value):
    """A row that brings an opinion; it has no id yet."""

    row: int
    opinion: Opinion


class Judgement(Value):
    """What becomes of all rows; `remarks` are the rows of which something was left out, by what it was.

    `comments` is how many comments the groups of a table stand for, None where rows are opinions.
    """

    new: tuple[NewRow, ...]
    changed: tuple[ChangedRow, ...]
    unchanged: int
    faults: tuple[RowFault, ...]
    remarks: Mapping[str, tuple[int, ...]]
    comments: int | None = None


def make_fault(row: int, error: UsageError, text: str) -> RowFault:
    """Return why a row cannot be taken in."""
    return RowFault(row, error.message, error.hint, " ".join(text.split())[:_EXCERPT])


def differences(changed: ChangedRow) -> Iterator[str]:
    """Yield what a row changes, in words."""
    for column, name in DECIDED.items():
        old, new = getattr(changed.opinion, name), getattr(changed.meant, name)
        if old != new:
            yield f"{column} {old or '（なし）'} → {new}" if column is not Column.ANSWER else f"{column}"
    before, after = changed.opinion.group, changed.meant.group
    if after is not None and before != after:
        is_counted_anew = changed.opinion.comments != after.comments
        yield (
            f"{Column.COMMENTS} {changed.opinion.comments} → {after.comments}"
            if is_counted_anew
            else "もとの意見の内訳"
        )
