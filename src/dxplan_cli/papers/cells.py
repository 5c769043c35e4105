"""Cells of ruled tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Cell, Paragraph, Row, Run, Style, plain, quiet
from dxplan_cli.papers.labels import others_note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.model.opinion import Opinion
    from dxplan_cli.papers.blocks import Runs


def text_cell(text: str, align: str = "left") -> Cell:
    """Return a cell of plain text; a newline is a line break."""
    return runs_cell((Run(text),) if text else (), align)


def opinion_cell(opinion: Opinion) -> Cell:
    """Return a cell of an opinion's words and, below, how many more say so."""
    others = others_note(opinion)
    return stacked_cell((Paragraph(plain(opinion.text)), *((Paragraph(quiet(others)),) if others else ())))


def runs_cell(runs: Runs, align: str = "left") -> Cell:
    """Return a cell of one paragraph."""
    return Cell((Paragraph(runs),), align=align)


def stacked_cell(paragraphs: Iterable[Paragraph]) -> Cell:
    """Return a cell of several paragraphs."""
    return Cell(tuple(paragraphs))


def heading_row(*titles: str) -> Row:
    """Return the row of column titles."""
    return Row(tuple(text_cell(title, "center") for title in titles))


def banner(runs: Runs, columns: int) -> Row:
    """Return a shaded row over all columns, the caption of the rows that follow."""
    return Row((Cell((Paragraph(runs, Style.CAPTION),), span=columns, shaded=True),))
