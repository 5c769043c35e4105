"""broken-promise: what was done or promised for an opinion, or decided between wordings, does not hold in a later draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, quoted_edits, shortened, told
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import texts_of
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.promises import broken_changes, vanished_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.trace.promises import Broken

CODE = "broken-promise"
_ALL = range(sys.maxsize)
"""The indexes of all edits of a change, however many there are."""


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at changes undone later, at passages (記述済み) no longer there, and at adopted wordings (別案) not in the text."""
    for broken in broken_changes(inspection.plan, inspection.traces):
        yield _undone(inspection, broken)
    for broken in vanished_passages(inspection.plan):
        yield _vanished(inspection, broken)
    for node in inspection.latest_nodes:
        yield from _adopted(node)


def _undone(inspection: Inspection, broken: Broken) -> Finding:
    opinion, kept = broken.opinion, broken.resolved
    change = kept.change if kept is not None else None
    what = _spot(inspection, broken) if kept is None or change is None else quoted_edits(change, kept.edits or _ALL)
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"意見{told(opinion)}による修正（{what}）が、{broken.draft.label}で元に戻っています（意見 {opinion.id}）",
        hint=f"{broken.draft.label}に修正を戻すか、対応を改めてください：dxplan opinions decide {opinion.id} --disposition 対応区分 --answer 考え方 --unlink",
        place=opinion.place if kept is None else kept.claim.place,
        node=broken.node,
        opinion=opinion.id,
    )


def _vanished(inspection: Inspection, broken: Broken) -> Finding:
    opinion = broken.opinion
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=f"「{opinion.disposition}」と答えた意見{told(opinion)}の{_spot(inspection, broken)}が、{broken.draft.label}にありません（意見 {opinion.id}）",
        hint=f"{broken.draft.label}に記述を戻すか、今の記述の場所を dxplan opinions decide {opinion.id} --about 項目 --quote 文言 で示すか、対応を改めてください",
        place=opinion.place,
        node=broken.node or None,
        opinion=opinion.id,
    )


def _spot(inspection: Inspection, broken: Broken) -> str:
    """Name the node of a broken promise, by its words in the newest draft that has it, and the quoted words in it."""
    versions = [nodes[broken.node] for nodes in inspection.nodes.values() if broken.node in nodes]
    name = named(versions[-1]) if versions else "本文"
    return f"{name}の「{shortened(broken.quote)}」" if broken.quote else name


def _adopted(node: AnyNode) -> Iterator[Finding]:
    adopted = [each for each in node.alternatives if each.status == "adopted"]
    if len(adopted) > 1:
        yield _finding_of_node(
            node,
            f"{named(node)}の別案が{len(adopted)}つとも採用（adopted）になっています",
            "採った一つだけを adopted にし、ほかは dropped にしてください",
        )
        return
    for each in adopted:
        if not any(contains_folded(each.text, text) for text in texts_of(node)):
            yield _finding_of_node(
                node,
                f"採用した別案「{shortened(each.text)}」が、{named(node)}の本文にありません",
                "別案の文言を本文に移すか、status を proposed か dropped に改めてください",
            )


def _finding_of_node(node: AnyNode, message: str, hint: str) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        place=node.place,
        node=node.id,
    )
