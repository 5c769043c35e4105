"""Marked text: the words of a place with what came, what went and the marks, as the source paper prints them.

A mark for the node as a whole stands before its words, a mark for one edit
right behind it. A moved node is whole-inserted where it stands now and
whole-deleted where it stood. Keeping what is not deleted gives the revised
draft, keeping what is not inserted the base.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from dxplan_cli.diff.change import Substance
from dxplan_cli.diff.segment import Op, edits_of
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.papers.blocks import Revision, Run, Tone
from dxplan_cli.papers.consequence import consequence_note
from dxplan_cli.papers.labels import mark_run
from dxplan_cli.papers.places import move_notes, numbered_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.diff.change import Change, Place
    from dxplan_cli.diff.segment import Segments
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.mark import Mark

REPEATED = "（再掲）"


def marked_words(place: Place, material: Material) -> Runs:
    """Return the words of a place with revisions, marks, （再掲） and the remarks that belong behind them."""
    before, after = versions_of(place)
    change = change_at(place, material)
    repeated = compared(before, after, _repeated)
    if change is None or change.substance is not Substance.WORDING:
        return (*_whole(words_of(place.node), Revision.SAME), *repeated)
    marks = material.trace.marks_by_node.get(place.node.id, ())
    if place.moved_away:
        note = move_notes(change, material.atlas)[1]
        return (*_whole(words_of(place.node), Revision.DELETED), *repeated, _remark(note))
    if change.moved:
        words = _whole(words_of(place.node), Revision.INSERTED)
        remarks = (_remark(move_notes(change, material.atlas)[0]), *_consequences(marks, material))
        return (*map(mark_run, marks), *words, *repeated, *remarks)
    return (*words_with_marks(change.segments, marks), *repeated, *_consequences(marks, material))


def marked_title(place: Place, material: Material) -> Runs:
    """Return a section's heading: its number, then its marked title."""
    before, after = versions_of(place)
    runs = marked_words(place, material)
    marks = tuple(takewhile(lambda run: run.tone is Tone.MARK, runs))
    return (*marks, *compared(before, after, _number), *runs[len(marks) :])


def words_with_marks(segments: Segments, marks: tuple[Mark, ...]) -> Runs:
    """Return compared words with each mark at its place; words that only changed width show the new writing."""
    behind: dict[int, list[Run]] = {}
    edits = edits_of(segments)
    for mark in marks:
        behind.setdefault(0 if mark.at is None else edits[mark.at].last, []).append(mark_run(mark))
    runs = list(behind.get(0, ()))
    for index, segment in enumerate(segments, start=1):
        match segment.op:
            case Op.DELETE:
                runs.append(Run(segment.before, Revision.DELETED))
            case Op.INSERT:
                runs.append(Run(segment.after, Revision.INSERTED))
            case Op.EQUAL | Op.NOTATION:
                runs.append(Run(segment.after))
        runs += behind.get(index, ())
    return tuple(runs)


def versions_of(place: Place) -> tuple[AnyNode | None, AnyNode | None]:
    """Return what stands at a place in the base and in the revised draft; a moved node stands at each place once."""
    if place.moved_away:
        return place.node, None
    if place.change is not None and place.change.moved:
        return None, place.after
    return place.before, place.after


def compared(before: AnyNode | None, after: AnyNode | None, read: Callable[[AnyNode], str]) -> Runs:
    """Compare something that can be read off both versions of a node, as a whole."""
    return revised(read(before) if before is not None else "", read(after) if after is not None else "")


def revised(old: str, new: str) -> Runs:
    """Return two wordings as a whole: one where they are the same, else the old one gone and the new one come."""
    if old == new:
        return _whole(new, Revision.SAME)
    return (*_whole(old, Revision.DELETED), *_whole(new, Revision.INSERTED))


def change_at(place: Place, material: Material) -> Change | None:
    """Return the change of a place; at the spot a node has left, the change that took it away."""
    return material.comparison.by_node.get(place.node.id) if place.moved_away else place.change


def _whole(text: str, revision: Revision) -> Runs:
    return (Run(text, revision),) if text else ()


def _remark(text: str) -> Run:
    return Run(text, tone=Tone.QUIET)


def _repeated(node: AnyNode) -> str:
    return REPEATED if node.repeat_of is not None else ""


def _number(node: AnyNode) -> str:
    if not isinstance(node, Section) or not node.number:
        return ""
    return numbered_title(node).removesuffix(node.title)


def _consequences(marks: tuple[Mark, ...], material: Material) -> Runs:
    notes = (consequence_note(reason, mark, material) for mark in marks for reason in mark.reasons)
    return tuple(_remark(f"\u3000※{note}") for note in notes if note)
