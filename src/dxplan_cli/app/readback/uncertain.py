"""What was read, but not surely: pairs a person should confirm, and texts that were parted or joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.pieces import Grid, Image
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.app.readback.counterparts import Counterparts
    from dxplan_cli.app.readback.paper import Printed
    from dxplan_cli.intake.manuscript.pieces import Piece


class Unsure(Value):
    """Something that was read, but not as surely as the rest; `node` is where it stands now."""

    node: str
    what: str


class Doubt(Value):
    """A pair a person should confirm: the words of both, and the node that has the id now."""

    node: str
    before: str
    after: str
    confidence: float


class Parting(Value):
    """A text that was parted into several, or several that became one."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    is_split: bool


class Placed(Value):
    """The pieces of a file, and of each the node it became a part of; `known` are the ids that were taken over."""

    counterparts: Counterparts
    pieces: Sequence[Piece]
    nodes: Mapping[int, str]
    known: frozenset[str]


def doubts_of(placed: Placed) -> tuple[Doubt, ...]:
    """Return the pairs a person should confirm."""
    return tuple(_doubts(placed))


def partings_of(placed: Placed, paper: Sequence[Printed]) -> tuple[Parting, ...]:
    """Return what was parted and what was joined."""
    return tuple(_partings(placed, paper))


def _doubts(placed: Placed) -> Iterator[Doubt]:
    for pair in placed.counterparts.matching.doubtful:
        at = int(pair.revised)
        node = placed.nodes.get(at)
        if node in placed.known and node is not None:
            before, after = placed.counterparts.printed[at].piece, placed.pieces[at]
            yield Doubt(node, _shown(before), _shown(after), pair.confidence)


def _partings(placed: Placed, paper: Sequence[Printed]) -> Iterator[Parting]:
    matching = placed.counterparts.matching
    for split in matching.splits:
        after = (placed.nodes.get(int(each)) for each in split.revised)
        yield Parting(paper[int(split.base)].owners, tuple(filter(None, after)), is_split=True)
    for merge in matching.merges:
        before = tuple(owner for each in merge.base for owner in paper[int(each)].owners)
        node = placed.nodes.get(int(merge.revised))
        yield Parting(before, (node,) if node else (), is_split=False)


def _shown(piece: Piece) -> str:
    """Return what a person knows a piece by."""
    match piece:
        case Grid():
            return "｜".join(piece.rows[0]) if piece.rows else ""
        case Image():
            return piece.alt or ""
        case _:
            return piece.text
