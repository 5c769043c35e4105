"""Where a value stands in the user's files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file; `file` is relative to the data folder, `line` counts from 1 (0: the file as a whole)."""

    file: str
    line: int

    def __str__(self) -> str:
        """Write it as editors understand it: ``file:line``."""
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Place("", 0)
