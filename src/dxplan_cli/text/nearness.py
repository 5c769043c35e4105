"""How near two texts are: the only home of rapidfuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDING = 1e-9
"""Keeps 0.57 from being 56 percent."""


def nearness(text: str, other: str, least: float) -> float:
    """Return the share of characters two texts have in common in the same order, 1 for the same; 0 when below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that only the comparing of opinions needs

    return Indel.normalized_similarity(text, other, score_cutoff=least)


def nearest(text: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
    """Return which of the others is nearest, the first among equals, and how near; None when all are below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - as above
    from rapidfuzz.process import extractOne  # noqa: PLC0415 - as above

    found = extractOne(text, others, scorer=Indel.normalized_similarity, score_cutoff=least)
    return None if found is None else (found[2], found[1])


def percent(nearness: float) -> int:
    """Return a nearness in percent, rounded down: 100 only for the same."""
    return int(nearness * 100 + _ROUNDING)
