"""Splits and merges: a text that is found again in several that stand side by side."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

from dxplan_cli.diff.counterparts.outline import NOBODY, Outline
from dxplan_cli.text.nearness import nearness
from dxplan_cli.text.rarity import find_sharing
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PART: Final = 0.75
"""Of a part, the characters that must be found in the whole, and found there beside the other parts."""
_TOGETHER: Final = 0.75
"""How near the parts together must be to the whole."""
_SHARING: Final = 6
_MOST: Final = 3
"""Parts of a whole on either side of one of them."""
_STRANGERS: Final = 3
"""Siblings that may stand between two parts: one may have been moved away, another put there, but not so many."""


class Parts(Value):
    """A whole, the parts it is found in again, in order, how near they are together, and the greatest of them."""

    whole: int
    parts: tuple[int, ...]
    nearness: float
    greatest: int


def find_parts(wholes: Outline, free_wholes: Iterable[int], pieces: Outline, free_pieces: Sequence[int]) -> list[Parts]:
    """Return the free texts of one draft that stand in several free ones of the other, each in one of them at most."""
    texts = _texts(pieces, free_pieces)
    among = _texts(wholes, free_wholes)
    numbers = list(among)
    found: dict[int, list[int]] = {}
    for piece, sharing in find_sharing(list(among.values()), texts, _SHARING):
        for at in sharing:
            if _contains(among[numbers[at]], texts[piece]):
                found.setdefault(numbers[at], []).append(piece)
    candidates = [
        parts
        for whole, contained in found.items()
        for run in _runs(pieces, texts, among[whole], contained)
        if (parts := _best(whole, among[whole], run, texts))
    ]
    return list(_apart(candidates))


def _texts(outline: Outline, numbers: Iterable[int]) -> dict[int, str]:
    return {each: outline.texts[each] for each in numbers if outline.kinds[each] == "Paragraph" and outline.texts[each]}


def _contains(whole: str, part: str) -> bool:
    """Tell whether most of a part is found in the whole, and the whole is more than that."""
    return len(part) < len(whole) and _common(whole, part) >= _PART * len(part)


def _common(whole: str, part: str) -> float:
    """Return how many characters two texts have in common in the same order."""
    return nearness(whole, part, 0.0) * (len(whole) + len(part)) / 2


def _runs(pieces: Outline, texts: dict[int, str], whole: str, contained: list[int]) -> Iterator[list[int]]:
    """Yield the siblings around what is contained that are contained as well; a few others may stand between."""
    seen: set[int] = set()
    for piece in sorted(contained):
        if piece not in seen:
            before = list(_beside(pieces, texts, whole, piece, -1))
            run = [*reversed(before), piece, *_beside(pieces, texts, whole, piece, 1)]
            seen.update(run)
            yield run


def _beside(pieces: Outline, texts: dict[int, str], whole: str, piece: int, step: int) -> Iterator[int]:
    strangers = found = 0
    beside = pieces.sibling(piece, step)
    while beside != NOBODY and strangers < _STRANGERS and found < _MOST:
        if beside in texts and _contains(whole, texts[beside]):
            strangers, found = 0, found + 1
            yield beside
        else:
            strangers += 1
        beside = pieces.sibling(beside, step)


def _best(whole: int, text: str, run: list[int], texts: dict[int, str]) -> Parts | None:
    """Return those of a run that are together nearest to the whole, when all of them add to what is found."""
    choices = chain.from_iterable(combinations(run, count) for count in range(1, len(run) + 1))
    near = {each: nearness(text, "".join(texts[part] for part in each), 0.0) for each in choices}
    best = max(near, key=lambda each: (near[each], -len(each)))
    greatest = max(best, key=lambda part: len(texts[part]))
    if len(best) == 1 or near[best] < _TOGETHER:
        return None
    joined = "".join(texts[part] for part in best)
    added = _common(text, joined) - _common(text, texts[greatest])
    if added < _PART * (len(joined) - len(texts[greatest])):
        return None
    return Parts(whole, best, near[best], greatest)


def _apart(candidates: list[Parts]) -> Iterator[Parts]:
    wholes: set[int] = set()
    taken: set[int] = set()
    for each in sorted(candidates, key=lambda parts: (-parts.nearness, parts.whole, parts.parts)):
        if each.whole not in wholes and taken.isdisjoint(each.parts):
            wholes.add(each.whole)
            taken.update(each.parts)
            yield each
