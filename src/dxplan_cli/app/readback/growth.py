"""The tree of what is read back: paper shows an order and headings; where a known node stood says the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section, children_of
from dxplan_cli.value import Mutable, Value, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft

_DEEPEST = 4
"""Headings deeper than that are printed like those of this level."""


class Origin(Value):
    """Where a node stands in the draft it comes from: in which section, the how-manieth of all, under which level of heading."""

    parent: str | None
    rank: int
    level: int


def origins_of(draft: Draft) -> dict[str, Origin]:
    """Return where every node of a draft stands."""
    return {node_id: Origin(parent, rank, level) for rank, (node_id, parent, level) in enumerate(_placed(draft))}


def _placed(draft: Draft) -> Iterator[tuple[str, str | None, int]]:
    waiting: list[tuple[AnyNode, str | None, int]] = [(each, None, 1) for each in reversed(draft.chapters)]
    while waiting:
        node, parent, level = waiting.pop()
        yield node.id, parent, min(level, _DEEPEST)
        waiting += [(child, node.id, level + 1) for child in reversed(children_of(node))]


class _Spot(Mutable):
    """A section being filled."""

    section: Section
    level: int
    children: list[AnyNode] = field(default_factory=list)


class Growth(Mutable):
    """A tree that grows in the order of the paper; `known` are the ids of nodes that came with one."""

    origins: Mapping[str, Origin]
    chapters: list[Section] = field(default_factory=list)
    path: list[_Spot] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def open(self, section: Section, level: int, *, is_known: bool) -> None:
        """Open a section: a known one where it stood as long as its heading is of the same level, others by their level."""
        depth = self._home_of_section(section.id, level) if is_known else None
        if depth is None:
            depth = next((at for at, spot in enumerate(self.path) if spot.level >= level), len(self.path))
        self._close_to(depth)
        self.path.append(_Spot(section, level))
        if is_known:
            self.known.add(section.id)

    def put(self, node: AnyNode, *, is_known: bool) -> None:
        """Put a leaf in: a known one into the section it stood in if that is open still, others into the last opened."""
        depth = self._home(node.id) if is_known else None
        if depth is not None:
            self._close_to(depth)
        self.path[-1].children.append(node)
        if is_known:
            self.known.add(node.id)

    def renew(self, node: AnyNode) -> None:
        """Put the last leaf, or the section just opened, in anew."""
        spot = self.path[-1]
        if isinstance(node, Section):
            spot.section = node
        else:
            spot.children[-1] = node

    def chapter(self) -> str | None:
        """Return the id of the chapter that is open."""
        return self.path[0].section.id if self.path else None

    def grown(self) -> tuple[Section, ...]:
        """Close everything and return the chapters."""
        self._close_to(0)
        return tuple(self.chapters)

    def _home_of_section(self, section_id: str, level: int) -> int | None:
        origin = self.origins[section_id]
        if origin.level != level:
            return None
        return 0 if origin.parent is None else self._home(section_id)

    def _home(self, node_id: str) -> int | None:
        """Return how many of the open sections stay open for a node to come back into its own; None if that is not open."""
        origin = self.origins[node_id]
        for depth in range(len(self.path), 0, -1):
            section = self.path[depth - 1].section
            if section.id == origin.parent and section.id in self.known:
                return depth
            if section.id not in self.known or self.origins[section.id].rank > origin.rank:
                return None
        return None

    def _close_to(self, depth: int) -> None:
        while len(self.path) > depth:
            spot = self.path.pop()
            closed = replace(spot.section, children=tuple(spot.children))
            if self.path:
                self.path[-1].children.append(closed)
            else:
                self.chapters.append(closed)
