"""Marks (修正の印): the labels 【追加①】 and what they stand for.

The label rule was read off the source paper's 38 marks: numbering runs within
the nearest ancestor section of a role listed in ``labels.scope``; marks tied
to an opinion are numbered per kind when their scope has more than one such
mark, and bare when alone; marks that only have a reason are bare.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dxplan_cli.diff.segment import edits_of, kind_of_edits
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.text.digits import circled
from dxplan_cli.trace.resolve import Resolved, Standing
from dxplan_cli.trace.scope import Scopes
from dxplan_cli.trace.sweep import Swept
from dxplan_cli.value import Mutable, Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.model.node import Section
    from dxplan_cli.model.opinion import Opinion, Reason
    from dxplan_cli.model.plan import LabelSettings
    from dxplan_cli.trace.claim import Claim


class Mark(Value, kw_only=True):
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
    def name(self) -> str:
        """What it is known by, whatever its label: no other of the same kind stands at this spot of the node."""
        return f"{self.node}.{self.kind.name.lower()}" + (f".{self.at}" if self.at is not None else "")

    @property
    def is_explained(self) -> bool:
        """Tell whether an opinion or a reason stands behind it."""
        return bool(self.opinions or self.reasons)


def make_marks(
    comparison: Comparison, resolved: Iterable[Resolved], settings: LabelSettings, swept: Mapping[str, Swept]
) -> tuple[Mark, ...]:
    """Make the marks of a comparison in document order, labelled; what was swept has no mark, unless it is claimed."""
    kept: dict[str, list[Resolved]] = {}
    for each in resolved:
        if each.standing is Standing.KEPT and each.change is not None:
            kept.setdefault(each.change.node, []).append(each)
    scopes = Scopes(comparison, settings.scope)
    marks = [
        mark
        for change in comparison.changes
        if change.within is None or change.node in kept
        for mark in _marks_of(
            change, kept.get(change.node, []), scopes.of(change), swept.get(change.node, _NOTHING_SWEPT)
        )
    ]
    return _number(marks, settings)


_NOTHING_SWEPT = Swept(frozenset(), frozenset(), ())


def _marks_of(change: Change, claims: list[Resolved], scope: Section | None, swept: Swept) -> list[Mark]:
    """Make the marks of one change; what came or went with its section is marked there, unless it has claims of its own."""
    quoted = {index for claim in claims for index in claim.edits}
    unquoted = [index for index in range(len(edits_of(change.segments))) if index not in quoted]
    unswept = tuple(index for index in unquoted if index not in swept.edits)
    rest = unswept or tuple(unquoted)
    marks = [
        Mark(
            node=change.node,
            kind=group.kind,
            edits=tuple(sorted(group.edits)) or rest,
            at=max(group.edits) if group.edits else None,
            scope=scope,
            opinions=tuple(dict.fromkeys(claim.opinion for claim in group.in_order(claims) if claim.opinion)),
            reasons=_told_once(claim.reason for claim in group.in_order(claims) if claim.reason),
        )
        for group in _grouped(change, claims, has_rest=bool(rest) or change.moved or bool(change.fields))
    ]
    if all(claim.edits for claim in claims):
        marks += _unexplained(change, unswept, scope, swept)
    return sorted(marks, key=lambda mark: -1 if mark.at is None else mark.at)


def _told_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Keep one of the reasons that say the same: a part of a split has its own beside the one of what was split."""
    told: dict[tuple[str | None, ...], Reason] = {}
    for reason in reasons:
        told.setdefault((reason.reason, reason.origin, reason.because_of, reason.label, reason.note), reason)
    return tuple(told.values())


class _Group(Mutable):
    """Claims that share a mark; no edits means the node as a whole."""

    kind: ChangeKind
    edits: set[int]
    claims: list[Resolved]

    def in_order(self, claims: Iterable[Resolved]) -> tuple[Claim, ...]:
        """Return its own among all claims on the node, in the order these were made."""
        own = {id(each) for each in self.claims}
        return tuple(each.claim for each in claims if id(each) in own)


def _grouped(change: Change, claims: list[Resolved], *, has_rest: bool) -> list[_Group]:
    """Gather the claims that share a mark: of the same kind, on edits that overlap.

    A claim on the whole node shares the mark of the quoted words when nothing
    is left beside them. A claim that names no kind of its own, as most reasons
    do, stands by any mark at its place; its label or note goes into that mark.
    """
    groups: list[_Group] = []
    for claim in sorted(claims, key=lambda each: (not each.edits, each.claim.kind is None)):
        edits = set(claim.edits)
        kinds = {claim.claim.kind} if claim.claim.kind else set(ChangeKind)
        shared = [
            group for group in groups if group.kind in kinds and _is_shared(group.edits, edits, has_rest=has_rest)
        ]
        if not shared:
            groups.append(_Group(claim.claim.kind or derived_kind(change, claim.edits), edits, [claim]))
            continue
        first, *others = shared
        first.edits |= edits.union(*(other.edits for other in others))
        first.claims += [claim, *(each for other in others for each in other.claims)]
        groups = [group for group in groups if group not in others]
    return groups


def _is_shared(theirs: set[int], ours: set[int], *, has_rest: bool) -> bool:
    if theirs and ours:
        return bool(theirs & ours)
    return theirs == ours or not has_rest


def derived_kind(change: Change, edits: tuple[int, ...]) -> ChangeKind:
    """Return the kind the text itself shows, for some edits or for the whole change."""
    if not edits:
        return change.kind
    every = edits_of(change.segments)
    return kind_of_edits(every[index] for index in edits)


def _unexplained(change: Change, rest: tuple[int, ...], scope: Section | None, swept: Swept) -> list[Mark]:
    """Make the bare marks of what no claim covers: the whole change, or each edit left over beside quoted ones."""
    every = len(edits_of(change.segments))
    if len(rest) < every:
        return [
            Mark(node=change.node, kind=derived_kind(change, (index,)), edits=(index,), at=index, scope=scope)
            for index in rest
        ] + _beyond_words(change, scope, swept)
    if swept.fields and not rest:
        return _beyond_words(change, scope, swept)
    return [Mark(node=change.node, kind=change.kind, edits=rest, at=None, scope=scope)]


def _beyond_words(change: Change, scope: Section | None, swept: Swept) -> list[Mark]:
    """Make the bare mark of a move or a changed attribute that quotes of words cannot cover."""
    if not change.moved and all(field.path in swept.fields for field in change.fields):
        return []
    kind = ChangeKind.MOVE if change.moved else ChangeKind.MODIFY
    return [Mark(node=change.node, kind=kind, edits=(), at=None, scope=scope)]


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
