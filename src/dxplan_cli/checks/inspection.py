"""What the rules look at: the plan, and the trace of every pair of neighbouring drafts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.checks.history import newest_versions
from dxplan_cli.model.edit import first_of_each_id
from dxplan_cli.model.node import Section
from dxplan_cli.trace.claim import drafts_between
from dxplan_cli.trace.trace import Trace, trace_changes
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan


class Inspection(Value, dict=True):
    """A plan laid out for checking. Rules look, they never touch and never print.

    `known` are traces that have been made already; `is_public` says that everybody will read what is looked at;
    `pair` are the ids of the two drafts asked about, None for every step of the plan.
    """

    plan: Plan
    known: tuple[Trace, ...] = ()
    is_public: bool = False
    pair: tuple[str, str] | None = None

    @cached_property
    def traces(self) -> tuple[Trace, ...]:
        """The trace of each draft against the one it is based on, oldest first.

        A repeated id is compared where it stands first; that it is repeated is duplicate-id's to tell.
        """
        return tuple(self._trace(_unrepeated(base), _unrepeated(draft)) for base, draft in self.plan.steps())

    @cached_property
    def looked_at(self) -> tuple[Trace, ...]:
        """The traces of the steps between the two drafts asked about: for rules that hold a comparison to be explained.

        What was promised is held against every later draft, whichever are asked about: that is for `traces`.
        """
        if self.pair is None:
            return self.traces
        between = drafts_between(self.plan, *self.pair)
        return tuple(trace for trace in self.traces if trace.comparison.revised.id in between)

    @property
    def is_narrow(self) -> bool:
        """Tell whether the plan has steps that are not looked at."""
        return len(self.looked_at) < len(self.traces)

    def widened(self) -> Inspection:
        """Return the inspection of every step."""
        return replace(self, known=self.traces, pair=None)

    def _trace(self, base: Draft, revised: Draft) -> Trace:
        for trace in self.known:
            if trace.comparison.base is base and trace.comparison.revised is revised:
                return trace
        return trace_changes(self.plan, base, revised)

    @cached_property
    def nodes(self) -> dict[str, dict[str, AnyNode]]:
        """The nodes of each draft by id; of a repeated id, the first."""
        found: dict[str, dict[str, AnyNode]] = {}
        for draft in self.plan.drafts:
            by_id: dict[str, AnyNode] = {}
            for node in draft.nodes():
                by_id.setdefault(node.id, node)
            found[draft.id] = by_id
        return found

    @cached_property
    def opinions(self) -> dict[str, Opinion]:
        """The opinions by id; of a repeated id, the first."""
        found: dict[str, Opinion] = {}
        for opinion in self.plan.opinions:
            found.setdefault(opinion.id, opinion)
        return found

    @property
    def latest(self) -> Draft | None:
        """The newest draft: what is still open there is still open. None in a plan without drafts."""
        return self.plan.drafts[-1] if self.plan.drafts else None

    @cached_property
    def versions(self) -> tuple[tuple[Draft, AnyNode], ...]:
        """Every version of every node once, with the newest draft that has it; newest draft first."""
        return tuple(newest_versions(self.plan))

    @cached_property
    def latest_nodes(self) -> tuple[AnyNode, ...]:
        """The nodes of the newest draft in document order."""
        return tuple(self.latest.nodes()) if self.latest else ()


def _unrepeated(draft: Draft) -> Draft:
    if len({node.id for node in draft.nodes()}) == sum(1 for _ in draft.nodes()):
        return draft
    chapters = first_of_each_id(draft.chapters)
    return replace(draft, chapters=tuple(chapter for chapter in chapters if isinstance(chapter, Section)))
