"""Pieces of a compared text, and the edits they form."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable


class Op(StrEnum):
    """What became of a piece; NOTATION is the same words in another width or glyph (表記のみ)."""

    EQUAL = "="
    NOTATION = "~"
    DELETE = "-"
    INSERT = "+"


class Segment(Value):
    """A piece of the old text and the piece of the new text that stands for it; one is empty in an edit."""

    op: Op
    before: str
    after: str

    @property
    def is_edit(self) -> bool:
        """Tell whether words came or went; a change of width is none."""
        return self.op is Op.DELETE or self.op is Op.INSERT


Segments: TypeAlias = tuple[Segment, ...]


class Edit(Value):
    """One place where words changed: a run of edit segments with its spans in both texts.

    `first` and `last` are indexes into the segments (last is exclusive).
    """

    first: int
    last: int
    before: str
    after: str
    before_start: int
    after_start: int

    @property
    def before_end(self) -> int:
        """Where the edit ends in the old text."""
        return self.before_start + len(self.before)

    @property
    def after_end(self) -> int:
        """Where the edit ends in the new text."""
        return self.after_start + len(self.after)


def before_of(segments: Segments) -> str:
    """Return the old text, exactly."""
    return "".join(segment.before for segment in segments)


def after_of(segments: Segments) -> str:
    """Return the new text, exactly."""
    return "".join(segment.after for segment in segments)


def edits_of(segments: Segments) -> tuple[Edit, ...]:
    """Gather neighbouring edit segments into edits."""
    edits: list[Edit] = []
    before_at = after_at = index = 0
    while index < len(segments):
        first = index
        while index < len(segments) and segments[index].is_edit:
            index += 1
        run = segments[first:index]
        if run:
            before, after = before_of(run), after_of(run)
            edits.append(Edit(first, index, before, after, before_at, after_at))
        else:
            run = segments[index : index + 1]
            index += 1
        before_at += len(before_of(run))
        after_at += len(after_of(run))
    return tuple(edits)


def kind_of_edits(edits: Iterable[Edit]) -> ChangeKind:
    """Return 追加 for insertions only, 削除 for deletions only, otherwise 修正 (design rule)."""
    edits = tuple(edits)
    if edits and not any(edit.before for edit in edits):
        return ChangeKind.ADD
    if edits and not any(edit.after for edit in edits):
        return ChangeKind.DELETE
    return ChangeKind.MODIFY
