"""quote-not-found: words quoted from the plan do not stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.texts import texts_of
from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import walk
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.fate import Fates
from dxplan_cli.trace.resolve import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.trace.resolve import Resolved
    from dxplan_cli.trace.trace import Trace

CODE = "quote-not-found"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look for what opinions quote of the draft they were heard on, and for what links and reasons quote.

    Of a node deleted before, an opinion may quote what stood there.
    """
    fates = Fates(inspection.plan)
    for opinion in inspection.plan.opinions:
        heard = inspection.plan.round(opinion.round)
        draft = inspection.plan.draft(heard.draft) if heard and heard.draft else None
        if opinion.quote and draft:
            yield from _of_opinion(inspection.nodes[draft.id], fates, opinion, draft)
    for trace in inspection.traces:
        for resolved in trace.resolved:
            if resolved.standing is Standing.QUOTE_MISSING:
                yield _of_claim(inspection, trace, resolved)


def _of_opinion(known: Mapping[str, AnyNode], fates: Fates, opinion: Opinion, draft: Draft) -> Iterator[Finding]:
    quote = opinion.quote or ""
    about = tuple(known[node_id] for node_id in opinion.about if node_id in known)
    gone = [fates.of(node_id, draft) for node_id in opinion.about]
    elsewhere_named = tuple(node for fate in gone if fate is not None for node in fate.quotable)
    if _holder(quote, walk((*about, *elsewhere_named) or draft.chapters)) is not None:
        return
    elsewhere = _holder(quote, draft.nodes())
    where = "、".join(named(node) for node in about) or draft.label
    yield Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"意見が引用した文言「{shortened(quote)}」が、{draft.label}の{where}にありません"
        if about
        else f"意見が引用した文言「{shortened(quote)}」が、{draft.label}にありません",
        hint=f"その文言は {elsewhere.id} にあります。about を直してください"
        if elsewhere
        else f"quote を{draft.label}の文言のとおりに直すか、消してください",
        place=opinion.place,
        opinion=opinion.id,
    )


def _holder(quote: str, nodes: Iterable[AnyNode]) -> AnyNode | None:
    return next((node for node in nodes if any(contains_folded(quote, text) for text in texts_of(node))), None)


def _of_claim(inspection: Inspection, trace: Trace, resolved: Resolved) -> Finding:
    claim, base, revised = resolved.claim, trace.comparison.base, trace.comparison.revised
    node = inspection.nodes[revised.id].get(claim.node) or inspection.nodes[base.id][claim.node]
    who = "意見の changes " if claim.opinion else "修正理由"
    quote = f"文言「{shortened(claim.quote or '')}」"
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"{who}が指す{quote}が、{base.label}の{named(node)}にも{revised.label}にもありません",
        hint="quote を新旧どちらかの文言のとおりに直すか、項目全体を指すなら消してください",
        place=claim.place,
        node=claim.node,
        opinion=claim.opinion.id if claim.opinion else None,
    )
