"""Text in columns of the terminal: how wide it is, cut and padded. Without rich, which takes 80 ms to load."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

from dxplan_cli.render.lines import visible

_WIDE = frozenset("WFA")
_CUT = ".."
_WINDOW = 2
"""How many times the columns to fill are looked at: blanks are drawn together, and a long text is not worth reading."""


def columns_of(text: str) -> int:
    """Return the columns a text takes where characters of ambiguous width are wide, as in a Japanese console."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    return 2 if east_asian_width(character) in _WIDE else 1


def cut(text: str, columns: int) -> str:
    """Return a text on one line, its end left out where it is wider than so many columns."""
    flat = visible(" ".join(text.lstrip()[: _WINDOW * columns].split()))
    if columns_of(flat) <= columns:
        return flat
    kept, room = "", columns - len(_CUT)
    for character in flat:
        room -= _width(character)
        if room < 0:
            break
        kept += character
    return kept + _CUT


def padded(text: str, columns: int) -> str:
    """Return a text filled up with blanks."""
    return text + " " * (columns - columns_of(text))
