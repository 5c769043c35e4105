"""新旧対照表: new and old wording side by side, what differs underlined, with the opinion or reason beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeVar

from dxplan_cli.diff.change import Substance, walk_places
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.papers import blocks
from dxplan_cli.papers.blocks import Cell, Row, Style, Table, plain, quiet
from dxplan_cli.papers.cells import banner, heading_row, stacked_cell
from dxplan_cli.papers.explanations import explain, shortened
from dxplan_cli.papers.front import reconstructed_note
from dxplan_cli.papers.marked_text import change_at
from dxplan_cli.papers.material import dated_label, make_document
from dxplan_cli.papers.places import STEP, move_notes, numbered_title
from dxplan_cli.papers.sides import sides_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Change, Place
    from dxplan_cli.papers.blocks import PaperDocument
    from dxplan_cli.papers.material import Material

KIND = "comparison"
OMITTED = "（略）"
MOVED = "（移動）"
_WIDTHS = (0.36, 0.36, 0.28)
_EXCERPT = 20
Side = TypeVar("Side")


def make_comparison(material: Material) -> PaperDocument:
    """Make the comparison table; only what changed, grouped under the plan's headings, the rest folded."""
    revised, base = dated_label(material.comparison.revised), dated_label(material.comparison.base)
    lead = blocks.Paragraph(plain(f"{base}と{revised}の対照"), Style.LEAD)
    if not material.comparison.changes:
        nothing = blocks.Paragraph(plain("文言の違いはありません。"))
        return make_document(material, KIND, [lead, nothing], landscape=True)
    rows = _Rows(material)
    rows.put(material.comparison.places)
    table = Table(
        _WIDTHS,
        (heading_row(*_in_order(material, *_headings(material)), "意見・理由"), *rows.rows),
        summary="修正した箇所の新旧の文言と、もとになった意見または理由",
    )
    remark = blocks.Paragraph(plain("備考\u3000下線を引いた部分が、修正した部分です。"), Style.NOTE)
    return make_document(material, KIND, [lead, table, remark, *reconstructed_note(material)], landscape=True)


@dataclass(slots=True)
class _Rows:
    """The rows as they are gathered: a banner where the section changes, omissions next to each other are one."""

    material: Material
    rows: list[Row] = field(default_factory=list)
    here: tuple[Section, ...] = ()
    is_omitted: bool = False

    def put(self, places: Sequence[Place], path: tuple[Section, ...] = ()) -> None:
        """Put sibling places of the section at `path` in document order."""
        runs = [(is_changed, list(run)) for is_changed, run in groupby(places, key=_is_changed)]
        for (is_changed, run), following in zip_longest(runs, runs[1:]):
            if is_changed:
                for place in run:
                    self._put_changed(place, path)
            else:
                self._omit(path if following and _row_of_its_own(following[1][0]) else None)

    def _put_changed(self, place: Place, path: tuple[Section, ...]) -> None:
        node = place.node
        if place.moved_away or not isinstance(node, Section):
            self._put_row(place, path)
            return
        if _is_wording(place):
            self._put_row(place, (*path, node))
        self.put(place.children, (*path, node))

    def _put_row(self, place: Place, path: tuple[Section, ...]) -> None:
        change = change_at(place, self.material)
        if change is None:
            return
        if not place.moved_away:
            self._add(_row_of_change(change, self.material), path)
        elif change.old is not None and change.new is not None and change.old.path != change.new.path:
            self._add(_row_of_departure(change, self.material), path)

    def _omit(self, path: tuple[Section, ...] | None) -> None:
        """Put one （略） for what is left out here; under its own banner only when a row of its section follows."""
        if path is not None:
            self._go(path)
        if not self.is_omitted:
            self.rows.append(_sided(self.material, _remark(OMITTED), _remark(OMITTED), ()))
            self.is_omitted = True

    def _add(self, row: Row, path: tuple[Section, ...]) -> None:
        self._go(path)
        self.rows.append(row)
        self.is_omitted = False

    def _go(self, path: tuple[Section, ...]) -> None:
        """Say in banners that a section begins: its chapter, then the way from there down to it."""
        if path == self.here:
            return
        if path and path[:1] != self.here[:1]:
            self._banner(numbered_title(path[0]))
        if path[1:]:
            self._banner(STEP.join(numbered_title(section) for section in path[1:]))
        elif path[:1] == self.here[:1]:
            self._banner(numbered_title(path[0]))
        self.here = path
        self.is_omitted = False

    def _banner(self, title: str) -> None:
        self.rows.append(banner(plain(title), len(_WIDTHS)))


def _row_of_its_own(place: Place) -> bool:
    return not isinstance(place.node, Section) or place.moved_away or _is_wording(place)


def _row_of_change(change: Change, material: Material) -> Row:
    sides = sides_of(change, material.atlas)
    return _sided(material, sides.new, sides.old, explain(change, material))


def _row_of_departure(change: Change, material: Material) -> Row:
    """Return the row at the spot a node has left."""
    excerpt = shortened(words_of(change.subject), _EXCERPT)
    note = f"「{excerpt}」{move_notes(change, material.atlas)[1]}"
    return _sided(material, _remark(MOVED), _remark(note), ())


def _sided(
    material: Material,
    new: tuple[blocks.Paragraph, ...],
    old: tuple[blocks.Paragraph, ...],
    why: tuple[blocks.Paragraph, ...],
) -> Row:
    return Row((*map(stacked_cell, _in_order(material, new, old)), Cell(why)))


def _in_order(material: Material, new: Side, old: Side) -> tuple[Side, Side]:
    is_left = material.plan.settings.documents.comparison.new == "left"
    return (new, old) if is_left else (old, new)


def _headings(material: Material) -> tuple[str, str]:
    """Return the headings of the new and the old side: the settings' where they name both."""
    named = material.plan.settings.documents.comparison.headings
    match named:
        case (new, old):
            return new, old
        case _:
            return material.comparison.revised.label, material.comparison.base.label


def _is_changed(place: Place) -> bool:
    return any(_is_wording(each) or each.moved_away for each in walk_places((place,)))


def _is_wording(place: Place) -> bool:
    return place.change is not None and place.change.substance is Substance.WORDING


def _remark(text: str) -> tuple[blocks.Paragraph, ...]:
    return (blocks.Paragraph(quiet(text)),)
