"""年表: an axis with a ring an event, its date at the left, its words at the right; many events stand in columns."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from dxplan_cli.render.picture.grid import column_width
from dxplan_cli.render.picture.lettering import LINE, set_text
from dxplan_cli.render.picture.sheet import HEAD, NAVY, Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Timeline
    from dxplan_cli.render.picture.lettering import Text
    from dxplan_cli.render.picture.sheet import Sheet

_LEAST, _GAP = 42.0, 1.6
_DATE_SHARE, _LEAST_DATE = 0.27, 5.0
_AXIS = 2.0
"""The room the axis takes between date and words."""
_PAD, _ROW_GAP = 0.4, 0.55
_END = 0.9


def draw_timeline(timeline: Timeline, sheet: Sheet) -> float:
    """Draw the events and return their height in em."""
    columns = max(int((sheet.width + _GAP) // (_LEAST + _GAP)), 1)
    each = ceil(len(timeline.events) / columns)
    wide = column_width(columns, sheet.width, _GAP)
    bottoms = [
        _draw_column(timeline.events[first : first + each], sheet, number * (wide + _GAP), wide)
        for number, first in enumerate(range(0, len(timeline.events), each or 1))
    ]
    return max(bottoms, default=0.0)


def _draw_column(events: Sequence[tuple[str, str]], sheet: Sheet, left: float, width: float) -> float:
    dates = [set_text(when, width * _DATE_SHARE - 2 * _PAD, bold=True) for when, _ in events]
    date_width = max(_LEAST_DATE, *(date.width * 1.05 for date in dates)) + 2 * _PAD
    room = width - date_width - _AXIS - _PAD
    rows = [(date, set_text(what, room)) for date, (_, what) in zip(dates, events, strict=True)]
    heights = [max(date.height, what.height, LINE) + 2 * _PAD for date, what in rows]
    axis = left + date_width + _AXIS / 2
    bottom = sum(heights) + _ROW_GAP * (len(heights) - 1) + _END
    sheet.line(((axis, 0.0), (axis, bottom - _END / 2)), rule=0.22)
    tip = bottom - 0.05
    sheet.shape(((axis - 0.45, tip - _END), (axis + 0.45, tip - _END), (axis, tip)), NAVY)
    top = 0.0
    for (date, what), high in zip(rows, heights, strict=True):
        _draw_event(sheet, date, what, Area(left, top, date_width, high))
        top += high + _ROW_GAP
    return bottom


def _draw_event(sheet: Sheet, date: Text, what: Text, place: Area) -> None:
    middle = place.y + place.height / 2
    axis = place.x + place.width + _AXIS / 2
    sheet.line(((place.x + place.width, middle), (axis, middle)))
    sheet.box(place, HEAD, round_by=0.3)
    sheet.dot(axis, middle, 0.36)
    sheet.text(date, place.middle, middle - date.height / 2, align="middle")
    sheet.text(what, axis + _AXIS / 2, middle - what.height / 2)
