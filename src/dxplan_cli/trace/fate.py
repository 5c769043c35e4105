"""What became of a node that a draft has not: deleted on the way to it, added after it, or living on under other ids."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.lineage import Lineage, find_lineage
from dxplan_cli.model.node import words_of
from dxplan_cli.text.digits import full_width
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan

_BEGINNING: Final = 20
"""Characters of a text that a remark has room for."""


class Fate(Value):
    """A node as it stands in `seen_in`, and the draft `by` which it went, or first came.

    `heirs` are the nodes of `by` that stand for it, `is_merged` says that others went into the same one. `living` are
    the nodes that stand for it in the draft it is looked for in, and `later` is what became of a single heir that this
    draft has not either.
    """

    node: AnyNode
    seen_in: Draft
    by: Draft
    is_deleted: bool = False
    heirs: tuple[AnyNode, ...] = ()
    is_merged: bool = False
    living: tuple[AnyNode, ...] = ()
    later: Fate | None = None

    @property
    def quotable(self) -> tuple[AnyNode, ...]:
        """The nodes an opinion on it may quote: those that stand for it, or it as it last stood."""
        if self.living:
            return self.living
        return (self.node,) if self.is_deleted else ()

    @property
    def is_renamed_only(self) -> bool:
        """Tell whether it says the same as ever, and only its id is another."""
        return len(self.living) == 1 and fold(words_of(self.node)) == fold(words_of(self.living[0]))

    @property
    def told(self) -> str:
        """What happened in words: 事務局修正案で削除, 案で２つに分割, 案で「港を守る」に改められた項目."""
        if self.later is None:
            return self._told_of_step
        return f"{self._told_of_step}、{self.later.told}"

    @property
    def _told_of_step(self) -> str:
        if not self.heirs:
            return f"{self.by.label}で{'削除' if self.is_deleted else '追加'}"
        if len(self.heirs) > 1:
            return f"{self.by.label}で{full_width(len(self.heirs))}つに分割"
        heir = self.heirs[0]
        if self.is_merged:
            return f"{self.by.label}で「{_beginning(heir)}」に統合"
        if fold(words_of(self.node)) == fold(words_of(heir)):
            return f"{self.by.label}で id が {heir.id} に改められた項目"
        return f"{self.by.label}で「{_beginning(heir)}」に改められた項目"


class Fates(Value, dict=True):
    """The fates of a plan's nodes."""

    plan: Plan

    @cached_property
    def _nodes(self) -> dict[str, dict[str, AnyNode]]:
        return {draft.id: {node.id: node for node in draft.nodes()} for draft in self.plan.drafts}

    @cached_property
    def _stated(self) -> dict[str, dict[str, list[AnyNode]]]:
        """The nodes of each draft whose `was` names an id."""
        found: dict[str, dict[str, list[AnyNode]]] = {}
        for draft in self.plan.drafts:
            found[draft.id] = defaultdict(list)
            for node in draft.nodes():
                for former in node.was:
                    found[draft.id][former].append(node)
        return found

    @cached_property
    def _lineages(self) -> dict[tuple[str, str], Lineage]:
        """The lineages found so far, by the drafts of the step."""
        return {}

    def of(self, node_id: str, draft: Draft) -> Fate | None:
        """Return the fate of a node seen from a draft; None where the draft has it, or no draft ever had."""
        if node_id in self._nodes.get(draft.id.partition("@")[0], {}):
            return None
        line = list(self._line(draft))
        for younger, older in pairwise(line):
            if node_id in self._nodes[older.id]:
                return self._gone(node_id, older, younger, draft)
        for other in self.plan.drafts if line else ():
            if node_id in self._nodes[other.id]:
                return Fate(self._nodes[other.id][node_id], other, other)
        return None

    def living(self, node_id: str, draft: Draft) -> tuple[AnyNode, ...]:
        """Return the nodes of a draft that stand for a node: itself, or its heirs; none where it is gone."""
        own = self._nodes.get(draft.id.partition("@")[0], {}).get(node_id)
        if own is not None:
            return (own,)
        fate = self.of(node_id, draft)
        return fate.living if fate is not None else ()

    def as_it_was(self, node_id: str, draft: Draft, earlier: Draft) -> AnyNode | None:
        """Return a node of a draft as an earlier draft of its line has it, whatever its id is there; None without one."""
        current = node_id
        for younger, older in pairwise(self._line(draft)):
            if current not in self._nodes[older.id]:
                former = {new: old for old, new in self._lineage(older, younger).new_ids.items()}
                current = former.get(current, current)
            if older.id == earlier.id:
                return self._nodes[older.id].get(current)
        return None

    def _gone(self, node_id: str, older: Draft, younger: Draft, draft: Draft) -> Fate:
        """Return the fate of a node that stands in `older` and not in `younger`, seen from `draft`."""
        node = self._nodes[older.id][node_id]
        lineage = self._lineage(older, younger)
        heirs = tuple(self._nodes[younger.id][each] for each in lineage.heirs_of(node_id))
        if not heirs:
            return self._stated_later(node, older, younger, draft)
        is_merged = any(heirs[0].id in parts.revised and len(parts.base) > 1 for parts in lineage.parts)
        return self._with_heirs(Fate(node, older, younger, heirs=heirs, is_merged=is_merged), draft)

    def _with_heirs(self, fate: Fate, draft: Draft) -> Fate:
        """Add what became of the heirs on the way to `draft`; where none is left, the node is gone."""
        found = [each for heir in fate.heirs for each in self.living(heir.id, draft)]
        living = tuple({each.id: each for each in found}.values())
        later = self.of(fate.heirs[0].id, draft) if len(fate.heirs) == 1 else None
        return replace(fate, living=living, is_deleted=not living, later=later)

    def _stated_later(self, node: AnyNode, older: Draft, younger: Draft, draft: Draft) -> Fate:
        """Return the fate of a node the next draft has no heirs of: a later one may still say so by `was`."""
        line = list(self._line(draft))
        for later in reversed(line[: line.index(younger)]):
            heirs = tuple(self._stated[later.id].get(node.id, ()))
            if heirs:
                is_merged = len(heirs[0].was) > 1
                return self._with_heirs(Fate(node, older, later, heirs=heirs, is_merged=is_merged), draft)
        return Fate(node, older, younger, is_deleted=True)

    def _lineage(self, older: Draft, younger: Draft) -> Lineage:
        step = (older.id, younger.id)
        if step not in self._lineages:
            self._lineages[step] = find_lineage(older, younger)
        return self._lineages[step]

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


def _beginning(node: AnyNode) -> str:
    words = " ".join(words_of(node).split()) or node.id
    return words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…"
