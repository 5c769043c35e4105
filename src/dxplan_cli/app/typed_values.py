"""Values as words are written: a number where numbers stand, words otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.text.keys import fold

if TYPE_CHECKING:
    from dxplan_cli.model.node import Scalar


def value_of(cell: str) -> Scalar:
    """Return a cell as it is written in the data: nothing, a number that is written as numbers are, or words."""
    if not cell:
        return None
    if cell.isascii() and cell.isdecimal() and len(cell) < 18 and str(int(cell)) == cell:
        return int(cell)
    whole, point, rest = cell.partition(".")
    if point and cell.isascii() and whole.isdecimal() and rest.isdecimal() and str(float(cell)) == cell:
        return float(cell)
    return cell


def typed_like(words: str, before: Scalar) -> Scalar:
    """Read a value as its file would have it: a number where a number or nothing stood."""
    if isinstance(before, str):
        return words
    written = fold(words)
    read = value_of(written.removeprefix("-"))
    if not isinstance(read, int | float):
        return words or None
    return -read if written.startswith("-") else read
