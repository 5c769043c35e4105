"""The rows of the 新旧対照表: changes under the plan's headings, what is left out folded to one row."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from dxplan_cli.diff.change import Place, Substance, walk_places
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.papers.blocks import Paragraph, Style, plain
from dxplan_cli.papers.comparison_form import MOVED
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.papers.marked_text import change_at
from dxplan_cli.papers.places import STEP, move_notes, numbered_title
from dxplan_cli.papers.sides import aside, sides_of, unchanged_sides
from dxplan_cli.papers.values import contents_in_lines
from dxplan_cli.text.inferred import INFERRED
from dxplan_cli.value import Mutable, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxplan_cli.diff.change import Change
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Row
    from dxplan_cli.papers.comparison_form import Form, Stack
    from dxplan_cli.papers.material import Material

Path: TypeAlias = tuple[Place, ...]
"""The sections from the chapter down."""
_EXCERPT = 20


def comparison_rows(form: Form, material: Material) -> list[Row]:
    """Return the rows of the whole comparison in document order."""
    rows = _Rows(form, material)
    rows.put(material.comparison.places)
    return rows.rows


class _Rows(Mutable):
    """The rows as they are gathered: a banner where the section changes, omissions next to each other are one."""

    form: Form
    material: Material
    rows: list[Row] = field(default_factory=list)
    here: tuple[str, ...] = ()
    is_omitted: bool = False

    def put(self, places: Sequence[Place], path: Path = ()) -> None:
        """Put sibling places of the section at `path` in document order."""
        runs = [(is_changed, list(run)) for is_changed, run in groupby(places, key=_is_changed)]
        for (is_changed, run), following in zip_longest(runs, runs[1:]):
            if is_changed or not self.form.settings.fold:
                for place in run:
                    self._put_place(place, path)
            else:
                self._omit(path if following and _is_row_of_its_own(following[1][0]) else None)

    def _put_place(self, place: Place, path: Path) -> None:
        if place.moved_away or not isinstance(place.node, Section):
            self._put_row(place, path)
            for child in place.children:
                self._put_place(child, (*path, place))
            return
        if _is_wording(place):
            self._put_heading(place, path)
        elif not self.form.settings.fold:
            self._announce(place, path)
        self.put(place.children, (*path, place))

    def _put_row(self, place: Place, path: Path) -> None:
        change = change_at(place, self.material)
        if place.moved_away:
            if change and change.old and change.new and change.old.path != change.new.path:
                self._add(self._departure(change), path)
        elif change is not None and change.substance is Substance.WORDING:
            sides = sides_of(change, self.material.atlas, self.form.settings)
            self._add(self.form.row(sides.new, sides.old, self.form.explain(change, self.material)), path)
        else:
            sides = unchanged_sides(place, self.material.atlas)
            self._add(self.form.row(sides.new, sides.old), path)

    def _departure(self, change: Change) -> Row:
        """Return the row at the spot a node has left, in the words it had there."""
        excerpt = shortened(words_of(change.before or change.subject), _EXCERPT)
        note = f"「{excerpt}」{move_notes(change, self.material.atlas)[1]}"
        return self.form.row(aside(MOVED), aside(note), self.form.departure)

    def _put_heading(self, place: Place, path: Path) -> None:
        """Put a section whose heading changed: what announces it shows both headings, and why."""
        change = place.change
        if change is None:
            return
        whole = (*path, place)
        sides = sides_of(change, self.material.atlas, self.form.settings)
        why = self.form.explain(change, self.material)
        if self._cut(whole) != whole:
            self._add(self.form.row(sides.new, sides.old, why), path)
            return
        self._go_chapter(path)
        above = path[1:]
        new = _as_heading(sides.new, change.after, [_title(each.after or each.node) for each in above])
        old = _as_heading(sides.old, change.before, [_title(each.before or each.node) for each in above])
        self.rows.append(self.form.row(new, old, why, shaded=True))
        self.here = _ids(whole)
        self.is_omitted = False

    def _announce(self, place: Place, path: Path) -> None:
        """Announce an unchanged section that is printed in full, with what hangs on it, unless one below it does."""
        own = [contents_in_lines(each, self.material.atlas) for each in (place.after, place.before) if each]
        if any(own):
            new, old = ([Paragraph(plain(line)) for line in lines] for lines in own)
            self._add(self.form.row(tuple(new), tuple(old)), (*path, place))
        elif not place.children:
            self._go((*path, place))

    def _omit(self, path: Path | None) -> None:
        """Put one （略） for what is left out here; under its own banner only when a row of its section follows."""
        omitted = self.form.settings.words.omitted
        if path is not None:
            self._go(path)
        if not self.is_omitted and omitted:
            self.rows.append(self.form.row(aside(omitted), aside(omitted)))
            self.is_omitted = True

    def _add(self, row: Row, path: Path) -> None:
        self._go(path)
        self.rows.append(row)
        self.is_omitted = False

    def _go(self, path: Path) -> None:
        """Say in banners that a section begins: its chapter, then the way from there down to it."""
        path = self._cut(path)
        if _ids(path) == self.here:
            return
        is_told = self._go_chapter(path)
        if path[1:]:
            self._banner(path[1:])
        elif path and not is_told:
            self._banner(path)
        self.here = _ids(path)
        self.is_omitted = False

    def _go_chapter(self, path: Path) -> bool:
        """Announce the chapter of a section below it if it is another one, or that chapter itself; say whether."""
        is_new = bool(path) and _ids(path)[:1] != self.here[:1]
        if is_new:
            self._banner(path[:1])
        return is_new

    def _banner(self, path: Path) -> None:
        new, old = (STEP.join(titles) for titles in _titles(path))
        self.rows.append(self.form.banner(new, old))

    def _cut(self, path: Path) -> Path:
        """Return the part of a path that is announced."""
        level = self.form.settings.level
        return path if level is None else path[:level]


def _as_heading(stack: Stack, node: AnyNode | None, above: Sequence[str]) -> Stack:
    """Return a side of a section as a heading, with the way down to it before it."""
    if node is None:
        return stack
    way = plain("".join(f"{title}{STEP}" for title in above)) if above else ()
    first, *rest = stack
    return (Paragraph((*way, *first.runs), Style.CAPTION), *rest)


def _titles(path: Path) -> tuple[list[str], list[str]]:
    """Return the headings of sections as the revised draft prints them, and as the base does."""
    return [_title(each.after or each.node) for each in path], [_title(each.before or each.node) for each in path]


def _title(node: AnyNode) -> str:
    title = numbered_title(node) if isinstance(node, Section) else words_of(node)
    return f"{title}{INFERRED}" if node.reconstructed else title


def _ids(path: Path) -> tuple[str, ...]:
    return tuple(place.node.id for place in path)


def _is_row_of_its_own(place: Place) -> bool:
    return not isinstance(place.node, Section) or place.moved_away or _is_wording(place)


def _is_changed(place: Place) -> bool:
    return any(_is_wording(each) or each.moved_away for each in walk_places((place,)))


def _is_wording(place: Place) -> bool:
    return place.change is not None and place.change.substance is Substance.WORDING
