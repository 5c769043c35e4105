"""Ids of the base for a draft that was matched with it, so that the two can be compared by id."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from dxplan_cli.model.node import AnyNode, Kpi, Row, Section, Table
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.diff.matching import Matching


def adopt_ids(revised: tuple[Section, ...], matching: Matching) -> tuple[Section, ...]:
    """Return the revised tree with the base's id on every matched node, and references that follow.

    Unmatched nodes keep their ids, but for those the base has already: they get a number.
    """
    ids = new_ids(matching)
    keys = {pair.revised: {mine: theirs for theirs, mine in pair.rows} for pair in matching.pairs if pair.rows}
    return tuple(_section(each, ids, keys) for each in revised)


def new_ids(matching: Matching) -> dict[str, str]:
    """Return the id every node of the revised tree gets, by the one it has."""
    ids = {pair.revised: pair.base for pair in matching.pairs}
    taken = {*matching.base, *matching.revised}
    theirs = frozenset(matching.base)
    for each in matching.revised:
        if each not in ids:
            ids[each] = _free(each, taken) if each in theirs else each
            taken.add(ids[each])
    return ids


def _free(name: str, taken: set[str]) -> str:
    return next(free for number in count(2) if (free := f"{name}-{number}") not in taken)


def with_ids(chapters: tuple[Section, ...], ids: Mapping[str, str]) -> tuple[Section, ...]:
    """Return a tree in which some nodes have other ids, and references to them follow."""
    return tuple(_section(each, ids, {}) for each in chapters)


def _section(section: Section, ids: Mapping[str, str], keys: Mapping[str, Mapping[str, str]]) -> Section:
    children = tuple(
        _section(child, ids, keys) if isinstance(child, Section) else _renamed(child, ids, keys)
        for child in section.children
    )
    return replace(section, **_references(section, ids), children=children)


def _renamed(node: AnyNode, ids: Mapping[str, str], keys: Mapping[str, Mapping[str, str]]) -> AnyNode:
    renamed = replace(node, **_references(node, ids))
    if isinstance(renamed, Kpi):
        return replace(renamed, serves=tuple(ids.get(each, each) for each in renamed.serves))
    if isinstance(renamed, Table):
        return replace(renamed, rows=_with_keys(renamed.rows, keys.get(node.id, {})))
    return renamed


def _with_keys(rows: tuple[Row, ...], keys: Mapping[str, str]) -> tuple[Row, ...]:
    """Give rows the keys of the base's; others keep theirs unless another row has it now."""
    if not keys:
        return rows
    taken = {*keys.values(), *(row.key for row in rows)}
    given = frozenset(keys.values())
    renamed: list[Row] = []
    for row in rows:
        key = keys.get(row.key) or (_free(row.key, taken) if row.key in given else row.key)
        taken.add(key)
        renamed.append(replace(row, key=key))
    return tuple(renamed)


def _references(node: AnyNode, ids: Mapping[str, str]) -> dict[str, str | None]:
    again = node.repeat_of
    return {"id": ids.get(node.id, node.id), "repeat_of": again if again is None else ids.get(again, again)}
