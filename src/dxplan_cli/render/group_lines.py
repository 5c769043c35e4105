"""Groups of similar opinions for the terminal: how many, by how many, which, and how near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.columns import columns_of, cut
from dxplan_cli.render.exchanges import exchanges_told, variants_told
from dxplan_cli.render.lines import Look, Stretch, line
from dxplan_cli.render.tally_lines import count_told
from dxplan_cli.text.nearness import percent
from dxplan_cli.trace.tally import heads_of, people_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.render.lines import Line, Screen
    from dxplan_cli.trace.comments import CommentGroup
    from dxplan_cli.trace.similar import Member, OpinionGroup

_LEAST = 20
"""Columns for the words of an opinion, however narrow the terminal."""
_MOST = 20
"""Groups of raw comments, and blank rows, the terminal lists; the table has all."""


def group_lines(groups: Sequence[OpinionGroup], total: int, screen: Screen) -> Iterator[Line]:
    """Yield each group with its opinions, the representative first, and the counts at the end."""
    for number, group in enumerate(groups, start=1):
        heads = heads_of(group.opinions)
        yield (Stretch(f"群{number}", Look.HEADING), Stretch(f"　{heads.opinions}件・{people_told(heads)}"))
        yield from _member_lines("代表", group.members[0], screen)
        for member in group.members[1:]:
            yield from _member_lines(nearness_told(member.nearness, is_same=member.is_same), member, screen)
        yield ()
    grouped = sum(opinion.comments for group in groups for opinion in group.opinions)
    yield line(f"{len(groups)}群・{grouped}件（全{total}件）" if groups else f"似た意見はありません（全{total}件）")


def comment_group_lines(
    groups: Sequence[CommentGroup], total: int, blank: Sequence[int], screen: Screen
) -> Iterator[Line]:
    """Yield the groups of two and more, the largest first, and the counts at the end."""
    larger = [group for group in groups if group.heads.opinions > 1]
    for group in sorted(larger, key=lambda each: -each.heads.opinions)[:_MOST]:
        near = "" if group.same == group.heads.opinions else f"・{nearness_told(group.least, is_same=False)}以上"
        head = f"{group.heads.opinions}件・{people_told(group.heads)}（同文{group.same}件{near}）　"
        yield from _with_words(head, Look.HEADING, group.text, screen)
        yield from _differing_lines(variants_told(group.variants), screen)
    if len(larger) > _MOST:
        yield line(f"…ほか{len(larger) - _MOST}群", Look.QUIET)
    yield line(f"全{total}件を{len(groups)}群にまとめました（二件以上の群 {len(larger)}）")
    if blank:
        yield line(
            f"意見のない行 {len(blank)}行：{'、'.join(map(str, blank[:_MOST]))}{'…' if blank[_MOST:] else ''}行目"
        )


def nearness_told(nearness: float, *, is_same: bool) -> str:
    """Say how near: 同文, or ほぼ同文 with what is certain of it."""
    return "同文" if is_same else f"ほぼ同文 {percent(nearness)}％"


def _member_lines(told: str, member: Member, screen: Screen) -> Iterator[Line]:
    opinion = member.opinion
    mark = f"（same_as: {opinion.same_as}）" if opinion.same_as else ""
    words = f"{count_told(opinion)}{opinion.text}"
    yield from _with_words(f"  {told}　{opinion.id}　{opinion.disposition}{mark}　", Look.QUIET, words, screen)
    yield from _differing_lines(exchanges_told(member.exchanges), screen)


def _differing_lines(told: str, screen: Screen) -> Iterator[Line]:
    """Yield the words that differ from the representative's, if any."""
    if told:
        yield line(f"    {cut(f'違う語：{told}', max(screen.columns - 4, _LEAST))}", Look.QUIET)


def _with_words(head: str, look: Look, words: str, screen: Screen) -> Iterator[Line]:
    """Yield a head and the first words of a text, on a line of their own where the screen is too narrow for both."""
    room = screen.columns - columns_of(head)
    if room >= _LEAST:
        yield (Stretch(head, look), Stretch(cut(words, room)))
    else:
        yield (Stretch(head.rstrip(), look),)
        yield line(f"    {cut(words, max(screen.columns - 4, _LEAST))}")
