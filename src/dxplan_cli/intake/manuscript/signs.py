"""The signs of inferred words that papers of dxplan bear, left out of what is read: they are no words of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Image, Text
from dxplan_cli.text.inferred import is_note_of_inferred, without_signs
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.intake.manuscript.pieces import Piece


def leave_out_signs(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], int]:
    """Return the pieces without signs and without the note on them, and how many pieces had a sign."""
    kept: list[Piece] = []
    found = 0
    for piece in pieces:
        if isinstance(piece, Text | Entry | Caption) and is_note_of_inferred(piece.text):
            continue
        bare = _without_sign(piece)
        found += bare is not piece
        if bare is not None:
            kept.append(bare)
    return tuple(kept), found


def _without_sign(piece: Piece) -> Piece | None:
    """Return a piece without its sign, itself where it has none; None where nothing is left."""
    if isinstance(piece, Image):
        return piece
    if isinstance(piece, Grid):
        return _without_signs_in_cells(piece)
    text = without_signs(piece.text)
    if text == piece.text:
        return piece
    return replace(piece, text=text) if text else None


def _without_signs_in_cells(grid: Grid) -> Grid:
    rows = tuple(tuple(without_signs(cell) for cell in row) for row in grid.rows)
    return grid if rows == grid.rows else replace(grid, rows=rows)
