"""The two sides of a change: old and new wording next to each other, what differs underlined on both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import Op
from dxplan_cli.model.node import Figure, Item, Kpi, Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Run, Style, Tone, quiet
from dxplan_cli.papers.places import kind_name, move_notes
from dxplan_cli.papers.values import contents_in_lines, field_lines

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Change
    from dxplan_cli.diff.segment import Segment
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.places import Atlas

NEW = "（新設）"
GONE = "（削除）"
UNNAMED = "（名称未設定）"


@dataclass(frozen=True, slots=True)
class Sides:
    """A change as two stacks of paragraphs."""

    old: tuple[blocks.Paragraph, ...]
    new: tuple[blocks.Paragraph, ...]


def sides_of(change: Change, atlas: Atlas) -> Sides:
    """Return both sides of a change; （新設） and （削除） stand where there is nothing."""
    came_from, went_to = move_notes(change, atlas) if change.moved else ("", "")
    old = _side(change, change.before, atlas, NEW, went_to)
    return Sides(old, _side(change, change.after, atlas, GONE, came_from))


def _side(
    change: Change, node: AnyNode | None, atlas: Atlas, otherwise: str, note: str
) -> tuple[blocks.Paragraph, ...]:
    if node is None:
        return (blocks.Paragraph(quiet(otherwise)),)
    is_old = node is change.before
    runs = tuple(filter(None, (_run(segment, is_old=is_old) for segment in change.segments)))
    head = (*_prefix(node), *(runs or quiet(UNNAMED)), *(quiet(note) if note else ()))
    style = Style.BULLET if isinstance(node, Item) else Style.BODY
    return (blocks.Paragraph(head, style), *(blocks.Paragraph(line) for line in _lines(change, node, atlas)))


def _run(segment: Segment, *, is_old: bool) -> Run | None:
    text = segment.before if is_old else segment.after
    if not text:
        return None
    return Run(text, tone=Tone.UNDERLINED if segment.op in {Op.DELETE, Op.INSERT} else Tone.PLAIN)


def _prefix(node: AnyNode) -> Runs:
    return quiet(f"（{kind_name(node)}）") if isinstance(node, Figure | Table | Kpi) else ()


def _lines(change: Change, node: AnyNode, atlas: Atlas) -> tuple[Runs, ...]:
    """Return what differs besides the words: all there is of a node that came or went, else the attributes."""
    if change.before is None or change.after is None:
        return tuple((Run(line, tone=Tone.UNDERLINED),) for line in contents_in_lines(node, atlas))
    is_old = node is change.before
    return tuple(
        (Run(f"{line.name}："), Run(line.before if is_old else line.after, tone=Tone.UNDERLINED))
        for line in field_lines(change, atlas)
    )
