"""Diagrams (体系図): an outline drawn as a ruled table, a column per depth, each parent beside all its children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Paragraph, Run, Style, Tone, plain, quiet
from dxplan_cli.render.word import looks
from dxplan_cli.render.word.page import split_width
from dxplan_cli.render.word.paragraphs import Place, begin_paragraph, draw_paragraph, draw_runs
from dxplan_cli.render.word.tables import Accessibility, CellLook, begin_cell, begin_row, begin_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Diagram, Runs
    from dxplan_cli.render.word.ledger import Ledger
    from dxplan_cli.render.word.xml import Element

_REMARK_SHARE = 2.0
_LEAF_SHARE = 1.6
_SHADES = (looks.SHADE, looks.PALE)


@dataclass(frozen=True, slots=True)
class Box:
    """One entry as drawn: its column, its first row and how many rows it covers."""

    depth: int
    text: str
    remark: str
    row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A diagram arranged: for each row the boxes from the outermost to the leaf.

    `remarks` asks for a last column, for what leaves say besides their name.
    """

    rows: tuple[tuple[Box, ...], ...]
    columns: int
    remarks: bool

    @property
    def shares(self) -> tuple[float, ...]:
        """How the columns divide the width: leaves need more than their parents, remarks most."""
        parents = [1.0] * (self.columns - 1)
        return (*parents, _LEAF_SHARE if parents else 1.0, *([_REMARK_SHARE] if self.remarks else []))


def outline(entries: Sequence[tuple[int, str, str]]) -> Outline:
    """Arrange entries: a leaf takes a row, a parent the rows of its leaves; a depth that skips a level moves up."""
    depths: list[int] = []
    for depth, _, _ in entries:
        depths.append(max(0, min(depth, depths[-1] + 1 if depths else 0)))
    leaves = [following <= depth for depth, following in zip(depths, [*depths[1:], 0], strict=True)] if depths else []
    rows: list[tuple[Box, ...]] = []
    chain: list[Box] = []
    for number, (_, text, remark) in enumerate(entries):
        depth = depths[number]
        end = next((at for at in range(number + 1, len(depths)) if depths[at] <= depth), len(depths))
        chain[depth:] = [Box(depth, text, remark, len(rows), sum(leaves[number:end]))]
        if leaves[number]:
            rows.append(tuple(chain))
    remarks = any(row[-1].remark for row in rows)
    return Outline(tuple(rows), max(depths, default=-1) + 1, remarks)


def draw_diagram(body: Element, diagram: Diagram, width: int, place: Place, ledger: Ledger) -> None:
    """Append the title as a caption and the outline; a group of the outermost depth stays on one page if it can."""
    draw_paragraph(body, Paragraph(plain(diagram.title), Style.CAPTION), looks.CAPTION, place, ledger)
    plan = outline(diagram.entries)
    if not plan.rows:
        return
    grid = split_width(width, plan.shares)
    table = begin_table(body, "DxTable", grid, Accessibility(diagram.title, diagram.alt))
    for number, row in enumerate(plan.rows):
        group_goes_on = row[0].row + row[0].rows - 1 > number
        element = begin_row(table, keep=True, least=looks.LEAF_HEIGHT)
        _draw_row(element, row, number, grid[: plan.columns], Place(keep_next=group_goes_on))
        if plan.remarks:
            cell = begin_cell(element, CellLook(grid[-1], middle=True))
            _write(cell, (Run(row[-1].remark),), Place(keep_next=group_goes_on))


def _draw_row(element: Element, row: Sequence[Box], number: int, grid: Sequence[int], place: Place) -> None:
    for box in row[:-1]:
        begins = box.row == number
        merge = None if box.rows == 1 else "restart" if begins else "continue"
        look = CellLook(grid[box.depth], merge=merge, shade=_SHADES[min(box.depth, 1)], middle=True)
        cell = begin_cell(element, look)
        _write(cell, _name(box) if begins else (), place)
        if begins and box.remark:
            _write(cell, quiet(box.remark), place)
    leaf = row[-1]
    shade = None if leaf.depth else _SHADES[0]
    look = CellLook(sum(grid[leaf.depth :]), len(grid) - leaf.depth, shade=shade, middle=True)
    _write(begin_cell(element, look), _name(leaf), place)


def _name(box: Box) -> Runs:
    return (Run(box.text, tone=Tone.PLAIN if box.depth else Tone.STRONG),)


def _write(cell: Element, runs: Runs, place: Place) -> None:
    draw_runs(begin_paragraph(cell, looks.CELL, place), runs)
