"""The page: A4 either way up or the office's own, and the lengths everything is placed by.

All lengths are twips (1/20 point). On our own pages the text width is a whole
number of characters of the body size, so a full line of Japanese ends at the margin.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT = 20
_SHORT, _LONG = 11906, 16838


class Page(Value):
    """A sheet and its margins; `gutter` is added for the binding, at the left or, with `binds_at_top`, at the top."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    header: int = 567
    footer: int = 567
    gutter: int = 0
    binds_at_top: bool = False

    @property
    def text_width(self) -> int:
        """What is left between the margins."""
        return self.width - self.left - self.right - (0 if self.binds_at_top else self.gutter)

    @property
    def text_height(self) -> int:
        """What is left between top and bottom; a negative margin is one that no header can push."""
        return self.height - abs(self.top) - abs(self.bottom) - (self.gutter if self.binds_at_top else 0)

    @property
    def is_landscape(self) -> bool:
        """Whether the sheet is wider than high."""
        return self.width > self.height

    def turned(self) -> Page:
        """Return the sheet the other way up, bound where it was: the bound side of a landscape page is its top."""
        if self.is_landscape:
            left, right, top, bottom = self.top, self.bottom, self.right, self.left
        else:
            left, right, top, bottom = self.bottom, self.top, self.left, self.right
        return replace(
            self, width=self.height, height=self.width, left=abs(left), right=abs(right), top=top, bottom=bottom,
            binds_at_top=not self.binds_at_top,
        )  # fmt: skip


PORTRAIT = Page(_SHORT, _LONG, left=1333, right=1333, top=1247, bottom=1247)  # 44 characters of 10.5 pt
LANDSCAPE = Page(_LONG, _SHORT, left=1279, right=1279, top=1134, bottom=1134)  # 68 characters


def page_of(*, landscape: bool, house: Page | None = None) -> Page:
    """Return the page for a paper that is, or is not, in landscape: the office's, turned if need be, or ours."""
    if house is None:
        return LANDSCAPE if landscape else PORTRAIT
    return house if house.is_landscape == landscape else house.turned()


def split_width(total: int, fractions: Sequence[float]) -> tuple[int, ...]:
    """Divide `total` in proportion to `fractions`; whole twips that add up to `total` exactly."""
    whole = sum(fractions)
    if not fractions or min(fractions) <= 0:
        message = f"column widths must be positive: {tuple(fractions)}"
        raise ValueError(message)
    edges = [round(total * part / whole) for part in accumulate(fractions)]
    return tuple(right - left for left, right in zip([0, *edges], edges, strict=False))
