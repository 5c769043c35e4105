"""Splice editing of lists and records written in brackets: ``[{id: a, …}, {id: b, …}]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.store.emit import emit_value
from dxplan_cli.store.splice import CannotSpliceError, Splice
from dxplan_cli.store.tree import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Values


def insert_in_brackets(siblings: Sequence, index: int, entry: str) -> list[Splice]:
    """Insert an entry, already written, so that it becomes entry `index` of a list in brackets."""
    if not siblings.items:
        return [Splice(siblings.end - 1, siblings.end - 1, entry)]
    if index == 0:
        start = siblings.items[0].start
        return [Splice(start, start, f"{entry}, ")]
    end = siblings.items[index - 1].end
    return [Splice(end, end, f", {entry}")]


def remove_in_brackets(siblings: Sequence, index: int) -> list[Splice]:
    """Take an entry out of a list in brackets, with the comma that set it apart."""
    item = siblings.items[index]
    if index > 0:
        return [Splice(siblings.items[index - 1].end, item.end, "")]
    if len(siblings.items) > 1:
        return [Splice(item.start, siblings.items[1].start, "")]
    return [Splice(item.start, item.end, "")]


def first_child_in_braces(section: Mapping, values: Values[str, object]) -> list[Splice]:
    """Give a section written in braces its first child."""
    entry = emit_value(dict(values))
    for name, value in section.entries:
        if name.text == "children":
            if isinstance(value, Sequence) and value.is_flow:
                return insert_in_brackets(value, 0, entry)
            message = "children の値がない { } の節には、その場では書き足せません"
            raise CannotSpliceError(message)
    return [Splice(section.end - 1, section.end - 1, f", children: [{entry}]")]


def entry_in_brackets(text: str, siblings: Sequence, index: int) -> str:
    """Return an entry of a list in brackets as it is written."""
    item = siblings.items[index]
    return text[item.start : item.end]
