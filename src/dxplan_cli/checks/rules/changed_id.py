"""changed-id: a node has another id than before, or was split or merged, and nobody says so by `was` (由来)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named
from dxplan_cli.model.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.diff.lineage import Renamed
    from dxplan_cli.diff.parts import Parts
    from dxplan_cli.model.node import AnyNode

CODE = "changed-id"


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at what the comparisons recognised by its words alone."""
    for trace in inspection.traces:
        comparison = trace.comparison
        nodes = inspection.nodes[comparison.revised.id]
        unstated = [each for each in comparison.lineage.parts if each not in comparison.lineage.stated]
        parted = {node_id for parts in unstated for node_id in parts.nodes}
        for renamed in comparison.lineage.renamed:
            if not renamed.is_stated and renamed.revised not in parted:
                yield _renamed(comparison, renamed, nodes[renamed.revised])
        former = {each.revised: each.base for each in comparison.lineage.renamed}
        for parts in unstated:
            yield _parted(comparison, parts, former, nodes[parts.revised[0]])


def _renamed(comparison: Comparison, renamed: Renamed, node: AnyNode) -> Finding:
    return _finding(
        node,
        f"{named(node)}は、{comparison.base.label}と同じ文言なのに id が変わっています（{renamed.base} → {renamed.revised}）",
        f"id を {renamed.base} に戻すか、項目に「was: [{renamed.base}]」と書いてください",
    )


def _parted(comparison: Comparison, parts: Parts, former: dict[str, str], node: AnyNode) -> Finding:
    sources = [former.get(each, each) for each in parts.base]
    if len(parts.base) == 1:
        what = f"{comparison.base.label}の一つの項目（{sources[0]}）が、{comparison.revised.label}で{len(parts.revised)}つに分かれています"
        heirs = [each for each in parts.revised if each not in sources]
        hint = f"分割したのなら、{'、'.join(heirs)} に「was: [{sources[0]}]」と書いてください"
    else:
        what = f"{comparison.base.label}の{len(sources)}つの項目（{'、'.join(sources)}）が、{comparison.revised.label}で一つになっています"
        hint = f"統合したのなら、{parts.revised[0]} に「was: [{', '.join(sources)}]」と書いてください"
    return _finding(node, f"{what}：{named(node)}", f"{hint}。別の項目なら、そのままで構いません")


def _finding(node: AnyNode, message: str, hint: str) -> Finding:
    return Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=message,
        hint=hint,
        place=node.place,
        node=node.id,
    )
