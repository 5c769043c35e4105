"""stale-reference: a text refers by number (第１節を参照) to a section that has another number now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan_cli.checks.wording import named, shortened
from dxplan_cli.model.finding import Finding, Severity
from dxplan_cli.model.node import Figure, Section, Table, children_of, texts_of, words_of
from dxplan_cli.text.references import UNITS, number_of_caption, number_of_heading, references_in
from dxplan_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxplan_cli.checks.inspection import Inspection
    from dxplan_cli.diff.change import Comparison
    from dxplan_cli.model.node import AnyNode
    from dxplan_cli.model.plan import Draft
    from dxplan_cli.text.references import Numbered, Reference

CODE = "stale-reference"
_BY_DEPTH = ("章", "節")
"""The units of sections whose printed number is bare, by depth."""


def find(inspection: Inspection) -> Iterator[Finding]:
    """Look at the newest step: texts that say the same number in both drafts, while what had that number has another."""
    latest = inspection.latest
    trace = next(
        (each for each in inspection.traces if each.comparison.revised.id == (latest.id if latest else "")), None
    )
    if trace is None:
        return
    comparison = trace.comparison
    old, new = _Numbers(comparison.base), _Numbers(comparison.revised)
    before = {node.id: node for node in comparison.base.nodes()}
    for node in comparison.revised.nodes():
        former = before.get(node.id)
        if former is None:
            continue
        kept = {reference.words for text in texts_of(former) for reference in references_in(text)}
        seen = {reference for text in texts_of(node) for reference in references_in(text)}
        for reference in sorted(seen, key=lambda each: each.words):
            if reference.words in kept and not _is_heading(node, reference):
                yield from _stale(comparison, node, reference, old, new)


def _is_heading(node: AnyNode, reference: Reference) -> bool:
    """Tell whether the words are the section's own number or the figure's own caption."""
    own = node.number if isinstance(node, Section) else words_of(node) if isinstance(node, Figure | Table) else None
    return own is not None and own.startswith(reference.words)


def _stale(
    comparison: Comparison, node: AnyNode, reference: Reference, old: _Numbers, new: _Numbers
) -> Iterator[Finding]:
    meant = old.named(reference, node.id)
    if meant is None:
        return
    here = new.named(reference, node.id)
    if here is not None and here.id == meant.id:
        return
    now = new.by_id.get(meant.id)
    where = "なくなりました" if now is None else f"「{_number(now) or named(now)}」になりました"
    instead = f"（いまの「{reference.words}」は{named(here)}です）" if here is not None else ""
    yield Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=f"{named(node)}の「{reference.words}」は、{comparison.base.label}では「{shortened(words_of(meant))}」を指していましたが、それは{comparison.revised.label}で{where}{instead}",
        hint="参照先の番号を今の番号に改めてください。番号のとおりでよければ、plan.yaml の checks の accepted に理由を書いてください",
        place=node.place,
        node=node.id,
    )


def _number(node: AnyNode) -> str:
    return (node.number or "") if isinstance(node, Section) else ""


class _Spot(Value):
    """A numbered node and the section it stands in ("" for chapters)."""

    node: AnyNode
    parent: str


class _Numbers:
    """What the numbers of a draft name: sections by unit, figures and tables by their captions."""

    def __init__(self, draft: Draft) -> None:
        self.by_id: dict[str, AnyNode] = {}
        self._parents: dict[str, str] = {}
        self._spots: dict[Numbered, list[_Spot]] = {}
        for chapter in draft.chapters:
            self._enter(chapter, "", 0)

    def _enter(self, node: AnyNode, parent: str, depth: int) -> None:
        self.by_id[node.id] = node
        self._parents[node.id] = parent
        numbered = _numbered(node, depth)
        if numbered is not None:
            self._spots.setdefault(numbered, []).append(_Spot(node, parent))
        for child in children_of(node):
            self._enter(child, node.id, depth + 1)

    def named(self, reference: Reference, seen_from: str) -> AnyNode | None:
        """Return what a reference names for a reader at a node; None where it is not certain."""
        inside: str | None = None
        found: AnyNode | None = None
        for numbered in reference.path:
            spots = self._spots.get(numbered, [])
            if inside is not None:
                spots = [spot for spot in spots if inside in self._above(spot.node.id)]
            elif len(spots) > 1:
                around = self._above(seen_from)
                spots = [spot for spot in spots if spot.parent in around]
            if len(spots) != 1:
                return None
            found = spots[0].node
            inside = found.id
        return found

    def _above(self, node_id: str) -> tuple[str, ...]:
        line = []
        current = self._parents.get(node_id, "")
        while current:
            line.append(current)
            current = self._parents.get(current, "")
        return tuple(line)


def _numbered(node: AnyNode, depth: int) -> Numbered | None:
    match node:
        case Section(number=str(number)):
            role = node.role or ""
            unit = role if role in UNITS else ""
            by_depth = _BY_DEPTH[depth] if depth < len(_BY_DEPTH) else ""
            return number_of_heading(number, unit or by_depth)
        case Figure() | Table():
            return number_of_caption(words_of(node))
        case _:
            return None
