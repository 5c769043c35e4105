"""Which row of a table is which row of another, where the keys mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.assignment import assign
from dxplan_cli.text.keys import fold
from dxplan_cli.text.nearness import every_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.model.node import Row, Table

_LEAST: Final = 0.5
_HEADED: Final = 0.5
"""What it counts that two rows begin alike."""
_COMPARED: Final = 10_000
"""Pairs of rows held against one another; of larger tables only rows that begin alike."""


def match_rows(old: Table, new: Table) -> tuple[tuple[str, str], ...]:
    """Return the keys of rows that are each other: those that say the same in their order, then those most alike."""
    if any(len({row.key for row in table.rows}) < len(table.rows) for table in (old, new)):
        return ()
    ours, theirs = [_text(row) for row in old.rows], [_text(row) for row in new.rows]
    pairs = _same(ours, theirs)
    left_old = sorted(set(range(len(ours))) - {one for one, _ in pairs})
    left_new = sorted(set(range(len(theirs))) - {other for _, other in pairs})
    pairs += assign(_scores(old, new, left_old, left_new))
    return tuple((old.rows[one].key, new.rows[other].key) for one, other in sorted(pairs))


def _same(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    where: dict[str, list[int]] = {}
    for at in reversed(range(len(theirs))):
        where.setdefault(theirs[at], []).append(at)
    return [(at, where[text].pop()) for at, text in enumerate(ours) if where.get(text)]


def _scores(old: Table, new: Table, ours: Sequence[int], theirs: Sequence[int]) -> dict[tuple[int, int], float]:
    scores: dict[tuple[int, int], float] = {}
    for other in theirs:
        head = _head(new.rows[other])
        alike = {one for one in ours if head and _head(old.rows[one]) == head}
        among = list(ours) if len(ours) * len(theirs) <= _COMPARED else sorted(alike)
        for at, near in every_near(_text(new.rows[other]), [_text(old.rows[one]) for one in among], 0.0):
            score = near + (_HEADED if among[at] in alike else 0.0)
            if score >= _LEAST:
                scores[among[at], other] = score
    return scores


def _text(row: Row) -> str:
    return "\t".join(fold(str(cell)) for cell in row.cells if cell is not None)


def _head(row: Row) -> str:
    return fold(str(row.cells[0])).strip() if row.cells and row.cells[0] is not None else ""
