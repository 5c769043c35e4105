"""A table to be drawn as a file: columns with their headings, rows of texts, and what the file says of itself."""

from __future__ import annotations

from dxplan_cli.value import Value


class SheetColumn(Value):
    """A column: its heading, its width in letters, the words that may be chosen in it, whether it may be edited or seen."""

    heading: str
    width: float
    choices: tuple[str, ...] = ()
    is_locked: bool = False
    is_hidden: bool = False


class SheetTable(Value):
    """A table of texts; `author` is the office, `notes` explain to those who fill it in how to."""

    title: str
    author: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
