"""Drawing the nodes of a place: paragraphs, items, tables, KPIs and figures as blocks, with all that hangs on them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Figure, Item, Kpi, Paragraph, Section, Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Former, Frame, Run, Style, quiet
from dxplan_cli.papers.figures import draw_figure
from dxplan_cli.papers.kpis import draw_kpis
from dxplan_cli.papers.marked_text import compared, compared_texts, marked_words, versions_of
from dxplan_cli.papers.placed import own_paragraph, placed_paragraph
from dxplan_cli.papers.surroundings import key_of
from dxplan_cli.papers.tables import draw_table
from dxplan_cli.papers.values import field_lines, note_text, source_text
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.diff.fields import FieldChange
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material
    from dxplan_cli.papers.surroundings import Pair, Surroundings

_DRAWN: dict[type, frozenset[str]] = {
    Section: frozenset({"number", "subtitle"}),
    Table: frozenset({"rows", "columns", "sum"}),
    Kpi: frozenset({"unit", "actuals"}),
}
_SAYS_ITS_SOURCE_BELOW = (Paragraph, Item, Table, Figure)
_ALWAYS_DRAWN = frozenset({"source", "note"})
_STATUS = {"proposed": "（別案）", "adopted": "（別案・採用）"}


def draw_leaves(
    places: Sequence[Place], surroundings: Surroundings, material: Material, *, is_published: bool
) -> list[Block]:
    """Draw neighbouring places that are no sections; KPIs that follow one another share a table.

    A published text has neither alternatives nor the secretariat's notes on work left.
    """
    drawn: list[Block] = []
    for is_kpi, run in groupby(places, key=lambda place: isinstance(place.node, Kpi)):
        group = list(run)
        if is_kpi:
            drawn += draw_kpis(group, surroundings, material)
            for place in group:
                drawn += _changed_attributes(place, material)
                node = None if is_published else versions_of(place)[1]
                drawn += [*_alternatives(node), *_work_left(node)]
            continue
        for place in group:
            drawn += _body(place, material)
            following = surroundings[key_of(place)].after
            drawn += attachments(place, following, material, is_published=is_published)
    return drawn


def attachments(place: Place, following: Pair | None, material: Material, *, is_published: bool) -> list[Block]:
    """Return what stands below a node: attributes that changed, alternatives, source, note, work left.

    Neighbours with the same source say it once, below the last of them.
    """
    if place.is_unchanged and not _has_more(place.node):
        return []
    before, after = versions_of(place)
    source = compared_texts(
        _source(before, following.base if following else None), _source(after, following.revised if following else None)
    )
    lines = (source, compared(before, after, note_text))
    own = [own_paragraph(place, line, Style.NOTE) for line in lines if line]
    remarks = [*_changed_attributes(place, material), *([] if is_published else _alternatives(after))]
    return [*remarks, *own, *([] if is_published else _work_left(after))]


def _has_more(node: AnyNode) -> bool:
    """Tell whether anything can stand below a node that did not change."""
    return bool(node.source or node.note or node.alternatives or node.todo)


def _changed_attributes(place: Place, material: Material) -> list[Block]:
    return [_note(line) for line in _undrawn_lines(place, material)]


def _alternatives(node: AnyNode | None) -> Iterator[Block]:
    for alternative in node.alternatives if node is not None else ():
        if alternative.status in _STATUS:
            words = (blocks.Paragraph((Run(alternative.text),), owner=node.id if node is not None else None),)
            yield Frame(words, title=_STATUS[alternative.status], aside=True, is_choice=True)


def _work_left(node: AnyNode | None) -> Iterator[Block]:
    if node is not None and node.todo is not None:
        due = f"（{node.todo.due}まで）" if node.todo.due else ""
        yield replace(_note(f"※{node.todo.what}{due}"), owner=node.id)


def leaf_paragraph(place: Place, material: Material) -> blocks.Paragraph:
    """Return the words of a place as one paragraph, a bullet for an item."""
    before, after = versions_of(place)
    style, level, number = _standing(before, material.atlas.base_numbers)
    former = None
    if after is not None:
        was = (style, level, number)
        style, level, number = _standing(after, material.atlas.revised_numbers)
        former = _former(before, after, was) if before is not None and was != (style, level, number) else None
    runs = marked_words(place, material)
    if place.is_unchanged:
        return blocks.Paragraph(runs, style, level, anchor=place.node.id, former=former, number=number)
    return replace(placed_paragraph(place, runs, style, former), level=level, number=number)


def _standing(node: AnyNode | None, numbers: Mapping[str, str]) -> tuple[Style, int, str | None]:
    """Return how a node stands in a draft: as text, or as an entry of a list at a depth with its number there."""
    return (Style.BULLET, node.level, numbers.get(node.id)) if isinstance(node, Item) else (Style.BODY, 0, None)


def _former(before: AnyNode, after: AnyNode, was: tuple[Style, int, str | None]) -> Former:
    forms = [(each.level, each.number) for each in (before, after) if isinstance(each, Item)]
    return Former(*was, goes_on=len(forms) == 2 and forms[0] == forms[1])


def _source(node: AnyNode | None, following: AnyNode | None) -> str:
    source = source_text(node) if node is not None else ""
    is_said_below = isinstance(following, _SAYS_ITS_SOURCE_BELOW) and source_text(following) == source
    return "" if is_said_below else source


def _body(place: Place, material: Material) -> list[Block]:
    match place.node:
        case Figure():
            return draw_figure(place, material)
        case Table():
            return draw_table(place, material)
        case _:
            return [leaf_paragraph(place, material)]


def _undrawn_lines(place: Place, material: Material) -> Iterator[str]:
    """Yield the attributes that changed and cannot be seen in the drawing itself."""
    if place.change is None or place.change.moved:
        return
    drawn = _ALWAYS_DRAWN | _DRAWN.get(type(place.node), frozenset())
    for line in field_lines(place.change, material.atlas, lambda field: not _is_drawn(field, drawn)):
        yield f"（変更）{line}"


def _is_drawn(field: FieldChange, drawn: frozenset[str]) -> bool:
    return str(field.path[0]) in drawn or field.path[1:] == ("value",)


def _note(text: str) -> blocks.Paragraph:
    return blocks.Paragraph(quiet(text), Style.NOTE, aside=True)
