"""The page: A4 either way up, and the lengths everything is placed by.

All lengths are twips (1/20 point). The text width is a whole number of
characters of the body size, so a full line of Japanese ends at the margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT = 20
_SHORT, _LONG = 11906, 16838


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins."""

    width: int
    height: int
    side: int
    top: int
    bottom: int
    footer: int = 567

    @property
    def text_width(self) -> int:
        """What is left between the margins."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> int:
        """What is left between top and bottom."""
        return self.height - self.top - self.bottom


PORTRAIT = Page(_SHORT, _LONG, side=1333, top=1247, bottom=1247)  # 44 characters of 10.5 pt
LANDSCAPE = Page(_LONG, _SHORT, side=1279, top=1134, bottom=1134)  # 68 characters


def page_of(*, landscape: bool) -> Page:
    """Return the page for a paper that is, or is not, in landscape."""
    return LANDSCAPE if landscape else PORTRAIT


def split_width(total: int, fractions: Sequence[float]) -> tuple[int, ...]:
    """Divide `total` in proportion to `fractions`; whole twips that add up to `total` exactly."""
    whole = sum(fractions)
    if not fractions or min(fractions) <= 0:
        message = f"column widths must be positive: {tuple(fractions)}"
        raise ValueError(message)
    edges = [round(total * part / whole) for part in accumulate(fractions)]
    return tuple(right - left for left, right in zip([0, *edges], edges, strict=False))
