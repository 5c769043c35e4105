"""Sweeps (一括の改め): one reason for every edit that is only certain replacements, such as 「、」→「，」."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.opinion import Reason


class Swept(Value):
    """What sweeps explain of one change: the indexes of its edits, the places of its fields, and which reasons do."""

    edits: frozenset[int]
    fields: frozenset[tuple[str | int, ...]]
    reasons: tuple[Reason, ...]

    @property
    def count(self) -> int:
        """How many places that are."""
        return len(self.edits) + len(self.fields)


class Sweep(Value):
    """A sweeping reason and the number of places it explains."""

    reason: Reason
    count: int

    @property
    def replacements(self) -> str:
        """The replacements as papers print them: 「、」→「，」."""
        return "、".join(f"「{old}」→「{new}」" for old, new in self.reason.sweep)


def sweep_changes(changes: Iterable[Change], reasons: Iterable[Reason]) -> dict[str, Swept]:
    """Return, by node, what the sweeping reasons explain of changes in nodes that stand in both drafts."""
    sweeps = [reason for reason in reasons if reason.sweep]
    if not sweeps:
        return {}
    found = ((change.node, _swept(change, sweeps)) for change in changes)
    return {node_id: swept for node_id, swept in found if swept.count}


def _swept(change: Change, sweeps: Sequence[Reason]) -> Swept:
    edits: set[int] = set()
    fields: set[tuple[str | int, ...]] = set()
    used: dict[Reason, None] = {}
    if change.before is None or change.after is None:
        return Swept(frozenset(), frozenset(), ())
    for reason in sweeps:
        for index, edit in enumerate(edits_of(change.segments)):
            if is_swept(edit.before, edit.after, reason.sweep):
                edits.add(index)
                used[reason] = None
        for field in change.fields:
            if is_swept(_words(field.before), _words(field.after), reason.sweep):
                fields.add(field.path)
                used[reason] = None
    return Swept(frozenset(edits), frozenset(fields), tuple(used))


def is_swept(before: str, after: str, replacements: Iterable[tuple[str, str]]) -> bool:
    """Tell whether replacing words, and nothing else, makes one text of the other."""
    replaced = before
    for old, new in replacements:
        replaced = replaced.replace(old, new)
    return replaced != before and fold(replaced) == fold(after)


def _words(value: object) -> str:
    return "" if value is None else str(value)
