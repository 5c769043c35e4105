"""A draft of a plan as it would be printed: beside a file, only what stands on paper can be compared.

KPIs become tables, notes and sources paragraphs, as in the papers; ids stay.
What paper cannot say, roles and how figures are drawn, is given to both sides.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.manuscript.pieces import TYPED_BULLET, Caption, Entry, Grid, Heading, Image, Manuscript, Text
from dxplan_cli.intake.manuscript.tree import grow
from dxplan_cli.model.node import Figure, Section, children_of
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Style
from dxplan_cli.papers.material import Material
from dxplan_cli.papers.sections import Drawing, draw_places
from dxplan_cli.trace.trace import compare_only
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.intake.manuscript.pieces import Piece
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.papers.blocks import Block, Runs


_PART: Final = "（付記）"
"""Behind the id of a node: what is printed of it besides its words; no id of a plan has it."""


def print_draft(plan: Plan, draft: Draft) -> Draft:
    """Return a draft as a reader of the paper would take it down."""
    trace = compare_only(plan, draft, draft)
    material = Material(plan, trace, None, None, blocks.Stamp(draft.label, draft.date, ""))
    drawn = draw_places(trace.comparison.places, Drawing(material, is_published=True))
    return take_down(drawn, draft)


def take_down(drawn: Iterable[Block], draft: Draft) -> Draft:
    """Return what a reader would take down of a paper that shows a draft; what is of the draft has its ids."""
    pieces = tuple(_told_apart(piece for block in drawn for piece in pieces_of(block)))
    chapters = grow(Manuscript(pieces)).chapters
    inferred = frozenset(node.id for node in draft.nodes() if node.reconstructed)
    if inferred:
        chapters = tuple(_signed_section(chapter, inferred) for chapter in chapters)
    return with_unprinted(replace(draft, chapters=chapters, files=()), draft)


def _signed_section(section: Section, inferred: frozenset[str]) -> Section:
    """Return a section with the nodes of inferred words saying so, as their signs do on paper."""
    children = tuple(
        _signed_section(child, inferred)
        if isinstance(child, Section)
        else replace(child, reconstructed=child.id in inferred)
        for child in section.children
    )
    return replace(section, children=children, reconstructed=section.id in inferred)


def owner_of(node_id: str) -> str:
    """Return the node of the plan a printed paragraph is part of, by its id; that of a node is its own."""
    return node_id.partition(_PART)[0]


def _told_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Number what several paragraphs say more of one node."""
    met: Counter[str] = Counter()
    for piece in pieces:
        name = piece.id
        if name is not None and name.endswith(_PART):
            met[name] += 1
            yield replace(piece, id=f"{name}{met[name]}")
        else:
            yield piece


def with_unprinted(draft: Draft, known: Draft) -> Draft:
    """Return a draft with what paper cannot say taken from the nodes of the same id: roles, and figures but their titles."""
    nodes = {node.id: node for node in known.nodes()}
    return replace(draft, chapters=tuple(_section(chapter, nodes) for chapter in draft.chapters))


def figures_of(draft: Draft, known: Draft) -> int:
    """Count the figures both drafts have, which cannot be compared: one is drawn from data, one comes as a picture."""
    ids = {node.id for node in known.nodes() if isinstance(node, Figure)}
    return sum(isinstance(node, Figure) and node.id in ids for node in draft.nodes())


def _section(section: Section, nodes: Mapping[str, AnyNode]) -> Section:
    known = nodes.get(section.id)
    role = known.role if isinstance(known, Section) else section.role
    children = tuple(
        _section(child, nodes) if isinstance(child, Section) else _figure(child, nodes)
        for child in children_of(section)
    )
    return replace(section, role=role, children=children)


def _figure(node: AnyNode, nodes: Mapping[str, AnyNode]) -> AnyNode:
    known = nodes.get(node.id)
    if not isinstance(node, Figure) or not isinstance(known, Figure):
        return node
    return replace(known, title=node.title, source=None, note=None)


def pieces_of(block: Block) -> Iterator[Piece]:
    """Yield what a reader of the paper takes a block down as."""
    match block:
        case blocks.Heading(level, runs, anchor) if _text(runs):
            yield Heading(level, _text(runs), id=anchor)
        case blocks.Paragraph():
            yield from _paragraph(block)
        case blocks.Frame():
            yield from (Text(title, block.anchor) for title in (block.title,) if title)
            yield from (piece for each in block.blocks for piece in _paragraph(each))
        case blocks.Table():
            yield from _table(block)
        case blocks.Picture():
            yield Image("", block.alt)
        case _:
            pass


def _paragraph(block: blocks.Paragraph) -> Iterator[Piece]:
    if block.inferred is not None:
        return
    text = _text(block.runs)
    anchor = f"{block.owner}{_PART}" if block.owner is not None else block.anchor
    if block.style is Style.CAPTION and (text or block.anchor):
        yield Caption(text, anchor)
    elif text:
        is_entry = block.style is Style.BULLET
        typed = None if is_entry and block.number else TYPED_BULLET.match(text)
        if typed is not None:
            yield Entry(text[typed.end() :], anchor, block.level)
        else:
            yield Entry(text, anchor, block.level, block.number) if is_entry else Text(text, anchor)


def _table(table: blocks.Table) -> Iterator[Piece]:
    if table.caption:
        yield Caption(table.caption.strip())
    if len(table.widths) == 1:
        yield from (p for row in table.rows for cell in row.cells for each in cell.blocks for p in _paragraph(each))
        return
    rows = (tuple(text for cell in row.cells for text in (_cell(cell), *[""] * (cell.span - 1))) for row in table.rows)
    heads = min(table.header_rows, len(table.rows) - 1)  # a row alone is read as a row, whatever it is marked as
    yield Grid(tuple(rows), heads, id=table.anchor, keys=tuple(row.anchor for row in table.rows))


def _cell(cell: blocks.Cell) -> str:
    return "\n".join(filter(None, (_text(block.runs) for block in cell.blocks)))


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs if run.inferred is None).strip()
