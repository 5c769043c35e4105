"""Where a value stands in the user's files."""

from __future__ import annotations

from dxplan_cli.value import Value, values_of


class Place(Value):
    """A line of a file; `file` is relative to the data folder, `line` counts from 1 (0: the file as a whole)."""

    file: str
    line: int

    def __str__(self) -> str:
        """Write it as editors understand it: ``file:line``."""
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Place("", 0)


class Placed(Value, kw_only=True):
    """A value that knows where it stands; where it stands makes no difference to what it is."""

    place: Place = NOWHERE

    def _content(self) -> tuple[object, ...]:
        return values_of(self)[1:]

    def __eq__(self, other: object) -> bool:
        """Tell whether everything but the place is equal."""
        return type(other) is type(self) and self._content() == other._content()

    def __hash__(self) -> int:
        """Return the hash of everything but the place."""
        return hash(self._content())
