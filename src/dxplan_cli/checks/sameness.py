"""Opinions that say the same (〃): from one to the one it repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.model.opinion import Opinion


def lineage(opinion: Opinion, opinions: Mapping[str, Opinion]) -> tuple[Opinion, ...]:
    """Return the opinion and those it says it is the same as, nearest first; a ring is walked once."""
    line: dict[str, Opinion] = {}
    current: Opinion | None = opinion
    while current is not None and current.id not in line:
        line[current.id] = current
        current = opinions.get(current.same_as) if current.same_as else None
    return tuple(line.values())


def origin(opinion: Opinion, opinions: Mapping[str, Opinion]) -> Opinion:
    """Return the opinion at the end of the line; of a ring, the member with the smallest id."""
    line = lineage(opinion, opinions)
    ids = [each.id for each in line]
    back = line[-1].same_as
    return min(line[ids.index(back) :], key=lambda each: each.id) if back in ids else line[-1]
