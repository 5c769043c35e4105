"""Depth and numbers of list entries as they are read: a number says a form, which counts on by itself (ADR 18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.model.node import Item, Section
from dxplan_cli.text.counting import Tally
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.model.node import AnyNode

_DEEPEST: Final = 8


class Sign(Value):
    """What stands before an entry on paper: how deep, and its number; None for a bullet."""

    level: int
    number: str | None


def with_signs(section: Section, signs: Mapping[str, Sign]) -> Section:
    """Return a section whose entries are as deep, and numbered as, the file says; a form that prints the same stays."""
    tally = Tally()
    children: list[AnyNode] = []
    for child in section.children:
        if isinstance(child, Section):
            children.append(with_signs(child, signs))
        elif isinstance(child, Item):
            children.append(_counted(child, signs.get(child.id), tally))
        else:
            children.append(child)
    return replace(section, children=tuple(children))


def _counted(item: Item, sign: Sign | None, tally: Tally) -> Item:
    if sign is not None and not _prints(item, sign, tally):
        level = min(sign.level, _DEEPEST)
        form = None if sign.number is None else tally.recognise(level, sign.number)
        number, start = (None, None) if form is None else (form.number, form.start)
        item = replace(item, level=level, number=number, start=start)
    tally.count(item.level, item.number, item.start)
    return item


def _prints(item: Item, sign: Sign, tally: Tally) -> bool:
    """Tell whether an entry, standing next, has that sign already."""
    trial = Tally(dict(tally.counts), dict(tally.path))
    return item.level == sign.level and trial.count(item.level, item.number, item.start) == sign.number
