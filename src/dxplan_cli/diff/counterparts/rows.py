"""Which row of a table is which row of another, where the keys mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.assignment import assign
from dxplan_cli.text.keys import fold
from dxplan_cli.text.nearness import every_near
from dxplan_cli.text.rarity import find_sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.model.node import Row, Table

_LEAST: Final = 0.5
_HEADED: Final = 0.5
"""What it counts that two rows begin alike."""
_COMPARED: Final = 10_000
"""Pairs of rows held against one another; of more rows only those that begin alike, of more that do those that share rare pieces."""
_SHARING: Final = 12


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
    texts = {one: _text(old.rows[one]) for one in ours}
    heads = {one: _head(old.rows[one]) for one in ours}
    scores: dict[tuple[int, int], float] = {}
    for other, among in _candidates(old, new, ours, theirs):
        head = _head(new.rows[other])
        for at, near in every_near(_text(new.rows[other]), [texts[one] for one in among], 0.0):
            score = near + (_HEADED if head and heads[among[at]] == head else 0.0)
            if score >= _LEAST:
                scores[among[at], other] = score
    return scores


def _candidates(old: Table, new: Table, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the rows of the new table, each with those of the old one it is held against."""
    if len(ours) * len(theirs) <= _COMPARED:
        yield from ((other, list(ours)) for other in theirs)
        return
    heads_old, heads_new = _by_head(old, ours), _by_head(new, theirs)
    for head, others in heads_new.items():
        alike = heads_old.get(head, [])
        if len(alike) * len(others) <= _COMPARED:
            yield from ((other, alike) for other in others)
            continue
        wanted = {other: _text(new.rows[other]) for other in others}
        for other, sharing in find_sharing([_text(old.rows[one]) for one in alike], wanted, _SHARING):
            yield other, [alike[at] for at in sharing]


def _by_head(table: Table, rows: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        if head := _head(table.rows[row]):
            found.setdefault(head, []).append(row)
    return found


def _text(row: Row) -> str:
    return "\t".join(fold(str(cell)) for cell in row.cells if cell is not None)


def _head(row: Row) -> str:
    return fold(str(row.cells[0])).strip() if row.cells and row.cells[0] is not None else ""
