"""What members changed in a paper, as proposals for the draft the paper shows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from dxplan_cli.app.printed import owner_of
from dxplan_cli.app.proposal_words import (
    addition_in_words,
    deletion_in_words,
    edits_in_words,
    fields_in_words,
    move_in_words,
    place_in_words,
)
from dxplan_cli.app.proposed import Ground, Proposed, Unplaced
from dxplan_cli.app.proposed_values import is_said, proposed_for_kpis, proposed_values
from dxplan_cli.diff.carry import Carried, carry_over
from dxplan_cli.diff.change import Substance
from dxplan_cli.diff.segment import Op, edits_of, kind_of_edits
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.digest import digest_of_words
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import Item, Paragraph, Section, children_of, words_of
from dxplan_cli.model.opinion import Proposal
from dxplan_cli.papers.explanations import shortened
from dxplan_cli.papers.places import make_atlas
from dxplan_cli.papers.values import field_lines
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.change import Change, Comparison, Position
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.papers.places import Atlas

_MINIMUM = 2
"""A quote of one character could stand anywhere."""


class Reader(Value, dict=True):
    """One comparison of a paper before and after somebody wrote in it, read for the draft it shows.

    `is_above_others` says that the paper before held what other members had written; `strange` are the nodes they added.
    """

    ground: Ground
    comparison: Comparison
    is_above_others: bool = False

    @cached_property
    def _atlas(self) -> Atlas:
        return make_atlas(self.comparison, ())

    @cached_property
    def _families(self) -> dict[str, tuple[AnyNode, ...]]:
        revised = self.comparison.revised
        return {"": revised.chapters} | {node.id: children_of(node) for node in revised.nodes()}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What somebody changed, in the order of the paper; what came or went with something else is part of that."""
        return tuple(
            change
            for change in self.comparison.all_changes
            if change.within is None and change.substance is not Substance.BOOKKEEPING and not _is_of_looks(change)
        )

    def read(self) -> Iterator[Proposed | Unplaced]:
        """Yield every change as a proposal, or as one without a place."""
        return (found for change in self.changes for found in self.read_one(change))

    def read_one(self, change: Change) -> Iterator[Proposed | Unplaced]:
        """Yield a change as a proposal, and as one without a place where it has none, or a part of it."""
        known = self.ground.nodes.get(change.node)
        rows = () if known is not None else tuple(proposed_for_kpis(change, self.ground))
        if rows:
            where = self._atlas.name_of_path(change.path)
            yield from (replace(each, where=where) if isinstance(each, Unplaced) else each for each in rows)
            return
        owner = self.ground.nodes.get(owner_of(change.node))
        if known is None and owner is not None and change.before is not None:
            yield self._of_part(change, owner)
            return
        if change.after is not None and (change.before is None or (known is None and self.is_above_others)):
            found = self._addition(change, change.after)
        elif known is None:
            found = None
        elif change.after is None:
            found = self._deletion(change, known)
        else:
            found = self._edit(change, known)
        if found is not None:
            yield found
            yield from self._strays(change, found)
        else:
            yield self._unplaced(change)

    def _of_part(self, change: Change, owner: AnyNode) -> Proposed:
        """Read a change of what a paper says of a node besides its words: its source, its note, another wording."""
        before = "" if change.before is None else words_of(change.before)
        told = f"「{shortened(before)}」"
        words = f"{told}を削除" if change.after is None else f"{told}：{edits_in_words(before, words_of(change.after))}"
        return Proposed(spot=change.node, kind=change.kind, words=words, about=(owner.id,))

    def _addition(self, change: Change, node: AnyNode) -> Proposed | None:
        place = self._place(change.new)
        if place is None:
            return None
        text = words_of(node) if isinstance(node, Paragraph | Item) else None
        words = addition_in_words(node, place_in_words(self.ground.nodes[place[0]], first=place[1]))
        proposal = Proposal(kind=ChangeKind.ADD, text=text, after=place[0], first=place[1]) if text else None
        return Proposed(
            spot=change.node,
            kind=ChangeKind.ADD,
            words=words,
            about=self.ground.about(self.ground.host_of(place)),
            proposal=proposal,
        )

    def _deletion(self, change: Change, node: AnyNode) -> Proposed:
        return Proposed(
            spot=change.node,
            kind=ChangeKind.DELETE,
            words=deletion_in_words(node),
            about=(node.id,),
            quote=_quotable(words_of(node)),
            proposal=Proposal(kind=ChangeKind.DELETE, node=node.id, digest=digest_of_words(node)),
        )

    def _edit(self, change: Change, node: AnyNode) -> Proposed | None:
        """Read an edit of words, a move, an edit of cells and numbers, or several of these at once."""
        before, after = words_of(change.before or node), words_of(change.after or node)
        text = self._text(before, after, words_of(node))
        lines = field_lines(change, self._atlas, is_said)
        place = self._place(change.new) if change.moved else None
        said = [edits_in_words(words_of(node), text)] if text is not None else []
        said += [move_in_words(node, place_in_words(self.ground.nodes[place[0]], first=place[1]))] if place else []
        said += [fields_in_words(node, lines)] if lines else []
        if not any(said):
            return None
        kind = change.kind
        if text is not None and place is None and not lines:
            kind = kind_of_edits(edits_of(compare_words(words_of(node), text)))
        values = proposed_values(change, node)
        proposal = Proposal(
            kind=kind,
            node=node.id,
            text=text,
            after=place[0] if place else None,
            first=bool(place and place[1]),
            values=values or (),
            digest=digest_of_words(node),
        )
        return Proposed(
            spot=change.node,
            kind=kind,
            words="。".join(filter(None, said)),
            about=(node.id,),
            quote=self._quote(change, words_of(node)),
            proposal=None if values is None else proposal,
        )

    def _text(self, before: str, after: str, words: str) -> str | None:
        """Return the draft's words with the edits in them that have a place there; None where there is none."""
        if before == after:
            return None
        carried = self._carried(before, after, words).words
        return carried if carried != words else None

    def _carried(self, before: str, after: str, words: str) -> Carried:
        carried = carry_over(before, after, words)
        return Carried(after, before) if self.is_above_others and carried.rest != before else carried

    def _strays(self, change: Change, found: Proposed) -> Iterator[Unplaced]:
        """Yield the edits of a text, in a mark or in struck words, that the draft has no place for."""
        known = self.ground.nodes.get(found.spot)
        if change.before is not None and change.after is not None and known is not None:
            before = words_of(change.before)
            rest = self._carried(before, words_of(change.after), words_of(known)).rest
            if rest != before:
                yield Unplaced(edits_in_words(before, rest), self._atlas.name_of_path(change.path))

    def _quote(self, change: Change, words: str) -> str | None:
        edits = edits_of(change.segments)
        if not edits:
            return _quotable(words) if change.moved else None
        return _quotable(edits[0].before, words) if len(edits) == 1 else None

    def _place(self, position: Position | None) -> tuple[str, bool] | None:
        """Return the place of something new or moved: behind which node of the draft, or first in which section."""
        if position is None:
            return None
        parent = position.path[-1] if position.path else ""
        siblings = self._families[parent]
        moved = {change.node for change in self.comparison.all_changes if change.moved}
        for sibling in reversed(siblings[: position.index]):
            known = self.ground.known_as(sibling)
            if known is not None and sibling.id not in moved:
                return known, False
        for sibling in siblings[position.index + 1 :]:
            if sibling.id in self.ground.nodes and sibling.id not in moved and not isinstance(sibling, Section):
                return self.ground.before(sibling.id, moved)
        return (parent, True) if parent in self.ground.nodes else None

    def _unplaced(self, change: Change) -> Unplaced:
        where = self._atlas.name_of_path(change.path)
        if change.before is None:
            words = addition_in_words(change.subject, "ここ")
        elif change.after is None:
            words = deletion_in_words(change.subject)
        else:
            edits = edits_in_words(words_of(change.before), words_of(change.after))
            words = edits or fields_in_words(change.after, field_lines(change, self._atlas)) or "場所の変更"
        return Unplaced(words, where)


def _is_of_looks(change: Change) -> bool:
    """Tell whether nothing changed but the looks of a text: it became an entry of a list, or was one."""
    stays = change.before is not None and change.after is not None and not change.moved
    return stays and all(segment.op is Op.EQUAL for segment in change.segments) and not any(map(is_said, change.fields))


def _quotable(words: str, within: str | None = None) -> str | None:
    line = words.strip()
    is_there = within is None or line in within
    return line if len(line) >= _MINIMUM and is_there and "\n" not in line else None
