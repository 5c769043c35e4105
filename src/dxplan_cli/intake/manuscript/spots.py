"""Spots: names for the paragraphs, tables and rows of a file, kept by whatever is made of it.

A piece that comes of a spot has its name as its id, and so has the node it becomes, and a row as its key; thus two
views of one file, and comments on it, meet at the same nodes and rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from dxplan_cli.intake.manuscript.pieces import Caption
from dxplan_cli.intake.word.names import w
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.intake.word.names import Element

    AnyPiece = TypeVar("AnyPiece", bound=Piece)

_SPOT: Final = "{urn:dxplan:spots}name"
_NAMED: Final = (w("p"), w("tbl"))
_ROW: Final = w("tr")
_PREFIX: Final = "spot-"


def name_spots(tree: Element) -> None:
    """Give every paragraph, table and row of a tree its name, in document order."""
    for number, element in enumerate(tree.iter(*_NAMED, _ROW), start=1):
        element.set(_SPOT, f"{_PREFIX}{number}")


def number_of(spot: str) -> int:
    """Return where a spot comes in document order."""
    return int(spot.removeprefix(_PREFIX))


def is_spot(name: str) -> bool:
    """Tell whether a name is that of a spot."""
    return name.startswith(_PREFIX)


def spot_of_row(cell: Element) -> str | None:
    """Return the spot of the row a cell stands in, if it has one."""
    row = next(cell.iterancestors(_ROW), None)
    return None if row is None else row.get(_SPOT)


def spots_around(element: Element) -> Iterator[str]:
    """Yield the spot of an element and of all that is around it, the nearest first."""
    for each in (element, *element.iterancestors(*_NAMED)):
        spot = each.get(_SPOT)
        if spot is not None:
            yield spot


def at_spot(piece: AnyPiece, element: Element) -> AnyPiece:
    """Return a piece with the name of its spot, if that has one; a title goes by the name of what it is the title of."""
    spot = element.get(_SPOT)
    return piece if spot is None or isinstance(piece, Caption) else replace(piece, id=spot)
