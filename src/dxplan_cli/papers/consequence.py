"""Consequences (…に伴い): why a change follows from another, said from the link and not typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section
from dxplan_cli.papers.labels import kind_shown
from dxplan_cli.papers.places import kind_name
from dxplan_cli.text.keys import contains_folded

if TYPE_CHECKING:
    from dxplan_cli.model.opinion import Reason
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.places import Atlas
    from dxplan_cli.trace.mark import Mark

_FOLLOWING = "に伴"


def consequence_of(reason: Reason, mark: Mark, material: Material) -> str:
    """Return 働き方の取組方針の削除に伴い削除; empty without a cause, or when the cause did not change."""
    cause = reason.because_of
    if cause is None or cause not in material.comparison.by_node:
        return ""
    causes = material.trace.marks_by_node.get(cause, ())
    kind = kind_shown(causes[0]) if causes else material.comparison.by_node[cause].kind
    return f"{_name_cause(cause, material.atlas)}の{kind.value}に伴い{kind_shown(mark).value}"


def reason_in_words(reason: Reason, mark: Mark, material: Material) -> str:
    """Return a reason's text, with the consequence unless the text already tells it."""
    sentence = consequence_of(reason, mark, material)
    if not sentence or contains_folded(_FOLLOWING, reason.reason):
        return reason.reason
    return f"{reason.reason}（{sentence}）"


def consequence_note(reason: Reason, mark: Mark, material: Material) -> str:
    """Return what stands behind the marked text of a consequence: as written if the reason tells it, else derived."""
    if reason.because_of is None:
        return ""
    if contains_folded(_FOLLOWING, reason.reason):
        return reason.reason
    return consequence_of(reason, mark, material) or reason.reason


def _name_cause(node_id: str, atlas: Atlas) -> str:
    """Name a changed node by its scope and the part of it: 商工業・サービス業の取組方針."""
    node = atlas.nodes[node_id]
    path = atlas.paths[node_id]
    above = atlas.scope_of(path[-1]) if path else None
    if above is None:
        return f"「{atlas.name_of(node_id)}」"
    if isinstance(node, Section):
        return f"{above.title}の「{node.title}」"
    parent = atlas.nodes[path[-1]]
    part = parent.title if isinstance(parent, Section) and parent.id != above.id else kind_name(node)
    return f"{above.title}の{part}"
