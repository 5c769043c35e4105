"""Figures made from data: the tree (体系図) and boxes (推進体制図) as diagrams, events (年表) as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.model.node import Figure, Section, walk
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Diagram, Frame, Revision, Run, Style
from dxplan_cli.papers.cells import heading_row, text_cell
from dxplan_cli.papers.marked_text import marked_words
from dxplan_cli.papers.places import numbered_title
from dxplan_cli.papers.values import contents_in_lines

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import Box
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material

FIELD, THEME, FOUNDATION = "分野", "テーマ", "基盤"
_EVENT_WIDTHS = (0.3, 0.7)


def draw_figure(place: Place, material: Material) -> list[Block]:
    """Draw a figure as it is now; one that is gone is told in words. Marks stand above it."""
    node = place.node
    runs = marked_words(place, material)
    if place.after is None or not isinstance(node, Figure):
        lines = contents_in_lines(node, material.atlas)
        gone = [blocks.Paragraph((Run(line, Revision.DELETED),), Style.NOTE) for line in lines]
        return [blocks.Paragraph(runs, Style.CAPTION, anchor=node.id), *gone]
    above = tuple(run for run in runs if run.text != node.title)
    drawn: list[Block] = [blocks.Paragraph(above, anchor=node.id)] if above else []
    return [*drawn, _drawing(node, material.comparison.revised)]


def tree_entries(draft: Draft) -> tuple[tuple[int, str, str], ...]:
    """Return the plan's structure: fields with their themes, then what supports them; without roles the headings."""
    sections = [node for node in walk(draft.chapters) if isinstance(node, Section)]
    fields = [section for section in sections if section.role == FIELD]
    entries = [entry for field in fields for entry in _with_below(field, THEME)]
    supports = [each for each in sections if _below(each, FOUNDATION)]
    entries += [entry for each in supports for entry in _with_below(each, FOUNDATION)]
    if entries:
        return tuple(entries)
    return tuple(
        entry
        for chapter in draft.chapters
        for entry in ((0, numbered_title(chapter), ""), *((1, each.title, "") for each in _sections(chapter)))
    )


def _drawing(figure: Figure, draft: Draft) -> Block:
    match figure.drawn_from:
        case "tree":
            return Diagram(figure.title, tree_entries(draft), figure.alt or "")
        case "boxes" if figure.boxes:
            return Diagram(figure.title, _box_entries(figure.boxes), figure.alt or "")
        case "events" if figure.events:
            rows = (blocks.Row((text_cell(each.when), text_cell(each.text))) for each in figure.events)
            return blocks.Table(
                _EVENT_WIDTHS, (heading_row("時期", "内容"), *rows), caption=figure.title, summary=figure.alt or ""
            )
        case _:
            words = blocks.Paragraph((Run(figure.alt or "（図は別に用意）"),), Style.NOTE)
            return Frame((words,), title=f"図\u3000{figure.title}")


def _with_below(section: Section, role: str) -> list[tuple[int, str, str]]:
    return [(0, section.title, section.subtitle or ""), *((1, each.title, "") for each in _below(section, role))]


def _below(section: Section, role: str) -> list[Section]:
    return [each for each in _sections(section) if each.role == role]


def _sections(section: Section) -> list[Section]:
    return [each for each in section.children if isinstance(each, Section)]


def _box_entries(boxes: tuple[Box, ...]) -> tuple[tuple[int, str, str], ...]:
    """Return boxes as an outline: each below the box it names, else outermost, in the order given."""
    entries: list[tuple[int, str, str]] = []
    left = list(boxes)

    def put(box: Box, depth: int) -> None:
        if box not in left:
            return
        left.remove(box)
        entries.append((depth, box.title, box.text or ""))
        for each in boxes:
            if each.under == box.title:
                put(each, depth + 1)

    titles = {box.title for box in boxes}
    for box in boxes:
        if box.under is None or box.under not in titles:
            put(box, 0)
    for box in boxes:
        put(box, 0)
    return tuple(entries)
