"""Paragraphs that stand for a place, or hang on one, with the revision they are as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.papers import blocks
from dxplan_cli.papers.marked_text import move_of, revision_of

if TYPE_CHECKING:
    from dxplan_cli.diff.change import Place
    from dxplan_cli.papers.blocks import Former, Runs, Style


def placed_paragraph(place: Place, runs: Runs, style: Style, former: Former | None = None) -> blocks.Paragraph:
    """Return the paragraph that stands for a place; `former` is how it stands in the base if otherwise."""
    anchor, revision, move = anchor_of(place), revision_of(runs), move_of(place)
    return blocks.Paragraph(runs, style, anchor=anchor, revision=revision, move=move, former=former)


def own_paragraph(place: Place, runs: Runs, style: Style) -> blocks.Paragraph:
    """Return a paragraph of a node besides the one that stands for it."""
    return blocks.Paragraph(runs, style, revision=revision_of(runs), owner=anchor_of(place))


def anchor_of(place: Place) -> str | None:
    """Return the id a reader finds the place by; a node that has moved is found where it stands now."""
    return None if place.moved_away else place.node.id
