"""Edits of a tree of nodes, as values: what a file must say after it was edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.cells import with_cell
from dxplan_cli.model.node import AnyNode, Item, Paragraph, Section, children_of, with_words
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dxplan_cli.model.node import Scalar

Nodes = tuple[AnyNode, ...]


def find_node(nodes: Nodes, node_id: str) -> AnyNode | None:
    """Return the node of that id anywhere in the trees, or None."""
    for node in nodes:
        if node.id == node_id:
            return node
        found = find_node(children_of(node), node_id)
        if found is not None:
            return found
    return None


def parent_of(nodes: Nodes, node_id: str) -> tuple[Section, int] | None:
    """Return the section a node stands in and its index there; None for a chapter or an unknown id."""
    for node in nodes:
        for index, child in enumerate(children_of(node)):
            if child.id == node_id and isinstance(node, Section):
                return node, index
        found = parent_of(children_of(node), node_id)
        if found is not None:
            return found
    return None


def insert_node(nodes: Nodes, parent: str, index: int, new: AnyNode) -> Nodes:
    """Return the trees with a node put in as child `index` of a section."""
    return _with_children(nodes, parent, lambda children: (*children[:index], new, *children[index:]))


def new_beside(sibling: AnyNode | None, node_id: str, words: str) -> Paragraph | Item:
    """Make a node like the one it is to follow: text, or an entry at the same depth of the same list."""
    match sibling:
        case Paragraph():
            return Paragraph(id=node_id, text=words)
        case Item(level=level, number=number):
            return Item(id=node_id, text=words, level=level, number=number)
        case _:
            return Item(id=node_id, text=words)


def remove_node(nodes: Nodes, node_id: str) -> Nodes:
    """Return the trees without a node."""
    found = parent_of(nodes, node_id)
    if found is None:
        return nodes
    return _with_children(nodes, found[0].id, lambda children: tuple(each for each in children if each.id != node_id))


def set_words(nodes: Nodes, node_id: str, words: str) -> Nodes:
    """Return the trees with other words in one node; they are the office's own, so no longer inferred."""
    return tuple(_rewritten(nodes, node_id, lambda node: replace(with_words(node, words), reconstructed=False)))


def set_cell(nodes: Nodes, node_id: str, row: str | None, name: str, value: Scalar) -> Nodes:
    """Return the trees with another value in a cell of one node, see `model.cells`."""
    return tuple(_rewritten(nodes, node_id, lambda node: with_cell(node, row, name, value)))


def _rewritten(nodes: Nodes, node_id: str, change: Callable[[AnyNode], AnyNode]) -> Iterator[AnyNode]:
    for node in nodes:
        if node.id == node_id:
            yield change(node)
        elif isinstance(node, Section):
            yield replace(node, children=tuple(_rewritten(node.children, node_id, change)))
        else:
            yield node


def first_of_each_id(nodes: Nodes) -> Nodes:
    """Return the trees without the nodes whose id stood before them already."""
    return tuple(_unrepeated(nodes, set()))


def _unrepeated(nodes: Nodes, seen: set[str]) -> Iterator[AnyNode]:
    for node in nodes:
        if node.id in seen:
            continue
        seen.add(node.id)
        yield replace(node, children=tuple(_unrepeated(node.children, seen))) if isinstance(node, Section) else node


def _with_children(nodes: Nodes, parent: str, change: Callable[[Nodes], Nodes]) -> Nodes:
    return tuple(
        node
        if not isinstance(node, Section)
        else replace(node, children=change(node.children))
        if node.id == parent
        else replace(node, children=_with_children(node.children, parent, change))
        for node in nodes
    )
