"""A table for the terminal, as text. Without rich: its import and fifty rows take as long as all the rest of a list."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from dxplan_cli.render.columns import columns_of, folded, padded
from dxplan_cli.render.lines import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.render.lines import Screen

_GAP = 2
_LEAST = 24
"""The columns the wide cell needs to be read: twelve Japanese characters."""


def draw_table(headings: Sequence[str], rows: Iterable[Sequence[str]], screen: Screen, wide: int = -1) -> str:
    """Return a table; the columns keep their words whole except the wide one, which takes what is left.

    Where too little is left, every row takes two lines or more, the wide cell below the others.
    """
    cells = [tuple(visible(cell).replace("\n", " ").replace("\t", " ") for cell in row) for row in rows]
    wide %= len(headings)
    widths = [max(columns_of(cell) for cell in column) for column in zip(headings, *cells, strict=True)]
    left = screen.columns - sum(widths) + widths[wide] - _GAP * (len(widths) - 1)
    if left < min(_LEAST, widths[wide]):
        return "\n".join(_stacked(cells, wide, screen))
    widths[wide] = min(left, widths[wide])
    table = [_bold(_line(headings, widths), screen)]
    for row in cells:
        parts = [folded(cell, widths[at]) if at == wide else [cell] for at, cell in enumerate(row)]
        table += [_line(line, widths) for line in zip_longest(*parts, fillvalue="")]
    return "\n".join(table)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * _GAP).join(padded(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _stacked(rows: Iterable[Sequence[str]], wide: int, screen: Screen) -> Iterator[str]:
    for row in rows:
        short = (" " * _GAP).join(cell for at, cell in enumerate(row) if cell and at != wide)
        yield from (_bold(line, screen) for line in folded(short, screen.columns))
        yield from (" " * _GAP + line for line in folded(row[wide], screen.columns - _GAP))


def _bold(text: str, screen: Screen) -> str:
    return f"\x1b[1m{text}\x1b[0m" if screen.has_colour else text
