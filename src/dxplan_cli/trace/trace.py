"""The trace: one comparison with everything that explains it. All papers and `check` start here."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.trace.claim import claims_between, claims_of, drafts_between
from dxplan_cli.trace.decisions import opinions_by_id, origin
from dxplan_cli.trace.mark import Mark, make_marks
from dxplan_cli.trace.past import resolve_past
from dxplan_cli.trace.resolve import Resolved, Standing, claimed_notation, resolve_claim, versions_of
from dxplan_cli.trace.scope import Scopes
from dxplan_cli.trace.sweep import Sweep, Swept, sweep_changes
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft, Plan


class Trace(Value, dict=True):
    """Opinion ↔ change, both ways."""

    plan: Plan
    comparison: Comparison
    resolved: tuple[Resolved, ...]
    marks: tuple[Mark, ...]
    drafts: tuple[str, ...]
    """The drafts whose links and reasons were gathered, newest first."""
    swept: Mapping[str, Swept] = MappingProxyType({})
    """What sweeping reasons explain, by node."""

    @cached_property
    def marks_by_node(self) -> dict[str, tuple[Mark, ...]]:
        """The marks at each node, in the order they are printed."""
        found: dict[str, tuple[Mark, ...]] = {}
        for mark in self.marks:
            found[mark.node] = (*found.get(mark.node, ()), mark)
        return found

    @cached_property
    def marks_by_opinion(self) -> dict[str, tuple[Mark, ...]]:
        """The marks each opinion led to; one without marks of its own has those of the opinion it is the same as (〃)."""
        found: dict[str, tuple[Mark, ...]] = {}
        for mark in self.marks:
            for opinion in mark.opinions:
                found[opinion.id] = (*found.get(opinion.id, ()), mark)
        followers = [each for each in self.plan.opinions if each.same_as and each.id not in found]
        by_id = opinions_by_id(self.plan.opinions) if followers else {}
        shared = {each.id: found.get(origin(each, by_id).id, ()) for each in followers}
        return found | {opinion_id: marks for opinion_id, marks in shared.items() if marks}

    @cached_property
    def scopes(self) -> Scopes:
        """Where each change's marks are numbered."""
        return Scopes(self.comparison, self.plan.settings.labels.scope)

    @property
    def asks_reasons(self) -> bool:
        """Tell whether every change wants an opinion or a reason: not where a draft on the way was written out anew."""
        return all(draft.explains for draft in self.plan.drafts if draft.id in self.drafts)

    @cached_property
    def sweeps(self) -> tuple[Sweep, ...]:
        """The sweeping reasons of the drafts between, and how many places each explains."""
        reasons = [
            reason for draft in self.plan.drafts if draft.id in self.drafts for reason in draft.reasons if reason.sweep
        ]
        return tuple(
            Sweep(reason, sum(each.count for each in self.swept.values() if reason in each.reasons))
            for reason in reasons
        )

    @cached_property
    def taken_back(self) -> tuple[Opinion, ...]:
        """Opinions whose change was undone on the way between drafts that are no neighbours."""
        if len(self.drafts) < len(("a step", "another")):
            return ()
        gone = [
            each.claim.opinion
            for each in self.resolved
            if each.claim.opinion
            and each.standing in {Standing.UNCHANGED, Standing.NODE_MISSING, Standing.QUOTE_MISSING}
        ]
        return tuple(opinion for opinion in dict.fromkeys(gone) if opinion.id not in self.marks_by_opinion)


def trace_changes(plan: Plan, base: Draft, revised: Draft) -> Trace:
    """Compare two drafts and hold every claim of the drafts between them against the result."""
    drafts = drafts_between(plan, base.id.partition("@")[0], revised.id.partition("@")[0])
    claims = claims_between(claims_of(plan), drafts)
    comparison = compare_drafts(base, revised)
    comparison = replace(comparison, claimed=claimed_notation(claims, comparison))
    versions = versions_of(comparison)
    resolved = tuple(each for claim in claims for each in resolve_claim(claim, comparison, versions))
    resolved += tuple(_shared_by_parts(comparison, resolved))
    resolved += resolve_past(plan, drafts, comparison, versions, resolved)
    between = [draft for draft in plan.drafts if draft.id in drafts]
    swept = sweep_changes(comparison.changes, (reason for draft in between for reason in draft.reasons))
    marks = make_marks(comparison, resolved, plan.settings.labels, swept)
    if not all(draft.explains for draft in between):
        marks = tuple(mark for mark in marks if mark.is_explained)  # nobody is asked for the others
    return Trace(plan, comparison, resolved, marks, drafts, swept)


def _shared_by_parts(comparison: Comparison, resolved: tuple[Resolved, ...]) -> Iterator[Resolved]:
    """Yield what explains one part of a split or a merge for the parts nobody speaks of: it is one change to the reader."""
    by_node: dict[str, list[Resolved]] = {}
    for each in resolved:
        if each.standing is Standing.KEPT and each.change is not None:
            by_node.setdefault(each.change.node, []).append(each)
    for parts in comparison.parts:
        told = [node_id for node_id in parts.nodes if node_id in by_node]
        silent = [node_id for node_id in parts.nodes if node_id in comparison.by_node and node_id not in by_node]
        for node_id in silent if told else ():
            for each in by_node[told[0]]:
                claim = replace(each.claim, node=node_id, kind=None, quote=None)
                yield Resolved(claim, Standing.KEPT, comparison.by_node[node_id])


def compare_only(plan: Plan, base: Draft, revised: Draft) -> Trace:
    """Compare two drafts of which nobody claims anything: no marks, and nothing unexplained."""
    return Trace(plan, compare_drafts(base, revised), (), (), ())
