"""The numbers of a draft's list entries as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Item, children_of
from dxplan_cli.text.counting import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.node import AnyNode


def numbers_of(nodes: tuple[AnyNode, ...]) -> dict[str, str]:
    """Return the printed numbers of all list entries that have one, by id."""
    return dict(_numbers(nodes))


def _numbers(nodes: tuple[AnyNode, ...]) -> Iterator[tuple[str, str]]:
    tally = Tally()
    for node in nodes:
        if isinstance(node, Item):
            printed = tally.count(node.level, node.number, node.start)
            if printed is not None:
                yield node.id, printed
        elif children_of(node):
            yield from _numbers(children_of(node))
