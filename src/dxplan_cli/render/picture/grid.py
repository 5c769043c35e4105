"""Cards side by side: how many fit, how high each row is, and a box with a name and what it does."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from dxplan_cli.render.picture.lettering import set_text
from dxplan_cli.render.picture.sheet import INK, QUIET, WHITE, Area
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.render.picture.lettering import Text
    from dxplan_cli.render.picture.sheet import Sheet

REMARK_SIZE = 0.85


class CardLook(Value):
    """How a card is drawn: its ground, the size of its name, the white around its text, all in em."""

    fill: str = WHITE
    size: float = 1.0
    bold: bool = False
    pad: float = 0.45
    rule: float = 0.06
    round_by: float = 0.0
    centred: bool = True


class Card(Value):
    """A name and a remark set for a width; the height is what they need at least."""

    name: Text
    remark: Text
    look: CardLook

    @property
    def height(self) -> float:
        """The least height."""
        return max(self.name.height + self.remark.height, self.look.size) + 2 * self.look.pad


def make_card(name: str, remark: str, width: float, look: CardLook) -> Card:
    """Set the words of a card `width` em wide."""
    room = width - 2 * look.pad
    return Card(set_text(name, room, look.size, bold=look.bold), set_text(remark, room, REMARK_SIZE), look)


def draw_card(sheet: Sheet, card: Card, area: Area) -> None:
    """Put a card; its words stand in the middle of its height."""
    look = card.look
    sheet.box(area, look.fill, rule=look.rule, round_by=look.round_by)
    top = area.y + (area.height - card.name.height - card.remark.height) / 2
    x, align = (area.middle, "middle") if look.centred else (area.x + look.pad, "start")
    sheet.text(card.name, x, top, align=align, ink=INK)
    sheet.text(card.remark, x, top + card.name.height, align=align, ink=QUIET)


def count_columns(count: int, width: float, least: float, gap: float) -> int:
    """Return in how many columns `count` cards of at least `least` em stand, the last row as full as can be."""
    fitting = max(int((width + gap) // (least + gap)), 1)
    rows = ceil(count / min(fitting, max(count, 1)))
    return max(ceil(count / max(rows, 1)), 1)


def column_width(columns: int, width: float, gap: float) -> float:
    """Return the width of each of some columns."""
    return (width - gap * (columns - 1)) / columns


def row_heights(heights: Sequence[float], columns: int) -> list[float]:
    """Return the height of each row of a grid filled row by row."""
    return [max(heights[at : at + columns]) for at in range(0, len(heights), columns)]


def stack_height(heights: Sequence[float], gap: float) -> float:
    """Return the height of rows with gaps between them."""
    return sum(heights) + gap * max(len(heights) - 1, 0)


def cells(heights: Sequence[float], columns: int, area: Area, gap: float) -> list[Area]:
    """Return where each of the cards stands, row by row from the top of `area`; the height of `area` does not count."""
    wide = column_width(columns, area.width, gap)
    found: list[Area] = []
    top = area.y
    for row, high in enumerate(row_heights(heights, columns)):
        standing = range(min(columns, len(heights) - row * columns))
        found += [Area(area.x + column * (wide + gap), top, wide, high) for column in standing]
        top += high + gap
    return found
