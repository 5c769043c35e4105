"""A mass of raw comments before it enters the register: gathered row by row, then grouped.

What is kept of a row is its number, its key, a number for its person and, for
the first row of each wording, the words.
"""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING, Final

from dxplan_cli.text.differing import exchanges
from dxplan_cli.text.grouping import group_texts
from dxplan_cli.text.sameness import sameness_key
from dxplan_cli.trace.tally import Heads, count_heads, person_key
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.text.differing import Exchange

_KEY_LENGTH: Final = 12


def group_key(wording: str) -> str:
    """Return the key of the group whose representative has this `sameness_key`: the same however often it is made."""
    return f"g{hashlib.sha256(wording.encode('utf-8', 'surrogatepass')).hexdigest()[:_KEY_LENGTH]}"


class Variant(Value):
    """Another wording of a group: its rows, and what differs in it from the representative's."""

    rows: tuple[int, ...]
    exchanges: tuple[Exchange, ...]


class CommentGroup(Value):
    """Comments near to one of them: its words, how many, how many word for word the same, the least nearness.

    `wording` is what the representative shares with those that say the same word for word, `variants` are the other
    wordings. `rows` are in order, `keys` stand in the order of the rows, "" for a row that has none. `places` are what
    the comments say they speak of, each once.
    """

    text: str
    wording: str
    heads: Heads
    same: int
    least: float
    rows: tuple[int, ...]
    keys: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The group's own key."""
        return group_key(self.wording)


class CommentPile:
    """Comments as they come in; `blank` are the rows without a word."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.total = 0
        self.blank: list[int] = []
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._rows: list[array[int]] = []
        self._people: list[array[int]] = []
        self._keys: dict[int, str] = {}
        self._places: dict[int, str] = {}
        self._persons: dict[str, int] = {"": 0}

    def add(self, row: int, text: str, person: str = "", key: str = "", place: str = "") -> None:
        """Take a comment in."""
        self.total += 1
        wording = sameness_key(text)
        if not wording:
            self.blank.append(row)
            return
        number = self._numbers.setdefault(wording, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
            self._rows.append(array("L"))
            self._people.append(array("L"))
        self._rows[number].append(row)
        self._people[number].append(self._persons.setdefault(person_key(person), len(self._persons)))
        if key:
            self._keys[row] = key
        if place.strip():
            self._places[row] = " ".join(place.split())

    def groups(self, least: float) -> Iterator[CommentGroup]:
        """Yield the groups, those of one comment too, in the order of their first rows.

        The wording most rows have represents; among equals, the one that stands in the greatest crowd.
        """
        wordings = list(self._numbers)
        found = group_texts(wordings, [(-len(rows),) for rows in self._rows], least)
        members: dict[int, list[int]] = {}
        for number, likeness in enumerate(found):
            members.setdefault(likeness.representative, []).append(number)
        for representative, numbers in sorted(members.items(), key=lambda each: self._rows[each[1][0]][0]):
            nearness = min(found[number].nearness for number in numbers)
            yield self._group(representative, wordings[representative], numbers, nearness)

    def _group(self, representative: int, wording: str, numbers: Sequence[int], least: float) -> CommentGroup:
        rows = sorted(row for number in numbers for row in self._rows[number])
        own = self._texts[representative]
        variants = tuple(
            Variant(tuple(self._rows[number]), exchanges(own, self._texts[number]))
            for number in numbers
            if number != representative
        )
        people = [person for number in numbers for person in self._people[number]]
        return CommentGroup(
            own,
            wording,
            count_heads(str(person) if person else "" for person in people),
            len(self._rows[representative]),
            least,
            tuple(rows),
            tuple(self._keys.get(row, "") for row in rows) if self._keys else (),
            variants,
            tuple(dict.fromkeys(self._places[row] for row in rows if row in self._places)),
        )
