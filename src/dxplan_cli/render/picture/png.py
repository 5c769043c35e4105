"""SVG → PNG, by resvg with one font and no other: the same picture gives the same bytes wherever that font is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.render.picture.fonts import find_font

if TYPE_CHECKING:
    from dxplan_cli.render.picture.fonts import Font
    from dxplan_cli.render.picture.sheet import Svg

SCALE: Final = 2
"""Dots a pixel: 192 an inch, for print."""
MISSING: Final = "〓"
"""What Japanese printers set for a letter they do not have."""
_TEXTS = re.compile(r"(?<=>)[^<]+(?=</text>)")
_JOINERS = re.compile("[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


@lru_cache(maxsize=32)
def to_png(svg: Svg) -> bytes:
    """Return a picture as a PNG on white.

    Raises:
        DataError: there is no Japanese font.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - 10 ms that papers without pictures do not need

    font = find_font()
    return bytes(
        svg_to_bytes(
            svg_string=_TEXTS.sub(lambda found: _spelt(found.group(), font), svg.markup),
            background="white",
            zoom=SCALE,
            skip_system_fonts=True,
            font_files=[str(font.path)],
            font_family=font.family,
            sans_serif_family=font.family,
        )
    )


def _spelt(text: str, font: Font) -> str:
    """Return a text in letters the font holds; others become 〓, never an empty box."""
    return "".join(letter if font.holds(letter) else MISSING for letter in _JOINERS.sub("", text))
