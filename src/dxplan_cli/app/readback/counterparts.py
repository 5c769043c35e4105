"""Which piece of a file is which piece of the paper of a draft."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxplan_cli.app.readback.kpis import lines_of
from dxplan_cli.app.readback.paper import Part, Printed
from dxplan_cli.diff.match import match_nodes
from dxplan_cli.diff.matching import Matching
from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Image, Manuscript, Text
from dxplan_cli.intake.manuscript.tree import grow
from dxplan_cli.model.node import Figure, Section, Table, walk
from dxplan_cli.papers.labels import REPEATED
from dxplan_cli.text.keys import fold
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.model.node import AnyNode

_OPENING: Final = "opening"
"""What stands before the first heading has no piece to be called by."""


class Laid(Value):
    """Pieces with what they grow into; `titles` are the captions taken for titles, by the piece they are the title of."""

    chapters: tuple[Section, ...]
    nodes: Mapping[int, AnyNode]
    titles: Mapping[int, int]


class Counterparts(Value):
    """The pieces of a file by number: what they are in the paper, and their titles; how it was found is in `matching`."""

    given: Laid
    printed: Mapping[int, Printed]
    matching: Matching
    numbers: Mapping[int, int]
    """The number in the paper of each piece that is in both."""


def find_counterparts(pieces: Sequence[Piece], paper: Sequence[Printed], *, least: float) -> Counterparts:
    """Find the counterpart of every piece; a pair less sure than `least` is none."""
    paper = [*_with_pictures(paper, pieces)]
    loose = frozenset(_loose_titles(paper))
    given = lay_out(pieces, loose)
    known = lay_out([each.piece for each in paper], loose)
    matching = match_nodes(known.chapters, given.chapters) if paper else Matching((), tuple(map(str, given.nodes)), ())
    matching = replace(
        matching, pairs=tuple(pair for pair in matching.pairs if pair.confidence >= least and pair.revised != _OPENING)
    )
    numbers = {int(pair.revised): int(pair.base) for pair in matching.pairs}
    for mine, theirs in list(numbers.items()):
        if mine in given.titles and theirs in known.titles:
            numbers[given.titles[mine]] = known.titles[theirs]
    return Counterparts(given, {mine: paper[theirs] for mine, theirs in numbers.items()}, matching, numbers)


def lay_out(pieces: Sequence[Piece], loose: frozenset[str]) -> Laid:
    """Grow pieces into chapters whose nodes are called by the numbers of their pieces; `loose` titles have no picture."""
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    bare = (_bare(above, piece, below, loose) for above, piece, below in around)
    named = tuple(replace(piece, id=str(at)) for at, piece in enumerate(bare))
    chapters = grow(Manuscript(named)).chapters
    chapters = tuple(each if each.id.isdecimal() else replace(each, id=_OPENING) for each in chapters)
    nodes = {int(node.id): node for node in walk(chapters) if node.id.isdecimal()}
    return Laid(chapters, nodes, dict(_titles(pieces, nodes)))


def _bare(above: Piece | None, piece: Piece, below: Piece | None, loose: frozenset[str]) -> Piece:
    """Return a piece without （再掲）, since what is repeated elsewhere is still what it was.

    A title that is that of no table or picture beside it is text; a table of KPIs has none.
    """
    if isinstance(piece, Text | Entry):
        return replace(piece, text=piece.text.removesuffix(REPEATED))
    if not isinstance(piece, Caption) or isinstance(below, Grid | Image):
        return piece
    is_below_kpis = isinstance(above, Grid) and lines_of(above) is not None
    return Text(piece.text) if is_below_kpis or fold(piece.text) in loose else piece


def _titles(pieces: Sequence[Piece], nodes: Mapping[int, AnyNode]) -> Iterator[tuple[int, int]]:
    """Yield each table or picture with its title: a caption beside it that is no text of its own."""
    taken: set[int] = set()
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Caption) or at in nodes:
            continue
        for beside in (at - 1, at + 1):
            node = nodes.get(beside)
            if isinstance(node, Table | Figure) and (node.title or "") == piece.text and beside not in taken:
                taken.add(beside)
                yield beside, at
                break


def _loose_titles(paper: Sequence[Printed]) -> Iterator[str]:
    """Yield the titles of what is no table or picture on paper, but words."""
    for title, below in pairwise(paper):
        if title.part is Part.TITLE and not isinstance(below.piece, Grid | Image) and isinstance(title.piece, Caption):
            yield fold(title.piece.text)


def _with_pictures(paper: Sequence[Printed], pieces: Sequence[Piece]) -> Iterator[Printed]:
    """Take words that stand where nothing could be drawn for a picture where the file has one of that title."""
    beside = pairwise(pieces)
    titles = {fold(each.text) for each, below in beside if isinstance(each, Caption) and isinstance(below, Image)}
    shown: tuple[str, ...] = ()
    for each in paper:
        if each.part is Part.TITLE and isinstance(each.piece, Caption) and fold(each.piece.text) in titles:
            shown = each.owners
        if each.owners == shown and each.part is Part.BODY and isinstance(each.piece, Text):
            yield Printed(Image("", each.piece.text), each.owners, each.part)
        else:
            yield each
