"""Promises (約束) in the drafts after the one that kept them: is the change still there, does the text still say so?

A promise is broken where the newest draft of a line no longer keeps it; what was undone and done again on the way is
kept. `Broken.draft` is the first draft from which on it is not.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import Promise
from dxplan_cli.model.node import texts_of, walk
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.later import LaterStates, broken_from, lines_after
from dxplan_cli.trace.resolve import Standing
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.trace.resolve import Resolved
    from dxplan_cli.trace.trace import Trace


class Broken(Value):
    """A promise that later drafts do not keep: to whom, on which node, from which draft on.

    `quote` are words that are no longer there, None for the node as a whole. `resolved` is the change that was undone,
    None where the text only had to stay.
    """

    opinion: Opinion
    node: str
    draft: Draft
    quote: str | None = None
    resolved: Resolved | None = None


def broken_changes(plan: Plan, traces: Iterable[Trace]) -> Iterator[Broken]:
    """Yield the changes opinions led to that a later draft has undone; `traces` are those of neighbouring drafts."""
    by_draft = {trace.comparison.revised.id: trace for trace in traces}
    later = _LaterDrafts(plan, by_draft)
    for trace in by_draft.values():
        for resolved in trace.resolved:
            opinion = resolved.claim.opinion
            if opinion is None or resolved.standing is not Standing.KEPT:
                continue
            draft = later.undone_from(trace, resolved)
            if draft is not None:
                yield Broken(opinion, resolved.claim.node, draft, resolved.claim.quote, resolved)


class _LaterDrafts:
    """Looks at the drafts after a change, only where one of them touched its node."""

    def __init__(self, plan: Plan, traces: Mapping[str, Trace]) -> None:
        self._plan = plan
        self._traces = traces
        self._states = LaterStates()

    def undone_from(self, trace: Trace, resolved: Resolved) -> Draft | None:
        """Return the draft from which on a change is no longer there, on the first line where that is so."""
        base = trace.comparison.base
        for line in lines_after(self._plan, trace.comparison.revised.id):
            if not any(self._is_touched(draft, resolved.claim.node) for draft in line):
                continue
            draft = broken_from(line, partial(self._states.is_kept, base, resolved=resolved))
            if draft is not None:
                return draft
        return None

    def _is_touched(self, draft: Draft, node_id: str) -> bool:
        """Tell whether a draft may have changed a node; a draft whose ids repeat has no trace and is not judged.

        Where nodes got other ids, it may be any of these.
        """
        trace = self._traces.get(draft.id)
        if trace is None:
            return False
        lineage = trace.comparison.lineage
        return node_id in trace.comparison.by_node or bool(lineage.renamed or lineage.parts)


def vanished_passages(plan: Plan) -> Iterator[Broken]:
    """Yield what opinions were told stands in the plan already (記述済み) and a later draft no longer has.

    An opinion points at it by `about` and `quote`, in the draft it was heard on.
    """
    told = [opinion for opinion in plan.opinions if plan.settings.promise_of(opinion.disposition) is Promise.PRESENT]
    if told:
        passages = _Passages(plan)
        for opinion in told:
            yield from passages.vanished(opinion)


class _Passages:
    """The nodes of every draft by id, and which of them still say what opinions were told."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._nodes = {draft.id: {node.id: node for node in draft.nodes()} for draft in plan.drafts}

    def vanished(self, opinion: Opinion) -> Iterator[Broken]:
        heard = self._plan.round(opinion.round)
        heard_on = self._plan.draft(heard.draft or "") if heard else None
        if heard_on is None:
            return
        about = [node_id for node_id in opinion.about if node_id in self._nodes[heard_on.id]]
        for line in lines_after(self._plan, heard_on.id):
            gone = dict(self._gone_nodes(line, about))
            for node_id, first_without in gone.items():
                yield Broken(opinion, node_id, first_without)
            if opinion.quote and not gone and self._says(heard_on, about, opinion.quote):
                draft = broken_from(line, partial(self._says, about=about, quote=opinion.quote))
                if draft is not None:
                    yield Broken(opinion, about[0] if about else "", draft, opinion.quote)

    def _gone_nodes(self, line: Sequence[Draft], about: Sequence[str]) -> Iterator[tuple[str, Draft]]:
        for node_id in about:
            draft = broken_from(line, partial(self._has, node_id=node_id))
            if draft is not None:
                yield node_id, draft

    def _has(self, draft: Draft, node_id: str) -> bool:
        return node_id in self._nodes[draft.id]

    def _says(self, draft: Draft, about: Sequence[str], quote: str) -> bool:
        """Tell whether words stand in one of the nodes or below it; without nodes, anywhere in the draft."""
        nodes = self._nodes[draft.id]
        chosen = tuple(nodes[node_id] for node_id in about if node_id in nodes) if about else draft.chapters
        return any(contains_folded(quote, text) for node in walk(chosen) for text in texts_of(node))
