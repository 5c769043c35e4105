"""Changes (修正箇所) and the comparison that holds them all."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.diff.lineage import Lineage
from dxplan_cli.diff.parts import parts_by_node
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.fields import FieldChange
    from dxplan_cli.diff.parts import Parts
    from dxplan_cli.diff.renumbering import Renumbered
    from dxplan_cli.diff.segment import Segments
    from dxplan_cli.model.kind import ChangeKind
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft


class Substance(Enum):
    """What kind of thing differs.

    The plan's wording, its way of writing (表記のみ), a number that follows from others (繰上げ・繰下げ), or the
    secretariat's notes on it.
    """

    WORDING = "wording"
    NOTATION = "notation"
    RENUMBERING = "renumbering"
    BOOKKEEPING = "bookkeeping"


class Position(Value):
    """Where a node stands: the ids from the chapter down to its parent, and its index among the children."""

    path: tuple[str, ...]
    index: int


class Change(Value, kw_only=True):
    """One node's difference between two drafts.

    `before` and `after` are the node without its children; one is None when it
    came or went. `old` and `new` are the places in base and revised draft.
    `within` is the nearest node it came or went together with.
    """

    node: str
    kind: ChangeKind
    substance: Substance
    before: AnyNode | None
    after: AnyNode | None
    old: Position | None
    new: Position | None
    moved: bool = False
    segments: Segments = ()
    fields: tuple[FieldChange, ...] = ()
    within: str | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The ids from the chapter to the parent, in the revised draft where it still stands there."""
        position = self.new or self.old
        return position.path if position else ()

    @property
    def subject(self) -> AnyNode:
        """The node as it is now, or as it was when it is gone."""
        node = self.after if self.after is not None else self.before
        if node is None:
            message = f"a change of nothing: {self.node}"
            raise AssertionError(message)
        return node


class Place(Value):
    """A spot of the merged tree: both versions of a node in document order, gone ones where they stood.

    `moved_away` is the spot a moved node, or one inside a moved section, has left; it has no change of its own.
    `carried` nodes kept their place in a section that moved, or became another kind of node: new at this spot though
    they did not move themselves, with the old version at a spot that was left.
    """

    before: AnyNode | None
    after: AnyNode | None
    change: Change | None
    children: tuple[Place, ...] = ()
    moved_away: bool = False
    carried: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the same node stands here in both drafts."""
        return self.change is None and not self.moved_away and not self.carried

    @property
    def node(self) -> AnyNode:
        """The node as it is now, or as it was when it is gone."""
        node = self.after if self.after is not None else self.before
        if node is None:
            message = "a place holds at least one version"
            raise AssertionError(message)
        return node


class Comparison(Value, dict=True):
    """All differences between two drafts, and the merged tree every paper is drawn from.

    `parts` are the texts known to have been split or merged: where drafts have no common ids, matching finds them.
    `lineage` are the nodes that have other ids in the revised draft; `base` has these as well.
    `claimed` are the nodes an opinion or a reason speaks of: what changed there is printed, be it a matter of notation.
    """

    base: Draft
    revised: Draft
    places: tuple[Place, ...]
    parts: tuple[Parts, ...] = ()
    lineage: Lineage = Lineage()
    renumbered: tuple[Renumbered, ...] = ()
    """The sections whose numbers follow from others that came, went or moved."""

    @property
    def drafts(self) -> tuple[Draft, Draft]:
        """The base and the revised draft."""
        return self.base, self.revised

    claimed: frozenset[str] = frozenset()

    @cached_property
    def all_changes(self) -> tuple[Change, ...]:
        """Every change in document order, notation and bookkeeping included: enough to rebuild the revised draft."""
        return tuple(place.change for place in walk_places(self.places) if place.change and not place.moved_away)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes of the plan's wording, in document order, and those of notation that somebody speaks of."""
        return tuple(change for change in self.all_changes if self._is_told(change))

    def _is_told(self, change: Change) -> bool:
        if change.substance is Substance.NOTATION:
            return change.node in self.claimed
        return change.substance is Substance.WORDING

    @cached_property
    def notation(self) -> tuple[Change, ...]:
        """The changes of width, glyph or blanks only (表記のみ) that nobody speaks of."""
        notation = (change for change in self.all_changes if change.substance is Substance.NOTATION)
        return tuple(change for change in notation if change.node not in self.claimed)

    def parts_of(self, change: Change) -> Parts | None:
        """Return what the node of a change was split into or merged with, if it was."""
        return self._parts_by_node.get(change.node)

    def parts_note(self, change: Change) -> str:
        """Say whether the node of a change was split or merged: （２つに分割）; empty for all others."""
        parts = self.parts_of(change)
        return parts.note_of(change.node) if parts is not None else ""

    @cached_property
    def _parts_by_node(self) -> dict[str, Parts]:
        return parts_by_node(self.parts)

    @cached_property
    def by_node(self) -> dict[str, Change]:
        """The changes of wording by node id."""
        return {change.node: change for change in self.changes}


def walk_places(places: tuple[Place, ...]) -> Iterator[Place]:
    """Yield every place in document order, parents before children."""
    for place in places:
        yield place
        yield from walk_places(place.children)
