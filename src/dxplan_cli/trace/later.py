"""The drafts after the one that made a change: do they still show it?

Whoever asks has the change as it was made, and the base it was made from.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of
from dxplan_cli.diff.tree import compare_drafts
from dxplan_cli.model.node import words_of
from dxplan_cli.text.keys import contains_folded
from dxplan_cli.trace.resolve import resolve_claim, versions_of
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.diff.segment import Edit
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.trace.resolve import Resolved


def lines_after(plan: Plan, draft_id: str) -> Iterator[tuple[Draft, ...]]:
    """Yield each line of drafts that descends from a draft, nearest first, down to one on which none is based."""
    children = [draft for draft in plan.drafts if draft.based_on == draft_id and draft.id != draft_id]
    for child in children:
        further = list(lines_after(plan, child.id))
        for line in further or [()]:
            yield child, *line


def undone_after(plan: Plan, comparison: Comparison, resolved: Resolved) -> Draft | None:
    """Return the draft after this comparison from which on a change of it is no longer there, where that is so."""
    later = LaterStates()
    for line in lines_after(plan, comparison.revised.id):
        draft = broken_from(line, partial(later.is_kept, comparison.base, resolved=resolved))
        if draft is not None:
            return draft
    return None


class LaterStates:
    """Compares the base of a change with the drafts after the one that made it; each pair once."""

    def __init__(self) -> None:
        self._compare = cache(_compared)

    def is_kept(self, base: Draft, later: Draft, resolved: Resolved) -> bool:
        """Tell whether a later draft, seen from the base of a change, still shows it."""
        comparison, versions = self._compare(_Pair(base, later))
        made = resolved.change
        later_changes = [
            again.change for again in resolve_claim(replace(resolved.claim, quote=None), comparison, versions)
        ]
        return made is not None and any(
            change is not None and _shows(change, made, resolved.edits) for change in later_changes
        )


class _Pair:
    """Two drafts, the same pair when they are the same objects: drafts are large to compare."""

    def __init__(self, base: Draft, revised: Draft) -> None:
        self.base, self.revised = base, revised

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self.base is other.base and self.revised is other.revised

    def __hash__(self) -> int:
        return hash((id(self.base), id(self.revised)))


def _compared(pair: _Pair) -> tuple[Comparison, dict[str, tuple[AnyNode, ...]]]:
    comparison = compare_drafts(pair.base, pair.revised)
    return comparison, versions_of(comparison)


def broken_from(line: Sequence[Draft], is_kept: Callable[[Draft], bool]) -> Draft | None:
    """Return the first draft of the stretch at the end of a line that does not keep a promise."""
    broken = None
    for draft in reversed(line):
        if is_kept(draft):
            break
        broken = draft
    return broken


def _shows(later: Change, made: Change, claimed: tuple[int, ...]) -> bool:
    """Tell whether a later change, from the same base, still shows some of what was made, or of its claimed edits."""
    if made.before is None:
        return later.after is not None
    if made.after is None:
        return later.after is None
    every = edits_of(made.segments)
    edits = [every[index] for index in claimed] if claimed else list(every)
    if later.after is None:
        return bool(edits) and not any(edit.after for edit in edits)
    is_edited = any(_shows_edit(later, edit, words_of(made.before)) for edit in edits)
    return is_edited or (not claimed and _shows_beyond_words(later, made))


def _shows_edit(later: Change, edit: Edit, base: str) -> bool:
    """Tell whether the base text is still edited where it was, or the new words stand somewhere else now."""
    spans = [(each.before_start, each.before_end) for each in edits_of(later.segments)]
    if any(start <= edit.before_end and edit.before_start <= end for start, end in spans):
        return True
    text = words_of(later.after) if later.after is not None else ""
    return bool(edit.after) and contains_folded(edit.after, text) and not contains_folded(edit.after, base)


def _shows_beyond_words(later: Change, made: Change) -> bool:
    """Tell whether a move, or a change of an attribute or a cell, is still there."""
    changed = {field.path for field in later.fields}
    return (made.moved and later.moved) or any(field.path in changed for field in made.fields)
