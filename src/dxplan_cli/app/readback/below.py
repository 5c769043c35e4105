"""What is printed below a node and belongs to it: subtitle, source, note, the words that stand for a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.readback.paper import Part
from dxplan_cli.app.readback.wording import as_printed, note_in, source_in
from dxplan_cli.model.node import Figure, Section
from dxplan_cli.papers.labels import ELSEWHERE
from dxplan_cli.papers.values import note_text, source_text
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from dxplan_cli.model.node import AnyNode


def attached(node: AnyNode, origin: AnyNode | None, text: str, part: Part | None) -> AnyNode | None:
    """Return a node with a line below it read as a part of it; None where the line is a text of its own.

    `origin` is the node as it was, `part` what the line was to it; without a part the form of the line must tell.
    """
    match part:
        case Part.SUBTITLE if isinstance(node, Section):
            return _with_subtitle(node, origin, text)
        case Part.BODY if isinstance(node, Figure):
            return _without_picture(node, text)
        case _:
            return _with_source(node, origin, text, part) or _with_note(node, origin, text)


def _with_subtitle(section: Section, origin: AnyNode | None, text: str) -> Section | None:
    if section.subtitle or section.source or section.note:
        return None
    known = origin.subtitle if isinstance(origin, Section) else None
    return replace(section, subtitle=known if known and as_printed(known) == text else text)


def _without_picture(figure: Figure, text: str) -> Figure | None:
    """Return a figure whose picture is still missing; other words in its stead are a text of their own."""
    return figure if text == as_printed(ELSEWHERE) else None


def _with_source(node: AnyNode, origin: AnyNode | None, text: str, part: Part | None) -> AnyNode | None:
    if node.source or (node.note and part is not Part.SOURCE):
        return None
    if origin is not None and origin.source and as_printed(source_text(origin)) == text:
        return replace(node, source=origin.source)
    source = source_in(text)
    return None if source is None else replace(node, source=source)


def _with_note(node: AnyNode, origin: AnyNode | None, text: str) -> AnyNode | None:
    if node.note:
        return None
    if origin is not None and origin.note and as_printed(note_text(origin)) == text:
        return replace(node, note=origin.note)
    note = note_in(text)
    return None if note is None else replace(node, note=note)
