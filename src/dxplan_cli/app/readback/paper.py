"""A draft of the plan as the pieces of its paper; of each, whose it is and what it says of it."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.app.printed import pieces_of
from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Image, Text
from dxplan_cli.model.node import Figure, Kpi, Section, Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.nodes import draw_leaves
from dxplan_cli.papers.sections import Drawing, draw_places
from dxplan_cli.papers.surroundings import surroundings_of
from dxplan_cli.papers.values import source_text
from dxplan_cli.text.characters import clean
from dxplan_cli.trace.trace import compare_only
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxplan_cli.diff.change import Place
    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.papers.surroundings import Surroundings


class Part(StrEnum):
    """What a piece says of a node."""

    WORDS = "words"
    TITLE = "title"
    """The caption of a table or figure."""
    SUBTITLE = "subtitle"
    SOURCE = "source"
    NOTE = "note"
    BODY = "body"
    """A table, a picture, or what stands where nothing can be drawn."""
    KPIS = "kpis"


class Printed(Value):
    """A piece of the paper, the nodes it prints (several only for KPIs) and the part of them."""

    piece: Piece
    owners: tuple[str, ...]
    part: Part


def print_paper(plan: Plan, draft: Draft) -> tuple[Printed, ...]:
    """Return a draft as it is published, piece by piece; KPIs that follow one another share a table."""
    trace = compare_only(plan, draft, draft)
    material = Material(plan, trace, None, None, blocks.Stamp(draft.label, draft.date, ""))
    return tuple(_printed(trace.comparison.places, material, 1))


def _printed(places: tuple[Place, ...], material: Material, level: int) -> Iterator[Printed]:
    surroundings = surroundings_of(places)
    for is_kpi, run in groupby(places, key=lambda place: isinstance(place.node, Kpi)):
        parts = (part for place in run for part in _parts_of(place, surroundings, material, level))
        yield from _joined(parts) if is_kpi else parts


def _parts_of(place: Place, surroundings: Surroundings, material: Material, level: int) -> Iterator[Printed]:
    if not isinstance(place.node, Section):
        drawn = draw_leaves([place], surroundings, material, is_published=True)
        yield from _parts(place.node, (piece for block in drawn for piece in pieces_of(block)))
        return
    drawing = Drawing(material, is_published=True, level=lambda _, __: level)
    opening = draw_places((replace(place, children=()),), drawing)
    yield from _parts(place.node, (piece for block in opening for piece in pieces_of(block)))
    yield from _printed(place.children, material, level + 1)


def _parts(node: AnyNode, pieces: Iterable[Piece]) -> Iterator[Printed]:
    said = (piece for piece in pieces if isinstance(piece, Grid | Image) or clean(piece.text).strip())
    for at, piece in enumerate(said):
        part, read = _part(node, piece, is_first=at == 0), _cleaned(piece)
        if part is Part.SUBTITLE and isinstance(read, Caption):
            read = Text(read.text)
        yield Printed(read, (node.id,), part)


def _part(node: AnyNode, piece: Piece, *, is_first: bool) -> Part:
    match node, piece:
        case Kpi(), _:
            return Part.KPIS
        case ((Table() | Figure()), Caption()):
            return Part.TITLE
        case Section(), Caption():
            return Part.SUBTITLE
        case ((Table() | Figure()), (Text(text) | Entry(text))):
            return _part_below(node, text)
        case _, Text(text) if not is_first:
            return _part_below(node, text)
        case _:
            return Part.BODY if isinstance(piece, Grid | Image) else Part.WORDS


def _part_below(node: AnyNode, text: str) -> Part:
    if text == source_text(node).strip():
        return Part.SOURCE
    return Part.NOTE if node.note and text == f"※{node.note}".strip() else Part.BODY


def _cleaned(piece: Piece) -> Piece:
    """Return a piece as it is read off a file."""
    match piece:
        case Grid():
            return replace(piece, rows=tuple(tuple(clean(cell).strip() for cell in row) for row in piece.rows))
        case Image():
            return piece
        case _:
            return replace(piece, text=clean(piece.text).strip())


def _joined(printed: Iterable[Printed]) -> Iterator[Printed]:
    """Join the tables of KPIs that follow one another and have as many columns."""
    last: Printed | None = None
    for each in printed:
        if last is not None and last.part is each.part is Part.KPIS and _width(last) == _width(each):
            rows = (*_rows(last), *_rows(each))
            heads = last.piece.heads if isinstance(last.piece, Grid) else 0
            last = Printed(Grid(rows, heads), (*last.owners, *each.owners), Part.KPIS)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def _rows(printed: Printed) -> tuple[tuple[str, ...], ...]:
    return printed.piece.rows if isinstance(printed.piece, Grid) else ()


def _width(printed: Printed) -> int:
    return max(map(len, _rows(printed)), default=0)
