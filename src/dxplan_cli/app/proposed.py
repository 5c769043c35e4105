"""What somebody proposes for a draft, and the draft as the ground on which proposals find their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Kpi, Section, Table, children_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Container

    from dxplan_cli.model.kind import ChangeKind
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Proposal
    from dxplan_cli.model.plan import Draft


class Proposed(Value, kw_only=True):
    """One change somebody proposes: in words, about which nodes of the draft, with the words of it that are meant.

    `spot` is the node of the paper that was changed; `proposal` is None where a change cannot be made by dxplan itself.
    """

    spot: str
    kind: ChangeKind
    words: str
    about: tuple[str, ...]
    quote: str | None = None
    proposal: Proposal | None = None


class Unplaced(Value):
    """Something that was changed or said where the draft has nothing: what, and under which headings."""

    words: str
    where: str


class Ground:
    """A draft in which proposals must find their place."""

    def __init__(self, draft: Draft) -> None:
        """Take the draft."""
        self.nodes = {node.id: node for node in draft.nodes()}
        self._chapters = draft.chapters
        self._parents = {child.id: node for node in draft.nodes() for child in children_of(node)}

    def about(self, node_id: str, among: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the node, or the nearest section above it that is `among` others."""
        found: AnyNode | None = self.nodes.get(node_id)
        while found is not None and among is not None and found.id not in among:
            found = self._parents.get(found.id)
        return () if found is None else (found.id,)

    def kpis_in(self, node: AnyNode | None) -> tuple[str, ...]:
        """Return the KPIs of the draft that are rows of a table on paper."""
        rows = node.rows if isinstance(node, Table) else ()
        return tuple(row.key for row in rows if isinstance(self.nodes.get(row.key), Kpi))

    def known_as(self, node: AnyNode) -> str | None:
        """Return which node of the draft a node of the paper is, or is the last part of."""
        return node.id if node.id in self.nodes else next(reversed(self.kpis_in(node)), None)

    def before(self, node_id: str, moved: Container[str]) -> tuple[str, bool] | None:
        """Return the place right before a node: behind which node that stays, or first in which section."""
        parent = self._parents.get(node_id)
        if parent is None:
            return None
        siblings = [each.id for each in children_of(parent)]
        staying = [each for each in siblings[: siblings.index(node_id)] if each not in moved]
        return (staying[-1], False) if staying else (parent.id, True)

    def host_of(self, place: tuple[str, bool]) -> str:
        """Return the section a place is in."""
        node_id, is_first = place
        parent = self._parents.get(node_id)
        return node_id if is_first or parent is None or isinstance(self.nodes[node_id], Section) else parent.id
