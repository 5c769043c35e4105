"""Headings and lists of a paper as they went out, where the program that saved it in between has lost them.

LibreOffice gives what follows a deleted paragraph that paragraph's style: a heading comes back as an entry of a list.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.intake.manuscript.pieces import Entry, Heading, Text
from dxplan_cli.model.node import Item, Paragraph, Section, children_of, walk, words_of
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.manuscript.pieces import Manuscript, Piece
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft


class Looks(Value):
    """The levels of headings, and texts as they were printed, by their words, each where the words stand once in the paper."""

    levels: Mapping[str, int]
    texts: Mapping[str, Text | Entry]


def looks_of(printed: Draft) -> Looks:
    """Return what a paper looked like that shows this draft."""
    uses = Counter(words_of(node) for node in walk(printed.chapters))
    levels = {title: level for title, level in _headings(printed.chapters, 1) if uses[title] == 1}
    numbers = numbers_of(printed.chapters)
    texts = {
        words_of(node): _printed(node, numbers)
        for node in walk(printed.chapters)
        if isinstance(node, Paragraph | Item) and uses[words_of(node)] == 1
    }
    return Looks(levels, texts)


def _printed(node: Paragraph | Item, numbers: Mapping[str, str]) -> Text | Entry:
    if isinstance(node, Item):
        return Entry(node.text, level=node.level, number=numbers.get(node.id))
    return Text(node.text)


def _headings(nodes: tuple[AnyNode, ...], level: int) -> Iterator[tuple[str, int]]:
    for node in nodes:
        if isinstance(node, Section):
            yield node.title, level
            yield from _headings(children_of(node), level + 1)


def restored(manuscript: Manuscript, looks: Looks) -> Manuscript:
    """Return a text with what it has lost of its looks."""
    present = frozenset(piece.text for piece in manuscript.pieces if isinstance(piece, Heading))
    return replace(manuscript, pieces=tuple(_restored(piece, looks, present) for piece in manuscript.pieces))


def _restored(piece: Piece, looks: Looks, present: frozenset[str]) -> Piece:
    match piece:
        case Text() | Entry() if piece.text in looks.levels and piece.text not in present:
            return Heading(looks.levels[piece.text], piece.text, id=piece.id)
        case Text() | Entry() | Heading() if piece.text in looks.texts:
            printed = looks.texts[piece.text]
            return piece if isinstance(piece, type(printed)) else replace(printed, id=piece.id)
        case _:
            return piece
