"""A table for the terminal, as text. Without rich: its import and fifty rows take as long as all the rest of a list."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from dxplan_cli.render.lines import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dxplan_cli.render.lines import Screen

_GAP = 2
_LEAST = 24
"""The columns the wide cell needs to be read: twelve Japanese characters."""
_WORD = re.compile(r"\s*\S+\s*")
_WIDE = frozenset("WF")
_WITHOUT_WIDTH = frozenset({"Mn", "Me", "Cf"})


def draw_table(headings: Sequence[str], rows: Iterable[Sequence[str]], screen: Screen, wide: int = -1) -> str:
    """Return a table; the columns keep their words whole except the wide one, which takes what is left.

    Where too little is left, every row takes two lines or more, the wide cell below the others.
    """
    cells = [tuple(visible(cell).replace("\n", " ").replace("\t", " ") for cell in row) for row in rows]
    wide %= len(headings)
    widths = [max(_columns_of(cell) for cell in column) for column in zip(headings, *cells, strict=True)]
    left = screen.columns - sum(widths) + widths[wide] - _GAP * (len(widths) - 1)
    if left < min(_LEAST, widths[wide]):
        return "\n".join(_stacked(cells, wide, screen))
    widths[wide] = min(left, widths[wide])
    table = [_bold(_line(headings, widths), screen)]
    for row in cells:
        parts = [_folded(cell, widths[at]) if at == wide else [cell] for at, cell in enumerate(row)]
        table += [_line(line, widths) for line in zip_longest(*parts, fillvalue="")]
    return "\n".join(table)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _columns_of(cell)) for cell, width in zip(cells, widths, strict=True))
    return (" " * _GAP).join(padded).rstrip()


def _stacked(rows: Iterable[Sequence[str]], wide: int, screen: Screen) -> Iterator[str]:
    for row in rows:
        short = (" " * _GAP).join(cell for at, cell in enumerate(row) if cell and at != wide)
        yield from (_bold(line, screen) for line in _folded(short, screen.columns))
        yield from (" " * _GAP + line for line in _folded(row[wide], screen.columns - _GAP))


def _bold(text: str, screen: Screen) -> str:
    return f"\x1b[1m{text}\x1b[0m" if screen.has_colour else text


def _folded(text: str, columns: int) -> list[str]:
    """Return a text in lines of at most so many columns: broken behind blanks, and within a word longer than a line."""
    lines: list[str] = []
    line, room = "", columns
    for word in _WORD.findall(text):
        width = _columns_of(word.rstrip())
        if width > room and line:
            lines.append(line.rstrip())
            line, room = "", columns
        *full, rest = _chopped(word, columns) if width > columns else [word]
        lines += full
        line += rest
        room -= _columns_of(rest)
    return [*lines, line.rstrip()]


def _chopped(word: str, columns: int) -> list[str]:
    """Return a word in pieces that each fill a line."""
    pieces, at, room = [], 0, columns
    for index, character in enumerate(word):
        width = _width(character)
        if width > room and index > at:
            pieces.append(word[at:index])
            at, room = index, columns
        room -= width
    return [*pieces, word[at:]]


def _columns_of(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    if east_asian_width(character) in _WIDE:
        return 2
    return 0 if category(character) in _WITHOUT_WIDTH else 1
