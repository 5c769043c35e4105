"""体系図: fields side by side with their themes, on the base that supports them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dxplan_cli.render.picture.grid import (
    CardLook,
    cells,
    column_width,
    count_columns,
    draw_card,
    make_card,
    row_heights,
    stack_height,
)
from dxplan_cli.render.picture.sheet import HEAD, NAVY, PALE, Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Entry, Tree
    from dxplan_cli.render.picture.grid import Card
    from dxplan_cli.render.picture.sheet import Sheet

_FIELD = CardLook(HEAD, size=1.1, bold=True, pad=0.6, rule=0.11)
_THEME = CardLook(pad=0.4, round_by=0.25)
_GAP, _INNER, _PAD = 1.2, 0.5, 0.6
_LEAST_FIELD, _LEAST_THEME = 9.5, 8.0
_ARROWS = 1.7
_INSET = 0.8
_DEEPEST = 3
_BASE_TITLE = 0.26


class _Group(NamedTuple):
    """A field with what stands below it, how deep each."""

    head: Entry
    members: tuple[tuple[int, Entry], ...]


class _Panel(NamedTuple):
    """A group set for a width: its header, and its members in `columns`."""

    head: Card
    members: tuple[Card, ...]
    insets: tuple[float, ...]
    columns: int
    width: float

    @property
    def body(self) -> float:
        """The height of the part below the header."""
        heights = row_heights([card.height for card in self.members], self.columns)
        return stack_height(heights, _INNER) + 2 * _PAD if heights else 0.0


def draw_tree(tree: Tree, sheet: Sheet) -> float:
    """Draw the tree and return its height in em."""
    fields, base = _groups(tree.entries), _groups(tree.base)
    bottom = _draw_fields(fields, sheet)
    if fields and base:
        _draw_arrows(sheet, bottom)
        bottom += _ARROWS
    for number, group in enumerate(base):
        bottom = _draw_base(group, sheet, bottom + (_INNER if number else 0))
    return bottom


def _groups(entries: Sequence[Entry]) -> list[_Group]:
    """Gather entries under the outermost; what stands deeper without anything above it moves out."""
    groups: list[_Group] = []
    for entry in entries:
        if entry.depth <= 0 or not groups:
            groups.append(_Group(entry, ()))
        else:
            head, members = groups[-1]
            groups[-1] = _Group(head, (*members, (min(entry.depth - 1, _DEEPEST), entry)))
    return groups


def _draw_fields(groups: Sequence[_Group], sheet: Sheet) -> float:
    columns = count_columns(len(groups), sheet.width, _LEAST_FIELD, _GAP)
    wide = column_width(columns, sheet.width, _GAP)
    top = 0.0
    for first in range(0, len(groups), columns):
        panels = [_panel(group, wide) for group in groups[first : first + columns]]
        head = max(panel.head.height for panel in panels)
        body = max(panel.body for panel in panels)
        top += _GAP if first else 0
        for column, panel in enumerate(panels):
            _draw_panel(sheet, panel, Area(column * (wide + _GAP), top, wide, head), body)
        top += head + body
    return top


def _panel(group: _Group, width: float) -> _Panel:
    inner = width - 2 * _PAD
    columns = count_columns(len(group.members), inner, _LEAST_THEME, _INNER)
    wide = column_width(columns, inner, _INNER)
    insets = tuple(depth * _INSET for depth, _ in group.members)
    members = tuple(
        make_card(entry.text, entry.remark, wide - inset, _THEME)
        for (_, entry), inset in zip(group.members, insets, strict=True)
    )
    return _Panel(make_card(group.head.text, group.head.remark, width, _FIELD), members, insets, columns, width)


def _draw_panel(sheet: Sheet, panel: _Panel, head: Area, body: float) -> None:
    if body:
        sheet.box(Area(head.x, head.bottom - _FIELD.rule, head.width, body + _FIELD.rule), PALE)
    draw_card(sheet, panel.head, head)
    _draw_members(sheet, panel, Area(head.x + _PAD, head.bottom + _PAD, head.width - 2 * _PAD, body))


def _draw_members(sheet: Sheet, panel: _Panel, area: Area) -> None:
    places = cells([card.height for card in panel.members], panel.columns, area, _INNER)
    for card, inset, place in zip(panel.members, panel.insets, places, strict=True):
        draw_card(sheet, card, Area(place.x + inset, place.y, place.width - inset, place.height))


def _draw_arrows(sheet: Sheet, top: float) -> None:
    """Put three arrows that point up from the base to what it supports."""
    high, half = _ARROWS - 0.7, 1.5
    for part in (1, 3, 5):
        x, y = sheet.width * part / 6, top + 0.35
        sheet.shape(((x, y), (x + half, y + high), (x - half, y + high)), NAVY)


def _draw_base(group: _Group, sheet: Sheet, top: float) -> float:
    """Put a band across the sheet: its name at the left, its members beside it; return its lower edge."""
    left = sheet.width * _BASE_TITLE if group.members else sheet.width
    head = make_card(group.head.text, group.head.remark, left, _FIELD)
    panel = _panel(group, sheet.width - left)
    high = max(head.height, panel.body)
    if group.members:
        sheet.box(Area(left - _FIELD.rule, top, sheet.width - left + _FIELD.rule, high), PALE)
    draw_card(sheet, head, Area(0, top, left, high))
    slack = (high - panel.body) / 2
    _draw_members(sheet, panel, Area(left + _PAD, top + _PAD + slack, sheet.width - left - 2 * _PAD, high))
    return top + high
