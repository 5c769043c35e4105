"""The four ways to show the revisions of a paper, as functions from paper to paper.

`accepted` is the revised draft, `rejected` the base; neither has anything left
that speaks about the drafts, but signs of words that are inferred go with those
words. `tracked` keeps both, for a file in which the reader can accept or reject
each of them.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import (
    Cell,
    Frame,
    Heading,
    Paragraph,
    Picture,
    Revision,
    Row,
    Run,
    Table,
    Tone,
)
from dxplan_cli.text.inferred import INFERRED
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.papers.blocks import Block, PaperDocument, Runs


class Manner(StrEnum):
    """How a paper shows what came and what went."""

    MARKED = "marked"
    """Struck through and underlined, with marks (見え消し)."""
    TRACKED = "tracked"
    """As revisions of the word processor (変更履歴), with comments instead of marks."""
    ACCEPTED = "accepted"
    """As if every revision were accepted (溶け込み)."""
    REJECTED = "rejected"
    """As if every revision were rejected: the base."""


def show(document: PaperDocument, manner: Manner) -> PaperDocument:
    """Return the paper as it is shown in that manner."""
    match manner:
        case Manner.MARKED:
            return replace(document, blocks=tuple(block for block in document.blocks if not _is_old_picture(block)))
        case Manner.TRACKED:
            return replace(document, blocks=tuple(_tracked_blocks(document)))
        case Manner.ACCEPTED:
            return replace(document, blocks=tuple(_kept_blocks(document, revised=True)))
        case Manner.REJECTED:
            return replace(document, blocks=tuple(_kept_blocks(document, revised=False)))


def _tracked_blocks(document: PaperDocument) -> Iterator[Block]:
    """Yield the blocks with signs of inferred words as revisions, so that they come and go with those words."""
    for block in document.blocks:
        match block:
            case Heading():
                yield replace(block, runs=_tracked_runs(block.runs))
            case Paragraph(inferred=Revision() as inferred):
                yield replace(block, aside=False, revision=inferred, runs=_revised_runs(block.runs, inferred))
            case Paragraph(aside=False):
                yield _tracked_paragraph(block)
            case Table():
                yield replace(block, rows=tuple(_tracked_row(row) for row in block.rows))
            case Frame(aside=False):
                yield replace(block, blocks=tuple(_tracked_paragraph(each) for each in block.blocks))
            case Paragraph() | Frame():
                continue
            case _:
                yield block


def _tracked_row(row: Row) -> Row:
    return replace(row, cells=tuple(_tracked_cell(cell) for cell in row.cells))


def _tracked_cell(cell: Cell) -> Cell:
    return replace(cell, blocks=tuple(_tracked_paragraph(each) for each in cell.blocks))


def _tracked_paragraph(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, runs=_tracked_runs(paragraph.runs))


def _tracked_runs(runs: Runs) -> Runs:
    return tuple(run if run.inferred is None else _sign(run.inferred) for run in runs)


def _revised_runs(runs: Runs, revision: Revision) -> Runs:
    return tuple(replace(run, revision=revision) for run in runs)


def _sign(inferred: Revision) -> Run:
    """Return the sign as a part of the draft in which the words are inferred."""
    return Run(INFERRED, inferred, Tone.QUIET)


def _is_old_picture(block: Block) -> bool:
    """Tell whether a picture is gone: on paper it cannot be struck through, its caption is."""
    return isinstance(block, Picture) and block.revision.is_old


def _kept_blocks(document: PaperDocument, *, revised: bool) -> Iterator[Block]:
    for block in document.blocks:
        match block:
            case Heading() | Picture():
                yield from _kept_alone(block, revised=revised)
            case Paragraph():
                yield from _kept_paragraph(block, revised=revised)
            case Table():
                yield from _kept_table(block, revised=revised)
            case Frame():
                yield from _kept_frame(block, revised=revised)
            case _:
                yield block


def _kept_alone(block: Heading | Picture, *, revised: bool) -> Iterator[Block]:
    if not _is_kept(block.revision, revised=revised):
        return
    if isinstance(block, Heading):
        block = replace(block, runs=_kept_runs(block.runs, revised=revised), move=None)
    yield replace(block, revision=Revision.SAME)


def _kept_table(table: Table, *, revised: bool) -> Iterator[Table]:
    rows = tuple(_kept_row(row, revised=revised) for row in table.rows if _is_kept(row.revision, revised=revised))
    heads = sum(_is_kept(row.revision, revised=revised) for row in table.rows[: table.header_rows])
    if rows or not table.rows:
        yield replace(table, rows=rows, header_rows=heads)


def _kept_frame(frame: Frame, *, revised: bool) -> Iterator[Frame]:
    parts = tuple(part for each in frame.blocks for part in _kept_paragraph(each, revised=revised))
    if not frame.aside and (parts or not frame.blocks):
        yield replace(frame, blocks=parts)


def _kept_paragraph(paragraph: Paragraph, *, revised: bool) -> Iterator[Paragraph]:
    if paragraph.inferred is not None:
        if _is_kept(paragraph.inferred, revised=revised):
            yield replace(paragraph, aside=False, inferred=None)
        return
    if not paragraph.aside and _is_kept(paragraph.revision, revised=revised):
        runs = _kept_runs(paragraph.runs, revised=revised)
        kept = replace(paragraph, runs=runs, former=None, revision=Revision.SAME, move=None)
        was = None if revised else paragraph.former
        yield kept if was is None else replace(kept, style=was.style, level=was.level, number=was.number)


def _kept_row(row: Row, *, revised: bool) -> Row:
    return replace(row, cells=tuple(_kept_cell(cell, revised=revised) for cell in row.cells), revision=Revision.SAME)


def _kept_cell(cell: Cell, *, revised: bool) -> Cell:
    return replace(cell, blocks=tuple(part for each in cell.blocks for part in _kept_paragraph(each, revised=revised)))


def _kept_runs(runs: Runs, *, revised: bool) -> Runs:
    """Return the words of one draft; neighbours of one look are one run."""
    signed = _tracked_runs(runs)
    kept = (run for run in signed if not run.is_about and _is_kept(run.revision, revised=revised))
    written = ((run.tone, run.text if revised or run.was is None else run.was) for run in kept)
    looks = groupby(written, key=lambda pair: pair[0])
    return tuple(Run("".join(text for _, text in group), tone=tone) for tone, group in looks)


def _is_kept(revision: Revision, *, revised: bool) -> bool:
    return not (revision.is_old if revised else revision.is_new)
