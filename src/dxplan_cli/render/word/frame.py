"""Frames: a box around paragraphs, as a table of one cell, so that bullets inside keep their indent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Paragraph, plain
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.paragraphs import Place, begin_paragraph, draw_paragraph
from dxplan_cli.render.word.tables import Accessibility, CellLook, begin_cell, begin_row, begin_table

if TYPE_CHECKING:
    from dxplan_cli.papers.blocks import Frame
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.xml import Element


def draw_frame(body: Element, frame: Frame, width: int, ledger: Ledger, *, keep: bool) -> None:
    """Append a frame `width` twips wide, its title in bold; `keep` forbids a page break inside it."""
    table = begin_table(body, "DxFrame", (width,), Accessibility(frame.title or ""))
    cell = begin_cell(begin_row(table, keep=keep), CellLook(width))
    if frame.title is not None:
        draw_paragraph(cell, Paragraph(plain(frame.title)), looks.FRAME_TITLE, Place(), ledger)
    for number, block in enumerate(frame.blocks, start=1):
        after = 0 if number == len(frame.blocks) else None
        draw_paragraph(cell, block, looks.IN_TEXT[block.style], Place(after=after), ledger)
    if frame.title is None and not frame.blocks:
        begin_paragraph(cell, looks.BODY)
