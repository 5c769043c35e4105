"""Nodes that stand between the same siblings: reworded, written anew, or known by their place alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.align import longest_rising
from dxplan_cli.diff.chain import heaviest_chain
from dxplan_cli.diff.counterparts.likeness import FLOOR
from dxplan_cli.diff.counterparts.outline import NOBODY, SECTION
from dxplan_cli.diff.counterparts.sections import Evidence
from dxplan_cli.diff.matching import How
from dxplan_cli.text.nearness import every_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.diff.counterparts.likeness import Likeness
    from dxplan_cli.diff.counterparts.pairing import Pairing

STAYING: Final = 0.2
"""By how much a text elsewhere must be nearer than one that stands at the same place."""
_KNOWN: Final = 0.6
"""How near texts must be at one place for only those to count as rivals that have no counterpart yet."""
_REWRITTEN: Final = 0.4
"""How near a text must be that was written anew; of real texts that have nothing to do with each other one pair in 400 is."""
_GROWN, _WHOLE, _LONG_ENOUGH, _FAR = 0.45, 0.85, 10, 0.2
"""How near a text counts that was made much longer or shorter: so much of so many characters is still there."""
_SMALL: Final = 2_500
"""Pairs in a gap that are compared one by one; in a larger one only those that share rare pieces."""
_KNOWN_BY_PLACE: Final = ("Section", "Table", "Figure", "Kpi")
"""Kinds that are known by their place when nothing else is left; a paragraph in place of another is another."""
_ALONE, _AMONG = 0.6, 0.5
"""How sure a place is, for one of a kind and for several."""


def join_gaps(pairing: Pairing, likeness: Likeness, least: float) -> None:
    """Pair what is at least so near between the same siblings, in the order that keeps most."""
    _join_unrivalled(pairing, likeness, least, STAYING)


def join_rewritten(pairing: Pairing, likeness: Likeness) -> None:
    """Pair what is a little near between the same siblings, if it is nearer than any other text of the base."""
    _join_unrivalled(pairing, likeness, _REWRITTEN, 0.0)


def _join_unrivalled(pairing: Pairing, likeness: Likeness, least: float, lead: float) -> None:
    """Leave out what some other text of the base is nearer to, by more than the lead its place gives it."""
    _join_chains(
        pairing,
        (
            {
                (old, new): value
                for (old, new), value in near.items()
                if value + lead > likeness.rival(old, new, pairing if value >= _KNOWN else None)
            }
            for near in near_in_gaps(pairing, likeness, least)
        ),
    )


def _join_chains(pairing: Pairing, gaps: Iterable[dict[tuple[int, int], float]]) -> None:
    ranks_old, ranks_new = pairing.base.ranks, pairing.revised.ranks
    for near in gaps:
        standing = {(ranks_old[old], ranks_new[new]): (old, new) for old, new in near}
        chain = heaviest_chain((*ranks, near[pair] - FLOOR) for ranks, pair in standing.items())
        for pair in map(standing.__getitem__, chain):
            pairing.join(*pair, near[pair], How.NEAR)


def near_in_gaps(pairing: Pairing, likeness: Likeness, least: float) -> Iterator[dict[tuple[int, int], float]]:
    """Yield, gap after gap, the free nodes that are at least so near."""
    evidence = Evidence(pairing)
    for old, new in list(pairing.families()):
        for gap in list(_gaps(pairing, old, new)):
            found = _near_in_gap(pairing, likeness, evidence, gap)
            yield {(one, other): near for one, other, near in found if near >= least}


def _gaps(pairing: Pairing, old: int, new: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the free children of two sections that stand between the same siblings."""
    children_old, children_new = pairing.base.children[old], pairing.revised.children[new]
    free_new = pairing.free_new(children_new)
    if not free_new or len(pairing.free_old(children_old)) == 0:
        return
    common = [
        (at, pairing.base.ranks[pairing.back[each]])
        for at, each in enumerate(children_new)
        if pairing.back[each] != NOBODY and pairing.base.parents[pairing.back[each]] == old
    ]
    stays = [common[index] for index in longest_rising([rank for _, rank in common])]
    last_new = last_old = -1
    for at_new, at_old in [*stays, (len(children_new), len(children_old))]:
        ours = pairing.free_old(children_old[last_old + 1 : at_old])
        theirs = pairing.free_new(children_new[last_new + 1 : at_new])
        if ours and theirs:
            yield ours, theirs
        last_new, last_old = at_new, at_old


def _near_in_gap(
    pairing: Pairing, likeness: Likeness, evidence: Evidence, gap: tuple[Sequence[int], Sequence[int]]
) -> Iterator[tuple[int, int, float]]:
    ours, theirs = gap
    base, revised = pairing.base, pairing.revised
    if len(ours) * len(theirs) > _SMALL:
        here = frozenset(ours)
        for other in theirs:
            yield from ((one, other, near) for one, near in likeness.near.get(other, {}).items() if one in here)
        return
    for other in theirs:
        if revised.kinds[other] == SECTION:
            yield from ((one, other, evidence.score(one, other)) for one in ours if base.kinds[one] == SECTION)
            continue
        same_kind = [one for one in ours if base.kinds[one] == revised.kinds[other]]
        text, others = revised.texts[other], [base.texts[one] for one in same_kind]
        for at, near in every_near(text, others, _FAR):
            yield same_kind[at], other, max(near, _GROWN if _has_grown(text, others[at], near) else 0.0)


def _has_grown(text: str, other: str, near: float) -> bool:
    """Tell whether the shorter text is found in the longer one, almost whole."""
    shorter = min(len(text), len(other))
    return shorter >= _LONG_ENOUGH and near * (len(text) + len(other)) / 2 >= _WHOLE * shorter


def join_places(pairing: Pairing) -> None:
    """Pair what is alone of its kind in two sections, then what stands in the same number between the same siblings."""
    evidence = Evidence(pairing)
    for old, new in list(pairing.families()):
        ours, theirs = pairing.free_old(pairing.base.children[old]), pairing.free_new(pairing.revised.children[new])
        for kind in _KNOWN_BY_PLACE[1:]:
            _join_placed(pairing, evidence, (ours, theirs), kind, 1)
        for gap in list(_gaps(pairing, old, new)):
            for kind in _KNOWN_BY_PLACE:
                _join_placed(pairing, evidence, gap, kind, len(gap[0]))


def _join_placed(
    pairing: Pairing, evidence: Evidence, gap: tuple[Sequence[int], Sequence[int]], kind: str, most: int
) -> None:
    ours = [each for each in gap[0] if pairing.base.kinds[each] == kind]
    theirs = [each for each in gap[1] if pairing.revised.kinds[each] == kind]
    if len(ours) == len(theirs) <= most:
        for pair in zip(ours, theirs, strict=True):
            if not evidence.denies(*pair):
                pairing.join(*pair, _ALONE if len(ours) == 1 else _AMONG, How.PLACE)
