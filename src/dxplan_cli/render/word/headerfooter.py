"""What stands around the text: the 資料番号 box and the title above, the stamp and the page below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Paragraph, plain
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.paragraphs import Place, begin_paragraph, draw_paragraph
from dxplan_cli.render.word.tables import CellLook, begin_cell, begin_row, begin_table
from dxplan_cli.render.word.xml import child, root, serialize, write_field, write_text
from dxplan_cli.text.characters import clean, width

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import PaperDocument, Stamp
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.xml import Element

_BOX_SIDES = 2 * 60 + 160
_LEAST_BOX = 1300
_BLANK = "\u3000"


def draw_opening(body: Element, document: PaperDocument, text_width: int, ledger: Ledger) -> None:
    """Append the number in its box at the right margin, then title and subtitle in the middle."""
    if document.number is not None:
        line = max(map(width, clean(document.number).split("\n")))
        box = min(max(round(line * looks.NUMBER.em) + _BOX_SIDES, _LEAST_BOX), text_width)
        table = begin_table(body, "DxNumberBox", (box,), align="right")
        cell = begin_cell(begin_row(table, keep=True), CellLook(box, middle=True))
        draw_paragraph(cell, Paragraph(plain(document.number)), looks.NUMBER, Place(), ledger)
    draw_paragraph(body, Paragraph(plain(document.title)), looks.TITLE, Place(), ledger)
    if document.subtitle is not None:
        draw_paragraph(body, Paragraph(plain(document.subtitle)), looks.SUBTITLE, Place(), ledger)


def stamp_line(stamp: Stamp) -> str:
    """Return the left side of the footer: which drafts, of what date, and the digits that prove it; an empty date is none."""
    date = "日付未定" if stamp.date is None else stamp.date
    parts = (stamp.label, date, f"照合番号 {stamp.digest}" if stamp.digest else "")
    return _BLANK.join(part for part in parts if part)


def footer_part(stamp: Stamp, pages: int) -> bytes:
    """Return footer1.xml: the stamp at the left, page x / y at the right; `pages` is shown until Word counts."""
    footer = root("ftr")
    paragraph = begin_paragraph(footer, looks.FOOTER)
    write_text(child(paragraph, "r"), stamp_line(stamp) + "\t")
    write_field(paragraph, "PAGE", "1")
    write_text(child(paragraph, "r"), " / ")
    write_field(paragraph, "NUMPAGES", str(pages))
    return serialize(footer)
