"""The drawing of a whole paper: `render_docx`."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Contents, Frame, Heading, PageBreak, Paragraph, Picture, Table
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.contents import Entry, draw_contents, target_name
from dxplan_cli.render.word.frame import draw_frame
from dxplan_cli.render.word.headerfooter import draw_opening, footer_part
from dxplan_cli.render.word.package import FOOTER_ID, pack
from dxplan_cli.render.word.page import page_of
from dxplan_cli.render.word.pages import frame_height, keeps_whole, paginate
from dxplan_cli.render.word.paragraphs import Bookmarks, Place, begin_paragraph, draw_heading, draw_paragraph
from dxplan_cli.render.word.pictures import Gallery, draw_figure
from dxplan_cli.render.word.tables import draw_table
from dxplan_cli.render.word.xml import RELATIONSHIPS, child, root, serialize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.render.word.page import Page
    from dxplan_cli.render.word.pages import Pagination
    from dxplan_cli.render.word.xml import Element


def render_docx(document: PaperDocument, images: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return the paper as a .docx; the same paper gives the same bytes.

    `images` are the image files its pictures name, by path.

    Raises:
        DataError: it has pictures to draw, and there is no Japanese font.
    """
    page = page_of(landscape=document.landscape)
    pagination = paginate(document, images)
    element = root("document")
    drawing = Drawing(child(element, "body"), page, _entries(document, pagination), Gallery(page, images))
    draw_opening(drawing.body, document, page.text_width, drawing.bookmarks)
    for block in document.blocks:
        drawing.draw(block)
    drawing.close(landscape=document.landscape)
    footer = footer_part(document.stamp, pagination.total)
    return pack(document, serialize(element), footer, page.text_width, drawing.gallery.media)


@dataclass(slots=True)
class Drawing:
    """The body as far as it is drawn, and what the next block has to know of the one before."""

    body: Element
    page: Page
    entries: tuple[Entry, ...]
    gallery: Gallery
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    headings: int = 0
    breaks: bool = False
    after_box: bool = False
    after_text: bool = False

    def draw(self, block: Block) -> None:
        """Append one block; a page break waits for the next."""
        self._append(block)
        self.after_text = isinstance(block, Paragraph)

    def _append(self, block: Block) -> None:
        match block:
            case PageBreak():
                self.breaks = True
            case Heading():
                entry = self.entries[self.headings]
                self.headings += 1
                place = self._place(looks.heading_look(block.level).before)
                draw_heading(self.body, block, place, self.bookmarks, entry.target)
            case Paragraph():
                look = looks.IN_TEXT[block.style]
                gap = looks.NOTE_GAP if look is looks.NOTE else looks.BOX_GAP
                draw_paragraph(self.body, block, look, self._place(look.before, gap), self.bookmarks)
            case Contents():
                place = self._place(looks.CONTENTS_TITLE.before)
                draw_contents(self.body, block.depth, self.entries, place, self.bookmarks)
            case Table() | Frame():
                self._draw_box(block)
            case Picture():
                if not block.revision.is_old:
                    draw_figure(self.body, block, self.gallery, self._place(looks.PICTURE.before))

    def close(self, *, landscape: bool) -> None:
        """Append what Word wants behind a last table, and the page setup."""
        if self.after_box:
            begin_paragraph(self.body, looks.GAP, Place(before=0))
        setup = child(self.body, "sectPr")
        child(setup, "footerReference", type="default").set(f"{{{RELATIONSHIPS}}}id", FOOTER_ID)
        size = child(setup, "pgSz", w=self.page.width, h=self.page.height)
        if landscape:
            size.set(size.tag.replace("}pgSz", "}orient"), "landscape")
        side, footer = self.page.side, self.page.footer
        child(
            setup, "pgMar", top=self.page.top, right=side, bottom=self.page.bottom, left=side,
            header=footer, footer=footer, gutter=0,
        )  # fmt: skip

    def _draw_box(self, block: Table | Frame) -> None:
        width = self.page.text_width
        if isinstance(block, Frame) or block.caption is None:
            self._separate()
        match block:
            case Table(caption=None):
                draw_table(self.body, block, width, Place(), self.bookmarks)
            case Table():
                draw_table(self.body, block, width, self._place(looks.CAPTION.before), self.bookmarks)
            case Frame():
                keep = keeps_whole(frame_height(block, width), self.page.text_height)
                draw_frame(self.body, block, width, self.bookmarks, keep=keep)
        self.after_box = True

    def _separate(self) -> None:
        """Keep a box off the box or text above it; a heading keeps its own distance."""
        if self.breaks or self.after_box or self.after_text:
            place = self._place(looks.GAP.before)
            begin_paragraph(self.body, looks.GAP, place)

    def _place(self, before: int, gap: int = looks.BOX_GAP) -> Place:
        """Return the place of a paragraph that opens a block, and take note that it is there."""
        place = Place(page_break=self.breaks, before=gap if self.after_box and before < gap else None)
        self.breaks = self.after_box = False
        return place


def _entries(document: PaperDocument, pagination: Pagination) -> tuple[Entry, ...]:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    return tuple(
        Entry(heading, target_name(number), page)
        for number, (heading, page) in enumerate(zip(headings, pagination.headings, strict=True), start=1)
    )
