"""Which page is a heading likely to be on? A reckoning with the same looks the file is drawn with.

The contents need page numbers before any program has laid the file out. Faces
of fixed width make lines countable; what is left out (white between Latin and
Japanese, line ends moved by kinsoku) shifts a heading by a page now and then,
and Word corrects it when the contents are updated.
"""

from __future__ import annotations

from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from dxplan_cli.papers.blocks import Contents, Frame, Heading, PageBreak, Paragraph, Picture, Style, Table, plain
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.contents import depth_of
from dxplan_cli.render.word.page import split_width
from dxplan_cli.render.word.paragraphs import NOWHERE, cell_paragraph, indent, settle
from dxplan_cli.render.word.pictures import extent_of
from dxplan_cli.text.characters import clean, width
from dxplan_cli.value import Mutable, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dxplan_cli.papers.blocks import Block, Cell, PaperDocument, Row, Runs
    from dxplan_cli.render.word.looks import Look
    from dxplan_cli.render.word.page import Page
    from dxplan_cli.render.word.paragraphs import Place

_RULE: Final = 10
_KINSOKU: Final = 0.7
"""What a full line loses on the average, in em, because some characters may not begin or end it."""
_FOLLOWING: Final = 3 * looks.BODY.line
"""What stays below a heading or caption, at least, on its page."""
_WIDOW: Final = 3
"""A paragraph of so many lines cannot be parted without leaving one alone."""


_Drawn: TypeAlias = Heading | Paragraph | Table | Frame | Picture | Contents


class Pagination(Value):
    """The page of each heading, in order, and how many pages there are."""

    headings: tuple[int, ...]
    total: int


class Reckoner(Mutable):
    """The place reached on paper `width` by `height` twips: `used` of the `page`th page, then `white`.

    `measured` returns a look of the text with the measures of a house template.
    """

    width: int
    height: int
    measured: Callable[[Look], Look]
    page: int = 1
    used: int = 0
    white: int = 0
    after_text: bool = False
    height_of: Callable[[Picture], int] = lambda _: 0

    def turn(self) -> None:
        """Go on at the top of the next page."""
        self.page, self.used, self.white = self.page + 1, 0, 0

    def place(self, height: int, before: int = 0, after: int = 0, reserve: int = 0) -> bool:
        """Put something whole with `reserve` twips below it on the same page; say whether that turned the page."""
        space = max(before, self.white) if self.used else 0
        turned = self.used > 0 and self.used + space + height + reserve > self.height
        if turned:
            self.turn()
            space = 0
        self._spill(space + height, 0)
        self.white = after
        return turned

    def _spill(self, height: int, again: int) -> None:
        """Put something that may be parted anywhere; each new page begins with `again` twips of header."""
        room = max(self.height - again, 1)
        self.used += height
        while self.used > self.height:
            self.page, self.used = self.page + 1, self.used - room

    def flow(self, runs: Runs, look: Look, place: Place = NOWHERE, reserve: int = _FOLLOWING) -> None:
        """Put a paragraph that may be parted between its lines; a caption or heading keeps `reserve` twips below it."""
        self.after_text = not look.keep_next
        left, look = indent(look, place)[0], self.measured(look)
        count = lines(runs, look, self.width - left)
        before = look.before if place.before is None else place.before
        if count <= _WIDOW:
            self.place(count * look.line, before, look.after, reserve if look.keep_next else 0)
            return
        self.place(2 * look.line, before)
        for _ in range(count - 4):
            self.place(look.line)
        self.place(2 * look.line, 0, look.after)

    def put_box(self, box: Table | Frame) -> None:
        """Put a table or frame with its caption."""
        if self.after_text:
            self.white = max(self.white, looks.GAP.before)
        self.after_text = False
        match box:
            case Table():
                if box.caption is not None:
                    self.flow(plain(box.caption), looks.CAPTION)
                self._put_table(box)
            case Frame():
                self._put_frame(box)
        self.white = looks.BOX_GAP

    def put_picture(self, picture: Picture) -> None:
        """Put a picture whole; one that is gone is not drawn."""
        if not picture.revision.is_old:
            self.after_text = False
            self.place(self.height_of(picture), looks.PICTURE.before, looks.PICTURE.after)

    def _put_table(self, table: Table) -> None:
        """Put a table row by row, its header rows again on each page it reaches."""
        grid = split_width(self.width, table.widths)
        heads = [_row_height(row, grid, looks.CELL_HEAD, {}) for row in table.rows[: table.header_rows]]
        known: dict[tuple[int, int], int] = {}  # a cell that stands in many rows is one value
        for head in heads:
            self.place(head, reserve=2 * looks.CELL.line)
        for row in table.rows[table.header_rows :]:
            height = _row_height(row, grid, None, known)
            if row.keep:
                again = self.place(height)
                self.used += sum(heads) if again else 0
            else:
                self._spill(height, sum(heads))

    def _put_frame(self, frame: Frame) -> None:
        """Put a frame, whole if it is small."""
        height = frame_height(frame, self.width)
        if keeps_whole(height, self.height):
            self.place(height)
        else:
            self._spill(height, 0)


def paginate(
    document: PaperDocument,
    page: Page,
    measured: Callable[[Look], Look] | None = None,
    images: Mapping[str, bytes] = MappingProxyType({}),
) -> Pagination:
    """Return the likely pages of a paper's headings on that page.

    `measured` knows the looks of a house template, `images` are the image files the pictures name.
    """
    at = Reckoner(
        page.text_width,
        page.text_height,
        measured or _as_ours,
        height_of=lambda each: extent_of(each, page, images).height,
    )
    _open(at, document)
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    pages: list[int] = []
    breaks = False
    reserves = _reserves(at, document.blocks)
    for number, block in enumerate(document.blocks, start=1):
        if isinstance(block, PageBreak):
            breaks = True
            continue
        if breaks:
            at.turn()
            breaks = False
        _put(at, block, headings, reserves[number])
        if isinstance(block, Heading):
            pages.append(at.page)
    return Pagination(tuple(pages), at.page)


def _as_ours(look: Look) -> Look:
    return look


def _put(at: Reckoner, block: _Drawn, headings: Sequence[Heading], reserve: int) -> None:
    match block:
        case Heading():
            at.flow(block.runs, looks.heading_look(block.level), reserve=reserve)
        case Paragraph():
            at.flow(block.runs, looks.IN_TEXT[block.style], settle(NOWHERE, block), reserve)
        case Table() | Frame():
            at.put_box(block)
        case Picture():
            at.put_picture(block)
        case Contents():
            _list(at, headings, block)


def _reserves(at: Reckoner, blocks: Sequence[Block]) -> list[int]:
    """Return what a heading or caption keeps below it: before each block, through further ones, the picture they lead to."""
    kept: int | None = None
    reserves = [_FOLLOWING]
    for block in reversed(blocks):
        match block:
            case Heading() | Paragraph(style=Style.CAPTION):
                look = looks.heading_look(block.level) if isinstance(block, Heading) else looks.CAPTION
                kept = None if kept is None else kept + look.before + look.line + look.after
            case Picture():
                kept = kept if block.revision.is_old else looks.PICTURE.before + at.height_of(block)
            case _:
                kept = None
        reserves.append(_FOLLOWING if kept is None else kept)
    return reserves[::-1]


def lines(runs: Runs, look: Look, room: int) -> int:
    """Return how many lines runs take in `room` twips."""
    units = max(int(2 * room / look.em) / 2, 1)
    text = "".join(run.text for run in runs)
    return sum(
        1 if len(line) <= units or (wide := width(line)) <= units else ceil(wide / max(units - _KINSOKU, 1))
        for line in clean(text).split("\n")
    )


def frame_height(frame: Frame, room: int) -> int:
    """Return the height of a frame in twips."""
    inside = room - 2 * looks.FRAME_SIDE
    parts = [(frame.title, looks.FRAME_TITLE)] if frame.title is not None else []
    height = sum(lines(plain(text), look, inside) * look.line + look.after for text, look in parts)
    for block in frame.blocks:
        look = looks.IN_TEXT[block.style]
        left, _ = indent(look, settle(NOWHERE, block))
        height += lines(block.runs, look, inside - left) * look.line + look.before + look.after
    return height + looks.FRAME_TOP + looks.FRAME_BOTTOM


def keeps_whole(height: int, page_height: int) -> bool:
    """Whether a frame is small enough to ask that no page break parts it."""
    return height * 3 <= page_height


def _open(at: Reckoner, document: PaperDocument) -> None:
    if document.number is not None:
        at.place(looks.NUMBER.line + 80)
    at.flow(plain(document.title), looks.TITLE)
    if document.subtitle is not None:
        at.flow(plain(document.subtitle), looks.SUBTITLE)


def _list(at: Reckoner, headings: Sequence[Heading], block: Contents) -> None:
    at.flow(plain(""), looks.CONTENTS_TITLE)
    for heading in headings:
        if heading.level <= depth_of(block.depth):
            at.flow(heading.runs, looks.CONTENTS[max(heading.level, 1) - 1])


def _row_height(row: Row, grid: Sequence[int], head: Look | None, known: dict[tuple[int, int], int]) -> int:
    column, heights = 0, [looks.CELL.line]
    for cell in row.cells:
        room = sum(grid[column : column + cell.span])
        column += cell.span
        if (id(cell), room) not in known:
            known[id(cell), room] = _cell_height(cell, room, head)
        heights.append(known[id(cell), room])
    return max(heights)


def _cell_height(cell: Cell, room: int, head: Look | None) -> int:
    parts = []
    for block in cell.blocks:
        look, place = cell_paragraph(block.style, cell.align)
        parts.append((block.runs, head or look, settle(place, block)))
    inside = room - 2 * looks.CELL_SIDE
    text = sum(lines(runs, look, inside - indent(look, place)[0]) * look.line for runs, look, place in parts)
    return text + looks.CELL_TOP + looks.CELL_BOTTOM + _RULE
