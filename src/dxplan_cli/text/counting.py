"""Numbers of list entries, counted as they are printed: an entry says its form, never its number (ADR 18).

Entries of a section count on over whatever stands between them, each level and
form for itself; a shallower entry lets the deeper ones begin anew.
"""

from __future__ import annotations

from dxplan_cli.text.numerals import form_of, number_in_form, readings_of
from dxplan_cli.value import Mutable, Value, field


class Form(Value):
    """What a printed number says in its place: the form, and where counting begins if it does not count on."""

    number: str
    start: int | None


class Tally(Mutable):
    """How far the entries of one section are: `counts` by level and form, `path` the count of the last entry of each level."""

    counts: dict[tuple[int, str], int] = field(default_factory=dict)
    path: dict[int, int] = field(default_factory=dict)

    def count(self, level: int, form: str | None, start: int | None) -> str | None:
        """Count an entry and return its number as printed; None for a bullet."""
        self._begin(level)
        if form is None:
            self.path.pop(level, None)
            return None
        count = self.counts.get((level, form), 0) + 1 if start is None else start
        self.counts[level, form] = self.path[level] = count
        return number_in_form(form, count, self._above(level))

    def recognise(self, level: int, printed: str) -> Form:
        """Return what an entry with that number, standing next, would say; does not count it."""
        self._begin(level)
        above = self._above(level)
        for (depth, form), count in self.counts.items():
            if depth == level and number_in_form(form, count + 1, above) == printed:
                return Form(form, None)
        readings = readings_of(printed)
        if not readings:
            return Form(printed, None)
        form = form_of(readings[0], above)
        is_next = readings[0].count == self.counts.get((level, form), 0) + 1
        return Form(form, None if is_next else readings[0].count)

    def _begin(self, level: int) -> None:
        for key in [key for key in self.counts if key[0] > level]:
            del self.counts[key]
        for deeper in [depth for depth in self.path if depth > level]:
            del self.path[deeper]

    def _above(self, level: int) -> list[int | None]:
        return [self.path.get(depth) for depth in range(level)]
