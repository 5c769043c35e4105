"""The drawing of a whole paper: `render_docx`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Contents, Frame, Heading, PageBreak, Paragraph, Picture, Revision, Table
from dxplan_cli.papers.revisions import Manner, show
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.comments import with_comments
from dxplan_cli.render.word.contents import Entry, draw_contents, target_name
from dxplan_cli.render.word.frame import draw_frame
from dxplan_cli.render.word.headerfooter import draw_opening, footer_part
from dxplan_cli.render.word.ledger import Ledger, Reviser, names_of_moves
from dxplan_cli.render.word.package import FOOTER_ID, pack, write_package
from dxplan_cli.render.word.page import page_of
from dxplan_cli.render.word.pages import frame_height, keeps_whole, paginate
from dxplan_cli.render.word.paragraphs import (
    Place,
    begin_paragraph,
    draw_heading,
    draw_paragraph,
    mark_former,
)
from dxplan_cli.render.word.pictures import Gallery, draw_figure, with_pictures
from dxplan_cli.render.word.tables import draw_table, revision_of_rows
from dxplan_cli.render.word.xml import child, root, serialize
from dxplan_cli.text.dates import iso_date
from dxplan_cli.value import Mutable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxplan_cli.papers.blocks import Block, PaperDocument
    from dxplan_cli.render.word.page import Page
    from dxplan_cli.render.word.pages import Pagination
    from dxplan_cli.render.word.template import Template
    from dxplan_cli.render.word.xml import Element


def render_docx(
    document: PaperDocument,
    manner: Manner = Manner.MARKED,
    *,
    images: Mapping[str, bytes] = MappingProxyType({}),
    template: Template | None = None,
    pagination: Pagination | None = None,
) -> bytes:
    """Return the paper as a .docx, in the office's dress if there is one; the same paper gives the same bytes.

    `manner` is how revisions are shown, `images` are the image files its pictures name, by path; `pagination` says on
    which pages the headings are, where it is known better than by an estimate.

    Raises:
        DataError: it has pictures to draw, and there is no Japanese font; or a table has more columns than Word has.
    """
    document = show(document, manner)
    page = page_of(landscape=document.landscape, house=template.page if template else None)
    pagination = pagination or paginate(document, page, template.look if template else None, images)
    element = root("document")
    gallery, ledger = Gallery(page, images), _ledger(document, manner)
    drawing = Drawing(child(element, "body"), page, _entries(document, pagination), gallery, ledger)
    draw_opening(drawing.body, document, page.text_width, ledger)
    for block in document.blocks:
        drawing.draw(block)
    drawing.close(landscape=document.landscape)
    footer = footer_part(document.stamp, pagination.total)
    package = pack(document, serialize(element), footer, page.text_width, ledger.lists)
    package = with_comments(with_pictures(package, gallery), ledger)
    if template is not None:
        from dxplan_cli.render.word.house import dress  # noqa: PLC0415 - for an office with a template only

        package = dress(package, template, page)
    return write_package(package)


def _ledger(document: PaperDocument, manner: Manner) -> Ledger:
    if manner is not Manner.TRACKED:
        return Ledger()
    date = iso_date(document.stamp.date) if document.stamp.date is not None else None
    return Ledger(Reviser(document.author, date), names_of_moves(document.blocks))


class Drawing(Mutable):
    """The body as far as it is drawn, and what the next block has to know of the one before."""

    body: Element
    page: Page
    entries: tuple[Entry, ...]
    gallery: Gallery
    ledger: Ledger
    headings: int = 0
    breaks: bool = False
    after_box: bool = False
    box_revision: Revision = Revision.SAME
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
                self._part_from_box(block)
                place = self._place(looks.heading_look(block.level).before)
                draw_heading(self.body, block, place, self.ledger, entry.target)
            case Paragraph():
                look = looks.IN_TEXT[block.style]
                gap = looks.NOTE_GAP if look is looks.NOTE else looks.BOX_GAP
                draw_paragraph(self.body, block, look, self._place(look.before, gap), self.ledger)
                self._note_former_style(block)
            case Contents():
                place = self._place(looks.CONTENTS_TITLE.before)
                draw_contents(self.body, block.depth, self.entries, place, self.ledger)
            case Table() | Frame():
                self._draw_box(block)
            case Picture():
                draw_figure(self.body, block, self.gallery, self._place(looks.PICTURE.before), self.ledger)

    def _note_former_style(self, block: Paragraph) -> None:
        former = block.former
        if self.ledger.reviser is not None and former is not None and not former.goes_on:
            mark_former(self._last_paragraph(), former, looks.IN_TEXT[former.style], self.ledger)

    def _last_paragraph(self) -> Element:
        return next(element for element in reversed(self.body.children) if element.name == "w:p")

    def close(self, *, landscape: bool) -> None:
        """Append what Word wants behind a last table and a last tracked paragraph, and the page setup."""
        if self.after_box or self.ledger.reviser is not None:
            begin_paragraph(self.body, looks.GAP, Place(before=0))
        setup = child(self.body, "sectPr")
        child(setup, "footerReference", type="default").set("r:id", FOOTER_ID)
        size = child(setup, "pgSz", w=self.page.width, h=self.page.height)
        if landscape:
            size.set("w:orient", "landscape")
        page = self.page
        child(
            setup, "pgMar", top=page.top, right=page.right, bottom=page.bottom, left=page.left,
            header=page.header, footer=page.footer, gutter=page.gutter,
        )  # fmt: skip

    def _draw_box(self, block: Table | Frame) -> None:
        width = self.page.text_width
        self.box_revision = revision_of_rows(block) if isinstance(block, Table) else Revision.SAME
        if isinstance(block, Frame) or block.caption is None:
            self._separate(self.box_revision)
        match block:
            case Table(caption=None):
                draw_table(self.body, block, width, Place(), self.ledger)
            case Table():
                draw_table(self.body, block, width, self._place(looks.CAPTION.before), self.ledger)
            case Frame():
                keep = keeps_whole(frame_height(block, width), self.page.text_height)
                draw_frame(self.body, block, width, self.ledger, keep=keep)
        self.after_box = True

    def _separate(self, revision: Revision) -> None:
        """Keep a box off the box or text above it; a heading keeps its own distance, and a gap goes with its table."""
        if self.breaks or self.after_box or self.after_text:
            gap = Paragraph((), revision=revision)
            draw_paragraph(self.body, gap, looks.GAP, self._place(looks.GAP.before), self.ledger)

    def _part_from_box(self, heading: Heading) -> None:
        """Put a gap between a box and the heading behind it: straight behind a table, LibreOffice leaves it at the foot."""
        if self.after_box and not self.breaks:
            revision = heading.revision if self.box_revision is Revision.SAME else self.box_revision
            draw_paragraph(self.body, Paragraph((), revision=revision), looks.GAP, Place(before=0), self.ledger)

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
