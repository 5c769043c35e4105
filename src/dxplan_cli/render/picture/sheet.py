"""The sheet: boxes, lines and text, placed in em, written as SVG in pixels.

Dark rules on light grounds, so that a picture says the same on a black-and-white printer.
"""

from __future__ import annotations

from html import escape
from math import ceil
from typing import TYPE_CHECKING, Final

from dxplan_cli.render.picture.lettering import LINE
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.render.picture.lettering import Text

INK: Final = "#262626"
NAVY: Final = "#1F3864"
QUIET: Final = "#595959"
HEAD: Final = "#DCE4F0"
PALE: Final = "#F3F5F9"
WHITE: Final = "#FFFFFF"
FAMILIES: Final = (
    "Noto Sans CJK JP, Noto Sans JP, BIZ UDGothic, BIZ UDゴシック, Yu Gothic, Hiragino Sans, Meiryo, sans-serif"
)
_BASELINE: Final = 0.88
"""From the top of a letter's square to the line it stands on."""
_BOLD: Final = 0.045


class Svg(Value):
    """A picture as markup, `width` by `height` pixels of 1/96 inch."""

    width: float
    height: float
    markup: str


class Area(Value):
    """A rectangle on the sheet, in em."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Its centre from left to right."""
        return self.x + self.width / 2

    def inside(self, by: float) -> Area:
        """Return the area within a border `by` em wide."""
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Sheet(Mutable):
    """A drawing as far as it has come: `em` pixels an em, `width` em wide; `definitions` are patterns to fill with."""

    em: float
    width: float
    parts: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)

    def box(self, area: Area, fill: str = WHITE, *, rule: float = 0.06, round_by: float = 0.0, ink: str = NAVY) -> None:
        """Put a box; its rule is drawn inside the area."""
        within = area.inside(rule / 2)
        corner = f' rx="{self._px(round_by)}"' if round_by else ""
        self.parts.append(
            f'<rect class="box" {self._placed(within)}{corner} fill="{fill}" stroke="{ink}" '
            f'stroke-width="{self._px(rule)}"/>'
        )

    def plate(self, area: Area, fill: str, round_by: float = 0.0) -> None:
        """Put a ground without a rule."""
        corner = f' rx="{self._px(round_by)}"' if round_by else ""
        self.parts.append(f'<rect class="plate" {self._placed(area)}{corner} fill="{fill}"/>')

    def line(self, points: Sequence[tuple[float, float]], *, rule: float = 0.09, ink: str = NAVY) -> None:
        """Put a line through points."""
        path = " ".join(f"{self._px(x)},{self._px(y)}" for x, y in points)
        self.parts.append(
            f'<polyline class="line" points="{path}" fill="none" stroke="{ink}" stroke-width="{self._px(rule)}"/>'
        )

    def shape(self, points: Sequence[tuple[float, float]], fill: str = NAVY) -> None:
        """Put a filled polygon."""
        path = " ".join(f"{self._px(x)},{self._px(y)}" for x, y in points)
        self.parts.append(f'<polygon class="shape" points="{path}" fill="{fill}"/>')

    def dot(self, x: float, y: float, radius: float) -> None:
        """Put a ring."""
        self.parts.append(
            f'<circle class="dot" cx="{self._px(x)}" cy="{self._px(y)}" r="{self._px(radius)}" fill="{WHITE}" '
            f'stroke="{NAVY}" stroke-width="{self._px(0.14)}"/>'
        )

    def text(self, text: Text, x: float, y: float, *, align: str = "start", ink: str = INK) -> None:
        """Put the lines of a text below `y`; `x` is their start, middle or end."""
        bold = f' stroke="{ink}" stroke-width="{self._px(text.size * _BOLD)}"' if text.bold else ""
        for number, line in enumerate(text.lines):
            base = y + text.size * (number * LINE + (LINE - 1) / 2 + _BASELINE)
            self.parts.append(
                f'<text x="{self._px(x)}" y="{self._px(base)}" font-size="{self._px(text.size)}" '
                f'text-anchor="{align}" fill="{ink}"{bold}>{escape(line)}</text>'
            )

    def finish(self, height: float) -> Svg:
        """Return the picture, `height` em high, rounded up to whole pixels."""
        wide, high = round(self.width * self.em, 2), ceil(max(height, 0.1) * self.em)
        definitions = f"<defs>{''.join(self.definitions)}</defs>" if self.definitions else ""
        return Svg(
            wide,
            high,
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}" '
            f'font-family="{FAMILIES}">{definitions}{"".join(self.parts)}</svg>',
        )

    def _placed(self, area: Area) -> str:
        return (
            f'x="{self._px(area.x)}" y="{self._px(area.y)}" '
            f'width="{self._px(max(area.width, 0))}" height="{self._px(max(area.height, 0))}"'
        )

    def _px(self, length: float) -> str:
        return f"{round(length * self.em, 2):g}"
