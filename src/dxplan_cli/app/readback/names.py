"""New permanent ids for what comes without: never one that any draft of the plan has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app import identity
from dxplan_cli.value import Mutable

if TYPE_CHECKING:
    from collections.abc import Callable


class Names(Mutable):
    """The ids that are taken, and the dice."""

    taken: set[str]
    pick: Callable[[str], str]

    def node(self, parent: str) -> str:
        """Return a new id for something in a section, and take it."""
        made = identity.node_id(parent, self.taken, self.pick)
        self.taken.add(made)
        return made
