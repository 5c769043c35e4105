"""Drawing a picture: which kind it is, and letters as large as the page allows."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from dxplan_cli.papers.blocks import Bars, Organisation, Timeline, Tree
from dxplan_cli.render.picture.bars import draw_bars
from dxplan_cli.render.picture.organisation import draw_organisation
from dxplan_cli.render.picture.sheet import Sheet
from dxplan_cli.render.picture.timeline import draw_timeline
from dxplan_cli.render.picture.tree import draw_tree

if TYPE_CHECKING:
    from dxplan_cli.render.picture.sheet import Svg

Drawn: TypeAlias = Tree | Organisation | Timeline | Bars

_LARGEST: Final = {Tree: 13.4, Organisation: 13.4, Timeline: 13.4, Bars: 12.0}
"""Pixels an em: 10 points, 9 beside a table of figures."""
_STEPS: Final = 12
_STEP: Final = 0.95
_SLACK: Final = 0.97


class Room(NamedTuple):
    """The room a picture has, in pixels: it is as wide as the room and at most as high."""

    width: float
    height: float


@lru_cache(maxsize=64)
def draw_picture(drawing: Drawn, room: Room) -> Svg:
    """Return a drawing as SVG; what is too high is laid out again in smaller letters, first by little, then by much."""
    em = _LARGEST[type(drawing)]
    steps = 0
    while True:
        sheet = Sheet(em, room.width / em)
        high = _lay_out(drawing, sheet) * em
        if ceil(high) <= room.height:
            return sheet.finish(high / em)
        steps += 1
        em *= _STEP if steps <= _STEPS else min(sqrt(room.height / high) * _SLACK, _STEP)


def _lay_out(drawing: Drawn, sheet: Sheet) -> float:
    match drawing:
        case Tree():
            return draw_tree(drawing, sheet)
        case Organisation():
            return draw_organisation(drawing, sheet)
        case Timeline():
            return draw_timeline(drawing, sheet)
        case Bars():
            return draw_bars(drawing, sheet)
