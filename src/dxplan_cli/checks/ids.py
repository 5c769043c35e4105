"""Which ids there are: what a reference may name, and what messages call that."""

from __future__ import annotations

from collections import ChainMap
from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection

    from dxplan_cli.checks.inspection import Inspection


class Known(Value):
    """The ids a reference must be one of; `label` completes the sentence 「x は、{label}ありません」."""

    ids: Collection[str]
    label: str


class KnownIds(Value, dict=True):
    """The ids of a plan, by what they belong to."""

    inspection: Inspection

    @cached_property
    def drafts(self) -> Known:
        """The drafts."""
        return Known(dict.fromkeys(draft.id for draft in self.inspection.plan.drafts), "plan.yaml の drafts に")

    @cached_property
    def rounds(self) -> Known:
        """The rounds."""
        return Known(dict.fromkeys(each.id for each in self.inspection.plan.rounds), "rounds に")

    @cached_property
    def opinions(self) -> Known:
        """The opinions."""
        return Known(self.inspection.opinions, "意見の中に")

    def nodes(self, draft_id: str | None) -> Known:
        """The nodes of a draft; of any draft when nobody knows which."""
        draft = self.inspection.plan.draft(draft_id) if draft_id else None
        if draft is None:
            return Known(ChainMap(*self.inspection.nodes.values()), "どの版にも")
        return Known(self.inspection.nodes[draft.id], f"{draft.label}に")

    def compared_nodes(self, draft_id: str | None) -> Known:
        """The nodes of a draft and of the one it is based on: what a change in it can be about."""
        draft = self.inspection.plan.draft(draft_id) if draft_id else None
        base = self.inspection.plan.draft(draft.based_on) if draft and draft.based_on else None
        if draft is None or base is None:
            return self.nodes(draft_id)
        nodes = self.inspection.nodes
        return Known(ChainMap(nodes[draft.id], nodes[base.id]), f"{draft.label}と{base.label}のどちらにも")
