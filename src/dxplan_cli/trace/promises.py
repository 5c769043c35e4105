"""Promises (約束) in the drafts after the one that kept them: is the change still there, does the text still say so?

A promise is broken where the newest draft of a line no longer keeps it; what was undone and done again on the way is
kept. `Broken.draft` is the first draft from which on it is not.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.disposition import Promise
from dxplan_cli.model.node import texts_of, walk, words_of
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.resolve import Standing, resolve_claim, versions_of
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.diff.segment import Edit
    from dxplan_cli.model.node import AnyNode
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


def lines_after(plan: Plan, draft_id: str) -> Iterator[tuple[Draft, ...]]:
    """Yield each line of drafts that descends from a draft, nearest first, down to one on which none is based."""
    children = [draft for draft in plan.drafts if draft.based_on == draft_id and draft.id != draft_id]
    for child in children:
        further = list(lines_after(plan, child.id))
        for line in further or [()]:
            yield child, *line


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


def undone_after(plan: Plan, comparison: Comparison, resolved: Resolved) -> Draft | None:
    """Return the draft after this comparison from which on a change of it is no longer there, where that is so."""
    later = _LaterDrafts(plan, {})
    for line in lines_after(plan, comparison.revised.id):
        draft = _broken_from(line, partial(later.is_kept, comparison.base, resolved=resolved))
        if draft is not None:
            return draft
    return None


class _LaterDrafts:
    """Compares the base of a change with the drafts after the one that made it; each pair once."""

    def __init__(self, plan: Plan, traces: Mapping[str, Trace]) -> None:
        self._plan = plan
        self._traces = traces
        self._compare = cache(_compared)

    def undone_from(self, trace: Trace, resolved: Resolved) -> Draft | None:
        """Return the draft from which on a change is no longer there, on the first line where that is so."""
        base = trace.comparison.base
        for line in lines_after(self._plan, trace.comparison.revised.id):
            if not any(self._is_touched(draft, resolved.claim.node) for draft in line):
                continue
            draft = _broken_from(line, partial(self.is_kept, base, resolved=resolved))
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

    def is_kept(self, base: Draft, later: Draft, resolved: Resolved) -> bool:
        """Tell whether a later draft, seen from the base of a change, still shows it."""
        comparison, versions = self._compare(_Pair(base, later))
        made = resolved.change
        later_changes = [
            again.change for again in resolve_claim(replace(resolved.claim, quote=None), comparison, versions)
        ]
        return made is not None and any(
            change is not None and _shows(change, made, resolved.edits) for change in later_changes
        )


class _Pair:
    """Two drafts, the same pair when they are the same objects: drafts are large to compare."""

    def __init__(self, base: Draft, revised: Draft) -> None:
        self.base, self.revised = base, revised

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self.base is other.base and self.revised is other.revised

    def __hash__(self) -> int:
        return hash((id(self.base), id(self.revised)))


def _compared(pair: _Pair) -> tuple[Comparison, dict[str, tuple[AnyNode, ...]]]:
    comparison = compare_drafts(pair.base, pair.revised)
    return comparison, versions_of(comparison)


def _broken_from(line: Sequence[Draft], is_kept: Callable[[Draft], bool]) -> Draft | None:
    """Return the first draft of the stretch at the end of a line that does not keep a promise."""
    broken = None
    for draft in reversed(line):
        if is_kept(draft):
            break
        broken = draft
    return broken


def _shows(later: Change, made: Change, claimed: tuple[int, ...]) -> bool:
    """Tell whether a later change, from the same base, still shows some of what was made, or of its claimed edits."""
    if made.before is None:
        return later.after is not None
    if made.after is None:
        return later.after is None
    every = edits_of(made.segments)
    edits = [every[index] for index in claimed] if claimed else list(every)
    if later.after is None:
        return bool(edits) and not any(edit.after for edit in edits)
    is_edited = any(_shows_edit(later, edit, words_of(made.before)) for edit in edits)
    return is_edited or (not claimed and _shows_beyond_words(later, made))


def _shows_edit(later: Change, edit: Edit, base: str) -> bool:
    """Tell whether the base text is still edited where it was, or the new words stand somewhere else now."""
    spans = [(each.before_start, each.before_end) for each in edits_of(later.segments)]
    if any(start <= edit.before_end and edit.before_start <= end for start, end in spans):
        return True
    text = words_of(later.after) if later.after is not None else ""
    return bool(edit.after) and contains_folded(edit.after, text) and not contains_folded(edit.after, base)


def _shows_beyond_words(later: Change, made: Change) -> bool:
    """Tell whether a move, or a change of an attribute or a cell, is still there."""
    changed = {field.path for field in later.fields}
    return (made.moved and later.moved) or any(field.path in changed for field in made.fields)


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
                draft = _broken_from(line, partial(self._says, about=about, quote=opinion.quote))
                if draft is not None:
                    yield Broken(opinion, about[0] if about else "", draft, opinion.quote)

    def _gone_nodes(self, line: Sequence[Draft], about: Sequence[str]) -> Iterator[tuple[str, Draft]]:
        for node_id in about:
            draft = _broken_from(line, partial(self._has, node_id=node_id))
            if draft is not None:
                yield node_id, draft

    def _has(self, draft: Draft, node_id: str) -> bool:
        return node_id in self._nodes[draft.id]

    def _says(self, draft: Draft, about: Sequence[str], quote: str) -> bool:
        """Tell whether words stand in one of the nodes or below it; without nodes, anywhere in the draft."""
        nodes = self._nodes[draft.id]
        chosen = tuple(nodes[node_id] for node_id in about if node_id in nodes) if about else draft.chapters
        return any(contains_folded(quote, text) for node in walk(chosen) for text in texts_of(node))
