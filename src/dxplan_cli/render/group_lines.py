"""Groups of similar opinions for the terminal: how many, by how many, which, and how near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.columns import columns_of, cut
from dxplan_cli.render.lines import Look, Stretch, line
from dxplan_cli.render.tally_lines import people_told
from dxplan_cli.trace.tally import heads_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.similar import Member, OpinionGroup

_LEAST = 20
"""Columns for the words of an opinion, however narrow the terminal."""


def group_lines(groups: Sequence[OpinionGroup], total: int, screen: Screen) -> Iterator[Line]:
    """Yield each group with its opinions, the representative first, and the counts at the end."""
    for number, group in enumerate(groups, start=1):
        heads = heads_of(group.opinions)
        yield (Stretch(f"群{number}", Look.HEADING), Stretch(f"　{heads.opinions}件・{people_told(heads)}"))
        yield _member_line("代表", group.members[0], screen)
        for member in group.members[1:]:
            yield _member_line(nearness_told(member.nearness, is_same=member.is_same), member, screen)
        yield ()
    grouped = sum(len(group.members) for group in groups)
    yield line(f"{len(groups)}群・{grouped}件（全{total}件）" if groups else f"似た意見はありません（全{total}件）")


def nearness_told(nearness: float, *, is_same: bool) -> str:
    """Say how near: 同文, or ほぼ同文 with what is certain of it."""
    return "同文" if is_same else f"ほぼ同文 {int(nearness * 100)}％"


def _member_line(told: str, member: Member, screen: Screen) -> Line:
    opinion = member.opinion
    mark = f"（same_as: {opinion.same_as}）" if opinion.same_as else ""
    head = f"  {told}　{opinion.id}　{opinion.disposition}{mark}　"
    words = cut(opinion.text, max(screen.columns - columns_of(head), _LEAST))
    return (Stretch(head, Look.QUIET), Stretch(words))
