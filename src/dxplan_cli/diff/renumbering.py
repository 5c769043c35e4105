"""Numbers of sections that only follow from others coming, going or moving (繰上げ・繰下げ)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section, children_of
from dxplan_cli.text.numerals import readings_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.text.numerals import Reading


class Renumbered(Value):
    """A section whose printed number follows from its neighbours: 第１節 became 第２節."""

    node: str
    before: str
    after: str


class _Numbered(Value):
    """A numbered section: its number as printed and as read, how many siblings of the same form stand before it, its parent ("")."""

    printed: str
    reading: Reading
    rank: int
    parent: str


def find_renumbered(base: Draft, revised: Draft) -> tuple[Renumbered, ...]:
    """Return the sections whose number changed by as much as their rank among siblings numbered alike, parents first.

    A number that holds its parent's (１－２) follows that one's as well.
    """
    old, new = dict(_numbered(base.chapters, "")), dict(_numbered(revised.chapters, ""))
    found: dict[str, Renumbered] = {}
    for node_id, now in new.items():
        before = old.get(node_id)
        if before is None or before.reading == now.reading or before.parent != now.parent:
            continue
        if _follows(before, now, found):
            found[node_id] = Renumbered(node_id, before.printed, now.printed)
    return tuple(found.values())


def _numbered(siblings: Sequence[AnyNode], parent: str) -> Iterator[tuple[str, _Numbered]]:
    ranks: dict[tuple[object, ...], int] = {}
    for node in siblings:
        printed = (node.number or "") if isinstance(node, Section) else ""
        readings = readings_of(printed)
        if readings:
            reading = readings[0]
            form = (reading.before, reading.numeral, reading.behind)
            ranks[form] = ranks.get(form, 0) + 1
            yield node.id, _Numbered(printed, reading, ranks[form], parent)
        yield from _numbered(children_of(node), node.id)


def _follows(before: _Numbered, now: _Numbered, above: Mapping[str, Renumbered]) -> bool:
    is_same_form = (before.reading.numeral, before.reading.behind) == (now.reading.numeral, now.reading.behind)
    shift = now.reading.count - before.reading.count
    if not is_same_form or shift != now.rank - before.rank:
        return False
    if before.reading.before == now.reading.before:
        return shift != 0
    parent = above.get(now.parent)
    return parent is not None and _follows_parent(before.reading.before, now.reading.before, parent)


def _follows_parent(before: str, after: str, parent: Renumbered) -> bool:
    """Tell whether the part of a number in front differs by the parent's number alone."""
    old, new = readings_of(parent.before)[0], readings_of(parent.after)[0]
    own_old, own_new = readings_of(before), readings_of(after)
    if not own_old or not own_new:
        return False
    return (own_old[0].count, own_new[0].count) == (old.count, new.count) and own_old[0].behind == own_new[0].behind
