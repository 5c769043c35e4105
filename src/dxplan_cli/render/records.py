"""The JSON contracts (design: commands): values → plain dictionaries, keys and order fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxplan_cli.diff.segment import Op, Segments
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.trace.counts import count_changes
from dxplan_cli.value import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.checks.summary import Summary
    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.finding import Finding
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Link, Opinion, PastDecision, Proposal
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.trace.mark import Mark
    from dxplan_cli.trace.trace import Trace

Record = dict[str, Any]


def diff_record(trace: Trace) -> Record:
    """Return ``dxplan.diff/1``."""
    comparison = trace.comparison
    counts = count_changes(trace)
    return {
        "schema": "dxplan.diff/1",
        "base": _draft(comparison.base),
        "revised": _draft(comparison.revised),
        "changes": [_change(trace, change) for change in comparison.changes],
        "counts": {"追加": counts.added, "修正": counts.modified, "削除": counts.deleted, "移動": counts.moved},
        "totals": {"changes": counts.changes, "marks": counts.marks, **plain(counts)},
        "notation": [change.node for change in comparison.notation],
        "renamed": [{"base": each.base, "revised": each.revised} for each in comparison.lineage.renamed],
        "taken_back": [opinion.id for opinion in trace.taken_back],
    }


def _draft(draft: Draft) -> Record:
    return {"id": draft.id, "label": draft.label}


def _change(trace: Trace, change: Change) -> Record:
    scope = trace.scopes.of(change)
    record: Record = {
        "node": change.node,
        "kind": change.kind.value,
        "scope": {"id": scope.id, "title": scope.title} if scope else None,
        "path": list(change.path),
        "before": _words(change.before),
        "after": _words(change.after),
        "segments": segment_pairs(change.segments),
        "moved_from": list(change.old.path) if change.moved and change.old else None,
        "marks": [_mark(mark) for mark in trace.marks_by_node.get(change.node, ())],
    }
    if change.fields:
        record["fields"] = [
            {"field": field.label, "before": field.before, "after": field.after} for field in change.fields
        ]
    parts = trace.comparison.parts_of(change)
    if parts is not None:
        record["parts"] = {"base": list(parts.base), "revised": list(parts.revised)}
    return record


def _words(node: AnyNode | None) -> str | None:
    return None if node is None else words_of(node)


def segment_pairs(segments: Segments) -> list[list[str]]:
    """Return ``[op, text]`` pairs; ``=`` and ``-`` joined are the old text, ``=`` and ``+`` the new one."""
    pairs: list[list[str]] = []
    for segment in segments:
        match segment.op:
            case Op.EQUAL:
                pairs.append(["=", segment.after])
            case Op.DELETE:
                pairs.append(["-", segment.before])
            case Op.INSERT:
                pairs.append(["+", segment.after])
            case Op.NOTATION:
                both = [["-", segment.before], ["+", segment.after]]
                pairs += [pair for pair in both if pair[1]]
    return pairs


def _mark(mark: Mark) -> Record:
    because_of = next((reason.because_of for reason in mark.reasons if reason.because_of), None)
    return {
        "label": mark.label,
        "opinions": [opinion.id for opinion in mark.opinions],
        "reason": "\n".join(reason.reason for reason in mark.reasons) or None,
        "because_of": because_of,
    }


def check_record(findings: Iterable[Finding], summary: Summary, papers: int | None) -> Record:
    """Return ``dxplan.check/1``; `papers` is the number of finished files looked at."""
    return {
        "schema": "dxplan.check/1",
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "message": finding.message,
                "hint": finding.hint,
                "file": finding.place.file or None,
                "line": finding.place.line or None,
                "node": finding.node,
                "opinion": finding.opinion,
                "excerpt": finding.excerpt or None,
            }
            for finding in findings
        ],
        "summary": {**plain(summary), "papers": papers},
    }


def opinions_record(
    opinions: Iterable[Opinion], labels: Mapping[str, tuple[str, ...]], states: Mapping[str, str]
) -> Record:
    """Return ``dxplan.opinions/1``; `labels` are the marks' labels, `states` the words for how far each has come, by opinion id."""
    return {
        "schema": "dxplan.opinions/1",
        "opinions": [opinion_record(each, labels.get(each.id, ()), states[each.id]) for each in opinions],
    }


def opinion_record(opinion: Opinion, labels: tuple[str, ...], state: str) -> Record:
    """Return one opinion, keys as in its YAML, with the labels it led to and how far it has come; digests are the files' own."""
    internal = opinion.internal
    return {
        "id": opinion.id,
        "round": opinion.round,
        "text": opinion.text,
        "verbatim": opinion.verbatim,
        "about": list(opinion.about),
        "quote": opinion.quote,
        "disposition": opinion.disposition,
        "changes": [_link(link) for link in opinion.changes],
        "answer": opinion.answer,
        "same_as": opinion.same_as,
        "printed": opinion.printed,
        "key": opinion.key,
        "letter": opinion.letter,
        "group": plain(opinion.group) if opinion.group else None,
        "proposal": proposal_record(opinion.proposal) if opinion.proposal else None,
        "decided": opinion.decided,
        "history": [_past_decision(past) for past in opinion.history],
        "internal": {"member": internal.member, "contact": internal.contact, "heard_by": internal.heard_by}
        if internal
        else None,
        "labels": list(labels),
        "state": state,
    }


def _link(link: Link) -> Record:
    parts = {"kind": link.kind.value, "node": link.node, "quote": link.quote, "draft": link.draft}
    return {key: value for key, value in parts.items() if value is not None}


def _past_decision(past: PastDecision) -> Record:
    return {
        "date": past.date,
        "disposition": past.disposition,
        "answer": past.answer,
        "same_as": past.same_as,
        "changes": [_link(link) for link in past.changes],
    }


def proposal_record(proposal: Proposal) -> Record:
    """Return a proposal; only one for cells has values."""
    record = plain(proposal)
    return {key: value for key, value in record.items() if key != "digest" and (key != "values" or value)}


def show_record(draft: Draft, nodes: Iterable[AnyNode]) -> Record:
    """Return ``dxplan.show/1``: a draft's tree, or a part of it."""
    return {"schema": "dxplan.show/1", "draft": _draft(draft), "tree": [_node(node) for node in nodes]}


def _node(node: AnyNode) -> Record:
    record: Record = {"id": node.id, "kind": type(node).__name__.lower(), "words": words_of(node)}
    if isinstance(node, Section):
        record |= {"number": node.number, "role": node.role, "children": [_node(child) for child in node.children]}
    return record


def drafts_record(drafts: Iterable[Draft]) -> Record:
    """Return ``dxplan.drafts/1``."""
    return {
        "schema": "dxplan.drafts/1",
        "drafts": [
            {
                "id": draft.id,
                "label": draft.label,
                "stage": draft.stage,
                "date": draft.date,
                "based_on": draft.based_on,
                "frozen": draft.frozen,
                "nodes": sum(1 for _ in draft.nodes()),
            }
            for draft in drafts
        ],
    }
