"""Texts found by the rare pieces they share, without comparing every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LENGTHS: Final = (2, 6)
"""Characters of a piece: two for short texts; six for those made of one template, whose pairs all are common."""
_ASKED: Final = 24
"""Rarest pieces of a text that are looked up."""
_COMMON: Final = 24
"""Texts a piece may be in to be looked up; beyond, it tells nothing."""


def find_sharing(texts: Sequence[str], wanted: Mapping[int, str], limit: int) -> Iterator[tuple[int, list[int]]]:
    """Yield for every wanted text, by its number, the texts that share most rare pieces with it, best first."""
    if not wanted:
        return
    asked = {number: _pieces(text) for number, text in wanted.items()}
    every = frozenset[str]().union(*asked.values())
    where: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        for piece in _pieces(text) & every:
            where.setdefault(piece, []).append(at)
    sizes = {piece: len(found) for piece, found in where.items() if len(found) <= _COMMON}
    for number, pieces in asked.items():
        shared: dict[int, int] = {}
        for size, piece in sorted((sizes[piece], piece) for piece in pieces & sizes.keys())[:_ASKED]:
            for at in where[piece]:
                shared[at] = shared.get(at, 0) + _COMMON * _COMMON // size
        ranked = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        yield number, [at for at, _ in ranked[:limit]]


def _pieces(text: str) -> set[str]:
    return {text[at : at + length] for length in _LENGTHS for at in range(len(text) - length + 1)}
