"""Applying a comparison: the law that nothing was overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.diff.adopt import with_ids
from dxplan_cli.diff.segment import after_of
from dxplan_cli.model.node import AnyNode, Section, children_of, with_words
from dxplan_cli.value import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.model.plan import Draft


def apply_comparison(base: Draft, comparison: Comparison) -> tuple[AnyNode, ...]:
    """Return the chapters that result from giving nodes the ids they have now, and carrying out all changes."""
    renamed = replace(base, chapters=with_ids(base.chapters, comparison.lineage.new_ids))
    return apply_changes(renamed, comparison.all_changes)


def apply_changes(base: Draft, changes: Iterable[Change]) -> tuple[AnyNode, ...]:
    """Return the chapters that result from carrying out all changes on the base draft.

    Uses the base, what each change says of the node itself, and the new
    positions of what was added or moved; never the revised draft.
    """
    by_node = {change.node: change for change in changes}
    arriving: dict[str, list[tuple[int, Change]]] = {}
    for change in by_node.values():
        if change.new is not None and (change.old is None or change.moved):
            parent = change.new.path[-1] if change.new.path else ""
            arriving.setdefault(parent, []).append((change.new.index, change))
    originals = {node.id: node for node in base.nodes()}
    return _rebuild(base.chapters, "", by_node, arriving, originals)


def _rebuild(
    children: tuple[AnyNode, ...],
    parent: str,
    by_node: dict[str, Change],
    arriving: dict[str, list[tuple[int, Change]]],
    originals: dict[str, AnyNode],
) -> tuple[AnyNode, ...]:
    def renewed(node_id: str) -> AnyNode:
        original = originals.get(node_id)
        content = _content(original, by_node.get(node_id))
        below = children_of(original) if original is not None else ()
        if not isinstance(content, Section):
            return content
        return replace(content, children=_rebuild(below, node_id, by_node, arriving, originals))

    kept = [node.id for node in children if not _leaves(by_node.get(node.id))]
    for index, change in sorted(arriving.get(parent, ()), key=lambda each: each[0]):
        kept.insert(index, change.node)
    return tuple(renewed(node_id) for node_id in kept)


def _leaves(change: Change | None) -> bool:
    return change is not None and (change.new is None or change.moved)


def _content(original: AnyNode | None, change: Change | None) -> AnyNode:
    if change is not None and change.after is not None:
        return with_words(change.after, after_of(change.segments))
    if original is None:
        message = "a node that was neither there nor added"
        raise AssertionError(message)
    return original
