"""The signs of inferred words that papers of dxplan bear: no words of the plan, but a mark on the nodes they stand at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.intake.manuscript.pieces import Caption, Entry, Grid, Image, Text
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.text.inferred import INFERRED, is_note_of_inferred, without_signs
from dxplan_cli.value import Mutable, field, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.model.node import AnyNode


class Unsigned(Mutable):
    """Pieces without signs and without the note on them; `inferred` are the words of those that are inferred themselves.

    `signs` is the number of pieces that had one.
    """

    pieces: list[Piece] = field(default_factory=list)
    inferred: set[str] = field(default_factory=set)
    signs: int = 0


def leave_out_signs(pieces: Iterable[Piece]) -> Unsigned:
    """Take the signs off the pieces of a file."""
    read = Unsigned()
    for piece in pieces:
        match piece:
            case Image():
                read.pieces.append(piece)
            case Grid():
                rows = tuple(tuple(without_signs(cell) for cell in row) for row in piece.rows)
                read.signs += rows != piece.rows
                read.pieces.append(piece if rows == piece.rows else replace(piece, rows=rows))
            case Text() | Entry() | Caption() if is_note_of_inferred(piece.text):
                continue
            case _:
                _take_off(piece.text, without_signs(piece.text), piece, read)
    return read


def _take_off(signed: str, words: str, piece: Piece, read: Unsigned) -> None:
    if words == signed:
        read.pieces.append(piece)
        return
    read.signs += 1
    if not words:
        return
    read.pieces.append(replace(piece, text=words))
    if INFERRED in signed:
        read.inferred.add(words)


def with_inferred(
    chapters: tuple[Section, ...], inferred: Collection[str], settled: Collection[str] = ()
) -> tuple[Section, ...]:
    """Return chapters in which the nodes of inferred words say so, but those `settled` by their ids."""
    if not inferred:
        return chapters
    return tuple(_marked_section(chapter, inferred, settled) for chapter in chapters)


def _marked_section(section: Section, inferred: Collection[str], settled: Collection[str]) -> Section:
    children = tuple(
        _marked_section(child, inferred, settled) if isinstance(child, Section) else _marked(child, inferred, settled)
        for child in section.children
    )
    numbered = "\u3000".join(filter(None, (section.number, section.title)))
    is_inferred = section.id not in settled and (section.title in inferred or numbered in inferred)
    return replace(section, children=children, reconstructed=section.reconstructed or is_inferred)


def _marked(node: AnyNode, inferred: Collection[str], settled: Collection[str]) -> AnyNode:
    is_inferred = node.id not in settled and words_of(node) in inferred
    return replace(node, reconstructed=True) if is_inferred else node
