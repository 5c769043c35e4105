"""Marks (修正の印): the labels 【追加①】 and what they stand for.

The label rule was read off the source paper's 38 marks: numbering runs within
the nearest ancestor section of a role listed in ``labels.scope``; marks tied
to an opinion are numbered per kind when their scope has more than one such
mark, and bare when alone; marks that only have a reason are bare.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of, kind_of_edits
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.text.digits import circled
from dxplan_cli.trace.resolve import Resolved, Standing
from dxplan_cli.trace.scope import Scopes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Opinion, Reason
    from dxplan_cli.model.plan import LabelSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label at a place of the revised text.

    `edits` are the indexes of the edits it stands for; `at` is the edit it is
    printed behind, None for the head of the node. A mark with neither opinions
    nor reasons stands for a change nobody explains.
    """

    node: str
    kind: ChangeKind
    edits: tuple[int, ...]
    at: int | None
    scope: Section | None
    opinions: tuple[Opinion, ...] = ()
    reasons: tuple[Reason, ...] = ()
    number: int | None = None

    @property
    def label(self) -> str:
        """The mark's words without brackets: 追加①, 修正（文章の構成見直し）, 体系図を追加."""
        word = next((reason.label for reason in self.reasons if reason.label), None) or self.kind.value
        number = circled(self.number) if self.number is not None else ""
        note = next((reason.note for reason in self.reasons if reason.note), None)
        return f"{word}{number}（{note}）" if note else f"{word}{number}"

    @property
    def is_explained(self) -> bool:
        """Tell whether an opinion or a reason stands behind it."""
        return bool(self.opinions or self.reasons)


def make_marks(comparison: Comparison, resolved: Iterable[Resolved], settings: LabelSettings) -> tuple[Mark, ...]:
    """Make the marks of a comparison in document order, labelled."""
    kept: dict[str, list[Resolved]] = {}
    for each in resolved:
        if each.standing is Standing.KEPT and each.change is not None:
            kept.setdefault(each.change.node, []).append(each)
    scopes = Scopes(comparison, settings.scope)
    marks = [
        mark
        for change in comparison.changes
        for mark in _marks_of(change, kept.get(change.node, []), _is_carried(change, kept), scopes.of(change))
    ]
    return _number(marks, settings)


def _is_carried(change: Change, kept: dict[str, list[Resolved]]) -> bool:
    """Tell whether the change came or went with a node that has its own mark, so that it needs none itself."""
    return change.within is not None and change.node not in kept


def _marks_of(change: Change, claims: list[Resolved], is_carried: bool, scope: Section | None) -> list[Mark]:  # noqa: FBT001 - a fact, not a mode
    if is_carried:
        return []
    edits = edits_of(change.segments)
    quoted = {index for claim in claims for index in claim.edits}
    rest = tuple(index for index in range(len(edits)) if index not in quoted)
    groups: dict[tuple[tuple[int, ...], ChangeKind, int | None], list[Resolved]] = {}
    for claim in claims:
        target = claim.edits or rest
        kind = claim.claim.kind or derived_kind(change, claim.edits)
        own = id(claim) if claim.claim.reason and (claim.claim.reason.label or claim.claim.reason.note) else None
        groups.setdefault((target if claim.edits else (), kind, own), []).append(claim)
    marks = [_mark(change, target or rest, bool(target), kind, scope, group) for (target, kind, _), group in groups.items()]
    has_whole = any(not claim.edits for claim in claims)
    if not has_whole and (rest or not claims or change.fields or change.moved):
        marks += _unexplained(change, rest, scope, bool(claims))
    return sorted(marks, key=lambda mark: -1 if mark.at is None else mark.at)


def derived_kind(change: Change, edits: tuple[int, ...]) -> ChangeKind:
    """Return the kind the text itself shows, for some edits or for the whole change."""
    if not edits:
        return change.kind
    every = edits_of(change.segments)
    return kind_of_edits(every[index] for index in edits)


def _mark(
    change: Change, edits: tuple[int, ...], is_quoted: bool, kind: ChangeKind, scope: Section | None, group: list[Resolved]  # noqa: FBT001 - a fact, not a mode
) -> Mark:
    return Mark(
        node=change.node,
        kind=kind,
        edits=edits,
        at=max(edits) if is_quoted else None,
        scope=scope,
        opinions=tuple(each.claim.opinion for each in group if each.claim.opinion),
        reasons=tuple(each.claim.reason for each in group if each.claim.reason),
    )


def _unexplained(change: Change, rest: tuple[int, ...], scope: Section | None, has_quotes: bool) -> list[Mark]:  # noqa: FBT001 - a fact, not a mode
    if not has_quotes:
        return [Mark(node=change.node, kind=change.kind, edits=rest, at=None, scope=scope)]
    if not rest:
        return [Mark(node=change.node, kind=change.kind, edits=(), at=None, scope=scope)]
    return [
        Mark(node=change.node, kind=derived_kind(change, (index,)), edits=(index,), at=index, scope=scope)
        for index in rest
    ]


def _number(marks: list[Mark], settings: LabelSettings) -> tuple[Mark, ...]:
    if settings.number == "never":
        return tuple(marks)
    counted = [mark for mark in marks if settings.number == "always" or mark.opinions]
    in_scope = Counter(_scope_id(mark) for mark in counted)
    running: Counter[tuple[str, ChangeKind]] = Counter()
    numbered: list[Mark] = []
    for mark in marks:
        counts = settings.number == "always" or bool(mark.opinions)
        if counts and (settings.number == "always" or in_scope[_scope_id(mark)] > 1):
            running[_scope_id(mark), mark.kind] += 1
            numbered.append(replace(mark, number=running[_scope_id(mark), mark.kind]))
        else:
            numbered.append(mark)
    return tuple(numbered)


def _scope_id(mark: Mark) -> str:
    return mark.scope.id if mark.scope else ""
