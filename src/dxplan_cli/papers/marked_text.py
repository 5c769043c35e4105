"""Marked text: the words of a place with what came, what went and the marks, as the source paper prints them.

A mark for the node as a whole stands before its words, a mark for one edit
right behind it. A moved node is whole at both places. Keeping what is not old
gives the revised draft, keeping what is not new the base, exactly.
"""

from __future__ import annotations

from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import Op, edits_of
from dxplan_cli.model.node import Section, words_of
from dxplan_cli.papers.blocks import Revision, Run, Tone, remark
from dxplan_cli.papers.comments import commented_mark
from dxplan_cli.papers.consequence import consequence_note
from dxplan_cli.papers.labels import REPEATED
from dxplan_cli.papers.places import move_notes, numbered_title
from dxplan_cli.text.inferred import INFERRED, OLD_INFERRED
from dxplan_cli.text.keys import wording_key
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxplan_cli.diff.change import Change, Place
    from dxplan_cli.diff.segment import Segments
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.blocks import Runs
    from dxplan_cli.papers.material import Material
    from dxplan_cli.trace.mark import Mark


def marked_words(place: Place, material: Material) -> Runs:
    """Return the words of a place with revisions, marks, （再掲） and the remarks that belong behind them."""
    return (*_words_with_remarks(place, material), *inferred_sign(*versions_of(place)))


def inferred_sign(before: AnyNode | None, after: AnyNode | None) -> Runs:
    """Return the sign of a place whose words are inferred in a draft that has them; nothing where they were seen."""
    is_old = before is not None and before.reconstructed
    is_new = after is not None and after.reconstructed
    if not is_old and not is_new:
        return ()
    if is_old and is_new:
        return (_sign(INFERRED, Revision.SAME),)
    if is_new:
        return (_sign(INFERRED, Revision.INSERTED),)
    return (_sign(OLD_INFERRED if after is not None else INFERRED, Revision.DELETED),)


def _sign(text: str, inferred: Revision) -> Run:
    return Run(text, tone=Tone.REMARK, inferred=inferred)


def _words_with_remarks(place: Place, material: Material) -> Runs:
    if place.is_unchanged:
        return (*whole(words_of(place.node), Revision.SAME), *whole(_repeated(place.node), Revision.SAME))
    before, after = versions_of(place)
    change = change_at(place, material) if place.moved_away else place.change
    words = (*_own_words(place, material), *compared(before, after, _repeated))
    if change is None:
        return as_moved(words, place)
    came_from, went_to = move_notes(change, material.atlas) if change.moved else ("", "")
    if place.moved_away:
        return (*as_moved(words, place), *(remark(went_to) if went_to else ()))
    told = [note for note in (came_from, material.comparison.parts_note(change)) if note]
    notes = (run for note in told for run in remark(note))
    return (*as_moved(words, place), *notes, *_consequences(_marks_at(place, material), material))


def marked_title(place: Place, material: Material) -> Runs:
    """Return a section's heading: its number, then its marked title."""
    before, after = versions_of(place)
    runs = marked_words(place, material)
    marks = tuple(takewhile(lambda run: run.tone is Tone.MARK, runs))
    return (*marks, *as_moved(compared(before, after, _number), place), *runs[len(marks) :])


def words_with_marks(segments: Segments, marks: tuple[tuple[Mark, Run], ...]) -> Runs:
    """Return compared words with each mark's run at its place; words that only changed width know how they were."""
    behind: dict[int, list[Run]] = {}
    edits = edits_of(segments)
    for mark, run in marks:
        behind.setdefault(0 if mark.at is None else edits[mark.at].last, []).append(run)
    runs = list(behind.get(0, ()))
    for index, segment in enumerate(segments, start=1):
        match segment.op:
            case Op.DELETE:
                runs.append(Run(segment.before, Revision.DELETED))
            case Op.INSERT:
                runs.append(Run(segment.after, Revision.INSERTED))
            case Op.EQUAL:
                runs.append(Run(segment.after))
            case Op.NOTATION:
                runs.append(Run(segment.after, was=segment.before))
        runs += behind.get(index, ())
    return tuple(runs)


def versions_of(place: Place) -> tuple[AnyNode | None, AnyNode | None]:
    """Return what stands at a place in the base and in the revised draft; a moved node stands at each place once."""
    if place.moved_away:
        return place.node, None
    return (None if _has_arrived(place) else place.before), place.after


def move_of(place: Place) -> str | None:
    """Return the name both places of a moved node share."""
    return place.node.id if place.moved_away or _has_arrived(place) else None


def as_moved(runs: Runs, place: Place) -> Runs:
    """Return the words at either place of a moved node as moved, not as new or gone."""
    if move_of(place) is None:
        return runs
    moved = {Revision.INSERTED: Revision.MOVED_HERE, Revision.DELETED: Revision.MOVED_AWAY}
    return tuple(replace(run, revision=moved.get(run.revision, run.revision)) for run in runs)


def compared(before: AnyNode | None, after: AnyNode | None, read: Callable[[AnyNode], str]) -> Runs:
    """Compare something that can be read off both versions of a node, as a whole."""
    return compared_texts(read(before) if before is not None else "", read(after) if after is not None else "")


def compared_texts(old: str, new: str) -> Runs:
    """Compare two texts as wholes; the same words in another width are the same."""
    if old == new:
        return whole(new, Revision.SAME)
    if wording_key(old) == wording_key(new):
        return (Run(new, was=old),)
    return (*whole(old, Revision.DELETED), *whole(new, Revision.INSERTED))


def whole(text: str, revision: Revision) -> Runs:
    """Return a text as one run; an empty one is none."""
    return (Run(text, revision),) if text else ()


def revision_of(runs: Runs) -> Revision:
    """Return what a paragraph of such runs is as a whole: new or gone only when all of its words are."""
    found = {Revision.SAME if run.was is not None else run.revision for run in runs if run.is_said}
    return found.pop() if len(found) == 1 else Revision.SAME


def change_at(place: Place, material: Material) -> Change | None:
    """Return the change of wording of a place; at the spot a node has left, the change that took it away."""
    return material.comparison.by_node.get(place.node.id)


def _own_words(place: Place, material: Material) -> Runs:
    if place.moved_away:
        return whole(words_of(place.node), Revision.DELETED)
    before, after = versions_of(place)
    is_new = before is None and after is not None
    marks = tuple((mark, commented_mark(mark, material)) for mark in _marks_at(place, material))
    segments = place.change.segments if place.change is not None else ()
    if not segments:
        words = whole(words_of(place.node), Revision.INSERTED if is_new else Revision.SAME)
        return (*(run for _, run in marks), *words)
    runs = words_with_marks(segments, marks)
    return _as_new(runs) if is_new else runs


def _as_new(runs: Runs) -> Runs:
    """Return words as they stand at a place that is new for all of them; what is gone stands at the old one."""
    kept = [run for run in runs if not run.revision.is_old]
    new: list[Run] = []
    for is_about, group in groupby(kept, key=lambda run: run.is_about):
        if is_about:
            new += group
        else:
            new.append(Run("".join(run.text for run in group), Revision.INSERTED))
    return tuple(new)


def _marks_at(place: Place, material: Material) -> tuple[Mark, ...]:
    """Return the marks of a place; a draft compared with itself has none, whatever the papers beside it mark."""
    return material.trace.marks_by_node.get(place.node.id, ()) if place.change is not None else ()


def _has_arrived(place: Place) -> bool:
    return place.carried or (place.change is not None and place.change.moved)


def _repeated(node: AnyNode) -> str:
    return REPEATED if node.repeat_of is not None else ""


def _number(node: AnyNode) -> str:
    if not isinstance(node, Section) or not node.number:
        return ""
    return numbered_title(node).removesuffix(node.title)


def _consequences(marks: tuple[Mark, ...], material: Material) -> Runs:
    notes = (consequence_note(reason, mark, material) for mark in marks for reason in mark.reasons)
    return tuple(run for note in notes if note for run in remark(f"\u3000※{note}"))
