"""Walking the merged tree: headings, frames and leaves in document order, the same way for every full-text paper."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Section
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Heading, Revision
from dxplan_cli.papers.marked_text import compared, inferred_sign, marked_title, move_of, versions_of
from dxplan_cli.papers.nodes import attachments, draw_leaves
from dxplan_cli.papers.placed import anchor_of, own_paragraph
from dxplan_cli.papers.surroundings import surroundings_of
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Block, Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.surroundings import Surroundings

_DEEPEST = 4


class Drawing(Value):
    """How a paper draws sections.

    `framed` are the roles shown as a box, `before` what precedes a heading (a page break), `after` what follows a
    section's own text, ahead of the fields and themes below it, `title` the words of its heading and `level` its level.
    """

    material: Material
    is_published: bool = False
    framed: frozenset[str] = frozenset()
    before: Callable[[Place], list[Block]] | None = None
    after: Callable[[Place], list[Block]] | None = None
    title: Callable[[Place], Runs] | None = None
    level: Callable[[Place, int], int] | None = None


def draw_places(places: Sequence[Place], drawing: Drawing) -> list[Block]:
    """Draw a whole merged tree."""
    return _draw_siblings(places, surroundings_of(places), drawing, 1)


def _draw_siblings(places: Sequence[Place], surroundings: Surroundings, drawing: Drawing, level: int) -> list[Block]:
    drawn: list[Block] = []
    for is_section, run in groupby(places, key=_is_section):
        if is_section:
            drawn += [block for place in run for block in _draw_section(place, drawing, level)]
        else:
            drawn += draw_leaves(list(run), surroundings, drawing.material, is_published=drawing.is_published)
    return drawn


def _draw_section(place: Place, drawing: Drawing, level: int) -> list[Block]:
    level = drawing.level(place, level) if drawing.level else level
    own, parts = _split(place.children, drawing.material.atlas.scope_roles)
    surroundings = surroundings_of(place.children)
    body = _draw_siblings(own, surroundings, drawing, level + 1)
    frame = _frame(place, body, drawing)
    drawn = drawing.before(place) if drawing.before else []
    if frame is not None:
        drawn.append(frame)
    else:
        drawn += [*_opening(place, drawing, level), *body]
    drawn += drawing.after(place) if drawing.after else []
    return [*drawn, *_draw_siblings(parts, surroundings, drawing, level + 1)]


def _opening(place: Place, drawing: Drawing, level: int) -> list[Block]:
    """Draw heading, subtitle and what hangs on the section itself."""
    title = drawing.title(place) if drawing.title else marked_title(place, drawing.material)
    heading = Heading(min(level, _DEEPEST), title, anchor_of(place), _revision_of_section(place), move=move_of(place))
    subtitle = compared(*versions_of(place), _subtitle)
    drawn: list[Block] = [heading, *([own_paragraph(place, subtitle, blocks.Style.CAPTION)] if subtitle else [])]
    return [*drawn, *attachments(place, None, drawing.material, is_published=drawing.is_published)]


def _frame(place: Place, body: Sequence[Block], drawing: Drawing) -> Frame | None:
    """Return a section of a framed role as a box, if nothing but paragraphs is in it."""
    node = place.node
    paragraphs = tuple(block for block in body if isinstance(block, blocks.Paragraph))
    is_plain = len(paragraphs) == len(body) and not any(map(_is_section, place.children))
    if not isinstance(node, Section) or node.role not in drawing.framed or not paragraphs or not is_plain:
        return None
    is_seen = not inferred_sign(*versions_of(place))
    if place.change is None and move_of(place) is None and is_seen:
        return Frame(paragraphs, title=node.title, anchor=node.id)
    title = blocks.Paragraph(marked_title(place, drawing.material), anchor=anchor_of(place))
    return Frame((title, *paragraphs))


def _split(children: tuple[Place, ...], roles: frozenset[str]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Part a section's own text from the fields and themes that follow it."""
    first = next(
        (at for at, place in enumerate(children) if _is_section(place) and _role(place.node) in roles), len(children)
    )
    return children[:first], children[first:]


def _revision_of_section(place: Place) -> Revision:
    """Return what a heading is as a whole; an untitled one too is new where its section is new."""
    before, after = versions_of(place)
    is_moved = move_of(place) is not None
    if after is None:
        return Revision.MOVED_AWAY if is_moved else Revision.DELETED
    if before is None:
        return Revision.MOVED_HERE if is_moved else Revision.INSERTED
    return Revision.SAME


def _is_section(place: Place) -> bool:
    return isinstance(place.node, Section)


def _role(node: AnyNode) -> str | None:
    return node.role if isinstance(node, Section) else None


def _subtitle(node: AnyNode) -> str:
    return (node.subtitle or "") if isinstance(node, Section) else ""
