"""Where everything stands that can be linked to: opinions, marks in either view of the comparison, and nodes.

A link is made only to what is really there, so none leads nowhere; its name is
made of an id by a rule that keeps different ids apart and lets no markup pass.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from dxplan_cli.papers.blocks import Frame, Heading, Paragraph, Table
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxplan_cli.papers.blocks import Block, Run
    from dxplan_cli.papers.site.site import Site

_UNSAFE = re.compile("[^A-Za-z0-9.-]")


class Part(StrEnum):
    """A part of the page; the value is its name in an address."""

    OVERVIEW = "overview"
    SIDES = "sides"
    MARKED = "marked"
    OPINIONS = "opinions"
    KPIS = "kpis"
    FINDINGS = "findings"


class Link(Value):
    """A way to an opinion: its address, and the number it is shown by."""

    address: str
    number: int


def name_of(sort: str, identity: str) -> str:
    """Return the name of an element: letters, digits, points and hyphens, all else by its code between two strokes."""
    return f"{sort}-{_UNSAFE.sub(lambda found: f'_{ord(found.group()):x}_', identity)}"


class Map(Value):
    """What can be linked to. `files` are the pages the parts are on; one file has an empty name for all of them."""

    files: Mapping[Part, str]
    numbers: Mapping[str, int]
    marks: frozenset[str]
    rows: frozenset[str]
    nodes: frozenset[str]


class View(Value):
    """A part while it is drawn: what its runs are named and where they lead."""

    part: Part
    map: Map

    def mark_name(self, run: Run) -> str:
        """Return the name of a mark at the places it can be linked to; empty elsewhere."""
        sorts = {Part.MARKED: "m", Part.SIDES: "s"}
        return name_of(sorts[self.part], run.mark) if run.mark is not None and self.part in sorts else ""

    def node_name(self, anchor: str | None) -> str:
        """Return the name of a node where it is linked to: in the marked text; empty elsewhere."""
        return name_of("n", anchor) if anchor is not None and self.part is Part.MARKED else ""

    def opinions(self, run: Run) -> tuple[Link, ...]:
        """Return the ways to the opinions a run speaks of."""
        known = (each.id for each in run.refers if each.is_opinion and each.id in self.map.numbers)
        return tuple(Link(self._to(Part.OPINIONS, "o", each), self.map.numbers[each]) for each in known)

    def way(self, run: Run) -> str:
        """Return where a run leads that is no list of opinions: a mark to its other place, else to a node; or nothing."""
        if run.mark is not None:
            return self._to_mark(run.mark)
        nodes = (each.id for each in run.refers if not each.is_opinion and each.id in self.map.nodes)
        return next((self._to(Part.MARKED, "n", each) for each in nodes), "")

    def _to_mark(self, mark: str) -> str:
        if self.part is not Part.MARKED and mark in self.map.marks:
            return self._to(Part.MARKED, "m", mark)
        return self._to(Part.SIDES, "s", mark) if self.part is not Part.SIDES and mark in self.map.rows else ""

    def _to(self, part: Part, sort: str, identity: str) -> str:
        return f"{self.map.files[part]}#{name_of(sort, identity)}"


def make_map(site: Site, files: Mapping[Part, str]) -> Map:
    """Find everything in a site that can be linked to."""
    marked = list(_paragraphs(site.marked.blocks))
    return Map(
        files,
        {row.id: row.number for row in site.opinions.rows},
        frozenset(run.mark for each in marked for run in each.runs if run.mark is not None),
        frozenset(run.mark for each in _paragraphs(site.sides.blocks) for run in each.runs if run.mark is not None),
        frozenset(each.anchor for each in marked if each.anchor is not None),
    )


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph | Heading]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block
            case Frame():
                yield from block.blocks
            case Table():
                yield from (each for row in block.rows for cell in row.cells for each in cell.blocks)
            case _:
                pass
