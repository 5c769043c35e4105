"""推進体制図: each outermost box above those it leads, which hang below it on lines; boxes that lead nobody share rows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from dxplan_cli.render.picture.grid import CardLook, cells, count_columns, draw_card, make_card
from dxplan_cli.render.picture.sheet import HEAD, Area
from dxplan_cli.value import Mutable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.papers.blocks import Entry, Organisation
    from dxplan_cli.render.picture.grid import Card
    from dxplan_cli.render.picture.sheet import Sheet

_LEADER = CardLook(HEAD, size=1.1, bold=True, pad=0.6, rule=0.11)
_MEMBER = CardLook(pad=0.55, rule=0.08)
_SINGLE = CardLook(pad=0.55, rule=0.08, bold=True)
_DEEP = CardLook(pad=0.4, round_by=0.25)
_GAP, _DROP, _SPINE, _STEP = 1.0, 1.3, 1.4, 1.2
_LEAST = 9.0
_DEEPEST = 4


class _Node(Mutable):
    """A box and those below it."""

    entry: Entry
    below: list[_Node]


def draw_organisation(organisation: Organisation, sheet: Sheet) -> float:
    """Draw the boxes and return their height in em."""
    top = 0.0
    for leads, run in groupby(_forest(organisation.entries), key=lambda node: bool(node.below)):
        nodes = list(run)
        top += _GAP if top else 0
        if leads:
            for number, node in enumerate(nodes):
                top = _draw_leader(node, sheet, top + (_GAP if number else 0))
        else:
            top = _draw_singles(nodes, sheet, top)
    return top


def _forest(entries: Sequence[Entry]) -> list[_Node]:
    """Return the outermost boxes; a box that skips a depth stands below the last one all the same."""
    roots: list[_Node] = []
    chain: list[_Node] = []
    for entry in entries:
        del chain[max(min(entry.depth, len(chain)), 0) :]
        node = _Node(entry, [])
        (chain[-1].below if chain else roots).append(node)
        chain.append(node)
    return roots


def _draw_singles(nodes: Sequence[_Node], sheet: Sheet, top: float) -> float:
    columns = count_columns(len(nodes), sheet.width, _LEAST, _GAP)
    wide = (sheet.width - _GAP * (columns - 1)) / columns
    cards = [make_card(node.entry.text, node.entry.remark, wide, _SINGLE) for node in nodes]
    places = cells([card.height for card in cards], columns, Area(0, top, sheet.width, 0), _GAP * 0.7)
    for card, place in zip(cards, places, strict=True):
        draw_card(sheet, card, place)
    return max(place.bottom for place in places)


def _draw_leader(node: _Node, sheet: Sheet, top: float) -> float:
    """Put a box across the sheet and those below it in rows; rows but the first hang on a line at the left."""
    card = make_card(node.entry.text, node.entry.remark, sheet.width, _LEADER)
    head = Area(0, top, sheet.width, card.height)
    columns = count_columns(len(node.below), sheet.width - _SPINE, _LEAST, _GAP)
    many = len(node.below) > columns
    left = _SPINE if many else 0.0
    wide = (sheet.width - left - _GAP * (columns - 1)) / columns
    bottom = head.bottom
    for first in range(0, len(node.below), columns):
        row = node.below[first : first + columns]
        cards = [make_card(each.entry.text, each.entry.remark, wide, _MEMBER) for each in row]
        high = max(each.height for each in cards)
        rail, y = bottom + _DROP / 2, bottom + _DROP
        last = left + (len(row) - 1) * (wide + _GAP) + wide / 2
        if first:
            sheet.line(((_SPINE / 2, head.bottom), (_SPINE / 2, rail), (last, rail)))
        ends = []
        for column, (each, member) in enumerate(zip(row, cards, strict=True)):
            place = Area(left + column * (wide + _GAP), y, wide, high)
            sheet.line(((place.middle, rail if first else head.bottom), (place.middle, y)))
            draw_card(sheet, member, place)
            ends.append(_draw_below(each, sheet, place, 1))
        bottom = max(ends)
    draw_card(sheet, card, head)
    return bottom


def _draw_below(node: _Node, sheet: Sheet, above: Area, depth: int) -> float:
    """Hang those below a box under it, one under the other, a step to the right; return the lowest edge."""
    bottom = above.bottom
    step = _STEP if depth < _DEEPEST else 0.0
    rail = above.x + _STEP / 2
    for each in node.below:
        wide = above.width - step
        card: Card = make_card(each.entry.text, each.entry.remark, wide, _DEEP)
        place = Area(above.x + step, bottom + _GAP / 2, wide, card.height)
        if step:
            middle = place.y + place.height / 2
            sheet.line(((rail, above.bottom), (rail, middle), (place.x, middle)))
        draw_card(sheet, card, place)
        bottom = _draw_below(each, sheet, place, depth + 1)
    return bottom
