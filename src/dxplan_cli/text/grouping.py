"""Groups of texts that say the same or nearly the same.

Every group has one representative, and every member is near to it and says the
same (`text.substance`), not merely as another member does: no chain of small
differences joins what is unlike. Which
texts form a group does not depend on the order they come in: representatives
are chosen by what precedes and, among equals, by how much of a crowd a text
stands in.
"""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from dxplan_cli.text.nearness import every_near
from dxplan_cli.text.signature import band_columns
from dxplan_cli.text.substance import says_the_same, sense
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST = 8
"""Characters a text needs to be called nearly the same: below, one character more is another word."""
_PER_CROWD = 8
"""Representatives remembered of a crowd, or of one sense; the others are found through crowds they share with fewer."""
_COMPARED = 8
"""Representatives a text is compared with, those met most often first."""
_ONCE = 2
"""How many of them may have been met in one crowd only: it is mere chance nearly always."""


class Likeness(Value):
    """Which text represents another, and how near it is; 1 for itself."""

    representative: int
    nearness: float


def group_texts(texts: Sequence[str], precedence: Sequence[tuple[int, ...]], least: float) -> tuple[Likeness, ...]:
    """Return for every text, each of them different, the one that represents it; `least` is how near they must be.

    A text represents only those that do not precede it: the smaller `precedence` comes first.
    """
    crowds = _Crowds(texts)
    variants = _Variants(texts)
    order = sorted(range(len(texts)), key=lambda at: (precedence[at], -crowds.density[at], texts[at]))
    found: dict[int, Likeness] = {}
    for at in order:
        near = _near(texts, at, crowds.met(at), least)
        found[at] = _first_agreeing(texts, at, near) or variants.find(at, near, least) or Likeness(at, 1.0)
        if found[at].representative == at:
            crowds.remember(at)
    return tuple(found[at] for at in range(len(texts)))


def _near(texts: Sequence[str], at: int, others: Sequence[int], least: float) -> list[Likeness]:
    """Return those of the others that are near to a text, the nearest first."""
    near = every_near(texts[at], [texts[other] for other in others], least)
    return [Likeness(others[place], nearness) for place, nearness in sorted(near, key=lambda each: -each[1])]


def _first_agreeing(texts: Sequence[str], at: int, near: Sequence[Likeness]) -> Likeness | None:
    for each in near:
        if says_the_same(texts[at], texts[each.representative]):
            return each
    return None


class _Variants:
    """Representatives near to one that says something else, by what they say.

    Of a template with many numbers or names in it, more are near than a crowd remembers or than are compared.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._saying: dict[int, list[int]] = {}
        self._known: set[int] = set()

    def find(self, at: int, near: Sequence[Likeness], least: float) -> Likeness | None:
        """Return the nearest that says what a text says, if the text is near to others that do not; else remember it."""
        if not near:
            return None
        for each in near:
            self._remember(each.representative)
        same = self._saying.get(sense(self._texts[at]), ())
        found = _first_agreeing(self._texts, at, _near(self._texts, at, same, least))
        if found is None:
            self._remember(at)
        return found

    def _remember(self, at: int) -> None:
        if at in self._known:
            return
        self._known.add(at)
        same = self._saying.setdefault(sense(self._texts[at]), [])
        if len(same) < _PER_CROWD:
            same.append(at)


class _Crowds:
    """The crowds every text stands in: for each band of its signature, the texts that have the same band."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.density = [0] * len(texts)
        self._crowds_of: list[array[int]] = [array("I") for _ in texts]
        self._sizes = array("I")
        self._representatives: dict[int, list[int]] = {}
        long = [at for at, text in enumerate(texts) if len(text) >= SHORTEST]
        for column in band_columns([texts[at] for at in long]):
            self._add(long, column)

    def _add(self, long: Sequence[int], column: array[int]) -> None:
        sizes = {band: size for band, size in Counter(column).items() if size > 1}
        numbers = {band: number for number, band in enumerate(sizes, start=len(self._sizes))}
        self._sizes.extend(sizes.values())
        for at, band in zip(long, column, strict=True):
            if band in numbers:
                self._crowds_of[at].append(numbers[band])
                self.density[at] += sizes[band]

    def met(self, at: int) -> list[int]:
        """Return the representatives met in a text's crowds, those met most often first."""
        met = chain.from_iterable(self._representatives.get(crowd, ()) for crowd in self._crowds_of[at])
        times = Counter(met)
        often = times.most_common(_COMPARED)
        return [other for place, (other, count) in enumerate(often) if count > 1 or place < _ONCE]

    def remember(self, at: int) -> None:
        """Let a text be met in its crowds as a representative."""
        for crowd in self._crowds_of[at]:
            remembered = self._representatives.setdefault(crowd, [])
            if len(remembered) < _PER_CROWD:
                remembered.append(at)
