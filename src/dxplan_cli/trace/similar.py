"""Opinions of the register that say the same or nearly the same, and which one of them answers for all.

The representative is the opinion somebody has decided on, else the first
received; one that is itself the same as another (〃) comes last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.opinion import UNDECIDED
from dxplan_cli.text.grouping import group_texts
from dxplan_cli.text.keys import sameness_key
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.model.opinion import Opinion


class Member(Value):
    """An opinion and how near it is to its group's representative; `is_same` says word for word the same."""

    opinion: Opinion
    nearness: float
    is_same: bool


class OpinionGroup(Value):
    """Opinions near to the first of them, the representative; the others in the order of receipt."""

    members: tuple[Member, ...]

    @property
    def representative(self) -> Opinion:
        """The opinion all others are near to."""
        return self.members[0].opinion

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """All opinions of the group."""
        return tuple(member.opinion for member in self.members)


def group_opinions(opinions: Sequence[Opinion], least: float) -> tuple[OpinionGroup, ...]:
    """Return the groups of two and more, in the order in which each one's first opinion was received.

    An opinion without a word in it is like no other.
    """
    by_key: dict[str, list[int]] = {}
    for at, opinion in enumerate(opinions):
        key = sameness_key(opinion.text)
        if key:
            by_key.setdefault(key, []).append(at)
    ranks = _ranks(opinions)
    keys = list(by_key)
    found = group_texts(keys, [min(ranks[at] for at in by_key[key]) for key in keys], least)
    joined: dict[int, list[tuple[int, Member]]] = {}
    for number, (key, likeness) in enumerate(zip(keys, found, strict=True)):
        is_same = likeness.representative == number
        members = [(at, Member(opinions[at], likeness.nearness, is_same)) for at in by_key[key]]
        joined.setdefault(likeness.representative, []).extend(members)
    groups = sorted((sorted(each) for each in joined.values() if len(each) > 1), key=lambda each: each[0][0])
    return tuple(OpinionGroup(_representative_first(each, ranks)) for each in groups)


def _ranks(opinions: Sequence[Opinion]) -> list[int]:
    """Return the place of each opinion in the order in which they may represent others."""
    order = sorted(range(len(opinions)), key=lambda at: (_standing(opinions[at]), at))
    ranks = [0] * len(order)
    for rank, at in enumerate(order):
        ranks[at] = rank
    return ranks


def _standing(opinion: Opinion) -> int:
    if opinion.same_as:
        return 2
    return 0 if _is_decided(opinion) else 1


def _is_decided(opinion: Opinion) -> bool:
    return bool(opinion.disposition != UNDECIDED or opinion.answer or opinion.changes)


def _representative_first(members: list[tuple[int, Member]], ranks: Sequence[int]) -> tuple[Member, ...]:
    first = min(members, key=lambda each: ranks[each[0]])
    return (first[1], *(member for at, member in members if at != first[0]))


def as_one(group: OpinionGroup) -> Iterable[tuple[Opinion, Opinion]]:
    """Yield the opinions that are to be the same as the representative, as they are and as they are meant.

    What somebody has decided or called the same as another stays. A disposition goes along, because an opinion that
    is the same has the same answer.
    """
    first = group.representative
    for opinion in group.opinions[1:]:
        is_free = not _is_decided(opinion) and opinion.same_as in {None, first.id}
        meant = replace(opinion, same_as=first.id, disposition=first.disposition)
        if is_free and meant != opinion and first.same_as is None:
            yield opinion, meant
