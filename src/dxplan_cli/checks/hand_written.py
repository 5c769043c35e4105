"""What was noted while files written by hand were read, with the node or the opinion each note is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.model.finding import ReadingNote
    from dxplan_cli.model.place import Place
    from dxplan_cli.model.plan import Plan


def noted(inspection: Inspection, code: str) -> Iterator[tuple[ReadingNote, str | None, str | None]]:
    """Yield the notes for a rule, each with the ids of its node and its opinion."""
    plan = inspection.plan
    for note in plan.notes:
        if note.code == code:
            yield note, _node_around(plan, note.place), _opinion_in(plan, note.place)


def _node_around(plan: Plan, place: Place) -> str | None:
    """Return the node a line stands in: the last one that begins above it in the same file."""
    nodes = (node for draft in plan.drafts for node in draft.nodes())
    above = [node for node in nodes if node.place.file == place.file and node.place.line <= place.line]
    last = max(above, key=lambda node: node.place.line, default=None)
    return last.id if last else None


def _opinion_in(plan: Plan, place: Place) -> str | None:
    return next((opinion.id for opinion in plan.opinions if opinion.place.file == place.file), None)
