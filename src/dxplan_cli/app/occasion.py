"""Which two drafts a command speaks of, and for which meeting: one rule for all commands.

The drafts named; else what the named meeting discusses; else the last draft and the one it is based on, and the
meeting that discusses these two, if there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.app.lookup import find_meeting
from dxplan_cli.app.manuscripts import is_manuscript
from dxplan_cli.app.pair import Compared, Names, compare_pair
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.model.meeting import Meeting
    from dxplan_cli.model.plan import Draft, Plan
    from dxplan_cli.trace.trace import Trace

_ONE_STEP = 2
"""So many drafts leave no doubt which two are compared."""


class Occasion(Value):
    """Two drafts compared, and the meeting that discusses them."""

    compared: Compared
    meeting: Meeting | None

    @property
    def trace(self) -> Trace:
        """The comparison with what explains it."""
        return self.compared.trace

    @property
    def told(self) -> str:
        """The pair and the meeting in words: 素案（２０２３．７） → 案、第４回委員会."""
        comparison = self.trace.comparison
        return pair_told(comparison.base, comparison.revised, self.meeting)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Which pair it was, where the plan has others."""
        plan = self.trace.plan
        return (f"比べた版：{self.told}",) if has_choice(plan, self.meeting) else ()


def choose_occasion(
    plan: Plan, root: Path, names: Names | None = None, meeting: str | None = None, *, alone: bool = True
) -> Occasion:
    """Compare the drafts that are meant, and find the meeting; with `alone`, a first draft is compared with itself.

    Raises:
        UsageError: a name means nothing or several things, or there is nothing to compare with.
        FaultyDataError: a draft uses an id twice.
        DataError: a file cannot be read.
    """
    named = find_meeting(plan, meeting) if meeting is not None else None
    meant = names_meant(names or Names(), named)
    compared = compare_pair(plan, root, meant, alone=alone)
    if named is not None or _is_file(plan, meant.revised):
        return Occasion(compared, named)
    comparison = compared.trace.comparison
    base = None if _is_file(plan, meant.base) else comparison.base
    return Occasion(compared, meeting_of(plan, base, comparison.revised))


def names_meant(names: Names, meeting: Meeting | None) -> Names:
    """Return the drafts named, each else as the meeting has it; a meeting's base belongs to its own draft."""
    if meeting is None:
        return names
    base = names.base or (meeting.base if names.revised is None else None)
    return replace(names, base=base, revised=names.revised or meeting.draft)


def meeting_of(plan: Plan, base: Draft | None, revised: Draft) -> Meeting | None:
    """Return the last meeting that discusses a draft against another, or against any where that is None.

    A meeting that names no draft discusses the last one, one that names no base what its draft is based on.
    """
    found = [each for each in plan.meetings if _discusses(plan, each, base, revised)]
    return found[-1] if found else None


def _discusses(plan: Plan, meeting: Meeting, base: Draft | None, revised: Draft) -> bool:
    drafts = [each.id for each in plan.drafts]
    if _id_of(revised) != (meeting.draft or drafts[-1]):
        return False
    if base is None or _id_of(base) == _id_of(revised):
        return True
    known = plan.draft(_id_of(revised))
    return _id_of(base) == (meeting.base or (known.based_on if known is not None else None))


def has_choice(plan: Plan, meeting: Meeting | None) -> bool:
    """Tell whether a plan has other pairs or meetings than the one taken."""
    others = [each for each in plan.meetings if each is not meeting]
    return len(plan.drafts) > _ONE_STEP or bool(others)


def pair_told(base: Draft, revised: Draft, meeting: Meeting | None) -> str:
    """Say two drafts, or one that is compared with none, and the meeting that discusses them."""
    drafts = [_dated(base), _dated(revised)] if base.id != revised.id else [_dated(revised)]
    pair = " → ".join(drafts)
    return f"{pair}、{meeting.title}" if meeting is not None else pair


def _dated(draft: Draft) -> str:
    return f"{draft.label}（{draft.date}）" if draft.date else draft.label


def _id_of(draft: Draft) -> str:
    """Return the id of a draft, also of one as git has it."""
    return draft.id.partition("@")[0]


def _is_file(plan: Plan, name: str | None) -> bool:
    return name is not None and is_manuscript(name) and plan.draft(name) is None
