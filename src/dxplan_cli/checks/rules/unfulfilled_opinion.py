"""unfulfilled-opinion: an opinion is said to have changed the plan, and the text shows no such change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened, told
from dxplan_cli.model.disposition import CHANGELESS, Promise
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.trace.claim import claims_of
from dxplan_cli.trace.decisions import lineage
from dxplan_cli.trace.resolve import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Plan
    from dxplan_cli.trace.claim import Claim
    from dxplan_cli.trace.resolve import Resolved
    from dxplan_cli.trace.trace import Trace

CODE = "unfulfilled-opinion"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at every link, kept or not checkable, and at promises without any link.

    A link under a disposition that promises no change is contradicting-decision's to tell.
    """
    promise_of = inspection.plan.settings.promise_of
    for trace in inspection.traces:
        for resolved in trace.resolved:
            opinion = resolved.claim.opinion
            if opinion and promise_of(opinion.disposition) not in CHANGELESS and _is_unkept(resolved):
                yield _unkept(inspection, trace, resolved, opinion)
    compared = {trace.comparison.revised.id for trace in inspection.traces}
    for claim in claims_of(inspection.plan):
        if claim.opinion and claim.draft not in compared:
            yield from _uncheckable(inspection.plan, claim, claim.opinion)
    for opinion in inspection.plan.opinions:
        if promise_of(opinion.disposition) is Promise.CHANGE and _is_due(inspection.plan, opinion):
            yield from _without_link(inspection, opinion)


def _is_unkept(resolved: Resolved) -> bool:
    """Tell whether the text shows no such change: nothing changed there, or what was promised stands nowhere."""
    if resolved.standing is Standing.QUOTE_MISSING:
        return resolved.change is None
    return resolved.standing in {Standing.UNCHANGED, Standing.NODE_MISSING}


def _unkept(inspection: Inspection, trace: Trace, resolved: Resolved, opinion: Opinion) -> Finding:
    claim, revised = resolved.claim, trace.comparison.revised
    nodes = inspection.nodes
    node = nodes[revised.id].get(claim.node) or nodes[trace.comparison.base.id].get(claim.node)
    name = named(node) if node is not None else f"項目「{claim.node}」"
    spot = f"{name}の「{shortened(claim.quote)}」のところ" if claim.quote else name
    if node is None:
        what = f"{spot}は、{revised.label}にありません"
    elif any(change.node == claim.node for change in trace.comparison.notation):
        what = f"{spot}は、{revised.label}で表記（全角・半角など）しか変わっていません"
    else:
        what = f"{spot}は、{revised.label}で変わっていません"
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"意見{told(opinion)}で{claim.kind.value if claim.kind else '修正'}したとする{what}",
        hint=f"{revised.label}の文言を直すか、意見の changes と対応区分を改めてください",
        place=claim.place,
        node=claim.node,
        opinion=opinion.id,
    )


def _uncheckable(plan: Plan, claim: Claim, opinion: Opinion) -> Iterator[Finding]:
    """Tell of a link that no comparison can prove; an unknown id is dangling-id's to tell."""
    promised = plan.draft(claim.draft) if claim.draft else None
    if promised is not None:
        why = f"{promised.label}にはもとの版がなく、変わったかどうかを比べられません"
    elif claim.draft is None and _is_due(plan, opinion):
        why = "どの版で果たすのかが分かりません"
    else:
        return
    yield Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"意見{told(opinion)}の修正を確かめられません：{why}",
        hint="changes の draft に果たす版を書くか、rounds の draft か draft.yaml の based_on を直してください",
        place=claim.place,
        node=claim.node,
        opinion=opinion.id,
    )


def _is_due(plan: Plan, opinion: Opinion) -> bool:
    """Tell whether a draft came after the one the opinion was heard on, so that it must show what became of it."""
    heard = plan.round(opinion.round)
    if heard is None:
        return False
    if heard.draft is None:
        return len(plan.drafts) > 1
    return heard.draft in {draft.id for draft in plan.drafts[:-1]}


def _without_link(inspection: Inspection, opinion: Opinion) -> Iterator[Finding]:
    if any(each.changes for each in lineage(opinion, inspection.opinions)):
        return
    yield Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"{opinion.disposition}とした意見に、修正箇所が一つも書かれていません：{told(opinion)}",
        hint="意見の changes に、変えた項目を {kind: 追加, node: …} の形で書いてください",
        place=opinion.place,
        opinion=opinion.id,
    )
