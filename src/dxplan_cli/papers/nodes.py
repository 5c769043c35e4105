"""Drawing the nodes of a place: paragraphs, items, tables, KPIs and figures as blocks, with all that hangs on them."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from dxplan_cli.model.node import Figure, Item, Kpi, Section, Table
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Frame, Run, Style, quiet
from dxplan_cli.papers.figures import draw_figure
from dxplan_cli.papers.kpis import draw_kpis
from dxplan_cli.papers.marked_text import compared, marked_words, versions_of
from dxplan_cli.papers.tables import draw_table
from dxplan_cli.papers.values import field_lines, note_text, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxplan_cli.diff.change import Place
    from dxplan_cli.diff.fields import FieldChange
    from dxplan_cli.papers.blocks import Block
    from dxplan_cli.papers.material import Material

_DRAWN: dict[type, frozenset[str]] = {
    Section: frozenset({"number", "subtitle"}),
    Table: frozenset({"rows", "columns", "sum"}),
    Kpi: frozenset({"unit", "actuals"}),
}
_ALWAYS_DRAWN = frozenset({"source", "note"})
_STATUS = {"proposed": "（別案）", "adopted": "（別案・採用）"}


def draw_leaves(places: Sequence[Place], material: Material, *, is_published: bool) -> list[Block]:
    """Draw neighbouring places that are no sections; KPIs that follow one another share a table.

    A published text has neither alternatives nor the secretariat's notes on work left.
    """
    drawn: list[Block] = []
    for is_kpi, run in groupby(places, key=lambda place: isinstance(place.node, Kpi) and not place.moved_away):
        group = list(run)
        if is_kpi:
            drawn += draw_kpis(group, material)
        for place, following in zip_longest(group, group[1:]):
            drawn += [] if is_kpi else _body(place, material)
            drawn += attachments(place, following, material, is_published=is_published)
    return drawn


def attachments(place: Place, following: Place | None, material: Material, *, is_published: bool) -> Iterator[Block]:
    """Yield what stands below a node: attributes that changed, alternatives, source, note, work left.

    Neighbours with the same source say it once, below the last of them.
    """
    before, after = versions_of(place)
    yield from map(_note, _undrawn_lines(place, material))
    if after is not None and not is_published:
        for alternative in after.alternatives:
            if alternative.status in _STATUS:
                yield Frame((blocks.Paragraph((Run(alternative.text),)),), title=_STATUS[alternative.status])
    source = compared(before, after, source_text)
    if source and (following is None or source != compared(*versions_of(following), source_text)):
        yield blocks.Paragraph(source, Style.NOTE)
    note = compared(before, after, note_text)
    if note:
        yield blocks.Paragraph(note, Style.NOTE)
    if after is not None and after.todo is not None and not is_published:
        due = f"（{after.todo.due}まで）" if after.todo.due else ""
        yield _note(f"※{after.todo.what}{due}")


def leaf_paragraph(place: Place, material: Material) -> blocks.Paragraph:
    """Return the words of a place as one paragraph, a bullet for an item."""
    style = Style.BULLET if isinstance(place.node, Item) else Style.BODY
    return blocks.Paragraph(marked_words(place, material), style, anchor=place.node.id)


def _body(place: Place, material: Material) -> list[Block]:
    match place.node:
        case Figure():
            return draw_figure(place, material)
        case _ if place.moved_away:
            return [leaf_paragraph(place, material)]
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
    return blocks.Paragraph(quiet(text), Style.NOTE)
