"""Surroundings: what stands before and after a place in each of the two drafts.

Neighbours with the same source say it once, and KPIs of the same years share
a heading. Whether they are neighbours is a question to each draft alone: what
came or went between them must not change what either draft looks like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.papers.marked_text import versions_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import AnyNode


class Pair(Value):
    """A node in the base and one in the revised draft; either may be missing."""

    base: AnyNode | None
    revised: AnyNode | None


class Neighbours(Value):
    """The siblings before and after a place, in each draft."""

    before: Pair
    after: Pair


Surroundings: TypeAlias = "Mapping[tuple[str, bool], Neighbours]"
"""Neighbours by node id and whether the node has left that place."""


def surroundings_of(siblings: Sequence[Place]) -> Surroundings:
    """Return the neighbours of every sibling."""
    befores = _swept(siblings)
    afters = _swept(siblings[::-1])[::-1]
    return {
        key_of(place): Neighbours(before, after) for place, before, after in zip(siblings, befores, afters, strict=True)
    }


def key_of(place: Place) -> tuple[str, bool]:
    """Return what a place is known by among its siblings."""
    return place.node.id, place.moved_away


def _swept(siblings: Sequence[Place]) -> list[Pair]:
    """Return for each sibling the last node met before it in either draft."""
    last = Pair(None, None)
    met = []
    for place in siblings:
        met.append(last)
        old, new = versions_of(place)
        last = Pair(last.base if old is None else old, last.revised if new is None else new)
    return met
