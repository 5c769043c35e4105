"""How near two texts are: the only home of rapidfuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDING: Final = 1e-9
"""Keeps 0.57 from being 56 percent, and what is just as near as it must be from being left out."""
_SLACK: Final = 1e-4
"""rapidfuzz drops what is as near as asked for: it is asked for a little less, and held against `least` here."""


def nearness(text: str, other: str, least: float) -> float:
    """Return the share of characters two texts have in common in the same order, 1 for the same; 0 when below `least`."""
    found = nearest(text, (other,), least)
    return 0.0 if found is None else found[1]


def nearest(text: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
    """Return which of the others is nearest, the first among equals, and how near; None when all are below `least`."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - 20 ms that only the comparing of opinions needs
    from rapidfuzz.process import extractOne  # noqa: PLC0415 - as above

    found = extractOne(text, others, scorer=Indel.normalized_similarity, score_cutoff=max(0.0, least - _SLACK))
    return None if found is None or found[1] < least - _ROUNDING else (found[2], found[1])


def every_near(text: str, others: Sequence[str], least: float) -> list[tuple[int, float]]:
    """Return which of the others are as near as `least`, and how near, in their order."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - as above
    from rapidfuzz.process import extract  # noqa: PLC0415 - as above

    found = extract(text, others, scorer=Indel.normalized_similarity, score_cutoff=max(0.0, least - _SLACK), limit=None)
    return sorted((at, near) for _, near, at in found if near >= least - _ROUNDING)


def percent(nearness: float) -> int:
    """Return a nearness in percent, rounded down: 100 only for the same."""
    return int(nearness * 100 + _ROUNDING)
