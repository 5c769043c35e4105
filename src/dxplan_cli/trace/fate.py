"""What became of a node that a draft has not: deleted on the way to it, or added after it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan


class Fate(Value):
    """A node as it stands in `seen_in`, and the draft `by` which it went, or first came."""

    node: AnyNode
    seen_in: Draft
    by: Draft
    is_deleted: bool

    @property
    def told(self) -> str:
        """What happened in words: 事務局修正案で削除."""
        return f"{self.by.label}で{'削除' if self.is_deleted else '追加'}"


class Fates(Value, dict=True):
    """The fates of a plan's nodes."""

    plan: Plan

    @cached_property
    def _nodes(self) -> dict[str, dict[str, AnyNode]]:
        return {draft.id: {node.id: node for node in draft.nodes()} for draft in self.plan.drafts}

    def of(self, node_id: str, draft: Draft) -> Fate | None:
        """Return the fate of a node seen from a draft; None where the draft has it, or no draft ever had."""
        if node_id in self._nodes.get(draft.id.partition("@")[0], {}):
            return None
        line = list(self._line(draft))
        for younger, older in pairwise(line):
            if node_id in self._nodes[older.id]:
                return Fate(self._nodes[older.id][node_id], older, younger, is_deleted=True)
        for other in self.plan.drafts if line else ():
            if node_id in self._nodes[other.id]:
                return Fate(self._nodes[other.id][node_id], other, other, is_deleted=False)
        return None

    def _line(self, draft: Draft) -> Iterator[Draft]:
        """Yield a draft and those it goes back to, the newest first."""
        passed: set[str] = set()
        current = self.plan.draft(draft.id.partition("@")[0])
        while current is not None and current.id not in passed:
            passed.add(current.id)
            yield current
            current = self.plan.draft(current.based_on or "")


def fate_of(plan: Plan, draft: Draft, node_id: str) -> Fate | None:
    """Return the fate of one node seen from a draft, see `Fates.of`."""
    return Fates(plan).of(node_id, draft)
