"""Which node of one draft is which node of another, where ids mean nothing: two Word files, an imported draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.counterparts.anchors import join_families, join_unique
from dxplan_cli.diff.counterparts.containment import find_parts
from dxplan_cli.diff.counterparts.gaps import join_gaps, join_places, join_rewritten
from dxplan_cli.diff.counterparts.likeness import Likeness
from dxplan_cli.diff.counterparts.moves import IN_PLACE, join_moved
from dxplan_cli.diff.counterparts.outline import ROOT, Outline
from dxplan_cli.diff.counterparts.pairing import Pairing
from dxplan_cli.diff.counterparts.rows import match_rows
from dxplan_cli.diff.counterparts.sections import join_sections
from dxplan_cli.diff.matching import How, Matching, Merge, Pair, Split
from dxplan_cli.model.node import Table

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode, Section

_LEVELS: Final = ((0.75, 0.75), (IN_PLACE, 0.6))
"""How near texts must be between the same siblings, and when moved: first what is clear, then what is left."""


def match_nodes(base: tuple[Section, ...], revised: tuple[Section, ...]) -> Matching:
    """Match two drafts' nodes by what they say and where they stand; ids must be unique in each."""
    pairing = Pairing(Outline(base), Outline(revised))
    join_unique(pairing)
    _join_known(pairing)
    if _free_old(pairing) and _free_new(pairing):
        _join_parts(pairing)
        _join_known(pairing)
        _join_near(pairing)
    return _matching(pairing)


def _join_near(pairing: Pairing) -> None:
    likeness = Likeness(pairing)
    for in_gap, moved in _LEVELS:
        join_gaps(pairing, likeness, in_gap)
        _join_known(pairing)
        join_moved(pairing, likeness, moved)
        _join_known(pairing)
    join_rewritten(pairing, likeness)
    join_places(pairing)
    _join_known(pairing)


def _join_known(pairing: Pairing) -> None:
    """Draw the conclusions of the pairs found: sections by what is in them, and what says the same in them."""
    join_sections(pairing)
    join_families(pairing)


def _join_parts(pairing: Pairing) -> None:
    """Pair what was split or merged with the greatest of its parts."""
    base, revised = pairing.base, pairing.revised
    for each in find_parts(base, _free_old(pairing), revised, _free_new(pairing)):
        pairing.join(each.whole, each.greatest, each.nearness, How.CONTAINED)
        pairing.split(each.whole, each.parts)
    for each in find_parts(revised, _free_new(pairing), base, _free_old(pairing)):
        pairing.join(each.greatest, each.whole, each.nearness, How.CONTAINED)
        pairing.merge(each.whole, each.parts)


def _free_old(pairing: Pairing) -> list[int]:
    return pairing.free_old(range(len(pairing.base)))


def _free_new(pairing: Pairing) -> list[int]:
    return pairing.free_new(range(len(pairing.revised)))


def _matching(pairing: Pairing) -> Matching:
    old = [node.id for node in pairing.base.nodes]
    new = [node.id for node in pairing.revised.nodes]
    return Matching(
        base=tuple(old[ROOT + 1 :]),
        revised=tuple(new[ROOT + 1 :]),
        pairs=tuple(
            Pair(
                old[one], new[other], *pairing.found[one], _rows(pairing.base.nodes[one], pairing.revised.nodes[other])
            )
            for one, other in pairing.pairs()
        ),
        splits=tuple(
            Split(old[one], tuple(new[part] for part in parts)) for one, parts in sorted(pairing.splits.items())
        ),
        merges=tuple(
            Merge(tuple(old[part] for part in parts), new[one]) for one, parts in sorted(pairing.merges.items())
        ),
    )


def _rows(old: AnyNode, new: AnyNode) -> tuple[tuple[str, str], ...]:
    return match_rows(old, new) if isinstance(old, Table) and isinstance(new, Table) else ()
