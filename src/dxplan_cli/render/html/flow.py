"""Flat blocks as HTML nests them: entries of a list together, a wording with the others offered for it, parts of tables."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.papers.blocks import Frame, Heading, Paragraph, Style, Table
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxplan_cli.papers.blocks import Block, Row


class Listing(Value):
    """Entries of one list."""

    entries: tuple[Paragraph, ...]


class Choice(Value):
    """Wordings to decide between: the draft's own, where it stands in a paragraph, and the others."""

    own: Paragraph | None
    others: tuple[Frame, ...]


class Band(Value):
    """Rows of a table under one banner, or none."""

    banner: Row | None
    rows: tuple[Row, ...]


Flow: TypeAlias = "Block | Listing | Choice"


def flow_of(blocks: Iterable[Block]) -> list[Flow]:
    """Return blocks with those that belong together as one."""
    chosen: list[Flow] = []
    for is_choice, group in groupby(blocks, key=_is_choice):
        if not is_choice:
            chosen += group
            continue
        own = chosen.pop() if chosen and isinstance(chosen[-1], Paragraph) and not chosen[-1].aside else None
        frames = tuple(each for each in group if isinstance(each, Frame))
        chosen.append(Choice(own if isinstance(own, Paragraph) else None, frames))
    flow: list[Flow] = []
    for is_entry, run in groupby(chosen, key=_is_entry):
        entries = list(run)
        flow += [Listing(tuple(each for each in entries if isinstance(each, Paragraph)))] if is_entry else entries
    return flow


def bands_of(table: Table) -> list[Band]:
    """Return the rows below the heading, parted by the banners that announce them."""
    bands: list[Band] = []
    for row in table.rows[table.header_rows :]:
        if _is_banner(row, len(table.widths)):
            bands.append(Band(row, ()))
        elif bands:
            bands[-1] = Band(bands[-1].banner, (*bands[-1].rows, row))
        else:
            bands.append(Band(None, (row,)))
    return bands


def outline_of(blocks: Iterable[Block], depth: int) -> list[Heading]:
    """Return the headings for a table of contents: those of what still stands, down to a level."""
    headings = [block for block in blocks if isinstance(block, Heading) and block.level <= depth]
    return [each for each in headings if each.anchor is not None and any(_is_said(each))]


def column_titles(table: Table) -> Sequence[str]:
    """Return what each column is called, for rows that stand alone on a narrow screen."""
    if table.header_rows != 1:
        return [""] * len(table.widths)
    cells = table.rows[0].cells
    return ["".join(run.text for each in cell.blocks for run in each.runs) for cell in cells for _ in range(cell.span)]


def _is_said(heading: Heading) -> Iterable[bool]:
    return (bool(run.text.strip()) and not run.revision.is_old for run in heading.runs)


def _is_choice(block: Block) -> bool:
    return isinstance(block, Frame) and block.is_choice


def _is_entry(flow: Flow) -> bool:
    return isinstance(flow, Paragraph) and flow.style is Style.BULLET


def _is_banner(row: Row, columns: int) -> bool:
    return len(row.cells) == 1 and row.cells[0].span == columns and columns > 1
