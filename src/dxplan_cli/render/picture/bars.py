"""Counts as stacked bars: a pattern a series, the count written in each part, the sum behind the bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.picture.lettering import LINE, Text, measure, set_text
from dxplan_cli.render.picture.patterns import define_patterns, fill_of
from dxplan_cli.render.picture.sheet import QUIET, WHITE, Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Bars
    from dxplan_cli.render.picture.sheet import Sheet

_LABEL_SHARE = 0.34
_TOTAL_SHARE = 0.15
_BAR, _ROW_GAP, _GAP = 1.35, 0.4, 0.8
_NUMBER = 0.9
_PLATE = 0.2
_LEAST_PART = 0.25
_SWATCH, _SWATCH_GAP, _LEGEND_GAP = 1.8, 0.5, 1.6


def draw_bars(bars: Bars, sheet: Sheet) -> float:
    """Draw legend and bars and return their height in em."""
    define_patterns(sheet, len(bars.series))
    start = _draw_legend(bars.series, sheet)
    labels = [set_text(label, sheet.width * _LABEL_SHARE) for label, _ in bars.rows]
    totals = [set_text(f"{sum(counts):,}{bars.unit}", sheet.width * _TOTAL_SHARE) for _, counts in bars.rows]
    left = max((label.width for label in labels), default=0.0) + _GAP
    room = sheet.width - left - max((total.width for total in totals), default=0.0) - _GAP
    unit = _unit(bars, room)
    top = start
    for label, total, (_, counts) in zip(labels, totals, bars.rows, strict=True):
        high = max(label.height, total.height, _BAR)
        middle = top + high / 2
        sheet.text(label, left - _GAP / 2, middle - label.height / 2, align="end")
        place = Area(left, middle - _BAR / 2, room, _BAR)
        right = _draw_bar(counts, _widths(counts, unit, room), sheet, place)
        sheet.text(total, right + _GAP / 2, middle - total.height / 2, ink=QUIET)
        top += high + _ROW_GAP
    if bars.rows:
        sheet.line(((left, start - _ROW_GAP / 2), (left, top - _ROW_GAP / 2)), rule=0.1)
    return top


def _draw_legend(series: Sequence[str], sheet: Sheet) -> float:
    """Put a patch of each pattern with its name, in lines; return where the bars begin."""
    x, y, line = 0.0, 0.0, 0.0
    for number, name in enumerate(series):
        text = set_text(name, sheet.width - _SWATCH - _SWATCH_GAP)
        wide = _SWATCH + _SWATCH_GAP + text.width
        if x and x + wide > sheet.width:
            x, y, line = 0.0, y + line, 0.0
        sheet.box(Area(x, y + 0.15, _SWATCH, LINE - 0.3), fill_of(number))
        sheet.text(text, x + _SWATCH + _SWATCH_GAP, y)
        x += wide + _LEGEND_GAP
        line = max(line, text.height, LINE)
    return y + line + (_GAP if series else 0.0)


def _unit(bars: Bars, room: float) -> float:
    """Return how many em one of the counted takes, so that the longest bar just fits, small parts widened included."""
    low, high = 0.0, room
    for _ in range(40):
        middle = (low + high) / 2
        if all(sum(_widths(counts, middle, room)) <= room for _, counts in bars.rows):
            low = middle
        else:
            high = middle
    return low


def _widths(counts: Sequence[int], unit: float, room: float) -> list[float]:
    """Return how wide each part is: in proportion, but never narrower than its number."""
    widest = room / max(len(counts), 1)
    return [
        max(count * unit, min(_number_width(count) + 2 * _LEAST_PART, widest)) if count > 0 else 0.0 for count in counts
    ]


def _draw_bar(counts: Sequence[int], widths: Sequence[float], sheet: Sheet, place: Area) -> float:
    """Put the parts of a bar side by side, each with its number on a plate; return where they end."""
    x = place.x
    for number, (count, wide) in enumerate(zip(counts, widths, strict=True)):
        if count <= 0:
            continue
        part = Area(x, place.y, wide, place.height)
        sheet.box(part, fill_of(number))
        size = min(_NUMBER, _NUMBER * wide / _number_width(count))
        plate = min(size * measure(f"{count:,}") + _PLATE, wide - _PLATE)
        sheet.plate(Area(part.middle - plate / 2, part.y + 0.16, plate, part.height - 0.32), WHITE, 0.2)
        sheet.text(
            Text((f"{count:,}",), size, bold=True),
            part.middle,
            part.y + (part.height - size * LINE) / 2,
            align="middle",
        )
        x += wide
    return x


def _number_width(count: int) -> float:
    return measure(f"{count:,}") * _NUMBER
