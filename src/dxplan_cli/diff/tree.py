"""Comparison of two drafts' trees. Nodes are matched by their permanent id.

A node is moved when it stands under another parent, or outside the longest run
of its siblings that kept their order; so moving one item up is one move, not
a shift of all the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.adopt import with_ids
from dxplan_cli.diff.align import longest_rising
from dxplan_cli.diff.change import Change, Comparison, Place, Position, Substance
from dxplan_cli.diff.fields import compare_fields, differ_in_spelling
from dxplan_cli.diff.lineage import find_lineage
from dxplan_cli.diff.renumbering import find_renumbered
from dxplan_cli.diff.segment import Op, Segment, Segments, edits_of, kind_of_edits
from dxplan_cli.diff.words import compare_words
from dxplan_cli.model.kind import ChangeKind
from dxplan_cli.model.node import AnyNode, Item, Paragraph, Section, children_of, content_of, words_of
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.diff.fields import FieldChange
    from dxplan_cli.model.plan import Draft


class _Standing(Value):
    node: AnyNode
    position: Position


class _Sides(Value):
    """Both drafts' nodes by id, and the sections whose numbers only follow from others."""

    base: dict[str, _Standing]
    revised: dict[str, _Standing]
    renumbered: frozenset[str]


class _Way(Value):
    """How a node came to its place: it kept its order among its siblings, or not; its section was moved, or not."""

    stayed: bool
    carried: bool = False


def compare_drafts(base: Draft, revised: Draft) -> Comparison:
    """Compare two drafts; ids must be unique in each (duplicate-id is refused before).

    A node that has another id in the revised draft is compared under that: the comparison's base has it, too.
    """
    lineage = find_lineage(base, revised)
    if lineage.renamed:
        base = replace(base, chapters=with_ids(base.chapters, lineage.new_ids))
    renumbered = find_renumbered(base, revised)
    sides = _Sides(
        dict(_standings(base.chapters, ())),
        dict(_standings(revised.chapters, ())),
        frozenset(each.node for each in renumbered),
    )
    places = _merge(base.chapters, revised.chapters, sides, None)
    return Comparison(base, revised, places, lineage.parts, lineage, renumbered)


def _standings(nodes: tuple[AnyNode, ...], path: tuple[str, ...]) -> Iterator[tuple[str, _Standing]]:
    for at, node in enumerate(nodes):
        yield node.id, _Standing(node, Position(path, at))
        children = children_of(node)
        if children:
            yield from _standings(children, (*path, node.id))


def _merge(old: tuple[AnyNode, ...], new: tuple[AnyNode, ...], sides: _Sides, within: str | None) -> tuple[Place, ...]:
    """Merge two lists of siblings: the new order, with what is gone after the sibling it stood behind."""
    if not old and not new:
        return ()
    stayed = _stayed(old, new)
    gone: dict[str | None, list[AnyNode]] = {None: []}
    behind: str | None = None
    for node in old:
        if node.id in stayed:
            behind = node.id
            gone[behind] = []
        else:
            gone[behind].append(node)
    places = [_place_of_gone(node, sides, within) for node in gone[None]]
    former = {node.id: node for node in old}
    for node in new:
        if node.id in stayed and _shape(former[node.id]) is not _shape(node):
            places.append(_place_of_gone(former[node.id], sides, within))
            places.append(_place_of(node, sides, within, _Way(stayed=True, carried=True)))
        else:
            places.append(_place_of(node, sides, within, _Way(node.id in stayed)))
        places += [_place_of_gone(left, sides, within) for left in gone.get(node.id, ())]
    return tuple(places)


def _shape(node: AnyNode) -> type:
    """Return what a node is drawn as; a text that becomes a table, or a heading, stands at its place twice."""
    return Paragraph if isinstance(node, Item) else type(node)


def _carry(old: tuple[AnyNode, ...], new: tuple[AnyNode, ...], sides: _Sides) -> tuple[Place, ...]:
    """Return the children of a moved section at its new place; what is gone of them stands at the old one."""
    stayed = _stayed(old, new)
    return tuple(_place_of(node, sides, None, _Way(node.id in stayed, carried=True)) for node in new)


def _stayed(old: tuple[AnyNode, ...], new: tuple[AnyNode, ...]) -> frozenset[str]:
    rank = {node.id: at for at, node in enumerate(old)}
    common = [node.id for node in new if node.id in rank]
    return frozenset(common[index] for index in longest_rising([rank[node_id] for node_id in common]))


def _place_of_gone(node: AnyNode, sides: _Sides, within: str | None) -> Place:
    """Make the place of a node that no longer stands here: deleted, or moved away with all that was in it."""
    if node.id in sides.revised:
        left = tuple(_place_of_gone(child, sides, None) for child in children_of(node))
        return Place(content_of(node), None, None, left, moved_away=True)
    root = within or node.id
    children = tuple(_place_of_gone(child, sides, root) for child in children_of(node))
    content = content_of(node)
    change = Change(
        node=node.id,
        kind=ChangeKind.DELETE,
        substance=Substance.WORDING,
        before=content,
        after=None,
        old=sides.base[node.id].position,
        new=None,
        segments=_whole(Op.DELETE, words_of(node)),
        within=within,
    )
    return Place(content, None, change, children)


def _place_of(node: AnyNode, sides: _Sides, within: str | None, way: _Way) -> Place:
    content = content_of(node)
    position = sides.revised[node.id].position
    match = sides.base.get(node.id)
    if match is None:
        root = within or node.id
        change = Change(
            node=node.id,
            kind=ChangeKind.ADD,
            substance=Substance.WORDING,
            before=None,
            after=content,
            old=None,
            new=position,
            segments=_whole(Op.INSERT, words_of(node)),
            within=within,
        )
        return Place(None, content, change, _merge((), children_of(node), sides, root))
    families = (children_of(match.node), children_of(node))
    is_new_here = way.carried or not way.stayed
    children = _carry(*families, sides) if is_new_here else _merge(*families, sides, None)
    before = content_of(match.node)
    change_here = _compare_matched(before, content, (match.position, position), moved=not way.stayed)
    if change_here is not None and node.id in sides.renumbered:
        change_here = _without_number(change_here)
    return Place(before, content, change_here, children, carried=way.carried)


def _without_number(change: Change) -> Change:
    """Return the change of a section whose number follows from others: that is no difference of its own."""
    fields = tuple(field for field in change.fields if field.path != ("number",))
    versions = (_unnumbered(change.before), _unnumbered(change.after))
    substance = _substance(change.segments, fields, versions, moved=change.moved)
    return replace(
        change,
        kind=_kind(change.segments, fields, moved=change.moved),
        substance=Substance.RENUMBERING if substance is Substance.BOOKKEEPING else substance,
        fields=fields,
    )


def _unnumbered(node: AnyNode | None) -> AnyNode | None:
    return replace(node, number=None) if isinstance(node, Section) else node


def _whole(op: Op, words: str) -> Segments:
    if not words:
        return ()
    return (Segment(op, words, ""),) if op is Op.DELETE else (Segment(op, "", words),)


def _compare_matched(
    before: AnyNode, after: AnyNode, positions: tuple[Position, Position], *, moved: bool
) -> Change | None:
    if before == after and not moved:
        return None
    segments = compare_words(words_of(before), words_of(after))
    fields = compare_fields(before, after)
    return Change(
        node=after.id,
        kind=_kind(segments, fields, moved=moved),
        substance=_substance(segments, fields, (before, after), moved=moved),
        before=before,
        after=after,
        old=positions[0],
        new=positions[1],
        moved=moved,
        segments=segments,
        fields=fields,
    )


def _kind(segments: Segments, fields: tuple[FieldChange, ...], *, moved: bool) -> ChangeKind:
    edits = edits_of(segments)
    if fields or (edits and moved):
        return ChangeKind.MODIFY
    if edits:
        return kind_of_edits(edits)
    return ChangeKind.MOVE if moved else ChangeKind.MODIFY


def _substance(
    segments: Segments, fields: tuple[FieldChange, ...], versions: tuple[AnyNode | None, AnyNode | None], *, moved: bool
) -> Substance:
    if moved or fields or any(segment.is_edit for segment in segments):
        return Substance.WORDING
    before, after = versions
    is_respelt = before is not None and after is not None and differ_in_spelling(before, after)
    if is_respelt or any(segment.op is Op.NOTATION for segment in segments):
        return Substance.NOTATION
    return Substance.BOOKKEEPING
