"""Which node of one draft is which node of another, where ids mean nothing: two Word files, an imported draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.anchors import join_families, join_unique
from dxplan_cli.diff.matching import Matching, Pair
from dxplan_cli.diff.outline import ROOT, Outline
from dxplan_cli.diff.pairing import Pairing

if TYPE_CHECKING:
    from dxplan_cli.model.node import Section


def match_nodes(base: tuple[Section, ...], revised: tuple[Section, ...]) -> Matching:
    """Match two drafts' nodes by what they say and where they stand; ids must be unique in each."""
    pairing = Pairing(Outline(base), Outline(revised))
    join_unique(pairing)
    join_families(pairing)
    return _matching(pairing)


def _matching(pairing: Pairing) -> Matching:
    base, revised = pairing.base.nodes, pairing.revised.nodes
    return Matching(
        base=tuple(node.id for node in base[ROOT + 1 :]),
        revised=tuple(node.id for node in revised[ROOT + 1 :]),
        pairs=tuple(Pair(base[old].id, revised[new].id, *pairing.found[old]) for old, new in pairing.pairs()),
    )
