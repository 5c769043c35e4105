"""Numbered lists of a file: Word counts, so that numbers follow when a tracked entry is accepted or rejected.

Entries share a list as long as counting on gives what the paper says; where it
does not, a new list begins at the number needed. Every list has a definition of
its own: LibreOffice ties a restart to the first entry and loses it with that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.render.word import looks
from dxplan_cli.text.numerals import Numeral, Reading, readings_of, write
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from dxplan_cli.render.word.looks import Look

_FORMS = {
    Numeral.DIGITS: "decimal", Numeral.WIDE_DIGITS: "decimalFullWidth", Numeral.CIRCLED: "decimalEnclosedCircle",
    Numeral.ROMAN: "upperRoman", Numeral.LOWER_ROMAN: "lowerRoman", Numeral.LETTERS: "upperLetter",
    Numeral.LOWER_LETTERS: "lowerLetter", Numeral.KANA: "aiueoFullWidth", Numeral.NARROW_KANA: "aiueo",
    Numeral.IROHA: "irohaFullWidth", Numeral.NARROW_IROHA: "iroha", Numeral.KANJI: "japaneseCounting",
}  # fmt: skip
_LITERAL = "none"


class Definition(Value):
    """One level of lists of one form; a `reading` of None is a sign that does not count, printed as it stands."""

    look: Look
    level: int
    printed: str
    reading: Reading | None

    @property
    def form(self) -> str:
        """What Word calls the numerals."""
        return _LITERAL if self.reading is None else _FORMS[self.reading.numeral]

    @property
    def text(self) -> str:
        """What Word prints, its numeral as %1 … %9."""
        if self.reading is None:
            return self.printed
        return f"{self.reading.before}%{self.level + 1}{self.reading.behind}"

    def shows(self, count: int, printed: str) -> bool:
        """Tell whether that count is printed so."""
        if self.reading is None:
            return printed == self.printed
        return f"{self.reading.before}{write(self.reading.numeral, count)}{self.reading.behind}" == printed


class Running(Mutable):
    """A list that may go on: its number, and how far it has counted in the revised draft and in the base."""

    number: int
    definition: Definition
    revised: int
    base: int

    def goes_on(self, revised: str | None, base: str | None) -> bool:
        """Tell whether an entry with these numbers follows; None stands in that draft not at all."""
        return (revised is None or self.definition.shows(self.revised + 1, revised)) and (
            base is None or self.definition.shows(self.base + 1, base)
        )

    def count(self, revised: str | None, base: str | None) -> None:
        """Count an entry."""
        self.revised += revised is not None
        self.base += base is not None


class Lists(Mutable):
    """The numbered lists begun so far, in order: the definition of each and where it starts."""

    begun: list[tuple[Definition, int]] = field(default_factory=list)
    running: dict[tuple[str, int, str, str], Running] = field(default_factory=dict)

    def take(self, look: Look, level: int, revised: str | None, base: str | None) -> int:
        """Return the list (numId) of an entry with these printed numbers, at least one of which is there.

        Where no list can print both of two numbers, that of the revised draft is right.
        """
        beside = [
            each for each in self.running.values() if (each.definition.look, each.definition.level) == (look, level)
        ]
        both = (revised, base)
        for new, old in (both,) if revised in {None, base} else (both, (revised, None)):
            found = next((each for each in beside if each.goes_on(new, old)), None)
            if found is not None:
                found.count(revised, base)
                return found.number
        return self._begin(look, level, revised, base)

    def _begin(self, look: Look, level: int, revised: str | None, base: str | None) -> int:
        printed = revised if revised is not None else base or ""
        reading = next(iter(readings_of(printed)), None)
        kind = ("", printed) if reading is None else (reading.numeral.name, f"{reading.before}\n{reading.behind}")
        definition = Definition(look, level, printed, reading)
        count = reading.count if reading is not None else 1
        self.begun.append((definition, count))
        number = max(looks.NUMBERED.values()) + len(self.begun)
        running = Running(number, definition, count - 1, count - 1)
        running.count(revised, base)
        self.running[look.id, level, *kind] = running
        return number
