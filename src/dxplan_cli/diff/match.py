"""Which node of one draft is which node of another, where ids mean nothing: two Word files, an imported draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.anchors import join_families, join_unique
from dxplan_cli.diff.matching import Matching, Pair
from dxplan_cli.diff.near import Likeness, join_gaps, join_moved
from dxplan_cli.diff.outline import ROOT, Outline
from dxplan_cli.diff.pairing import Pairing
from dxplan_cli.diff.sections import join_sections

if TYPE_CHECKING:
    from dxplan_cli.model.node import Section

_LEVELS: Final = ((0.75, 0.75), (0.5, 0.6))
"""How near texts must be between the same siblings, and when moved: first what is clear, then what is left."""


def match_nodes(base: tuple[Section, ...], revised: tuple[Section, ...]) -> Matching:
    """Match two drafts' nodes by what they say and where they stand; ids must be unique in each."""
    pairing = Pairing(Outline(base), Outline(revised))
    join_unique(pairing)
    _join_known(pairing)
    likeness = Likeness(pairing)
    for in_gap, moved in _LEVELS:
        join_gaps(pairing, likeness, in_gap)
        _join_known(pairing)
        join_moved(pairing, likeness, moved)
        _join_known(pairing)
    return _matching(pairing)


def _join_known(pairing: Pairing) -> None:
    """Draw the conclusions of the pairs found: sections by what is in them, and what says the same in them."""
    join_sections(pairing)
    join_families(pairing)


def _matching(pairing: Pairing) -> Matching:
    base, revised = pairing.base.nodes, pairing.revised.nodes
    return Matching(
        base=tuple(node.id for node in base[ROOT + 1 :]),
        revised=tuple(node.id for node in revised[ROOT + 1 :]),
        pairs=tuple(Pair(base[old].id, revised[new].id, *pairing.found[old]) for old, new in pairing.pairs()),
    )
