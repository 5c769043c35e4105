"""Patterns to tell parts apart without colour: strokes of one ink on light grounds, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.render.picture.sheet import NAVY

if TYPE_CHECKING:
    from dxplan_cli.render.picture.sheet import Sheet

_TILE: Final = 0.5
_GROUNDS: Final = ("#FFFFFF", "#D5DCE8")
_STROKES: Final = (
    "M-1,1 L1,-1 M0,8 L8,0 M7,9 L9,7",
    "",
    "M2,2 h1.6 v1.6 h-1.6 Z M6,6 h1.6 v1.6 h-1.6 Z",
    "M0,4 H8",
    "M-1,7 L1,9 M0,0 L8,8 M7,-1 L9,1",
    "M4,0 V8",
    "M0,4 H8 M4,0 V8",
    "M0,0 L8,8 M0,8 L8,0",
)
"""On a tile of 8 by 8."""


def fill_of(number: int) -> str:
    """Return what the series of that number is filled with."""
    return f"url(#{_name(number)})"


def define_patterns(sheet: Sheet, count: int) -> None:
    """Put the patterns of the first `count` series; after eight the ground changes, after sixteen they come again."""
    for number in range(min(count, len(_STROKES) * len(_GROUNDS))):
        stroke = _STROKES[number % len(_STROKES)]
        ground = _GROUNDS[number // len(_STROKES)]
        scale = round(sheet.em * _TILE / 8, 4)
        drawn = f'<path d="{stroke}" stroke="{NAVY}" stroke-width="1.1" fill="none"/>' if stroke else ""
        sheet.definitions.append(
            f'<pattern id="{_name(number)}" width="8" height="8" patternUnits="userSpaceOnUse" '
            f'patternTransform="scale({scale:g})"><rect width="8" height="8" fill="{ground}"/>{drawn}</pattern>'
        )


def _name(number: int) -> str:
    return f"dx-part-{number % (len(_STROKES) * len(_GROUNDS))}"
