"""Pictures in the page: drawings as SVG, once for a wide and once for a narrow screen; the office's images as data."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, Final

from dxplan_cli.papers.blocks import ImageFile
from dxplan_cli.papers.labels import ELSEWHERE
from dxplan_cli.render.picture.draw import Room, draw_picture
from dxplan_cli.render.picture.image_file import read_size
from dxplan_cli.text.characters import clean
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.papers.blocks import Picture

WIDE: Final = Room(680, 940)
_SPACE: Final = ' xmlns="http://www.w3.org/2000/svg"'
"""Needed in a file alone; a page has no address in it."""
NARROW: Final = Room(312, 4000)


class Shown(Value):
    """A picture in the page: markup of ours for either screen, or an image's address as data; `alt` for both.

    `words` stand where there is nothing to see.
    """

    alt: str
    wide: str = ""
    narrow: str = ""
    image: str = ""
    words: str = ""


class Gallery(Mutable):
    """The pictures of one page as far as it is drawn; `images` are the bytes of the office's own, by path."""

    images: Mapping[str, bytes] = field(default_factory=dict)
    drawn: int = 0

    def show(self, picture: Picture) -> Shown:
        """Return what stands in the page for a picture; a lost image is said to be elsewhere."""
        if isinstance(picture.drawing, ImageFile):
            image = _as_data(self.images.get(picture.drawing.path))
            return Shown(picture.alt, image=image, words="" if image else ELSEWHERE)
        self.drawn += 1
        markups = (draw_picture(picture.drawing, room).markup for room in (WIDE, NARROW))
        wide, narrow = (
            _told(markup, f"p{self.drawn}{screen}", clean(picture.alt))
            for markup, screen in zip(markups, "wn", strict=True)
        )
        return Shown(picture.alt, wide, narrow)


def _told(markup: str, name: str, alt: str) -> str:
    """Return SVG with its words for who cannot see it; names in it are those of this picture alone."""
    own = markup.replace('id="dx-', f'id="{name}-').replace("url(#dx-", f"url(#{name}-")
    head, body = own.replace(_SPACE, "", 1).split(">", 1)
    return f'{head} role="img" aria-labelledby="{name}"><title id="{name}">{escape(alt)}</title>{body}'


def _as_data(data: bytes | None) -> str:
    size = read_size(data) if data is not None else None
    if data is None or size is None:
        return ""
    return f"data:image/{size.format};base64,{b64encode(data).decode('ascii')}"
