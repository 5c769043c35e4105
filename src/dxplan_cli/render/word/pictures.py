"""Pictures in Word: a drawing in line with the text, its PNG as a part of its own, told in words to who cannot see it."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Final

from dxplan_cli.papers.blocks import Bars, ImageFile, Organisation, Revision, Timeline, Tree
from dxplan_cli.papers.labels import ELSEWHERE
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.package import PackagePart, Relation, relation_type
from dxplan_cli.render.word.page import POINT
from dxplan_cli.render.word.paragraphs import begin_paragraph
from dxplan_cli.render.word.tracking import mark_paragraph
from dxplan_cli.render.word.xml import DRAWING, PICTURE, PICTURE_SPACE, PLACED, child, graft, write_text
from dxplan_cli.text.characters import clean
from dxplan_cli.value import Mutable, Value, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.papers.blocks import Picture
    from dxplan_cli.render.picture.draw import Drawn, Room
    from dxplan_cli.render.picture.image_file import ImageSize
    from dxplan_cli.render.picture.sheet import Svg
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.package import Package
    from dxplan_cli.render.word.page import Page
    from dxplan_cli.render.word.paragraphs import Place
    from dxplan_cli.render.word.xml import Element

_TWIPS_A_PIXEL: Final = 15
_EMU_A_TWIP: Final = 635
_TITLES: Final = {
    Tree: "体系図", Organisation: "推進体制図", Timeline: "年表", Bars: "件数の図", ImageFile: "画像",
}  # fmt: skip
_ABOVE_AND_BELOW: Final = 4 * POINT
_CAPTION_ROOM: Final = 3 * looks.CAPTION.line + looks.CAPTION.before + looks.CAPTION.after
"""What a picture leaves free on its page for the caption above it."""


class Media(Value):
    """A part of the package: its relation, its name, its content type and its bytes."""

    relation: str
    name: str
    content_type: str
    blob: bytes


class Extent(Value):
    """The size of a picture on the page, in twips."""

    width: int
    height: int


class Gallery(Mutable):
    """The pictures of one file as far as it is drawn; `images` are the bytes of the office's own, by path."""

    page: Page
    images: Mapping[str, bytes]
    parts: dict[str, Media] = field(default_factory=dict)
    drawn: int = 0

    @property
    def media(self) -> tuple[Media, ...]:
        """Every part once, in the order of first use."""
        return tuple(self.parts.values())

    def add(self, blob: bytes, file_format: str) -> Media:
        """Return the part for an image; the same bytes are one part."""
        digest = hashlib.sha256(blob).hexdigest()
        if digest not in self.parts:
            number = len(self.parts) + 1
            name = f"word/media/image{number}.{file_format}"
            self.parts[digest] = Media(f"rIdImage{number}", name, f"image/{file_format}", blob)
        return self.parts[digest]


def draw_figure(body: Element, picture: Picture, gallery: Gallery, place: Place, ledger: Ledger) -> None:
    """Append a picture as a paragraph of its own, in a tracked file with the revision it is."""
    paragraph = begin_paragraph(body, looks.PICTURE, place)
    parent = paragraph
    if ledger.reviser is not None and picture.revision is not Revision.SAME:
        tag = "del" if picture.revision.is_old else "ins"
        mark_paragraph(paragraph, tag, ledger)
        parent = ledger.revise(paragraph, tag)
    write_picture(parent, picture, gallery)


def with_pictures(package: Package, gallery: Gallery) -> Package:
    """Return the package with the parts of its pictures."""
    parts = [PackagePart(each.name, each.content_type, each.blob) for each in gallery.media]
    relations = [Relation(each.relation, relation_type("image"), each.name) for each in gallery.media]
    return package.with_parts(parts, relations)


def write_picture(paragraph: Element, picture: Picture, gallery: Gallery) -> Element:
    """Append a picture to a paragraph and return its `w:r`.

    An image nobody has given the bytes of is said to be elsewhere.

    Raises:
        DataError: there is no Japanese font to draw with.
    """
    run = child(paragraph, "r")
    if isinstance(picture.drawing, ImageFile):
        blob = gallery.images.get(picture.drawing.path, b"")
        size = _size_of(blob)
        if size is None:
            write_text(run, ELSEWHERE)
            return run
        media = gallery.add(blob, size.format)
    else:
        media = gallery.add(_drawn(picture.drawing, gallery.page), "png")
    gallery.drawn += 1
    _write_inline(
        run,
        media,
        extent_of(picture, gallery.page, gallery.images),
        (picture.alt, _TITLES[type(picture.drawing)]),
        gallery.drawn,
    )
    return run


def extent_of(picture: Picture, page: Page, images: Mapping[str, bytes]) -> Extent:
    """Return how large a picture is: as wide as the text unless that makes it higher than a page."""
    width, height = page.text_width, _room_height(page)
    if not isinstance(picture.drawing, ImageFile):
        svg = _draw(picture.drawing, page)
        return Extent(width, min(round(svg.height * _TWIPS_A_PIXEL), height))
    size = _size_of(images.get(picture.drawing.path, b""))
    if size is None:
        return Extent(width, looks.PICTURE.line)
    scale = min(width / size.width, height / size.height, _TWIPS_A_PIXEL)
    return Extent(max(round(size.width * scale), 1), max(round(size.height * scale), 1))


def _drawn(drawing: Drawn, page: Page) -> bytes:
    from dxplan_cli.render.picture.png import to_png  # noqa: PLC0415 - for papers with pictures only

    return to_png(_draw(drawing, page))


def _draw(drawing: Drawn, page: Page) -> Svg:
    from dxplan_cli.render.picture.draw import draw_picture  # noqa: PLC0415 - as above

    return draw_picture(drawing, _room(page))


def _size_of(blob: bytes) -> ImageSize | None:
    from dxplan_cli.render.picture.image_file import read_size  # noqa: PLC0415 - as above

    return read_size(blob)


@cache
def _room(page: Page) -> Room:
    from dxplan_cli.render.picture.draw import Room  # noqa: PLC0415 - as above

    return Room(page.text_width / _TWIPS_A_PIXEL, _room_height(page) / _TWIPS_A_PIXEL)


def _room_height(page: Page) -> int:
    return page.text_height - _CAPTION_ROOM - _ABOVE_AND_BELOW


def _write_inline(run: Element, media: Media, extent: Extent, told: tuple[str, str], number: int) -> None:
    """Write `wp:inline`; numbers of drawings are counted in a file, as Word wants them to differ."""
    wide, high = str(extent.width * _EMU_A_TWIP), str(extent.height * _EMU_A_TWIP)
    words, title = (" ".join(clean(each).split()) for each in told)
    inline = graft(child(run, "drawing"), PLACED, "inline", distT="0", distB="0", distL="0", distR="0")
    graft(inline, PLACED, "extent", cx=wide, cy=high)
    graft(inline, PLACED, "docPr", id=str(number), name=f"図 {number}", descr=words, title=title)
    frame = graft(inline, PLACED, "cNvGraphicFramePr")
    graft(frame, DRAWING, "graphicFrameLocks", noChangeAspect="1")
    data = graft(graft(inline, DRAWING, "graphic"), DRAWING, "graphicData", uri=PICTURE_SPACE)
    picture = graft(data, PICTURE, "pic")
    about = graft(picture, PICTURE, "nvPicPr")
    graft(about, PICTURE, "cNvPr", id=str(number), name=media.name.rpartition("/")[2], descr=words)
    graft(about, PICTURE, "cNvPicPr")
    fill = graft(picture, PICTURE, "blipFill")
    graft(fill, DRAWING, "blip").set("r:embed", media.relation)
    graft(graft(fill, DRAWING, "stretch"), DRAWING, "fillRect")
    shape = graft(picture, PICTURE, "spPr")
    form = graft(shape, DRAWING, "xfrm")
    graft(form, DRAWING, "off", x="0", y="0")
    graft(form, DRAWING, "ext", cx=wide, cy=high)
    graft(graft(shape, DRAWING, "prstGeom", prst="rect"), DRAWING, "avLst")
