"""What is read of a file, as lines: `# 章`, `・項目` or `（1）項目`, `|表|`, and the rest as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.entry_numbers import numbers_of
from dxplan_cli.intake.manuscript.tree import grow
from dxplan_cli.intake.manuscript.word import read_word
from dxplan_cli.model.node import Figure, Item, Section, Table, children_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxplan_cli.intake.manuscript.pieces import Manuscript
    from dxplan_cli.model.node import AnyNode

PNG = b"\x89PNG\r\n\x1a\n"


def of_word(data: bytes, *, rejected: bool = False) -> Manuscript:
    return read_word(data, rejected=rejected, is_shown=lambda image: image.startswith(PNG))


def outline(manuscript: Manuscript) -> list[str]:
    chapters = grow(manuscript).chapters
    numbers = numbers_of(chapters)
    return [line for chapter in chapters for line in _lines(chapter, 1, numbers)]


def _lines(node: AnyNode, level: int, numbers: Mapping[str, str]) -> Iterator[str]:
    words = words_of(node)
    match node:
        case Section():
            yield f"{'#' * level} {f'{node.number}|' if node.number else ''}{words}"
        case Item():
            yield f"{'  ' * node.level}{numbers.get(node.id, '・')}{words}"
        case Table():
            yield f"表 {words}|{'|'.join(node.columns)}|"
            yield from (f"|{'|'.join('' if cell is None else str(cell) for cell in row.cells)}|" for row in node.rows)
        case Figure():
            yield f"図 {words}（{node.alt or ''}）{'見える' if node.drawn_from else '見えない'}"
        case _:
            yield words
    for child in children_of(node):
        yield from _lines(child, level + 1, numbers)
