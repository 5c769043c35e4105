"""Scopes: the section within which marks are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Change, Comparison


class Scopes:
    """Finds the nearest ancestor section of a numbering role; without one, the chapter."""

    def __init__(self, comparison: Comparison, roles: tuple[str, ...]) -> None:
        """Take the comparison and the roles of ``labels.scope``."""
        drafts = (comparison.base, comparison.revised)
        self._sections = {node.id: node for draft in drafts for node in draft.nodes() if isinstance(node, Section)}
        self._roles = frozenset(roles)

    def of(self, change: Change) -> Section | None:
        """Return the scope of a change; a gone node's is read in the base draft."""
        ancestors = [self._sections[node_id] for node_id in change.path if node_id in self._sections]
        for section in reversed(ancestors):
            if section.role in self._roles:
                return section
        return ancestors[0] if ancestors else self._sections.get(change.node)
