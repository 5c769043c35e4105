"""Holding each claim against the comparison: which edits does it speak of, and are they there?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dxplan_cli.diff.change import Substance
from dxplan_cli.diff.segment import Edit, edits_of
from dxplan_cli.model.node import texts_of, words_of
from dxplan_cli.text.keys import find_every_folded, find_folded
from dxplan_cli.value import Value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxplan_cli.diff.change import Change, Comparison
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.trace.claim import Claim


class Standing(Enum):
    """How a claim stands against the texts."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    """The node (or the quoted words) is the same in both drafts: the promise is not kept."""
    QUOTE_MISSING = "quote-missing"
    """The quoted words stand in neither text of the node."""
    NODE_MISSING = "node-missing"
    """Neither draft has such a node."""


class Resolved(Value):
    """A claim and what it was found to speak of: the change, and the indexes of its edits.

    `edits` is empty for a claim on the node as a whole.
    """

    claim: Claim
    standing: Standing
    change: Change | None = None
    edits: tuple[int, ...] = ()


def resolve_claim(
    claim: Claim, comparison: Comparison, versions: dict[str, tuple[AnyNode, ...]]
) -> tuple[Resolved, ...]:
    """Resolve a claim on a node, or on all nodes that stand for it now: it was renamed, split or merged since.

    Of several heirs those count that changed, and hold the quoted words. What kind of change an heir shows, the claim
    on the whole does not say.
    """
    heirs = heirs_of(claim.node, comparison, versions)
    if heirs in {(), (claim.node,)}:
        return (resolve(claim, comparison, versions),)
    kind = claim.kind if len(heirs) == 1 else None
    found = [resolve(replace(claim, node=heir, kind=kind), comparison, versions) for heir in heirs]
    kept = tuple(each for each in found if each.standing is Standing.KEPT)
    return kept or (found[0],)


def heirs_of(node_id: str, comparison: Comparison, versions: dict[str, tuple[AnyNode, ...]]) -> tuple[str, ...]:
    """Return the nodes of two drafts that stand for a node: by their lineage, or by `was` where it is long gone."""
    heirs = comparison.lineage.heirs_of(node_id)
    if heirs or node_id in versions:
        return heirs
    return tuple(node.id for node in comparison.revised.nodes() if node_id in node.was)


def resolve(claim: Claim, comparison: Comparison, versions: dict[str, tuple[AnyNode, ...]]) -> Resolved:
    """Resolve one claim. `versions` are the nodes of that id in the two drafts, see `versions_of`."""
    nodes = versions.get(claim.node, ())
    if not nodes:
        return Resolved(claim, Standing.NODE_MISSING)
    change = comparison.by_node.get(claim.node)
    if claim.quote and not any(find_folded(claim.quote, text) for node in nodes for text in texts_of(node)):
        return Resolved(claim, Standing.QUOTE_MISSING, change)
    if change is None:
        return Resolved(claim, Standing.UNCHANGED)
    if change.substance is Substance.NOTATION and not _speaks_of_notation(claim, change):
        return Resolved(claim, Standing.UNCHANGED, change)
    if not claim.quote or change.before is None or change.after is None or not edits_of(change.segments):
        return Resolved(claim, Standing.KEPT, change)
    edits = _edits_quoted(change, claim.quote)
    is_kept = edits or _is_in_changed_field(change, claim.quote) or _is_in_notation(change, claim.quote)
    return Resolved(claim, Standing.KEPT if is_kept else Standing.UNCHANGED, change, edits)


def claimed_notation(claims: Iterable[Claim], comparison: Comparison) -> frozenset[str]:
    """Return the nodes written otherwise only (表記のみ) whose claims speak of just that: they are printed as changes.

    A reason does, and words quoted that are written otherwise. An opinion on the node as a whole asked for more.
    """
    changes = {change.node: change for change in comparison.notation}
    return frozenset(
        claim.node for claim in claims if claim.node in changes and _speaks_of_notation(claim, changes[claim.node])
    )


def _speaks_of_notation(claim: Claim, change: Change) -> bool:
    if claim.quote:
        return _is_in_notation(change, claim.quote)
    return claim.reason is not None


def versions_of(comparison: Comparison) -> dict[str, tuple[AnyNode, ...]]:
    """Return, for every node id, its versions in base and revised draft."""
    versions: dict[str, tuple[AnyNode, ...]] = {}
    for draft in (comparison.base, comparison.revised):
        for node in draft.nodes():
            versions[node.id] = (*versions.get(node.id, ()), node)
    return versions


def _edits_quoted(change: Change, quote: str) -> tuple[int, ...]:
    """Return the edits that the quoted words touch, in the new text or else in the old one.

    Words that stand there several times mean the first place that was edited.
    """
    edits = edits_of(change.segments)
    for text, spans in (
        (_text(change.after), [_span_after(edit) for edit in edits]),
        (_text(change.before), [_span_before(edit) for edit in edits]),
    ):
        for quoted in find_every_folded(quote, text):
            touched = tuple(index for index, span in enumerate(spans) if _touches(span, quoted))
            if touched:
                return touched
    return ()


def _is_in_changed_field(change: Change, quote: str) -> bool:
    """Tell whether the quoted words stand in a cell or attribute that changed."""
    values = (value for field in change.fields for value in (field.before, field.after) if value is not None)
    return any(find_folded(quote, str(value)) for value in values)


def _is_in_notation(change: Change, quote: str) -> bool:
    """Tell whether the quoted words are written otherwise, in another width or with other blanks."""
    both = {_text(change.before), _text(change.after)}
    written = {text[start:end] for text in both for start, end in find_every_folded(quote, text)}
    return len(written) > 1


def _text(node: AnyNode | None) -> str:
    return words_of(node) if node is not None else ""


def _span_after(edit: Edit) -> tuple[int, int]:
    return edit.after_start, edit.after_end


def _span_before(edit: Edit) -> tuple[int, int]:
    return edit.before_start, edit.before_end


def _touches(span: tuple[int, int], quoted: tuple[int, int]) -> bool:
    """Tell whether an edit's span overlaps the quoted one; a pure deletion must lie strictly inside the quoted words."""
    if span[0] == span[1]:
        return quoted[0] < span[0] < quoted[1]
    return span[0] < quoted[1] and quoted[0] < span[1]
