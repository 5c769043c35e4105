"""Opinions of the register that say the same or nearly the same, and which one of them answers for all.

The representative is the opinion somebody has decided on, else the first
received; one that is itself the same as another (〃) comes last. Where not all
are near to that one, it is the one whose wording has the most like it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.disposition import UNDECIDED
from dxplan_cli.text.differing import exchanges
from dxplan_cli.text.grouping import group_texts
from dxplan_cli.text.nearness import nearness
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.text.substance import says_the_same
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.text.differing import Exchange


class Member(Value):
    """An opinion and how near it is to its group's representative; `is_same` says word for word the same.

    `exchanges` are the words in which it differs from the representative.
    """

    opinion: Opinion
    nearness: float
    is_same: bool
    exchanges: tuple[Exchange, ...]


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
    keys = list(by_key)
    precedence = [
        (min(_standing(each) for each in alike), -sum(each.comments for each in alike))
        for alike in ([opinions[at] for at in by_key[key]] for key in keys)
    ]
    found = group_texts(keys, precedence, least)
    joined: dict[int, list[str]] = {}
    for key, likeness in zip(keys, found, strict=True):
        joined.setdefault(likeness.representative, []).append(key)
    groups = [(keys[centre], {key: by_key[key] for key in members}) for centre, members in joined.items()]
    larger = [each for each in groups if sum(map(len, each[1].values())) > 1]
    larger.sort(key=lambda each: min(map(min, each[1].values())))
    return tuple(_make_group(opinions, centre, members, least) for centre, members in larger)


def _make_group(
    opinions: Sequence[Opinion], centre: str, members: Mapping[str, Sequence[int]], least: float
) -> OpinionGroup:
    """Make a group of the wordings near to one of them, represented by the foremost opinion if all are near to it."""

    def rank(at: int) -> tuple[int, int]:
        return _standing(opinions[at]), at

    key_of = {at: key for key, numbers in members.items() for at in numbers}
    foremost = min(key_of, key=rank)
    near = {key: nearness(key, key_of[foremost], least) for key in members}
    if not all(near[key] and says_the_same(key, key_of[foremost]) for key in members):
        foremost = min(members[centre], key=rank)
        near = {key: nearness(key, centre, least) for key in members}
    ordered = (foremost, *(at for at in sorted(key_of) if at != foremost))
    same, words = key_of[foremost], opinions[foremost].text
    return OpinionGroup(
        tuple(
            Member(opinions[at], near[key_of[at]], key_of[at] == same, exchanges(words, opinions[at].text))
            for at in ordered
        )
    )


def _standing(opinion: Opinion) -> int:
    """Return how soon an opinion may represent others: the smaller, the sooner."""
    if opinion.same_as:
        return 2
    return 0 if _is_decided(opinion) else 1


def _is_decided(opinion: Opinion) -> bool:
    return bool(opinion.disposition != UNDECIDED or opinion.answer or opinion.changes)


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
