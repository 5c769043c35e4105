"""One text of a Word file, its body or a header, as pieces in reading order."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.grid import is_layout, read_grid, rows_of
from dxplan_cli.intake.manuscript.numbering import BULLET
from dxplan_cli.intake.manuscript.pictures import BLIP, GRAPHIC, IMAGE_DATA
from dxplan_cli.intake.manuscript.pieces import ENDNOTE, FOOTNOTE, TYPED_BULLET, Caption, Entry, Heading, Text
from dxplan_cli.intake.manuscript.spots import at_spot
from dxplan_cli.intake.manuscript.stylesheet import Role
from dxplan_cli.intake.word.names import ALTERNATES, CHOICE, FALLBACK, all_w, local, value, w
from dxplan_cli.intake.word.removal import TRIFLES
from dxplan_cli.intake.word.text import is_repeated, read_pieces, unread_of
from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from dxplan_cli.intake.manuscript.numbering import Numbering
    from dxplan_cli.intake.manuscript.pictures import Gallery
    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.intake.manuscript.stylesheet import Kind, Stylesheet
    from dxplan_cli.intake.word.names import Element

_PARAGRAPH, _TABLE, _BOX = (w(name) for name in ("p", "tbl", "txbxContent"))
_NOTES: Final = {w("footnoteReference"): FOOTNOTE, w("endnoteReference"): ENDNOTE}
_HELD: Final = (_BOX, BLIP, GRAPHIC, IMAGE_DATA, *_NOTES)
"""What hangs on a paragraph and is read behind it."""
_WRAPPERS: Final = all_w(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")) | {
    ALTERNATES,
    CHOICE,
    FALLBACK,
}
_SILENT: Final = TRIFLES | all_w(
    ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tcPr", "del", "moveFrom", "commentReference")
)
_SPOKEN: Final = re.compile(r"\w")
_EXCERPT: Final = 20
_CONTENTS: Final = "目次は読みません"


class Surroundings(Mutable):
    """What all texts of a file share; `notes` are the words of foot- and endnotes still to be read, `remarks` count what is to be told."""

    stylesheet: Stylesheet
    numbering: Numbering
    gallery: Gallery
    notes: dict[tuple[str, str], str]
    remarks: Counter[str] = field(default_factory=Counter)


class Story(Mutable):
    """A text being read; `texts` are the words of its paragraphs, `near` the last words met.

    `holders` are the paragraphs on which something hangs that is read behind them.
    """

    part: str
    texts: Mapping[Element, list[str]]
    holders: Container[Element]
    around: Surroundings
    near: str = ""

    def read(self, holder: Element) -> Iterator[Piece]:
        """Yield what stands in a body, a header, a cell or a text box."""
        for block in holder:
            if block.tag == _PARAGRAPH:
                yield from self._paragraph(block)
            elif block.tag == _TABLE:
                yield from self._table(block)
            elif block.tag in _WRAPPERS:
                yield from self._wrapped(block)
            elif block.tag not in _SILENT:
                self._tell(f"読んでいません：読めない部分（{local(block.tag)}）")

    def _wrapped(self, block: Element) -> Iterator[Piece]:
        if _is_contents(block):
            self.around.remarks[_CONTENTS] = 1
        elif not is_repeated(block):
            yield from self.read(block)

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        words = "".join(self.texts.get(paragraph, ())).strip()
        kind = self.around.stylesheet.kind(paragraph)
        sign = self.around.numbering.take(kind.place) if kind.place is not None else None
        self.near = words or self.near
        if kind.role is Role.CONTENTS:
            self.around.remarks[_CONTENTS] = 1
            return
        if words:
            if kind.role is Role.ENTRY and kind.place is None:
                sign = BULLET
            yield at_spot(_piece(words, kind, sign), paragraph)
        if paragraph in self.holders:
            yield from self._held(paragraph)

    def _held(self, paragraph: Element) -> Iterator[Piece]:
        """Yield text boxes, pictures and notes of a paragraph."""
        for element in paragraph.iter(*_HELD):
            if not _is_said(element, paragraph):
                continue
            if element.tag == _BOX:
                yield from self.read(element)
            else:
                yield from self._beside(element)

    def _beside(self, element: Element) -> Iterator[Piece]:
        """Yield the note or picture an element stands for."""
        if element.tag not in _NOTES:
            yield from self._picture(element)
            return
        kind = _NOTES[element.tag]
        words = self.around.notes.pop((kind, value(element, "id") or ""), None)
        if words:
            yield Text(f"{kind}{words}")

    def _picture(self, element: Element) -> Iterator[Piece]:
        if element.tag == GRAPHIC and next(element.iter(BLIP, _BOX), None) is not None:
            return  # it is what stands in it that counts
        image = self.around.gallery.take(element, self.part)
        if image is not None:
            yield image
        else:
            self._tell("読んでいません：図形、またはファイルの外にある図")

    def _table(self, table: Element) -> Iterator[Piece]:
        rows = rows_of(table)
        is_side_by_side = is_layout(table, rows)
        if is_side_by_side:
            self._tell("罫線のない段組みの表は、左から順に文章として読みます")
        if is_side_by_side or max(map(len, rows), default=0) <= 1:
            for cells in rows:
                for cell in cells:
                    yield from self.read(cell)
            return
        if next((inner for inner in table.iter(_TABLE) if inner is not table), None) is not None:
            self._tell("表の中の表は、一つのセルの文として読みます")
        grid = read_grid(rows, self._cell_text)
        if any(map(any, grid.rows)):
            yield at_spot(grid, table)
        for element in table.iter(*_HELD[1:]):  # the words of text boxes are in their cells already
            if _is_said(element, table):
                yield from self._beside(element)

    def _cell_text(self, cell: Element) -> str:
        words = ("".join(self.texts.get(paragraph, ())).strip() for paragraph in cell.iter(_PARAGRAPH))
        return "\n".join(filter(None, words))

    def _tell(self, what: str) -> None:
        """Note what the user should know, and behind which words it stands."""
        where = f"「{self.near[:_EXCERPT]}」の後" if self.near else "文書の初め"
        self.around.remarks[f"{what}（{where}）"] += 1


def read_story(
    body: Element, part: str, around: Surroundings, left_out: frozenset[Element] = frozenset()
) -> list[Piece]:
    """Return the pieces of a text without revisions; `left_out` are words not to be read."""
    texts = read_pieces(body, unread_of(body, deleted=False) | left_out)
    holders = frozenset(above for each in body.iter(*_HELD) for above in each.iterancestors(_PARAGRAPH))
    return list(Story(part, texts, holders, around).read(body))


def has_words(piece: Piece) -> bool:
    """Tell whether more than signs and blanks is left of a piece."""
    return not isinstance(piece, Text | Entry) or _SPOKEN.search(piece.text) is not None


def _piece(words: str, kind: Kind, sign: str | None) -> Piece:
    """Make the piece of a paragraph; one in a list that prints no sign goes on with the entry before it."""
    if kind.level is not None:
        return Heading(kind.level, words, sign or None)
    if kind.role is Role.CAPTION:
        return Caption(words)
    typed = None if sign else TYPED_BULLET.match(words)
    if typed is not None:
        return Entry(words[typed.end() :], level=kind.depth)
    return Text(words) if sign is None else Entry(words, level=kind.depth, number=sign or None)


def _is_contents(block: Element) -> bool:
    """Tell whether a content control is a table of contents, which follows from the headings."""
    kind = block.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return value(kind) == "Table of Contents"


def _is_said(element: Element, within: Element) -> bool:
    """Tell whether something belongs to a block itself: not to a text box in it, not said again for another program."""
    for above in element.iterancestors():
        if above is within:
            return True
        if above.tag == _BOX or is_repeated(above):
            return False
    return False
